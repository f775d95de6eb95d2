"""Exports of what was learnt, and files for those who compute: SQLite, Parquet."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from desk_line import LANGUAGES, REGISTER, refused
from pyarrow import parquet

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

PHONE = "13800008000"


@pytest.fixture
def learnt(line: Line) -> Line:
    """A year's register, and one entry of every kind; a telephone in each text."""
    assert line("import", str(REGISTER)).status == 0
    day = ("--at", "2020-06-01")
    line(
        "suggest", "add", f"增设敬老窗口 {PHONE}", "--kind", "process", "--case", "2020-0001", *day
    )
    words = (f"排队太久 {PHONE}", "--cause", "service", "--cases", "2020-0001", *day)
    line("improve", "add", *words)
    owner = ("--owner", "DQ-0300", "--due", "2020-07-31")
    line("improve", "measure", "I2020-0001", "加开窗口", *owner, "--at", "2020-06-02")
    line("opportunity", "add", "2020-0001", f"理财 {PHONE}", *day)
    return line


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def asked(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("suggestions", {"number": "S2020-0001", "status": "made", "case": "2020-0001"}),
        ("improvements", {"number": "I2020-0001", "cause": "service", "cases": "2020-0001"}),
        ("measures", {"improvement": "I2020-0001", "step": "1", "due_on": "2020-07-31"}),
        ("opportunities", {"number": "O2020-0001", "status": "heard", "heard_on": "2020-06-01"}),
    ],
)
def test_what_was_learnt_is_handed_out_masked(
    learnt: Line, what: str, expected: dict[str, str]
) -> None:
    out = learnt("export", what, "--keys").out
    [found] = rows(out)
    assert found | expected == found
    assert PHONE not in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_labels_of_entries(learnt: Line, language: str) -> None:
    [found] = rows(learnt("--lang", language, "export", "suggestions").out)
    heading, label = {"en": ("Kind of suggestion", "Process"), "zh": ("建议类别", "流程")}[language]
    assert found[heading] == label


def test_revealed_entries_are_recorded(learnt: Line) -> None:
    assert PHONE in learnt("export", "opportunities", "--reveal", "回访").out
    event = json.loads(learnt("export", "events", "--jsonl").out.splitlines()[-1])
    assert event["facts"] == {
        "purpose": "export",
        "records": 1,
        "fields": ["need", "offer", "result"],
    }


def test_entries_are_filtered_by_year_and_status(learnt: Line) -> None:
    assert len(rows(learnt("export", "suggestions", "--year", "2020", "--status", "made").out)) == 1
    assert rows(learnt("export", "suggestions", "--year", "2019").out) == []
    refused(learnt, "export", "suggestions", "--status", "closed", code="E201", status=2)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("suggestions", "--channel", "nfra"), "E934"),
        (("measures", "--fields", "plan"), "E934"),
        (("all", "--to", "all.csv"), "E934"),
        (("all",), "E934"),
        (("--kind", "sqlite"), "E932"),
        (("--kind", "parquet"), "E932"),
    ],
)
def test_refusals(learnt: Line, words: tuple[str, ...], code: str) -> None:
    refused(learnt, "export", *words, code=code, status=2)


@pytest.fixture
def whole(learnt: Line, tmp_path: Path) -> Path:
    path = tmp_path / "all.db"
    data = learnt("export", "all", "--to", str(path), "--json").data
    assert (data["what"], data["kind"], data["rows"]) == ("all", "sqlite", 29)
    assert data["beside"] == str(tmp_path / "all.metadata.json")
    return path


def test_a_snapshot_holds_typed_tables_and_code_lists(whole: Path) -> None:
    query = "SELECT number, channel, days, typeof(skip_level) FROM cases ORDER BY number LIMIT 1"
    assert asked(whole, query) == [("2020-0001", "hotline", 3, "integer")]
    assert ("hotline", "Bank hotline") in asked(whole, "SELECT key, label FROM channel")
    linked = {row[2:4] for row in asked(whole, "PRAGMA foreign_key_list(cases)")}
    assert ("channel", "channel") in linked
    assert asked(whole, "PRAGMA foreign_key_check") == []
    assert asked(whole, "SELECT amount FROM cases WHERE number = '2020-0002'") == [(200.0,)]


