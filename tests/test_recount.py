"""Every figure of the report against a second count that knows nothing of the program."""

from __future__ import annotations

import ast
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import recount
import recount_compare
from actions import play, steps
from doubles import CLERK, ListSource, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import DEPARTMENTS, FIRST_DAY, OUTLETS, days
from test_examples_story import told as story_told

from ledgerctl.application.exports import exporting
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.learning import improving
from ledgerctl.application.reports import comparing, issuing, reporting
from ledgerctl.cli.dispatch.app import main
from ledgerctl.domain.days.periods import days_period, month_period, quarter_period, year_period
from ledgerctl.formats.writing import write_jsonl
from ledgerctl.render.reports import comparison, year_data
from ledgerctl.storage.memory import MemoryStore

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

    from deeds import Step
    from recount_story import Line

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.days.periods import ReportPeriod

TESTS = Path(__file__).resolve().parent
EXAMPLES = TESTS.parent / "examples"
#: Every third of them would do; the rest are for orders of events that nobody thinks of.
LEDGERS = 60


#: What a report says that is no figure: why nobody can count it again.
NOT_COUNTED = {
    "ledger": "size and hash of the chain; `verify` reckons them anew",
    "tool": "the version of the program",
    "definitions": "the words in which each metric is defined, no figure",
    "issued": "the issue that this very output is; it is in `issued_before` of the next one",
}

#: Quarters, months and any runs of days in which something may have happened.
spans = st.one_of(
    st.sampled_from(["2019Q4", "2020Q1", "2020Q2", "2018Q4"]).map(quarter_period),
    st.sampled_from(["2019-11", "2019-12", "2020-02", "2021-01"]).map(month_period),
    st.tuples(days, days).map(lambda two: days_period(*(each.isoformat() for each in sorted(two)))),
)


parts_of_a_branch = st.one_of(
    st.tuples(st.just("department"), st.sampled_from(DEPARTMENTS)),
    st.tuples(st.just("institution"), st.sampled_from(OUTLETS)),
)


def lines_of(desk: Desk) -> list[Line]:
    """Return the exported events of a ledger, read back from their JSON lines."""
    sheet = exporting.events(desk, CLERK, None)
    written = io.StringIO()
    write_jsonl(written, sheet.columns, sheet.rows)
    return [json.loads(line) for line in written.getvalue().splitlines()]


def told(desk: Desk, report: YearReport) -> dict[str, Any]:
    """Return the data of a report with its earlier issues, as the command does."""
    return dict(year_data.data(issuing.with_issues(desk, report)))


def compared(data: dict[str, Any], lines: list[Line]) -> None:
    """Count a reported year again; every figure must be the same."""
    data = json.loads(json.dumps(data))
    for name in NOT_COUNTED:
        del data[name]
    for each in data["improvement_effects"]:
        each |= {"before": sorted(each["before"]), "after": sorted(each["after"])}
    for each in data["issued_before"]:
        each["changes"] = {
            change["figure"]: (change["issued"], change["now"]) for change in each["changes"]
        }
    orders = {key: [row["value"] for row in data[key]] for key in recount.SPLITS}
    for key in recount.SPLITS:
        data[key] = {row.pop("value"): row for row in data[key]}
    first, last = (date.fromisoformat(data["period"][end]) for end in ("first", "last"))
    again = recount.report_of(lines, (first, last), data["today"], orders, data["filter"])
    assert data == again


@settings(
    max_examples=LEDGERS,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.lists(steps, min_size=30, max_size=90),
    st.lists(spans, min_size=1, max_size=3),
    st.lists(parts_of_a_branch, max_size=1),
    days,
)
def test_whatever_happened_the_figures_are_those_of_a_second_count(
    story: Sequence[Step],
    periods: Sequence[ReportPeriod],
    parts: Sequence[tuple[str, str]],
    on: date,
) -> None:
    desk = opened(MemoryStore.create(), f"{FIRST_DAY}T09:30")
    for step in story:
        play(desk, step)
    lines = lines_of(desk)
    # Of that quarter reports are issued in the stories.
    for period in (*map(year_period, range(2018, 2022)), quarter_period("2020Q1"), *periods):
        compared(told(desk, reporting.period_report(desk, period)), lines)
        for column, value in parts:
            if value in desk.store.values(column):
                part = reporting.period_report(desk, period, {column: value})
                compared(told(desk, part), lines)
    for period in periods:
        compared(told(desk, reporting.period_report(desk, period, on=on.isoformat())), lines)
    side_by_side(desk, [year_period(2019), year_period(2020), *periods], lines)


def side_by_side(desk: Desk, periods: Sequence[ReportPeriod], lines: list[Line]) -> None:
    """Compare periods, and count them again."""
    data = comparison.data(comparing.compare(desk, periods))
    del data["ledger"], data["definitions"]
    spans = [
        (date.fromisoformat(period.first), date.fromisoformat(period.last))
        for period in set(periods)
    ]
    today = data["today"]
    assert isinstance(today, str)
    assert json.loads(json.dumps(data)) == recount_compare.comparison_of(lines, spans, today)


