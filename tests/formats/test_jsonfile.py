from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.errors.base import UsageProblem
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import (
    DamagedFile,
    DuplicateHeading,
    NoRecords,
    NotForThisFile,
    OverLimit,
)
from ledgerctl.formats import jsonfile
from ledgerctl.formats import table as table_module
from ledgerctl.formats.jsonfile import JsonTable
from ledgerctl.formats.kinds import JSON, kind_of
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source
from ledgerctl.formats.table import UNSAID, Choices

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[int, list[str], str]


def table_of(content: str, choices: Choices = UNSAID, path: str = "t.json") -> JsonTable:
    stream = io.BytesIO(content.encode("utf-8", "surrogatepass"))
    return JsonTable(stream, path=path, encoding="utf-8", choices=choices)


def rows_of(content: str) -> list[Row]:
    return [
        (place, cells, fault.code if fault else "")
        for place, cells, fault in table_of(content).records()
    ]


def test_numbers_stay_as_they_are_written() -> None:
    content = '[{"a": 1.10, "b": 12345678901234567890, "c": 1e3, "d": -0, "e": 0.10}]'
    assert rows_of(content) == [(1, ["1.10", "12345678901234567890", "1e3", "-0", "0.10"], "")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("null", ""),
        ('""', ""),
        ("true", "true"),
        ("false", "false"),
        ('"007"', "007"),
        ('"多\\n行"', "多\n行"),
        ("[]", ""),
        ("{}", "{}"),
        ('["张三", "李四"]', "张三; 李四"),
        ('["a;b"]', '["a;b"]'),
        ('[1, 2.50, null, {"x": ["y"]}]', '[1, 2.50, null, {"x": ["y"]}]'),
    ],
)
def test_a_value_is_the_text_of_its_cell(value: str, text: str) -> None:
    assert rows_of(f'[{{"a": {value}, "b": "x"}}]') == [(1, [text, "x"], "")]


def test_objects_inside_become_columns() -> None:
    table = table_of('[{"a": {"b": 1, "c": {"d": "x"}}, "e": 2}, {"e": 3, "f": 4}]')
    assert table.header == ["a/b", "a/c/d", "e", "f"]
    assert [cells for _, cells, _ in table.records()] == [["1", "x", "2", ""], ["", "", "3", "4"]]


def test_lines_have_the_numbers_an_editor_shows() -> None:
    content = '\n{"a": 1}\r\n\n {"b": 2, "a": 3}\n'
    assert rows_of(content) == [(2, ["1", ""], ""), (4, ["3", "2"], "")]
    assert table_of(content).said == {"format": "jsonl", "encoding": "utf-8"}


def test_a_line_that_is_no_json_is_a_fault_and_the_rest_goes_on() -> None:
    content = '{"a": 1}\n{"a": 2\n[3]\n{"a": NaN}\n{"a": 4}\n{"a": '
    assert rows_of(content) == [
        (1, ["1"], ""),
        (2, ['{"a": 2'], "E923"),
        (3, ["[3]"], "E923"),
        (4, ['{"a": NaN}'], "E923"),
        (5, ["4"], ""),
        (6, ['{"a": '], "E906"),
    ]


@pytest.mark.parametrize(
    "record",
    ['{"a": 1, "a": 2}', '{"b": {"c": 1, "c": 2}}', '{"b/c": 1, "b": {"c": 2}}', "7", "null"],
)
def test_a_record_that_says_one_thing_twice_is_a_fault(record: str) -> None:
    assert [code for _, _, code in rows_of(f'[{{"a": 1}}, {record}]')] == ["", "E923"]


