"""What the reading process sends, seen from inside; the limits are seen from outside in test_workbook."""

from __future__ import annotations

import io
import json
import marshal
import resource
import sys
from typing import TYPE_CHECKING, Any

import pytest
from workbooks import Markup, ods, rows_of, size_of, xlsx
from xls import LOCKED, blank_formula, text, workbook

from ledgerctl.formats.workbook_reader import (
    DAMAGED,
    FORBIDDEN,
    LENGTH,
    NO_SUCH_SHEET,
    PROTECTED,
    SEVERAL_SHEETS,
    Refused,
    _confine,
    main,
    messages,
)

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("a", "b")


def sent(
    path: Path, data: bytes, kind: str = "xlsx", sheet: str | None = None, row: int | None = None
) -> list[tuple[Any, ...]]:
    path.write_bytes(data)
    with path.open("rb") as stream:
        return list(messages(stream, kind=kind, sheet=sheet, header_row=row))


def test_a_head_and_chunks_of_rows(tmp_path: Path) -> None:
    rows = rows_of(("title",), HEAD, *((str(index), "x") for index in range(450)))
    found = sent(tmp_path / "w", xlsx(rows, merged=("A1:B1",)))
    assert found[0] == ("head", "S1", ["a", "b"], 2)
    assert [len(chunk) for _, chunk in found[1:]] == [200, 200, 50]
    assert found[-1][1][-1] == (452, ["449", "x"], ())


def test_what_is_special_about_a_row(tmp_path: Path) -> None:
    rows = rows_of(
        HEAD,
        (Markup(' s="1"><v>7</v>'), Markup(' t="e"><v>#REF!</v>')),
        (1e15, "x"),
        ("y", "z"),
        (None, "v"),
    )
    found = sent(tmp_path / "w", xlsx(rows, merged=("A4:A5",)), row=1)
    assert found[1][1] == [
        (2, ["0007", "#REF!"], (("error", "B2", "#REF!", 1),)),
        (3, ["1000000000000000", "x"], (("rounded", "A3", "", 0),)),
        (4, ["y", "z"], ()),
        (5, ["", "v"], (("covered", "A5", "", 0),)),
    ]


@pytest.mark.parametrize("row", [None, 5])
def test_a_sheet_without_headings_has_an_empty_head(tmp_path: Path, row: int | None) -> None:
    assert sent(tmp_path / "w", xlsx(""), row=row) == [("head", "S1", [], 0)]


@pytest.mark.parametrize(
    ("data", "kind", "sheet", "reason"),
    [
        (xlsx(rows_of(HEAD), rows_of(HEAD)), "xlsx", None, SEVERAL_SHEETS),
        (xlsx(rows_of(HEAD)), "xlsx", "none", NO_SUCH_SHEET),
        (xlsx(rows_of(HEAD), prologue="<!DOCTYPE w>"), "xlsx", None, FORBIDDEN),
        (ods("", prologue="<!DOCTYPE w>"), "ods", None, FORBIDDEN),
        (xlsx("<row"), "xlsx", None, DAMAGED),
        (b"nothing", "xls", None, DAMAGED),
        (workbook(text(0, 0, "a"), more=LOCKED), "xls", None, PROTECTED),
    ],
    ids=size_of,
)
def test_why_a_workbook_is_refused(
    tmp_path: Path, data: bytes, kind: str, sheet: str | None, reason: str
) -> None:
    with pytest.raises(Refused) as caught:
        sent(tmp_path / "w", data, kind, sheet)
    assert caught.value.message[1] == reason


def test_an_xls_is_read_and_looked_into(tmp_path: Path) -> None:
    cells = text(0, 0, "a") + text(0, 1, "b") + text(1, 0, "x") + blank_formula(1, 1)
    assert sent(tmp_path / "w", workbook(cells), "xls") == [
        ("head", "S1", ["a", "b"], 1),
        ("rows", [(2, ["x", ""], (("uncomputed", "B2", "", 1),))]),
    ]


def test_what_is_special_about_cells_of_ods(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = (
        (text.format("", "a"), text.format("", "b")),
        (text.format(' table:number-rows-spanned="2"', "x<text:tab/>y"), "<table:table-cell/>"),
        (
            "<table:covered-table-cell/>",
            (
                '<table:table-cell calcext:value-type="error" office:value-type="string">'
                "<office:annotation><text:p>why</text:p></office:annotation>"
                "<text:p>#N/A</text:p></table:table-cell>"
            ),
        ),
        (text.format("", "1</text:p><text:p>2"), '<table:table-cell table:formula="of:=A1"/>'),
    )
    sheet = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    assert sent(tmp_path / "w", ods(sheet), "ods")[1][1] == [
        (2, ["x\ty", ""], ()),
        (3, ["", "#N/A"], (("covered", "A3", "", 0), ("error", "B3", "#N/A", 1))),
        (4, ["1\n2", ""], (("uncomputed", "B4", "", 1),)),
    ]


def test_blank_rows_above_the_headings_and_plain_numbers(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="B3"/></row>' + rows_of(HEAD, (1.5, "x"), (2, 3), first=4)
    rows = '<row r="1"><c r="A1" t="str"><v></v></c></row>' + rows
    found = sent(tmp_path / "w", xlsx(rows))
    assert found[0] == ("head", "S1", ["a", "b"], 4)
    assert found[1][1] == [(5, ["1.5", "x"], ()), (6, ["2", "3"], ())]


def test_a_merged_range_in_an_empty_sheet_is_nothing(tmp_path: Path) -> None:
    found = sent(tmp_path / "w", xlsx("", merged=("A1:B3",)))
    assert found == [("head", "S1", [], 0)]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    data = xlsx(rows_of(HEAD), rows_of(("c", "d")))
    assert sent(tmp_path / "w", data, sheet="S2") == [("head", "S2", ["c", "d"], 1)]


def frames(data: bytes) -> list[tuple[Any, ...]]:
    """Return the messages that went through the pipe."""
    found = []
    while data:
        length = int.from_bytes(data[:LENGTH], "big")
        found.append(marshal.loads(data[LENGTH : LENGTH + length]))  # noqa: S302 - our own
        data = data[LENGTH + length :]
    return found


@pytest.mark.parametrize(
    ("sheet", "last"),
    [(None, ("end",)), ("none", ("refused", NO_SUCH_SHEET, {"sheets": "S1"}))],
)
def test_the_process_confines_itself_and_sends_what_it_finds(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sheet: str | None,
    last: tuple[Any, ...],
) -> None:
    path = tmp_path / "w"
    path.write_bytes(xlsx(rows_of(HEAD, ("x", "y"))))
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (1, 500 << 20))
    request = json.dumps({"kind": "xlsx", "sheet": sheet, "header_row": None})
    monkeypatch.setattr("sys.argv", ["reader", request])
    out = io.TextIOWrapper(io.BytesIO())
    with path.open(encoding="latin-1") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        monkeypatch.setattr("sys.stdout", out)
        main()
    assert frames(out.buffer.getvalue())[-1] == last  # type: ignore[attr-defined]  # bytes in memory
    # Never more than the system allows
    assert limits[resource.RLIMIT_AS] == (500 << 20, 500 << 20)
    assert limits[resource.RLIMIT_CORE] == (0, 500 << 20)


def test_a_system_without_limits_is_read_on_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    _confine()
