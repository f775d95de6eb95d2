"""One figure explained at the command line, and what the report says of corrected days."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, refused

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


@pytest.fixture
def year(line: Line) -> Line:
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    return line


def explain(line: Line, metric: str, *words: str) -> dict[str, object]:
    return line("report", "--year", "2020", "--explain", metric, "--json", *words).data


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_explains_itself(year: Line, metric: str) -> None:
    data = explain(year, metric)
    assert data["metric"] == metric
    figure, numerator, denominator = data["figure"], data["numerator"], data["denominator"]
    if isinstance(figure, dict) and figure["unit"] != "money" and numerator is not None:
        assert figure["numerator"] == len(numerator)
        assert denominator is None or figure["denominator"] == len(denominator)


def test_the_cases_behind_a_share(year: Line) -> None:
    data = explain(year, "external_share")
    assert set(data["numerator"]) < set(data["denominator"])
    listed = year("list", "--year", "2020", "--json", "--limit", "100").data
    assert set(data["denominator"]) == {each["number"] for each in listed["cases"]}


@pytest.mark.parametrize("name", ["on_time_rate", "On-Time-Rate", "on time", "按时办结率"])
def test_a_metric_is_found_by_key_or_label(year: Line, name: str) -> None:
    labels = METRICS["on_time_rate"].label
    wanted = {"on time": labels.en, "按时办结率": labels.zh}.get(name, name)
    assert explain(year, wanted)["metric"] == "on_time_rate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_both_languages(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    outcome = year("report", "--year", "2020", "--explain", "external_share")
    assert outcome.status == 0
    metric = METRICS["external_share"]
    assert metric.label.said(language) in outcome.out
    assert metric.numerator.said(language) in outcome.out


def test_json_lines_have_one_case_each(year: Line) -> None:
    outcome = year("report", "--year", "2020", "--explain", "external_share", "--format", "jsonl")
    records = [json.loads(each) for each in outcome.out.splitlines()]
    assert {each["part"] for each in records} == {"numerator", "denominator"}
    assert len(records) == 25


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("on_time_rat", "on_time_rate"),
        ("overdew", "overdue_open"),
        ("latte", "late"),
        ("客户满意度", "satisfaction_rate"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_metric_is_refused_with_the_nearest(
    line: Line, typed: str, meant: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    outcome = refused(line, "report", "--explain", typed, code="E235", status=2)
    assert meant in outcome.err
    assert ("Nearest: " in outcome.err) == (language == "en")
    assert "complaints_received" not in outcome.err


def test_an_unknown_metric_far_from_any_still_names_some(line: Line) -> None:
    outcome = refused(line, "report", "--explain", "☃", code="E235", status=2)
    assert "hint: For instance: complaints_received" in outcome.err
    assert "提示：例如：complaints_received" in line("report", "--explain", "☃", "--lang", "zh").err


@pytest.mark.parametrize(
    ("metric", "statement"),
    [
        ("conflict_check", "INSERT INTO anchor_tally VALUES (2020, 'conflicts', 0, 3)"),
        ("redress_total", "INSERT INTO anchor_tally VALUES (2020, 'redress', 9, 3)"),
        ("resolve_time", "INSERT INTO anchor_tally VALUES (2020, 'days', 999, 1)"),
        ("on_time_rate", "INSERT INTO anchor_tally VALUES (2020, 'due', 9, 1)"),
    ],
)
def test_no_figure_is_printed_that_its_cases_do_not_bear_out(
    year: Line, metric: str, statement: str
) -> None:
    with closing(sqlite3.connect(year.ledger)) as connection, connection:
        connection.execute(statement)
    refused(year, "report", "--year", "2020", "--explain", metric, code="E605", status=6)


def test_what_was_settled_at_the_branch_is_what_the_headline_says(year: Line) -> None:
    told = year("report", "--year", "2020", "--json").data["resolved_at_branch"]
    behind = explain(year, "settled_at_branch")
    assert (len(behind["numerator"]), len(behind["denominator"])) == (told["count"], told["of"])
    with closing(sqlite3.connect(year.ledger)) as connection, connection:
        connection.execute("UPDATE tally SET settled_at_branch = settled_at_branch - 1")
    refused(
        year, "report", "--year", "2020", "--explain", "settled_at_branch", code="E605", status=6
    )


def test_a_corrected_day_of_receipt_is_visible_in_both_years(line: Line) -> None:
    number = line.add("--received-at", "2021-01-02")
    assert line("amend", number, "received_at", "2020-12-30", "--reason", "记错").status == 0
    for year in ("2020", "2021"):
        moved = line("report", "--year", year, "--json").data["data_quality"]
        assert moved["received_date_changes"] == [
            {"number": number, "recorded": "2021-01-02", "corrected": "2020-12-30"}
        ]
        assert number in line("report", "--year", year).out
        told = line("report", "--year", year, "--explain", "received_date_changes", "--json").data
        assert told["numerator"] == [number]


def test_a_late_registration_is_said(line: Line) -> None:
    number = line.add("--received-at", "2021-01-01")
    data = line("report", "--year", "2021", "--json").data
    assert data["data_quality"]["late_registrations"] == 1
    told = line("report", "--year", "2021", "--explain", "late_registrations", "--json").data
    assert told["numerator"] == [number]


@pytest.mark.parametrize("word", ["all", "全部"])
def test_all_figures_are_explained_at_once_without_a_report(line: Line, word: str) -> None:
    found = line("report", "--explain", word, "--json").data["definitions"]
    assert list(found) == [*METRICS, *COMPARED, CHANGE.key]
    chinese = line("--lang", "zh", "report", "--explain", word)
    assert "指标口径" in chinese.out
    assert "rate_customers" in chinese.out
    rows = line("report", "--explain", word, "--format", "csv").out.splitlines()
    assert rows[0].startswith("metric,unit,label_zh,label_en")
    assert len(rows) == len(found) + 1


@pytest.mark.parametrize("kind", ["md", "html", "json", "xlsx", "docx"])
def test_every_file_defines_its_figures(year: Line, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"report.{kind}"
    assert year("report", "--year", "2020", "-o", str(path)).status == 0
    content = path.read_bytes()
    if kind in {"xlsx", "docx"}:
        with zipfile.ZipFile(path) as found:
            content = b"".join(found.read(name) for name in found.namelist())
    assert METRICS["fcr"].numerator.en.encode() in content
    assert "受理投诉量".encode() in content or kind != "json"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("at least 0.0%", "0 / 25; not recorded in 23, so 0.0% to 92.0%")),
        ("zh", ("至少0.0%", "0 / 25；未记录23件，故在0.0%至92.0%之间")),
    ],
)
def test_a_percentage_that_the_records_leave_open_is_the_least(
    year: Line, language: str, told: tuple[str, str]
) -> None:
    words = ("--lang", language, "report", "--year", "2020")
    label = {"en": "Called back", "zh": "回访率"}[language]
    rows = year(*words, "--format", "plain").out.splitlines()
    assert "\t".join((label, *told)) in rows
    explained = year(*words, "--explain", "satisfaction_response").out
    assert all(each in explained for each in told)


def test_a_screen_and_plain_lines_say_where_the_definitions_are(year: Line) -> None:
    for face in ("table", "plain"):
        out = year("report", "--year", "2020", "--format", face).out
        assert "`ledgerctl report --explain all`\n\nAs of" in out
        assert METRICS["fcr"].numerator.en not in out
    assert "指标的口径：" in year("--lang", "zh", "report", "--year", "2020").out


@pytest.mark.parametrize(
    ("words", "told", "untold"),
    [
        (("--compare", "2019,2020"), ("late", "change"), "Complaints by customers"),
        (("--trend", "2018..2020"), ("received", "change", "rate_customers"), "told after"),
    ],
)
@pytest.mark.parametrize("kind", ["md", "html", "docx", "xlsx"])
def test_periods_side_by_side_define_what_they_show(
    year: Line,
    tmp_path: Path,
    words: tuple[str, ...],
    told: tuple[str, ...],
    untold: str,
    kind: str,
) -> None:
    path = tmp_path / f"report.{kind}"
    assert year("report", *words, "-o", str(path)).status == 0
    content = path.read_bytes()
    if kind in {"xlsx", "docx"}:
        with zipfile.ZipFile(path) as found:
            content = b"".join(found.read(name) for name in found.namelist())
    defined = {**METRICS, **COMPARED, CHANGE.key: CHANGE}
    text = content.decode("utf-8", "replace")
    for key in told:
        assert defined[key].numerator.en in text
    assert untold not in text


@pytest.mark.parametrize("key", COMPARED)
def test_every_count_that_is_compared_leads_to_its_cases(year: Line, key: str) -> None:
    counts = year("report", "--compare", "2019,2020", "--json").data["figures"][key]["counts"]
    for name, count in zip(("2019", "2020"), counts, strict=True):
        found = year("report", "--year", name, "--explain", key, "--json").data
        assert (found["metric"], len(found["numerator"])) == (key, count)


def test_periods_side_by_side_point_to_definitions_where_there_is_no_room(year: Line) -> None:
    for face in ("table", "plain"):
        out = year("report", "--compare", "2019,2020", "--format", face).out
        assert "`ledgerctl report --explain all`\n\nAs of" in out
        assert COMPARED["late"].numerator.en not in out
    found = year("report", "--trend", "2018..2020", "--json").data["definitions"]
    assert list(found) == [*COMPARED, CHANGE.key, "rate_customers"]
    assert found["late"]["numerator"]["zh"] == "期限过后才告知的投诉"


def test_every_row_of_every_table_leads_to_its_cases(year: Line) -> None:
    data = year("report", "--year", "2020", "--json").data
    for row in data["department"]:
        for name, key in (("", "count"), (".late", "late"), (".at_fault", "at_fault")):
            behind = explain(year, f"department{name}:{row['value']}")
            assert len(behind["numerator"]) == row[key]
            assert len(behind["denominator"]) == (row["count"] if name else data["received"])
    behind = explain(year, "channel:nfra", "--department", data["department"][0]["value"])
    assert len(behind["denominator"]) == data["department"][0]["count"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_is_explained_in_words(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    shown = year("report", "--year", "2020", "--explain", "channel:nfra").out
    assert {"en": "Forwarded by the NFRA", "zh": "受理渠道"}[language] in shown
    assert "2020-0018" in shown


@pytest.mark.parametrize(
    ("row", "nearest"),
    [
        ("channel:nfar", "nfra"),
        ("channel.late:nfar", "nfra"),
        ("cause:服务态渡", "service "),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_no_code_is_refused_with_the_nearest(
    year: Line, row: str, nearest: str, language: str
) -> None:
    words = ("--lang", language, "report", "--year", "2020", "--explain", row)
    assert nearest in refused(year, *words, code="E201", status=2).err


def test_a_row_is_found_by_the_label_of_its_code(year: Line) -> None:
    behind = explain(year, "channel:金融监管总局")
    assert behind == explain(year, "channel:nfra")
    assert behind["metric"] == "channel:nfra"


def test_a_row_of_free_text_that_no_complaint_has_is_empty(year: Line) -> None:
    assert explain(year, "department:nowhere")["numerator"] == []


def test_a_row_that_the_kept_sums_count_differently_is_not_explained(year: Line) -> None:
    with closing(sqlite3.connect(year.ledger)) as connection:
        connection.execute("UPDATE tally SET cases = 7 WHERE dimension = 'channel'")
        connection.commit()
    refused(year, "report", "--year", "2020", "--explain", "channel:nfra", code="E605", status=6)