SHAPES = {
    "hits": {
        "hits": {
            "total": 2,
            "hits": [
                {"_id": "1", "_source": {"a": "1", "b": "x"}},
                {"_source": {"a": "2", "b": "y"}},
            ],
        }
    },
    "socrata": {
        "meta": {"view": {"columns": [{"name": "a"}, {"name": "b"}]}},
        "data": [["1", "x"], ["2", "y"]],
    },
    "columns": {"columns": ["a", "b"], "data": [["1", "x"], ["2", "y"]]},
    "named": {"total": 2, "items": [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}]},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_shapes_of_documents(shape: object) -> None:
    table = table_of(json.dumps(shape, indent=1))
    assert table.header == ["a", "b"]
    assert [cells for _, cells, _ in table.records()] == [["1", "x"], ["2", "y"]]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_documents_written_in_one_line(shape: object, end: str) -> None:
    table = table_of(json.dumps(shape) + end)
    assert [cells for _, cells, _ in table.records()] == [["1", "x"], ["2", "y"]]


@pytest.mark.parametrize("shape", ["hits", "socrata", "columns"])
def test_a_document_in_one_line_that_is_called_lines(shape: str) -> None:
    table = table_of(json.dumps(SHAPES[shape]) + "\n", path="page.jsonl")
    assert table.said["format"] == "json"
    assert [cells for _, cells, _ in table.records()] == [["1", "x"], ["2", "y"]]


def test_a_page_of_a_search_on_each_line() -> None:
    pages = [SHAPES["hits"], {"hits": {"hits": []}}, SHAPES["hits"]]
    found = [(place, cells) for place, cells, _ in rows_of("\n".join(map(json.dumps, pages)))]
    assert found == [(1, ["1", "x"]), (1, ["2", "y"]), (3, ["1", "x"]), (3, ["2", "y"])]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_json_with_a_byte_order_mark_is_known_as_json(encoding: str) -> None:
    data = json.dumps(SHAPES["hits"]).encode(encoding)
    assert kind_of(io.BytesIO(data), "x") == JSON


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[{"a": 1} {}]', "line 1, character 11 is not as JSON demands"),
        ('[{"a": NaN}]', "JSON knows no value NaN"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
    ids=["no comma", "nan", "deep"],
)
def test_what_is_wrong_with_a_document_is_said(content: str, problem: str) -> None:
    with pytest.raises(DamagedFile) as caught:
        rows_of(content)
    assert caught.value.values["problem"] == problem


def test_rows_of_columns_and_data_are_as_long_as_the_columns() -> None:
    content = '{"columns": ["a", "b"], "data": [["1"], ["1", "2", "3"], {"a": 1}, ["1", null]]}'
    assert [code for _, _, code in rows_of(content)] == ["E905", "E905", "E923", ""]


def test_a_single_object_is_one_record() -> None:
    assert rows_of('{"a": 1,\n "b": "x"}') == [(1, ["1", "x"], "")]
    assert rows_of('{"a": 1}') == [(1, ["1"], "")]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("[]", NoRecords),
        ("{}", NoRecords),
        ("[1, 2]", NoRecords),
        ('{"a": {"b": 1}}', NoRecords),
        ('{"a": [{"b": 1}], "c": [{"d": 1}]}', NoRecords),
        ("7", NoRecords),
        ('{"columns": ["a"], "data": []}', BadTable),
        ('[{"a": 1}', DamagedFile),
        ('[{"a": 1}] x', DamagedFile),
        ("[" * 100_000, DamagedFile),
        ('[{"a": 1, " a": 2}]', DuplicateHeading),
        ('[{"a\\u0000": 1}]', BadTable),
        ('{"columns": ["a", null], "data": [["1"]]}', NoRecords),
    ],
    ids=str,
)
def test_documents_without_records_are_refused(content: str, error: type[UsageProblem]) -> None:
    with pytest.raises(error):
        rows_of(content)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonfile, "DOCUMENT_LIMIT", 20)
    with pytest.raises(OverLimit):
        rows_of('[{"a": "more than twenty characters"}]')
    monkeypatch.setattr(jsonfile, "RECORD_LIMIT", 40)
    with pytest.raises(OverLimit):
        rows_of('{"a": 1}\n{"a": "' + "x" * 40 + '"}\n')
    monkeypatch.setattr(jsonfile, "COLUMN_LIMIT", 2)
    monkeypatch.setattr(table_module, "COLUMN_LIMIT", 2)
    with pytest.raises(OverLimit):
        rows_of('{"a": 1, "b": 2, "c": 3}\n{"a": 1}\n')


