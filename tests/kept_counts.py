"""The kept sums of a few rows of the register, as a store would give them for a year."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.periods import year_period
from ledgerctl.domain.register.anchors import CARRIED, OPEN_DUE, OPEN_SINCE
from ledgerctl.domain.register.register import Row, row_of
from ledgerctl.domain.register.tallies import tally
from ledgerctl.storage.counting import by_name, counts_of

if TYPE_CHECKING:
    from ledgerctl.application.desk.records import YearCounts

TODAY = "2021-03-15"
WINDOW = 30
BLANK = row_of(
    Complaint("2020-0001", {"received_at": "2020-03-04"}), batch="", recorded_at="", received_seq=1
)


def counts(rows: list[Row], year: int, today: str = TODAY) -> YearCounts:
    tallies = tally(rows)
    sums: dict[str, dict[str, object]] = {}
    for (of, dimension, value), each in tallies.sums().items():
        if of == year:
            sums.setdefault(dimension, {})[value] = each

    def kept(of: int) -> dict[str, dict[int, int]]:
        found = tallies.anchors().items()
        return by_name((name, place, cases) for (each, name, place), cases in found if each == of)

    return counts_of(
        year_period(year),
        today,
        sums,
        kept(year),
        carried_before=sum(kept(year - 1).get(CARRIED, {}).values()),
        open_since=kept(0).get(OPEN_SINCE, {}),
        open_due=sum((Counter(kept(of).get(OPEN_DUE, {})) for of in range(1, year + 1)), Counter()),
    )


def iso(start: str, days: int) -> str:
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()
