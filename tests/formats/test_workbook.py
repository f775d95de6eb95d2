from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from workbooks import Markup, ods, rows_of, size_of, xlsx, zipped
from xls import LOCKED, text, workbook

from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import (
    DamagedFile,
    DuplicateHeading,
    NoHeaderRow,
    NoSuchSheet,
    NotForThisFile,
    OverLimit,
    Protected,
    SheetNeeded,
    SuspiciousArchive,
)
from ledgerctl.formats.opening import OpenedFile, open_table
from ledgerctl.formats.table import FIELD_LIMIT, UNSAID, Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Row = tuple[int, list[str], str]
HEAD = ("编号", "时间")


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., OpenedFile]:
    def opener(data: bytes, choices: Choices = UNSAID) -> OpenedFile:
        path = tmp_path / "book"
        path.write_bytes(data)
        return open_table(str(path), choices=choices)

    return opener


@pytest.fixture
def rows(opened: Callable[..., OpenedFile]) -> Callable[..., list[Row]]:
    def reader(data: bytes, choices: Choices = UNSAID) -> list[Row]:
        file = opened(data, choices)
        table = file.table()
        try:
            found = [
                (line, cells, fault.code if fault else "") for line, cells, fault in table.records()
            ]
        finally:
            table.detach()
            file.close()
        return found

    return reader


Rows = "Callable[..., list[Row]]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (" 前后 ", " 前后 "),
        ("一\n二\t三", "一\n二\t三"),
        ("=1+1", "=1+1"),
        (5, "5"),
        (5.0, "5"),
        (-3, "-3"),
        (0.5, "0.5"),
        (5000.1, "5000.1"),
        (1e-07, "0.0000001"),
        (123456789012345, "123456789012345"),
        (True, "TRUE"),
        (False, "FALSE"),
        (Markup(' s="1"><v>12</v>'), "0012"),
        (Markup(' s="1"><v>12345</v>'), "12345"),
        (Markup(' s="2"><v>43894</v>'), "2020-03-04"),
        (Markup(' s="3"><v>43894.39583333334</v>'), "2020-03-04T09:30:00"),
        (Markup(' s="3"><v>43894.999999</v>'), "2020-03-05T00:00:00"),
        (Markup(' s="4"><v>0.25</v>'), "06:00:00"),
        (Markup(' s="5"><v>1.5</v>'), "36:00:00"),
        (Markup(' s="6"><v>12.5</v>'), "12.5"),
        (Markup(' t="str"><f>A1</f><v>found</v>'), "found"),
        (Markup(' t="str"><f>A1</f><v></v>'), ""),
        (Markup("><f>1+1</f><v>2</v>"), "2"),
        (Markup(' t="inlineStr"><is><r><t>多</t></r><r><t>段</t></r></is>'), "多段"),
        (Markup(' t="inlineStr"><is><t>a_x000D_&amp;</t></is>'), "a\r&"),
    ],
)
def test_a_cell_is_what_the_spreadsheet_holds(rows: Rows, value: object, text: str) -> None:
    assert rows(xlsx(rows_of(HEAD, ("1", value)))) == [(2, ["1", text], "")]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (Markup(' t="e"><v>#N/A</v>'), "E919", "#N/A"),
        (Markup(' t="e"><f>1/0</f><v>#DIV/0!</v>'), "E919", "#DIV/0!"),
        (Markup("><f>1+1</f>"), "E920", ""),
        (Markup("><f>1+1</f><v></v>"), "E920", ""),
        (Markup("><f/>"), "E920", ""),
        (6.22700123456789e18, "E921", "6227001234567890000"),
        (10**15, "E921", "1000000000000000"),
    ],
)
def test_a_cell_that_holds_no_value_is_a_fault_of_its_row(
    rows: Rows, value: object, code: str, shown: str
) -> None:
    found = rows(xlsx(rows_of(HEAD, ("1", value), ("2", "fine"))))
    assert found == [(2, ["1", shown], code), (3, ["2", "fine"], "")]


def test_a_fault_names_the_cell(opened: Callable[..., OpenedFile]) -> None:
    file = opened(xlsx(rows_of(HEAD, ("1", Markup(' t="e"><v>#REF!</v>')), first=3)))
    ((_, _, fault),) = file.table().records()
    assert isinstance(fault, LedgerError)
    assert str(fault) == "E919 B4: the error #REF!"


def test_lines_are_the_rows_that_the_spreadsheet_shows(rows: Rows) -> None:
    data = xlsx(rows_of(HEAD, ("1", "a"), first=4) + rows_of(("2", "b"), first=9))
    assert rows(data) == [(5, ["1", "a"], ""), (9, ["2", "b"], "")]


def test_a_declared_range_that_is_empty_is_no_row(rows: Rows) -> None:
    empty = "".join(f'<row r="{number}"><c r="F{number}" s="2"/></row>' for number in range(3, 900))
    assert rows(xlsx(rows_of(HEAD, ("1", "a")) + empty)) == [(2, ["1", "a"], "")]


