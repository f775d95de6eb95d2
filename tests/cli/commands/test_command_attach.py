from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from desk_line import refused

from ledgerctl.application.cases.attaching import kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("录音.WAV", "recording"),
        ("a.b.mp4", "recording"),
        ("x.jpeg", "photo"),
        ("合同.pdf", "document"),
        ("noending", "other"),
        ("x.unknown", "other"),
    ],
)
def test_the_ending_of_a_name_tells_the_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_a_file_is_noted_and_stays_where_it_is(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "call.wav"
    file.write_bytes(b"ring")
    number = line.add()
    details = line("attach", number, str(file), "--json").data["details"]
    assert details["attachment"] == "recording"
    assert (details["bytes"], details["sha256"]) == (4, hashlib.sha256(b"ring").hexdigest())
    assert "path" not in details
    assert f"File attached: {file}" in line("show", number).out
    assert f"附件：{file}" in line("show", number, "--lang", "zh").out
    assert file.read_bytes() == b"ring"


def test_verify_looks_at_every_file(line: Line, tmp_path: Path) -> None:
    number = line.add()
    files = [tmp_path / name for name in ("kept.pdf", "changed.pdf", "gone.pdf", "folder.pdf")]
    for file in files:
        file.write_bytes(b"paper")
        line("attach", number, str(file))
    assert line("verify", "--files", "--json").data["files"] == {"checked": 4, "faults": []}
    files[1].write_bytes(b"PAPER")
    files[2].unlink()
    files[3].unlink()
    files[3].mkdir()
    assert line("verify").status == 0
    outcome = line("verify", "--files")
    assert outcome.status == 1
    for words in ("NOT sound", "is not the one that", "not where it was", "cannot be read"):
        assert words in outcome.out
    found = line("verify", "--files", "--json").envelope["data"]["files"]["faults"]
    assert [each["problem"] for each in found] == ["changed", "missing", "unreadable"]
    assert {each["number"] for each in found} == {number}


def test_an_attachment_taken_back_is_not_looked_at(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "call.wav"
    file.write_bytes(b"ring")
    number = line.add()
    line("attach", number, str(file))
    line("undo", "--yes", "--reason", "x")
    file.unlink()
    assert line("verify", "--files", "--json").data["files"]["checked"] == 0


def test_options_and_refusals(line: Line, tmp_path: Path) -> None:
    number = line.add()
    refused(line, "attach", number, str(tmp_path / "none.pdf"), code="E303", status=3)
    assert line("attach", number, str(tmp_path)).status > 0
    refused(line, "attach", number, code="E102", status=2)
    file = tmp_path / "scan"
    file.write_bytes(b"")
    words = ("attach", number, str(file), "--kind")
    refused(line, *words, "smell", code="E201", status=2)
    before = line.content
    assert "Dry run" in line(*words, "照片", "--dry-run").err
    assert line.content == before
    given = f'{{"file": "{file}", "attachment": "photo", "description": "柜台"}}'
    data = line("attach", number, "--input", "-", "--json", stdin=given).data
    assert data["details"]["attachment"] == "photo"
    assert data["details"]["bytes"] == 0
