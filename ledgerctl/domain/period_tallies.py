"""Tallies of any period 期间汇总: the rules of the yearly sums, over the eras around a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.eras import Around
from ledgerctl.domain.repeats import Contact, of_the_period
from ledgerctl.domain.tallies import tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.domain.periods import ReportPeriod
    from ledgerctl.domain.register import Row
    from ledgerctl.domain.tallies import Tallies


def tally_around(rows: Iterable[Row], period: ReportPeriod) -> Tallies:
    """Return the tallies of rows by the eras around a period, its own persons told apart."""
    return tally(with_persons(rows, period), Around(period.first, period.last))


def with_persons(rows: Iterable[Row], period: ReportPeriod) -> list[Row]:
    """Return rows with ``person_first`` and ``person_again`` as of the period and of these rows.

    The register has both as of the year and of all cases.
    """
    rows = list(rows)
    persons: dict[str, list[Contact]] = {}
    for row in rows:
        if row.person:
            contact = Contact(row.number, row.received_on, row.business, row.counted)
            persons.setdefault(row.person, []).append(contact)
    first: set[str] = set()
    again: set[str] = set()
    for contacts in persons.values():
        own_first, own_again = of_the_period(contacts, period.first, period.last)
        first |= own_first
        again |= own_again
    return [
        row._replace(person_first=int(row.number in first), person_again=int(row.number in again))
        for row in rows
    ]