def test_titles_above_the_headings_are_passed_over_and_said(
    opened: Callable[..., OpenedFile],
) -> None:
    sheet = rows_of(
        ("2020年投诉台账",),
        ("填报单位：东侨支行", None, None, None, "填报日期：2021-01-04"),
        ("编号", "时间", "渠道", "内容", "备注"),
        (1, "2020-03-04", "柜面", "排队", None),
    )
    file = opened(xlsx(sheet))
    table = file.table()
    assert table.header == ["编号", "时间", "渠道", "内容", "备注"]
    assert table.said == {"format": "xlsx", "sheet": "S1", "header_row": "3"}
    assert [(line, cells) for line, cells, _ in table.records()] == [
        (4, ["1", "2020-03-04", "柜面", "排队", ""])
    ]


def test_a_merged_title_is_passed_over_in_a_narrow_table(rows: Rows) -> None:
    data = xlsx(rows_of(("标题",), HEAD, ("1", "a")), merged=("A1:B1",))
    assert rows(data) == [(3, ["1", "a"], "")]


def test_a_row_with_numbers_is_no_heading(rows: Rows) -> None:
    found = rows(xlsx(rows_of(("标题",), (1, 2, 3, 4))))
    assert found == [(2, ["1", "2", "3", "4"], "E905")]


def test_the_row_of_headings_can_be_named(rows: Rows) -> None:
    sheet = rows_of(("乙", "甲"), ("说明", "更多"), HEAD, ("1", "a"))
    assert rows(xlsx(sheet), Choices(header_row=3)) == [(4, ["1", "a"], "")]
    for row in (5, 9_999_999):
        with pytest.raises(NoHeaderRow):
            rows(xlsx(sheet), Choices(header_row=row))


def test_the_only_sheet_that_holds_anything_is_read(rows: Rows) -> None:
    data = xlsx("", rows_of(HEAD, ("1", "a")), rows_of(HEAD, ("9", "z")), hidden=(2,))
    assert rows(data) == [(2, ["1", "a"], "")]


def test_several_sheets_are_not_guessed_between(rows: Rows) -> None:
    data = xlsx(
        rows_of(HEAD, ("1", "a")), rows_of(HEAD, ("2", "b")), names=("一月", "二月 & <三月>")
    )
    with pytest.raises(SheetNeeded) as caught:
        rows(data)
    assert caught.value.values["sheets"] == "一月, 二月 & <三月>"
    assert rows(data, Choices(sheet="二月 & <三月>")) == [(2, ["2", "b"], "")]
    with pytest.raises(NoSuchSheet):
        rows(data, Choices(sheet="三月"))


def test_a_cell_merged_over_rows_is_a_fault_of_the_rows_below(rows: Rows) -> None:
    data = xlsx(rows_of(HEAD, ("1", "a"), (None, "b"), ("3", "c")), merged=("A2:A3",))
    assert rows(data) == [
        (2, ["1", "a"], ""),
        (3, ["", "b"], "E922"),
        (4, ["3", "c"], ""),
    ]


@pytest.mark.parametrize("data", [xlsx(""), xlsx(rows_of(HEAD)), ods("")], ids=size_of)
def test_a_sheet_without_rows_is_no_table(rows: Rows, data: bytes) -> None:
    with pytest.raises(BadTable):
        rows(data)


def test_headings_follow_the_rules_of_every_table(opened: Callable[..., OpenedFile]) -> None:
    with pytest.raises(DuplicateHeading) as caught:
        opened(xlsx(rows_of(("a", "b", "a"), ("1", "2", "3")))).table()
    assert caught.value.values["row"] == "row 1"
    with pytest.raises(DuplicateHeading) as caught:
        opened(xlsx(rows_of(HEAD, ("2", "2"))), Choices(header_row=2)).table()
    assert caught.value.values["row"] == "row 2"
    table = opened(xlsx(rows_of(("", "b", "c"), ("1", "2", "3")))).table()
    assert (table.header, table.named) == (["column 1", "b", "c"], 3)


@pytest.mark.parametrize("choices", [Choices(encoding="gbk"), Choices(delimiter=";")])
def test_choices_for_text_do_not_fit_a_workbook(rows: Rows, choices: Choices) -> None:
    with pytest.raises(NotForThisFile):
        rows(xlsx(rows_of(HEAD, ("1", "a"))), choices)


def test_the_hash_is_that_of_the_file(opened: Callable[..., OpenedFile]) -> None:
    data = xlsx(rows_of(HEAD, ("1", "a")))
    file = opened(data)
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert (file.kind, file.encoding, file.suspicious) == ("xlsx", "xlsx", True)


