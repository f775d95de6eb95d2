from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.errors.base import UsageProblem
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import (
    DuplicateHeading,
    NoHeaderRow,
    NotForThisFile,
    OverLimit,
)
from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.table import COLUMN_LIMIT, FIELD_LIMIT, RECORD_LIMIT, UNSAID, Choices

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[int, list[str], str]


def rows_of(content: str | bytes, encoding: str = "utf-8") -> list[Row]:
    data = content if isinstance(content, bytes) else content.encode()
    table = CsvTable(io.BytesIO(data), path="t.csv", encoding=encoding)
    return [(line, cells, fault.code if fault else "") for line, cells, fault in table.records()]


def refusal(content: str | bytes) -> str:
    with pytest.raises(BadTable) as caught:
        rows_of(content)
    assert caught.value.values["expected"]
    return str(caught.value.values["problem"])


def test_lines_are_those_an_editor_shows() -> None:
    content = 'a,b\r\n1,"two\r\nlines"\r\n\r\n   \n2,"cr\rlf\n"\n3,x\n'
    assert rows_of(content) == [
        (2, ["1", "two\r\nlines"], ""),
        (6, ["2", "cr\rlf\n"], ""),
        (9, ["3", "x"], ""),
    ]


def test_blank_lines_before_the_headings_count_as_lines() -> None:
    assert rows_of("\n\r\na;b\n1;2\n") == [(4, ["1", "2"], "")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_only_delimiter_of_the_headings_is_taken(delimiter: str) -> None:
    content = f'"x,y;z\t"{delimiter}b\n1{delimiter}2\n'
    table = CsvTable(io.BytesIO(content.encode()), path="t", encoding="utf-8")
    assert table.delimiter == delimiter
    assert [cells for _, cells, _ in table.records()] == [["1", "2"]]


def test_comma_is_taken_in_doubt() -> None:
    table = CsvTable(io.BytesIO(b"a;b,c\n1,2\n"), path="t", encoding="utf-8")
    assert (table.delimiter, table.header) == (",", ["a;b", "c"])


def test_ragged_rows_are_named_and_the_rest_goes_on() -> None:
    found = rows_of("a,b,c\n1,2\n1,2,3,4\n1,2,3\n")
    assert found == [
        (2, ["1", "2"], "E905"),
        (3, ["1", "2", "3", "4"], "E905"),
        (4, ["1", "2", "3"], ""),
    ]


@pytest.mark.parametrize("end", ["", "\n", "\n\n  \n"])
def test_a_short_last_record_is_cut(end: str) -> None:
    assert rows_of(f"a,b,c\n1,2,3\n1,2{end}") == [
        (2, ["1", "2", "3"], ""),
        (3, ["1", "2"], "E906"),
    ]


def test_an_open_quotation_mark_cuts_the_file_and_keeps_its_text() -> None:
    assert rows_of('a,b\n1,2\n3,"four\n5,6\n') == [
        (2, ["1", "2"], ""),
        (3, ['3,"four\n5,6\n'], "E906"),
    ]


def test_text_after_a_quotation_mark_is_a_fault_of_its_row() -> None:
    assert rows_of('a,b\n1\n3,"fo"ur\n5,6\n') == [
        (2, ["1"], "E905"),
        (3, ['3,"fo"ur'], "E905"),
        (4, ["5", "6"], ""),
    ]


def test_trailing_columns_without_headings_must_be_empty() -> None:
    assert rows_of("a,b,,\n1,2,,\n1,2,, x\n1,2\n1\n3,4,,\n") == [
        (2, ["1", "2", "", ""], ""),
        (3, ["1", "2", "", " x"], "E905"),
        (4, ["1", "2"], ""),
        (5, ["1"], "E905"),
        (6, ["3", "4", "", ""], ""),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (",,\n", "empty"),
        ("a,b\n", "nothing below"),
        ("a,b", "nothing below"),
        ("a,b\n\n\n", "nothing below"),
        ("a\0,b\n1,2\n", "NUL"),
        ('"a,b\n1,2\n', "quotation mark"),
    ],
)
def test_tables_that_are_none(content: str, words: str) -> None:
    assert words in refusal(content)


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(DuplicateHeading) as caught:
        rows_of("a,b, a \n1,2,3\n")
    expected = {"path": "t.csv", "heading": "a", "first": 1, "second": 3, "row": "line 1"}
    assert caught.value.values == expected
    with pytest.raises(DuplicateHeading):
        rows_of("column 2,,b\n1,2,3\n")


