from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, SCRIPT, Line, process, refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def year(line: Line) -> Line:
    assert line("import", str(REGISTER)).status == 0
    return line


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_pipe_gets_plain_utf8_and_every_row(year: Line) -> None:
    outcome = year("export")
    found = rows(outcome.out)
    assert len(found) == 25
    assert found[0]["Number"] == "2020-0001"
    assert outcome.err.splitlines() == [
        "25 rows exported",
        "Personal data is masked; --reveal REASON writes it out",
    ]


def test_personal_data_is_masked(year: Line) -> None:
    found = rows(year("export").out)
    assert (found[0]["Complainant"], found[0]["Telephone"]) == ("林**", "199****0001")


@pytest.mark.parametrize(
    ("words", "encoding", "mark"),
    [
        ((), "utf-8-sig", b"\xef\xbb\xbf"),
        (("--no-bom",), "utf-8", b""),
        (("--encoding", "gb18030"), "gb18030", b""),
    ],
)
def test_a_csv_file_opens_in_a_chinese_spreadsheet(
    year: Line, tmp_path: Path, words: tuple[str, ...], encoding: str, mark: bytes
) -> None:
    path = tmp_path / "cases.csv"
    outcome = year("--lang", "zh", "export", "--to", str(path), *words)
    content = path.read_bytes()
    assert outcome.status == 0
    assert content.startswith(mark or "案件编号".encode(encoding))
    assert rows(content.decode(encoding))[0]["受理渠道"] == "客服热线"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_json_contract(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    data = year("export", "-o", str(path), "--json", "--fields", "number,channel").data
    assert set(data) == {
        *("what", "kind", "path", "beside", "rows", "columns", "sha256", "revealed", "ledger"),
    }
    assert (data["kind"], data["rows"], data["columns"]) == ("jsonl", 25, ["number", "channel"])
    assert data["revealed"] is None
    assert json.loads(path.read_text().splitlines()[0]) == {
        "number": "2020-0001",
        "channel": "hotline",
    }


@pytest.mark.parametrize("face", ["--json", "--jsonl", "--csv"])
def test_the_face_says_what_a_pipe_gets(year: Line, face: str) -> None:
    out = year("export", face, "--fields", "number", "--open").out
    empty = {"--json": "[]\n", "--jsonl": "", "--csv": "Number\r\n"}
    assert out == empty[face]
    out = year("export", face, "--fields", "number").out
    assert out.count("2020-00") == 25


def test_keys_instead_of_labels(year: Line) -> None:
    found = rows(year("export", "--keys", "--fields", "number,channel").out)
    assert found[0] == {"number": "2020-0001", "channel": "hotline"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--channel", "nfra"), 1),
        (("--year", "2019"), 0),
        (("--text", "排队"), 4),
        (("--closed",), 25),
        (("--overdue",), 0),
    ],
)
def test_filters_are_those_of_list(year: Line, words: tuple[str, ...], count: int) -> None:
    listed = year("list", "--json", *words).data["total"]
    assert len(rows(year("export", *words).out)) == listed
    if words[0] != "--text":
        assert listed == count


