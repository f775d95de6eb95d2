"""Counting a period that the kept sums do not cover: the cases that matter to it, found by index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.period_tallies import tally_around
from ledgerctl.domain.register import FILTERABLE, Row
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.counting import counts_around

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.ports import YearCounts
    from ledgerctl.domain.periods import ReportPeriod
    from ledgerctl.storage.reading import SqliteReader

#: Received in the period, before it and not over when it began, or moved by a correction.
_MATTERS = """(
    received_on BETWEEN :first AND :last
    OR (
        received_on < :first
        AND (
            closed = 0 OR closed_on >= :first OR due_on >= :first OR resolved_at >= :first
            OR notified_at >= :first OR contacted_at >= :first OR judged_at >= :first
            OR called_back_at >= :first
        )
    )
    OR first_received_on BETWEEN :first AND :last
)"""


def period_counts(
    reader: SqliteReader, period: ReportPeriod, today: str, equal: Mapping[str, str]
) -> YearCounts:
    """Return the counts of the cases with some values by column, over any period."""
    where, values = _filtered(equal)
    columns = ", ".join(Row._fields)
    # Every name comes from the code; what a person typed is a parameter.
    statement = f"SELECT {columns} FROM cases WHERE {_MATTERS}{where}"  # noqa: S608 - fixed parts
    values |= {"first": period.first, "last": period.last}
    with translated(reader.path):
        rows = [Row(*row) for row in reader.connection.execute(statement, values)]
    return counts_around(period, today, tally_around(rows, period))


def received(reader: SqliteReader, period: ReportPeriod, equal: Mapping[str, str]) -> int:
    """Return how many complaints with some values by column were received in a period."""
    where, values = _filtered(equal)
    statement = (
        "SELECT COUNT(*) FROM cases WHERE counted = 1"  # noqa: S608 - fixed parts
        f" AND received_on BETWEEN :first AND :last{where}"
    )
    values |= {"first": period.first, "last": period.last}
    with translated(reader.path):
        return int(reader.connection.execute(statement, values).fetchone()[0])


def _filtered(equal: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    names = [name for name in FILTERABLE if name in equal]
    where = "".join([f" AND {name} = :{name}" for name in names])
    return where, {name: equal[name] for name in names}