@pytest.mark.parametrize(
    ("content", "choices", "place"),
    [
        ("\n\na,a\n1,2\n", UNSAID, "line 3"),
        ("sep=;\na;a\n1;2\n", UNSAID, "line 2"),
        ("a,b\n1,2\n3,3\n", Choices(header_row=3), "line 3"),
    ],
)
def test_the_line_taken_for_the_headings_is_named(
    content: str, choices: Choices, place: str
) -> None:
    with pytest.raises(DuplicateHeading) as caught:
        CsvTable(io.BytesIO(content.encode()), path="t.csv", encoding="utf-8", choices=choices)
    assert str(caught.value.values["row"]) == place


@pytest.mark.parametrize(
    ("content", "header"),
    [
        ("a,,b\n1,2,3\n", ["a", "column 2", "b"]),
        (" ,a\n1,2\n", ["column 1", "a"]),
        ("a,b,,\n1,2,,\n", ["a", "b", "", ""]),
    ],
)
def test_a_column_without_a_heading_is_called_after_its_place(
    content: str, header: list[str]
) -> None:
    table = CsvTable(io.BytesIO(content.encode()), path="t", encoding="utf-8")
    assert table.header == header
    assert [fault for _, _, fault in table.records()] == [None]


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(OverLimit):
        rows_of(",".join(map(str, range(COLUMN_LIMIT + 1))) + "\n1\n")


@pytest.mark.parametrize(
    ("delimiter", "separator"),
    [("tab", "\t"), ("\\t", "\t"), ("\t", "\t"), (":", ":"), ("，", "，")],
)
def test_a_delimiter_that_is_named_is_taken(delimiter: str, separator: str) -> None:
    content = f"a,b{separator}c\n1,2{separator}3\n"
    table = CsvTable(
        io.BytesIO(content.encode()),
        path="t",
        encoding="utf-8",
        choices=Choices(delimiter=delimiter),
    )
    assert table.header == ["a,b", "c"]
    assert table.said["delimiter"] == separator


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n", "\0"])
def test_a_delimiter_that_cannot_be_one_is_refused(delimiter: str) -> None:
    with pytest.raises(NotForThisFile):
        CsvTable(
            io.BytesIO(b"a,b\n1,2\n"),
            path="t",
            encoding="utf-8",
            choices=Choices(delimiter=delimiter),
        )


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=;"\r\n'])
def test_the_line_that_tells_spreadsheets_the_delimiter_is_obeyed(first: str) -> None:
    assert rows_of(f"{first}a,b;c\n1,2;3\n") == [(3, ["1,2", "3"], "")]


def test_the_line_of_the_headings_can_be_named() -> None:
    content = 'title\n"two\nlines",,\n\na,b\n1,2\n'
    table = CsvTable(
        io.BytesIO(content.encode()), path="t", encoding="utf-8", choices=Choices(header_row=5)
    )
    assert (table.header, table.said["header_row"]) == (["a", "b"], "5")
    assert [(line, cells) for line, cells, _ in table.records()] == [(6, ["1", "2"])]


@pytest.mark.parametrize("row", [3, 8, 1 << 40])
def test_a_line_of_headings_that_is_not_there(row: int) -> None:
    with pytest.raises(NoHeaderRow):
        CsvTable(
            io.BytesIO(b"title\n\n \na,b\n1,2\n"),
            path="t",
            encoding="utf-8",
            choices=Choices(header_row=row),
        )