@pytest.mark.parametrize(
    "choices", [Choices(delimiter=";"), Choices(sheet="a"), Choices(header_row=2)]
)
def test_choices_for_other_files_are_refused(choices: Choices) -> None:
    with pytest.raises(NotForThisFile):
        table_of('[{"a": 1}]', choices)


FLAT = st.dictionaries(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="/"),
        min_size=1,
        max_size=5,
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    min_size=1,
    max_size=5,
)


@given(st.lists(FLAT, min_size=1, max_size=6), st.sampled_from(["list", "lines"]))
def test_what_is_written_as_json_comes_back(records: list[dict[str, str]], shape: str) -> None:
    parts = [json.dumps(each) for each in records]
    content = "[" + ",".join(parts) + "]" if shape == "list" else "\n".join(parts) + "\n"
    table = table_of(content)
    found = list(table.records())
    assert [place for place, _, _ in found] == list(range(1, len(records) + 1))
    for (_, cells, fault), record in zip(found, records, strict=True):
        assert fault is None
        assert dict(zip(table.header, cells, strict=True)) == {
            name: record.get(name, "") for name in table.header
        }


@given(st.text(alphabet='{}[]":,\\ \n01-eaNu\ufeff', max_size=80))
def test_any_text_is_records_or_a_coded_refusal(content: str) -> None:
    try:
        found = rows_of(content)
    except UsageProblem:
        found = []
    places = [place for place, _, _ in found]
    assert places == sorted(set(places))


def test_csv_and_json_of_the_same_rows_agree(real_data: Path) -> None:
    folder = real_data / "cfpb" / "ccdb-data-pipeline"
    pairs = []
    for name in ("from_s3.json", "from_s3.ndjson"):
        file = open_table(str(folder / name))
        table = file.table()
        pairs.append((table.header, [cells for _, cells, _ in table.records()]))
        file.close()
    assert pairs[0] == pairs[1]
    assert (len(pairs[0][0]), len(pairs[0][1])) == (19, 10)


def test_counts_of_the_real_documents(real_data: Path) -> None:
    counts = {
        "socrata_export_small.json": (26, 3),
        "ccdb5-api_search_response_like.json": (17, 5),
        "ccdb-data-pipeline/exp_s3.ndjson": (25, 10),
        "ccdb-data-pipeline/ccdb.ndjson": (25, 10),
    }
    for name, figures in counts.items():
        file = open_table(str(real_data / "cfpb" / name))
        table = file.table()
        found = list(table.records())
        assert (table.named, len(found)) == figures, name
        assert not any(fault for _, _, fault in found), name
        file.close()


def test_names_that_mean_one_field_are_one_column(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    begin = '{"Date received": "2020-03-04", "Submitted via": "Web", "Product": "Mortgage", '
    path.write_text(
        f'{begin}"Complaint ID": "1"}}\n{begin}"public_id": "2"}}\n'
        f'{begin}"public_id": "3", "Complaint ID": "3"}}\n{begin}"public_id": "4", "Complaint ID": "5"}}\n',
        "utf-8",
    )
    with open_source(str(path), profile=load_profile("cfpb")) as source:
        rows = list(source.rows(today=date(2026, 3, 4)))
        assert not source.kept_columns
    assert [row.facts.get("source_id") for row in rows] == ["1", "2", "3", None]
    assert [problem.code for row in rows for problem in row.problems] == ["E923"]
    # Nobody says of a column of CSV that it stands in for another
    (tmp_path / "r.csv").write_text("Date received,Submitted via,Product,Complaint ID,public_id\n")
    with pytest.raises(BadTable):
        open_source(str(tmp_path / "r.csv"), profile=load_profile("cfpb"))


def test_a_name_that_stands_twice_is_said_to_stand_in_the_names() -> None:
    with pytest.raises(DuplicateHeading) as caught:
        rows_of('[{"a": 1, " a": 2}]')
    assert caught.value.values["row"] == "the names of its records"