def _cells(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _string(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


ODS_HEAD = _cells(_string("编号"), _string("时间"))


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        (_string("007"), "007", ""),
        (_string('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), "a   b\tc\nd", ""),
        (_string("一</text:p><text:p>二"), "一\n二", ""),
        (
            _string("x<text:tab/>y").replace(
                "<text:p>",
                "<office:annotation><text:p>note</text:p></office:annotation><text:p>",
                1,
            ),
            "x\ty",
            "",
        ),
        ('<table:table-cell office:value-type="float" office:value="5"/>', "5", ""),
        (
            '<table:table-cell office:value-type="date" office:date-value="2020-03-04T09:30:00"/>',
            "2020-03-04T09:30:00",
            "",
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2020-03-04"/>',
            "2020-03-04",
            "",
        ),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', "TRUE", ""),
        (
            (
                '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
                'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
            ),
            "#DIV/0!",
            "E919",
        ),
        (
            (
                '<table:table-cell table:formula="of:=1/0" calcext:value-type="error" '
                'office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
            ),
            "#DIV/0!",
            "E919",
        ),
        ('<table:table-cell table:formula="of:=A1"/>', "", "E920"),
    ],
)
def test_cells_of_ods(rows: Rows, cell: str, text: str, code: str) -> None:
    assert rows(ods(ODS_HEAD + _cells(_string("1"), cell))) == [(2, ["1", text], code)]


def test_rows_and_merges_of_ods(rows: Rows) -> None:
    data = ods(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        + ODS_HEAD
        + _cells(
            _string("1").replace(
                "<table:table-cell", '<table:table-cell table:number-rows-spanned="2"'
            ),
            _string("a"),
        )
        + _cells("<table:covered-table-cell/>", _string("b"))
        + '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert rows(data) == [(4, ["1", "a"], ""), (5, ["", "b"], "E922")]


ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "data",
    [
        xlsx(rows_of(HEAD, ("1", Markup(' t="inlineStr"><is><t>&x;</t></is>'))), prologue=ENTITY),
        xlsx(rows_of(HEAD, ("1", "a")), prologue=ENTITY),
        ods(ODS_HEAD + _cells(_string("1"), _string("a")), prologue=ENTITY),
        ods(ODS_HEAD + _cells(_string("1"), _string("&x;")), prologue=ENTITY),
    ],
    ids=size_of,
)
def test_no_entity_is_ever_resolved(rows: Rows, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        rows(data)


@pytest.mark.parametrize(
    "data",
    [
        xlsx('<row r="1"><c r="A1"><v>1</v>'),
        xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        zipped({"xl/workbook.xml": "no markup"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<"}),
        xlsx(rows_of(HEAD))[:-40],
    ],
    ids=size_of,
)
def test_broken_workbooks_are_refused(rows: Rows, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        rows(data)


def test_a_cell_larger_than_any_spreadsheet_makes_it_is_refused(rows: Rows) -> None:
    with pytest.raises(OverLimit):
        rows(xlsx(rows_of(("a", "b"), ("x", "y" * (FIELD_LIMIT + 1)))))


def test_an_xls_with_a_password_is_refused(rows: Rows) -> None:
    with pytest.raises(Protected):
        rows(workbook(text(0, 0, "a"), more=LOCKED))


def test_two_cells_at_the_ends_of_the_sheet_do_not_take_memory(rows: Rows) -> None:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(DamagedFile) as caught:
        rows(xlsx(rows_of(HEAD, ("1", "a")) + corner))
    assert "memory" in str(caught.value)


def test_a_bomb_is_not_unpacked(rows: Rows) -> None:
    buffer = io.BytesIO(xlsx(rows_of(HEAD, ("1", "a"))))
    with (
        ZipFile(buffer, "a", ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b"a" * (1 << 20))
    data = buffer.getvalue()
    assert len(data) < 300_000
    with pytest.raises(SuspiciousArchive):
        rows(data)


def test_a_table_that_is_given_up_leaves_no_process(opened: Callable[..., OpenedFile]) -> None:
    many = rows_of(HEAD, *(("1", "a" * 100) for _ in range(2_000)))
    table = opened(xlsx(many)).table()
    records = table.records()
    next(records)
    table.detach()
    table.detach()
    with pytest.raises((DamagedFile, ValueError)):
        list(records)


def test_counts_of_the_real_workbooks(real_data: Path) -> None:
    counts = {
        "zh/tipdm_taxonomy_1.xlsx": (3, 517),
        "zh/tipdm_sample_complaints_2.xlsx": (6, 495),
        "zh/tipdm_sample_hot_3.xlsx": (7, 30),
        "zh/tipdm_sample_replies_4.xlsx": (7, 120),
    }
    for name, (width, count) in counts.items():
        file = open_table(str(real_data / name))
        table = file.table()
        found = list(table.records())
        assert (table.named, len(found)) == (width, count), name
        assert not any(fault for _, _, fault in found), name
        file.close()