@pytest.mark.parametrize(
    "names",
    [("dongqiao-2020.csv",), ("dongqiao-2021.csv", "register-en.csv"), ("dongqiao-2020.csv",) * 2],
)
def test_the_example_registers(
    names: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ledger = str(tmp_path / "b.db")
    monkeypatch.setenv("LEDGERCTL_NOW", "2022-02-01T02:00:00Z")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert main(["init", "--ledger", ledger, "--branch", "东侨支行"]) == 0
    for name in names:
        assert main(["import", str(EXAMPLES / name), "--ledger", ledger]) == 0
    for year, size in (("2019", "70000"), ("2020", "78000")):
        words = ["base", "set", year, "--customers", size, "--transactions", "57000"]
        assert main([*words, "--outlets", "1", "--ledger", ledger]) == 0
    by_command(ledger, capsys, (2019, 2020, 2021, 2022))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_three_told_cases(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ledger = tmp_path / "kept.db"
    done: subprocess.CompletedProcess[str] = story_told(language, tmp_path, ledger)
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("LEDGERCTL_NOW", "2021-06-30T02:00:00Z")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    by_command(str(ledger), capsys, (2020, 2021))


def by_command(ledger: str, capsys: pytest.CaptureFixture[str], years: Sequence[int]) -> None:
    """Export and report as a person does, and compare."""
    capsys.readouterr()
    assert main(["export", "events", "--kind", "jsonl", "-o", "-", "--ledger", ledger]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for year in years:
        assert main(["report", "--year", str(year), "--json", "--ledger", ledger]) == 0
        compared(json.loads(capsys.readouterr().out)["data"], lines)
    words = ("report", "--trend", f"{years[0]}..{years[-1]}", "--json", "--ledger", ledger)
    assert main(list(words)) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    del data["ledger"], data["definitions"]
    spans = [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    assert data == recount_compare.comparison_of(lines, spans, data["today"])


def test_the_second_count_knows_nothing_of_the_program() -> None:
    parts = sorted(TESTS.glob("recount*.py"))
    assert len(parts) > 5
    for part in parts:
        tree = ast.parse(part.read_text("utf-8"))
        imported = [
            module
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for module in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
            )
        ]
        assert not [module for module in imported if module.startswith("ledgerctl")]


def test_what_is_not_counted_again_is_no_figure() -> None:
    desk = opened(MemoryStore.create())
    data = told(desk, reporting.year_report(desk, 2020))
    assert set(NOT_COUNTED) <= set(data)
    numbers = [
        name for name in NOT_COUNTED if any(isinstance(leaf, int) for leaf in leaves(data[name]))
    ]
    # The size of the ledger is no figure of its complaints.
    assert numbers == ["ledger"]


def leaves(data: object) -> Iterator[object]:
    """Yield what stands at the ends of a tree of JSON data."""
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from leaves(each)
    else:
        yield data


#: Complaints about service in the 90 days before and after the improvement of 1 July 2020.
EFFECTS = {(3, 0): "too_few", (7, 4): "unclear", (12, 1): "fewer", (2, 14): "more"}


@pytest.mark.parametrize("counts", EFFECTS)
def test_effects_that_tell_something(counts: tuple[int, int]) -> None:
    desk = opened(MemoryStore.create(), "2021-02-01T09:30")
    days = [f"2020-06-{day:02d}" for day in range(1, counts[0] + 1)]
    days += [f"2020-07-{day:02d}" for day in range(2, counts[1] + 2)]
    rows = [
        {"channel": "counter", "summary": "x", "cause": "service", "received_at": day}
        for day in days
    ]
    import_rows(desk, ListSource(tuple(rows)), CLERK, ImportChoices("old"))
    texts = {"lesson": "x", "cause": "service", "at": "2020-05-01"}
    number = improving.open_issue(desk, texts, CLERK).number or ""
    plan = {"plan": "x", "owner": "w01", "due_on": "2020-07-01", "at": "2020-05-01"}
    improving.plan(desk, number, plan, CLERK)
    improving.carry_out(desk, number, {"evidence": "x", "at": "2020-07-01"}, CLERK)
    data = told(desk, reporting.year_report(desk, 2020))
    assert [each["effect"] for each in data["improvement_effects"]] == [EFFECTS[counts]]
    compared(data, lines_of(desk))


def test_every_metric_is_counted_twice() -> None:
    desk = opened(MemoryStore.create())
    reported = year_data.data(reporting.year_report(desk, 2020))["metrics"]
    year = (date(2020, 1, 1), date(2020, 12, 31))
    again = recount.report_of(
        lines_of(desk), year, "2020-03-04", {key: [] for key in recount.SPLITS}
    )
    assert isinstance(reported, dict)
    assert set(reported) == set(again["metrics"])
