from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

HEADINGS = "投诉编号,收到时间,受理渠道,投诉内容摘要"


def table(path: Path, *rows: str) -> str:
    path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
    return str(path)


def test_a_register_is_taken_in(line: Line) -> None:
    outcome = line("import", str(REGISTER))
    assert outcome.status == 0
    rows = [each.split() for each in outcome.out.splitlines()]
    assert ["Added", "25"] in rows
    assert ["Read", "25"] in rows
    assert "To take it back: ledgerctl undo import-" in outcome.err


@pytest.mark.parametrize("count", [1, 1_200])
def test_blank_rows_are_no_rows(line: Line, tmp_path: Path, count: int) -> None:
    rows = [",,,"] * count
    alone = line("import", table(tmp_path / "blank.csv", *rows), "--json").data
    assert (alone["read"], alone["written"]) == (0, False)
    last = "A1,2020-04-09,客服热线,排队"
    data = line("import", table(tmp_path / "last.csv", *rows, last), "--json").data
    assert (data["read"], data["added"]) == (1, 1)


def test_json_contract(line: Line) -> None:
    data = line("import", str(REGISTER), "--json").data
    assert (data["read"], data["added"], data["written"]) == (25, 25, True)
    assert (data["first_number"], data["last_number"]) == ("2020-0001", "2020-0025")
    assert (data["encoding"], data["profile"], data["problems"]) == ("utf-8", "register", [])
    assert len(data["sha256"]) == 64
    assert data["ledger"]["short"] == line.head()


def test_the_same_file_adds_nothing_under_any_name(line: Line, tmp_path: Path) -> None:
    line("import", str(REGISTER))
    head = line.head()
    copy = tmp_path / "copy.csv"
    copy.write_bytes(REGISTER.read_bytes())
    data = line("import", str(copy), "--json").data
    assert (data["read"], data["added"], data["unchanged"] + data["duplicate"]) == (25, 0, 25)
    assert line.head() == head


def test_gb18030_and_standard_input(line: Line) -> None:
    content = REGISTER.read_text(encoding="utf-8-sig").encode("gb18030")
    data = line("import", "-", "--json", stdin=content).data
    assert (data["added"], data["encoding"]) == (25, "gb18030")


def test_a_dry_run_writes_nothing(line: Line) -> None:
    before = line.content
    outcome = line("import", str(REGISTER), "--dry-run")
    assert (outcome.status, line.content) == (0, before)
    assert "Dry run: nothing was written" in outcome.out


def test_one_bad_row_stops_everything(line: Line, tmp_path: Path) -> None:
    before = line.content
    file = table(tmp_path / "r.csv", "A-1,2020/1/6,柜面,排队", "A-2,2020/13/6,柜面,排队")
    outcome = line("import", file)
    assert (outcome.status, line.content) == (1, before)
    assert "E203" in outcome.out
    assert "3" in outcome.out
    assert "Nothing was written" in outcome.out
    assert "--partial" in outcome.err


def test_partial_writes_the_good_rows_and_a_file_to_repair(line: Line, tmp_path: Path) -> None:
    file = table(tmp_path / "r.csv", "A-1,2020/1/6,柜面,排队", "A-2,2020/13/6,柜面,排队")
    outcome = line("import", file, "--partial")
    rejects = tmp_path / "r.rejects.csv"
    assert outcome.status == 1
    assert str(rejects) in outcome.err
    repaired = rejects.read_text(encoding="utf-8-sig").replace("2020/13/6", "2020/12/6")
    rejects.write_text(repaired, encoding="utf-8")
    data = line("import", str(rejects), "--json").data
    assert (data["added"], data["rejected"]) == (1, 0)
    assert line("list", "--json").data["total"] == 2


def test_a_rejects_file_is_never_overwritten(line: Line, tmp_path: Path) -> None:
    file = table(tmp_path / "r.csv", "A-1,2020/13/6,柜面,排队")
    kept = tmp_path / "mine.csv"
    kept.write_text("mine", encoding="utf-8")
    outcome = line("import", file, "--partial", "--rejects", str(kept))
    assert outcome.status == 1
    assert str(tmp_path / "mine-2.csv") in outcome.err
    assert "2020/13/6" in (tmp_path / "mine-2.csv").read_text(encoding="utf-8-sig")
    assert kept.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("content", "words", "code", "status"),
    [
        (None, (), "E303", 3),
        (b"", (), "E902", 2),
        (b"a,b,c\nx,y,z\n", (), "E902", 2),
        (b"a,b,c\n1,2,3\n", (), "E927", 2),
        (b"\xff\xfe\x00\x01\x02\xff\xff", (), "E9", 2),
        (HEADINGS.encode(), ("--encoding", "utf-99"), "E107", 2),
        (HEADINGS.encode(), ("--rejects", "x.csv"), "E110", 2),
        (HEADINGS.encode(), ("--profile", "yellow"), "E305", 3),
        (HEADINGS.encode(), ("--on-duplicate", "ignore"), "E107", 2),
    ],
)
def test_files_and_choices_refused(
    line: Line,
    tmp_path: Path,
    content: bytes | None,
    words: tuple[str, ...],
    code: str,
    status: int,
) -> None:
    file = tmp_path / "r.csv"
    if content is not None:
        file.write_bytes(content)
    before = line.content
    outcome = line("import", str(file), *words)
    assert (outcome.status, outcome.out, line.content) == (status, "", before), outcome.err
    assert outcome.code.startswith(code)


def test_a_folder_is_no_file(line: Line, tmp_path: Path) -> None:
    refused(line, "import", str(tmp_path), code="E803", status=8)


def test_no_file_named(line: Line) -> None:
    refused(line, "import", code="E102", status=2)


def test_a_key_makes_repeating_harmless_even_without_the_file(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    words = ("import", str(file), "--key", "april", "--at", "2020-04-30")
    table(file, "A-1,2020/1/6,柜面,排队")
    first = line(*words, "--json").data
    file.unlink()
    head = line.head()
    again = line(*words)
    assert (again.status, line.head()) == (0, head)
    assert f"Already recorded under this key (event {first['ledger']['size']})" in again.out
    data = line(*words, "--json").data
    assert (data["repeated"], data["added"], data["batch"]) == (True, 1, first["batch"])
    assert first["repeated"] is False
    assert "该防重标识下已登记（事件 3）" in line(*words, "--lang", "zh").out


def test_the_day_of_handing_in_is_no_day_of_receipt(line: Line, tmp_path: Path) -> None:
    file = table(tmp_path / "r.csv", "A-1,,柜面,排队")
    outcome = line("import", file, "--at", "2020-04-30")
    assert outcome.status == 1
    assert "E2" in outcome.out


def test_the_key_of_another_command_is_refused(line: Line, tmp_path: Path) -> None:
    line.add("--key", "april")
    file = table(tmp_path / "r.csv", "A-1,2020/1/6,柜面,排队")
    refused(line, "import", file, "--key", "april", code="E501", status=5)
    refused(line, "import", file, "--at", "2099-01-01", code="E406", status=4)