def test_the_line_of_the_headings_is_said_without_being_named() -> None:
    table = CsvTable(io.BytesIO(b"\n,,\na,b\n1,2\n"), path="t", encoding="utf-8")
    assert table.said == {
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "header_row": "3",
    }


def test_nul_is_handed_on_for_the_row_to_be_refused() -> None:
    assert rows_of("a,b\n1,x\0y\n") == [(2, ["1", "x\0y"], "")]


def test_a_cell_over_the_limit_ends_reading_with_its_line() -> None:
    assert "line 3" in refusal("a,b\n1,2\n1," + "x" * (FIELD_LIMIT + 1) + "\n")
    assert "line 2" in refusal('a,b\n1,"' + "x\n" * FIELD_LIMIT)


def test_a_record_over_the_limit_ends_reading_with_its_line() -> None:
    many = ",".join(f"c{number}" for number in range(9))
    cell = '"' + "x" * (RECORD_LIMIT // 9 - 1) + '\n"'
    assert "line 2" in refusal(f"{many}\n{','.join([cell] * 9)}\n1\n")
    assert "line 1" in refusal("x" * (RECORD_LIMIT + 5))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_and_marks(encoding: str) -> None:
    content = '"标,题",b\n"多\n行",2\n'
    assert rows_of(content.encode(encoding), encoding) == [(2, ["多\n行", "2"], "")]


def test_a_mark_in_another_codec_is_not_part_of_the_heading() -> None:
    content = '\ufeff"a",b\n1,2\n'
    table = CsvTable(io.BytesIO(content.encode("utf-16-le")), path="t", encoding="utf-16-le")
    assert table.header == ["a", "b"]


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(TABLES, st.sampled_from(["\r\n", "\n", "\r"]), st.sampled_from(",;\t"))
def test_what_the_csv_writer_writes_comes_back(
    table: list[list[str]], newline: str, delimiter: str
) -> None:
    header = [f"h{number}" for number in range(len(table[0]))]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    lines = []
    for cells in table:
        written = buffer.getvalue()
        # An editor breaks lines at CRLF, LF and CR
        lines.append(len(written.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
        writer.writerow(cells)
    expected = [(line, cells, "") for line, cells in zip(lines, table, strict=True)]
    assert rows_of(buffer.getvalue()) == expected


@given(st.text(alphabet='a,"\r\n;\t\0', max_size=60))
def test_any_text_is_rows_or_a_coded_refusal(content: str) -> None:
    try:
        found = rows_of("h1,h2\n" + content)
    except BadTable:
        found = []
    lines = [line for line, _, _ in found]
    assert lines == sorted(set(lines))


def test_csv_spectrum(real_data: Path) -> None:
    folder = real_data / "nasty" / "csv-spectrum"
    tried = 0
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text("utf-8"))
        data = path.read_bytes()
        # The stored copies of the CRLF files went through a checkout that made LF of it
        if path.stem.endswith("_crlf") and b"\r\n" not in data:
            data = data.replace(b"\n", b"\r\n")
        table = CsvTable(io.BytesIO(data), path=path.name, encoding="utf-8")
        found = [dict(zip(table.header, cells, strict=True)) for _, cells, fault in table.records()]
        assert found == expected, path.name
        tried += 1
    assert tried == 11


def test_every_nasty_table_is_rows_or_a_coded_refusal(real_data: Path) -> None:
    from ledgerctl.formats.encodings import scan  # noqa: PLC0415 - this test alone guesses encodings

    tried = 0
    for path in sorted((real_data / "nasty").rglob("*.csv")):
        with path.open("rb") as stream:
            try:
                encoding = scan(stream, path=path.name).encoding
                table = CsvTable(stream, path=path.name, encoding=encoding)
                try:
                    lines = [line for line, _, _ in table.records()]
                finally:
                    table.detach()
            except UsageProblem:
                continue
        assert lines == sorted(set(lines)), path.name
        tried += 1
    assert tried > 100