def test_a_snapshot_is_masked_to_the_last_byte(whole: Path) -> None:
    content = whole.read_bytes()
    assert PHONE.encode() not in content
    assert "林听澜".encode() not in content
    assert dict(asked(whole, "SELECT * FROM about"))["masked"] == "yes"


@pytest.mark.parametrize("word", ["排队", "窗口", "一名柜员"])
def test_full_text_search_finds_short_chinese_words(whole: Path, word: str) -> None:
    found = asked(
        whole,
        "SELECT number FROM cases WHERE rowid IN"
        " (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ?) ORDER BY number",
        f'"{word}"',
    )
    texts = "coalesce(summary, '') || coalesce(demand, '') || coalesce(resolution, '')"
    like = f"SELECT number FROM cases WHERE {texts} LIKE ? ORDER BY number"  # noqa: S608 - fixed
    assert found == asked(whole, like, f"%{word}%")
    assert found


def test_views_read_like_the_register(whole: Path) -> None:
    found = 'SELECT "Number", "Channel" FROM cases_labelled ORDER BY 1 LIMIT 1'
    assert asked(whole, found) == [("2020-0001", "Bank hotline")]
    assert asked(whole, "SELECT COUNT(*) FROM open_cases") == [(0,)]


def test_datasette_is_told_what_the_columns_mean(whole: Path) -> None:
    told = json.loads(whole.with_name("all.metadata.json").read_text("utf-8"))
    table = told["databases"]["all"]["tables"]["cases"]
    assert table["columns"]["channel"] == "Channel"
    assert (table["fts_table"], table["fts_pk"]) == ("cases_fts", "rowid")
    query = told["databases"]["all"]["queries"]["find"]["sql"]
    with closing(sqlite3.connect(whole)) as connection:
        [row] = connection.execute(query, {"words": "排队近两个小时"})
    assert row[0] == "2020-0001"


def test_revealing_a_snapshot_is_one_event(learnt: Line, tmp_path: Path) -> None:
    path = tmp_path / "all.sqlite"
    learnt("--lang", "zh", "export", "all", "--to", str(path), "--reveal", "移交审计")
    assert asked(path, "SELECT complainant FROM cases ORDER BY number LIMIT 1") == [("林听澜",)]
    assert dict(asked(path, "SELECT * FROM about"))["masked"] == "no"
    looks = [
        each
        for each in map(json.loads, learnt("export", "events", "--jsonl").out.splitlines())
        if each["kind"] == "data.revealed"
    ]
    assert [(each["facts"]["records"]) for each in looks] == [29]
    assert "proposal" in looks[0]["facts"]["fields"]


def test_one_table_with_chosen_columns(learnt: Line, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    words = ("--to", str(path), "--fields", "channel,summary", "--channel", "nfra")
    assert learnt("export", *words).status == 0
    assert [name for _, name, *_ in asked(path, "PRAGMA table_info(cases)")] == [
        "channel",
        "summary",
    ]
    assert asked(path, "SELECT channel FROM cases") == [("nfra",)]
    told = json.loads(path.with_name("some.metadata.json").read_text("utf-8"))
    assert "sort_desc" not in told["databases"]["some"]["tables"]["cases"]


def test_events_as_a_table(learnt: Line, tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    assert learnt("export", "events", "--to", str(path)).status == 0
    assert asked(path, "SELECT COUNT(*), MAX(seq) FROM events") == [(31, 31)]


def test_nothing_is_replaced_without_force(learnt: Line, tmp_path: Path) -> None:
    (tmp_path / "all.metadata.json").write_text("mine")
    path = str(tmp_path / "all.db")
    refused(learnt, "export", "all", "--to", path, code="E503", status=5)
    assert sorted(each.name for each in tmp_path.glob("all*")) == ["all.metadata.json"]
    assert learnt("export", "all", "--to", path, "--force").status == 0


@pytest.mark.parametrize("what", ["cases", "events", "measures"])
def test_parquet(learnt: Line, tmp_path: Path, what: str) -> None:
    path = tmp_path / f"{what}.parquet"
    data = learnt("export", what, "--to", str(path), "--json").data
    table = parquet.read_table(path)
    assert table.num_rows == data["rows"] > 0
    assert table.schema.metadata[b"masked"] == b"yes"