def test_revealing_is_recorded_with_its_reason_and_who(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    words = ("--reveal", "报送监管", "--as", "DQ-0101", "--fields", "number,complainant,phone")
    outcome = year("export", "--to", str(path), *words)
    assert "林听澜,19900000001" in path.read_text("utf-8-sig")
    assert "Personal data stands unmasked; recorded as event 28" in outcome.err
    event = json.loads(year("export", "events", "--jsonl").out.splitlines()[-1])
    assert (event["kind"], event["on_behalf_of"]) == ("data.revealed", "DQ-0101")
    assert event["facts"] == {
        "purpose": "export",
        "records": 25,
        "fields": ["complainant", "phone"],
    }
    assert event["texts"] == {"reason": "报送监管"}
    assert year("verify").status == 0


def test_a_look_cannot_be_taken_back(year: Line) -> None:
    year("list", "--limit", "1", "--reveal", "核对")
    refused(year, "undo", "--yes", "--reason", "x", code="E480", status=4)
    refused(year, "undo", "28", "--yes", "--reason", "x", code="E480", status=4)


def test_show_and_list_reveal_and_record_it(year: Line) -> None:
    shown = year("show", "2020-0001", "--reveal", "回访").out
    listed = year("list", "--json", "--limit", "2", "--reveal", "核对").data
    assert "林听澜" in shown
    assert listed["cases"][0]["complainant"] == "林听澜"
    assert "林听澜" not in year("show", "2020-0001").out
    events = [json.loads(each) for each in year("export", "events", "--jsonl").out.splitlines()]
    told = [
        (each["facts"]["purpose"], each["facts"]["records"], each["facts"].get("case"))
        for each in events
        if each["kind"] == "data.revealed"
    ]
    assert told == [("show", 1, "2020-0001"), ("list", 2, None)]


def test_events_tell_everything_and_mask_what_is_personal(year: Line) -> None:
    events = [json.loads(each) for each in year("export", "events", "--jsonl").out.splitlines()]
    assert [each["seq"] for each in events] == list(range(1, 28))
    assert events[1]["texts"]["phone"] == "199****0001"
    assert events[1]["facts"]["channel"] == "hotline"
    assert rows(year("export", "events").out)[25]["Hash"] == events[25]["hash"]


def test_a_workbook(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    assert year("export", "--to", str(path)).status == 0
    assert path.read_bytes().startswith(b"PK")
    assert year("export", "events", "--to", str(tmp_path / "events.xlsx")).status == 0


def test_the_register_comes_back_the_same(
    year: Line, blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    year("export", "--to", str(first), "--reveal", "x")
    shutil.copyfile(blank, tmp_path / "other.db")
    other = Line(capsys, monkeypatch, str(tmp_path / "other.db"))
    assert other("import", str(first), "--json").data["added"] == 25
    batch = other("import", str(first), "--profile", "ledger", "--json").data
    assert (batch["unchanged"], batch["kept_columns"]) == (25, [])
    fields = ("--reveal", "x", "--fields", "source_id,complainant,summary,resolved_at,status")
    other("export", "--to", str(second), *fields)
    year("export", "--to", str(first), "--force", *fields)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "jsonl"])
@pytest.mark.parametrize("words", [(), ("--keys",), ("--lang", "zh")])
def test_an_export_is_known_by_its_headings(
    year: Line, blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, kind: str, words: tuple[str, ...],
) -> None:  # fmt: skip
    path = tmp_path / f"cases.{kind}"
    year("export", "--to", str(path), "--reveal", "x", *words)
    shutil.copyfile(blank, tmp_path / "other.db")
    other = Line(capsys, monkeypatch, str(tmp_path / "other.db"))
    done = other("import", str(path), "--json")
    assert (done.data["added"], done.data["kept_columns"]) == (25, [])
    assert (done.data["profile"], done.data["read_as"]["profile"]) == ("ledger", "ledger")
    told = str(done.envelope["messages"])
    assert "those of an export of this program" in told
    assert "exported without --reveal" in told
    # Whoever names a profile means it, and need not be told
    named = other("import", str(path), "--profile", "ledger", "--dry-run", "--json").data
    assert (named["unchanged"], "profile" in named["read_as"]) == (25, False)


def test_an_export_without_its_identity_is_a_register_like_any_other(
    year: Line, tmp_path: Path
) -> None:
    path = tmp_path / "cases.csv"
    year("export", "--to", str(path), "--fields", "number,received_at,channel,summary")
    assert year("import", str(path), "--dry-run", "--json").data["profile"] == "register"


def test_the_register_comes_back_to_its_own_ledger_as_the_cases_it_is(
    year: Line, tmp_path: Path
) -> None:
    path = tmp_path / "cases.csv"
    year(
        "resolve", year.add(), "--finding", "upheld", "--remedy", "apology", "--resolution", "致歉"
    )
    year.add("--complainant", "林听澜", "--phone", "19900000001", "--summary", "=1+1")
    for words in ((), ("--reveal", "x")):
        year("export", "--to", str(path), "--force", *words)
        head = year.head()
        for choice in ("skip", "update", "fail"):
            again = ("import", str(path), "--profile", "ledger", "--on-duplicate", choice)
            data = year(*again, "--json").data
            assert (data["read"], data["unchanged"]) == (27, 27), (words, choice)
        assert year.head() == head


def test_a_value_changed_in_an_exported_register_is_taken_over(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    number = year.add("--complainant", "林听澜")
    year("export", "--to", str(path), "--fields", "number,ledger,received_at,channel,summary")
    path.write_text(path.read_text("utf-8-sig").replace("Counter", "Letter"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("柜面", "来信"), "utf-8")
    words = ("import", str(path), "--profile", "ledger", "--on-duplicate", "update", "--json")
    data = year(*words).data
    assert (data["added"], data["updated"] > 0) == (0, True)
    record = year("show", number, "--json").data["record"]
    assert record["channel"] == "letter"


def test_cases_of_another_ledger_are_new(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    year("export", "--to", str(path), "--fields", "number,ledger,received_at,channel,summary")
    text = path.read_text("utf-8-sig")
    identity = rows(text)[0]["Ledger identity"]
    path.write_text(text.replace(identity, "0" * len(identity)), "utf-8")
    words = ("import", str(path), "--profile", "ledger", "--json")
    assert year(*words).data["added"] == 25


def test_a_file_that_is_there_is_replaced_only_by_force(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("old")
    # Refused before anything is recorded
    words = ("export", "--to", str(path), "--reveal", "x")
    refused(year, *words, code="E503", status=5)
    assert "--force" in year(*words).err
    assert path.read_text() == "old"
    assert year("export", "--to", str(path), "--force").status == 0
    assert path.read_text("utf-8-sig").startswith("Number")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--to", "cases.doc"), "E931"),
        (("--kind", "xlsx"), "E932"),
        (("--kind", "doc"), "E107"),
        (("--encoding", "latin1"), "E107"),
        (("--to", "x.jsonl", "--encoding", "gb18030"), "E934"),
        (("--to", "x.xlsx", "--no-bom"), "E934"),
        (("--fields", "number,chanel"), "E210"),
        (("tickets",), "E107"),
        (("events", "--year", "2020"), "E934"),
        (("events", "--fields", "number"), "E934"),
        (("--open", "--closed"), "E105"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_refusals(line: Line, words: tuple[str, ...], code: str, language: str) -> None:
    refused(line, "--lang", language, "export", *words, code=code, status=2)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("events", "--fields", "number"), "--fields means nothing for events"),
        (("events", "--year", "2020"), "A filter means nothing for events"),
        (("--period", "2020"), "--period does nothing without --shape"),
        (("--shape", "cfpb", "--fields", "number"), "--shape and --fields cannot be given"),
    ],
)
def test_the_option_that_does_not_fit_is_named(
    line: Line, words: tuple[str, ...], named: str
) -> None:
    assert named in line("export", *words).err


@pytest.mark.parametrize("words", [("export",), ("list",), ("show", "2020-0001")])
def test_a_blank_reason_reveals_nothing(year: Line, words: tuple[str, ...]) -> None:
    refused(year, *words, "--reveal", " ", code="E411", status=4)


def test_a_terminal_is_asked_for_a_file(year: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "on_terminal", lambda: True)
    refused(year, "export", code="E930", status=2)
    year("add", "--channel", "counter", "--summary", "a\u202eb")
    assert "a\\u202eb" in year("export", "--to", "-").out


def test_a_folder_that_is_not_there(year: Line, tmp_path: Path) -> None:
    path = str(tmp_path / "none" / "cases.csv")
    refused(year, "export", "--to", path, code="E306", status=3)


def test_a_pipe_is_utf8_whatever_the_console_is(year: Line) -> None:
    done = process(
        *("--ledger", year.ledger, "--lang", "zh", "export", "--fields", "number,channel"),
        env={"PYTHONIOENCODING": "gbk"},
    )
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[1] == "2020-0001,客服热线"


def test_a_closed_pipe_is_no_error(year: Line) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stream:
        done = subprocess.run(
            [SCRIPT, "--ledger", year.ledger, "export"],
            stdout=stream,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")
