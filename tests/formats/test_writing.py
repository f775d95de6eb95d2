from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.domain.text.formulas import guard
from ledgerctl.domain.text.privacy import visible
from ledgerctl.formats.writing import write_csv, write_json, write_jsonl

CHOSEN = [COLUMNS["number"], COLUMNS["summary"], COLUMNS["extra"]]
ROWS = [
    ["2020-0001", '=HYPERLINK("x")', {"a": "b"}],
    ["2020-0002", "一\r\n二\u2028三", None],
]


def test_csv_is_quoted_guarded_and_ends_its_lines_as_the_standard_says() -> None:
    stream = io.StringIO(newline="")
    assert write_csv(stream, CHOSEN, ROWS, "zh") == 2
    text = stream.getvalue()
    assert text.startswith("案件编号,投诉内容摘要,原始列\r\n2020-0001,")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1:] == [
        ["2020-0001", '\'=HYPERLINK("x")', '{"a":"b"}'],
        ["2020-0002", "一\r\n二\u2028三", ""],
    ]


def test_a_terminal_gets_hostile_characters_as_escapes() -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, CHOSEN, [["n", "\u202eevil", None]], "", visible)
    assert "\\u202eevil" in stream.getvalue()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_one_array_and_json_lines_one_object_a_line(count: int) -> None:
    expected = [
        {"number": "2020-0001", "summary": '=HYPERLINK("x")', "extra": {"a": "b"}},
        {"number": "2020-0002", "summary": "一\r\n二\u2028三", "extra": None},
    ][:count]
    array, lines = io.StringIO(newline=""), io.StringIO(newline="")
    assert write_json(array, CHOSEN, ROWS[:count]) == count
    assert write_jsonl(lines, CHOSEN, ROWS[:count]) == count
    assert json.loads(array.getvalue()) == expected
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == expected


def test_no_line_of_json_is_broken_by_a_foreign_line_end() -> None:
    stream = io.StringIO(newline="")
    write_jsonl(stream, CHOSEN, ROWS)
    assert len(stream.getvalue().splitlines()) == 2


@given(
    st.lists(
        st.lists(
            st.none() | st.text(st.sampled_from("a1一=+-@',\"\r\n \t;\x00"), max_size=6),
            min_size=3,
            max_size=3,
        )
    )
)
def test_the_lines_are_those_of_the_standard_library(rows: list[list[str | None]]) -> None:
    columns = [COLUMNS["number"], COLUMNS["summary"], COLUMNS["department"]]
    ours, theirs = io.StringIO(newline=""), io.StringIO(newline="")
    write_csv(ours, columns, rows, "")
    writer = csv.writer(theirs, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([[guard(text or "") for text in row] for row in rows])
    assert ours.getvalue() == theirs.getvalue()


def test_a_row_of_one_empty_cell_is_a_row() -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, [COLUMNS["demand"]], [[None], ["x"]], "")
    assert stream.getvalue() == 'demand\r\n""\r\nx\r\n'
