from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from import_groups import groups

from ledgerctl.application.cases import handling
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.imports.import_results import Problem
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import MOST_PROBLEMS, ImportChoices
from ledgerctl.application.imports.screening import problem_of
from ledgerctl.application.ledger import auditing, reversing
from ledgerctl.application.reports import reporting
from ledgerctl.domain.metrics import StockFlow
from ledgerctl.errors.reversal import LaterStands
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.usage import BadDate, BadFlag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import ImportReport

WARNING = Problem(2, "金额", "5000", "E204", "", "", {}, warning=True)
BAD = Problem(3, "收到时间", "soon", "E202", "", "", {})


def test_rows_become_cases(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    report = take(
        row(2, {"source_id": "A-1"}, {"phone": "19900000001"}),
        row(3, {"source_id": "A-2", "received_at": "2019-05-06", "closed": True}),
        row(4, {"source_id": "A-3"}),
    )
    assert groups(report) == {"added": 3}
    assert (report.first_number, report.last_number) == ("2020-0001", "2020-0002")
    assert (report.written, report.dry_run, report.repeats) == (True, False, 0)
    assert report.batch == "import-20201230T020000-0a1b2c3d"
    assert (report.source, report.encoding, report.profile) == ("register.csv", "utf-8", "test")
    assert report.head == desk.store.head()
    listed = desk.store.cases(CaseFilter()).rows
    assert [each.source_id for each in listed] == ["A-2", "A-1", "A-3"]
    assert {each.batch for each in listed} == {report.batch}
    assert listed[0].timeliness == "undated"
    assert listed[1].due_on == "2020-03-19"
    assert auditing.verify(desk).sound


def test_an_empty_file_is_imported_too(desk: Desk, take: Callable[..., ImportReport]) -> None:
    before = desk.store.head()
    assert groups(take()) == {}
    assert desk.store.head() == before


def test_repeats_are_found_among_imported_rows(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    phone = {"phone": "19900000001"}
    report = take(
        row(2, {"source_id": "A-1", "business": "loan", "received_at": "2020-03-20"}, phone),
        row(3, {"source_id": "A-2", "business": "loan", "received_at": "2020-03-01"}, phone),
    )
    assert report.repeats == 1
    found = desk.store.row("2020-0001")
    assert found is not None
    assert found.repeat_of == "2020-0002"
    assert reporting.year_report(desk, 2020).totals.repeats == 1


def test_a_row_like_one_by_one_entry(
    desk: Desk,
    take: Callable[..., ImportReport],
    row: Callable[..., MappedRow],
    add: Callable[..., Receipt],
) -> None:
    take(row(2, {"complexity": "complex"}, {"phone": "19900000001"}))
    again = add(
        phone="19900000001", complexity="complex", received_at="2020-03-04", channel="hotline"
    )
    assert [each.number for each in again.earlier] == ["2020-0001"]
    imported, added = desk.store.row("2020-0001"), desk.store.row("2020-0002")
    assert imported is not None
    assert added is not None
    different = {
        name for name, value in imported._asdict().items() if value != added._asdict()[name]
    }
    assert different == {
        *("number", "batch", "received_seq", "first_receiver", "handler", "person_first"),
        "recorded_on",
    }


class TestBadRows:
    def test_one_bad_row_stops_everything_and_every_problem_is_told(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        rejects: Any,  # noqa: ANN401 - a double
        indexed: Callable[..., bool],
    ) -> None:
        before = desk.store.head()
        report = take(
            row(2, {"source_id": "A-1"}, {"phone": "19900000001"}),
            row(3, {"source_id": "A-2"}, problems=[BAD]),
            row(4, {"source_id": "A-3", "received_at": "2020-12-31"}),
            row(5, {"source_id": "A-4", "resolved_at": "2020-03-01"}),
            row(6, {"source_id": "A-5", "handler": "C-1", "complained": ["c-1"]}),
            row(7, {"source_id": "A-6"}, {"summary": ""}),
            row(8, {"source_id": "A-7", "received_at": ""}),
            rejects=rejects,
        )
        assert groups(report) == {"added": 1, "rejected": 6}
        assert not report.written
        assert [(each.line, each.code) for each in report.problems] == [
            *((3, "E202"), (4, "E406"), (5, "E407"), (6, "E401"), (7, "E211"), (8, "E211")),
        ]
        assert report.problem_count == 6
        assert report.rejects_path == "register.rejects.csv"
        assert [each.line for each in rejects.rows] == [3, 4, 5, 6, 7, 8]
        assert all(each.problems for each in rejects.rows)
        assert rejects.finished == 1
        assert desk.store.head() == before
        assert desk.store.cases(CaseFilter()).total == 0
        assert not indexed(phone="19900000001")
        assert auditing.verify(desk).sound

    def test_partial_writes_the_good_ones(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        report = take(
            row(2, {"source_id": "A-1"}),
            row(3, {"source_id": "A-2"}, problems=[BAD]),
            row(4, {"source_id": "A-3"}),
            partial=True,
        )
        assert groups(report) == {"added": 2, "rejected": 1}
        assert (report.written, report.rejects_path) == (True, "")
        assert desk.store.cases(CaseFilter()).total == 2
        repaired = take(
            row(2, {"source_id": "A-1"}), row(3, {"source_id": "A-2"}), row(4, {"source_id": "A-3"})
        )
        assert groups(repaired) == {"added": 1, "unchanged": 2}
        assert repaired.first_number == "2020-0003"
        assert auditing.verify(desk).sound

    def test_a_warning_rejects_nothing(
        self,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        rejects: Any,  # noqa: ANN401 - a double
    ) -> None:
        report = take(row(2, {}, problems=[WARNING]), rejects=rejects)
        assert groups(report) == {"added": 1}
        assert (report.problems, report.problem_count, report.written) == ([WARNING], 1, True)
        assert (rejects.rows, rejects.finished, report.rejects_path) == ([], 0, "")

    def test_only_so_many_problems_are_kept_but_all_are_counted(
        self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        bad = [row(line, {}, problems=[BAD]) for line in range(MOST_PROBLEMS + 500)]
        report = take(*bad)
        assert (len(report.problems), report.problem_count) == (1_000, 1_500)
        assert report.rejected == 1_500

    def test_a_file_that_breaks_off_leaves_nothing(
        self,
        desk: Desk,
        meta: Meta,
        rows: Callable[..., Any],
        row: Callable[..., MappedRow],
    ) -> None:
        before = desk.store.head()
        source = rows([])

        def broken(*, today: date) -> Iterator[MappedRow]:
            assert today.isoformat() == "2020-12-30"
            for line in range(1_200):
                yield row(line, {"source_id": str(line)})
            raise BadTable(path="register.csv", problem="…", expected="…")

        source.rows = broken
        told: list[int] = []
        with pytest.raises(BadTable):
            import_rows(desk, source, meta, ImportChoices("old"), progress=told.append)
        assert told == [500, 1_000]
        assert desk.store.head() == before


class TestDryRun:
    def test_foretells_and_leaves_no_trace(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        rejects: Any,  # noqa: ANN401 - a double
        indexed: Callable[..., bool],
    ) -> None:
        found = [
            row(2, {"source_id": "A-1"}, {"phone": "19900000001"}),
            row(3, {"source_id": "A-2"}, problems=[BAD]),
        ]
        before = desk.store.head()
        dry = take(*found, dry_run=True, partial=True, rejects=rejects)
        assert (dry.dry_run, dry.written) == (True, False)
        assert (desk.store.head(), rejects.finished) == (before, 0)
        assert not indexed(phone="19900000001")
        real = take(*found, partial=True)
        assert groups(real) == groups(dry) == {"added": 1, "rejected": 1}
        assert (real.first_number, real.written) == (dry.first_number, True)


def test_taking_an_import_back(
    desk: Desk, meta: Meta, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    report = take(row(2, {"source_id": "A-1"}), row(3, {"source_id": "A-2"}))
    reversing.undo(desk, report.batch, meta, reason="导错文件")
    after = reporting.year_report(desk, 2020)
    assert (after.received, after.excluded) == (0, {"reversed": 2})
    other = take(row(2, {"source_id": "A-3"}))
    assert groups(other) == {"added": 1}
    assert other.batch != report.batch
    assert desk.store.cases(CaseFilter(equal={"source_id": "A-3"})).rows[0].number == "2020-0003"
    assert auditing.verify(desk).sound


def test_taking_back_a_closing_that_was_followed_by_a_reopening(
    desk: Desk,
    meta: Meta,
    clock: Any,  # noqa: ANN401 - a double
    take: Callable[..., ImportReport],
    row: Callable[..., MappedRow],
) -> None:
    take(row(2, {"source_id": "A-1"}))
    clock.now = "2020-12-30T03:00:00.000Z"
    closing = {"source_id": "A-1", "closed": True, "resolved_at": "2020-03-09"}
    closed = take(row(2, closing), on_duplicate="update")
    handling.reopen(desk, "2020-0001", "新证据", meta)
    assert reporting.year_report(desk, 2020).stock == StockFlow(0, 1, 1, 1, 1)
    with pytest.raises(LaterStands):
        reversing.undo(desk, closed.batch, meta, reason="导错文件")
    reversing.undo(desk, closed.batch, meta, reason="导错文件", with_later=True)
    assert reporting.year_report(desk, 2020).stock == StockFlow(0, 1, 0, 0, 1)
    handling.resolve(desk, "2020-0001", {"finding": "upheld"}, meta)
    report = reporting.year_report(desk, 2020)
    assert (report.stock, report.open_cases) == (StockFlow(0, 1, 0, 1, 0), 0)
    assert auditing.verify(desk).sound


def test_progress_is_told_by_the_chunk(
    desk: Desk, meta: Meta, rows: Callable[..., Any], row: Callable[..., MappedRow]
) -> None:
    told: list[int] = []
    source = rows([row(line, {"source_id": str(line)}) for line in range(1_001)])
    report = import_rows(desk, source, meta, ImportChoices("old"), progress=told.append)
    assert (told, report.added) == ([500, 1_000, 1_001], 1_001)
    handling.note(desk, report.last_number, "已核对", meta)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            BadDate(value="soon", field="received_at", forms="…"),
            ("收到时间", "soon", "E202"),
        ),
        (BadFlag(value="maybe", field="column 7"), ("column 7", "maybe", "E206")),
        (BadTable(path="a.csv", problem="…", expected="…"), ("", "", "E902")),
    ],
)
def test_a_problem_names_line_column_and_value(error: BadDate, expected: Sequence[str]) -> None:
    problem = problem_of(error, 7)
    assert (problem.column, problem.value, problem.code) == tuple(expected)
    assert (problem.line, problem.values, problem.warning) == (7, error.values, False)
    assert problem.sentence.format(**problem.values)
    assert problem_of(error, 7, "masked").value == "masked"
