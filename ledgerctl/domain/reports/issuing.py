"""Issued reports 已出具的报告: what was handed out, to whom, and what has changed since.

The figures that were handed out stand in the event: counts only, each under a name. A correction of a case
changes the figures of a report made today, never those that were issued; the difference can be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.guards import not_in_future
from ledgerctl.domain.days.periods import ReportPeriod
from ledgerctl.domain.events.base import text
from ledgerctl.domain.events.report_issued import ReportIssued
from ledgerctl.domain.learning.entries import needed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.domain.events.base import Event, Facts

#: What begins the number of an issued report.
LETTER = "R"


class IssuedReport(NamedTuple):
    """One report that was handed out; days are ISO, ``equal`` its filter, ``figures`` counts by name."""

    number: str
    period: ReportPeriod
    equal: Mapping[str, str]
    as_of: str
    to: str
    by: str
    at: str
    sha256: str
    figures: Mapping[str, str]


def issue(
    number: str,
    period: ReportPeriod,
    equal: Mapping[str, str],
    figures: Mapping[str, str],
    facts: Facts,
    *,
    as_of: str,
    sha256: str,
    now: str,
) -> ReportIssued:
    """Return that a report was handed out; ``facts`` say when, to whom and by whom.

    Raises:
        EmptyValue: nobody is named to whom.
        FutureDate: it is said to have happened after now.
    """
    needed(facts, "issued_to")
    not_in_future("at", text(facts, "at"), now)
    return ReportIssued(
        {
            "report": number,
            "period_kind": period.kind,
            "first": period.first,
            "last": period.last,
            "filter": [f"{column}={value}" for column, value in equal.items()],
            "as_of": as_of,
            "sha256": sha256,
            # The count stands first: the name of a department may hold any sign.
            "figures": [f"{count}={name}" for name, count in figures.items()],
            **facts,
        },
        {},
    )


def issued_report(event: Event) -> IssuedReport:
    """Return what an event handed out; total, as history is never refused."""
    facts = event.facts()
    return IssuedReport(
        text(facts, "report"),
        ReportPeriod(text(facts, "period_kind"), text(facts, "first"), text(facts, "last")),
        dict(_pairs(facts, "filter")),
        text(facts, "as_of"),
        text(facts, "issued_to"),
        text(facts, "by"),
        text(facts, "at"),
        text(facts, "sha256"),
        {name: count for count, name in _pairs(facts, "figures")},
    )


def changed(issued: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the name, the issued and the present count of every figure that differs; 0 for none."""
    names = [*issued, *[name for name in now if name not in issued]]
    pairs = [(name, issued.get(name, "0"), now.get(name, "0")) for name in names]
    return [each for each in pairs if each[1] != each[2]]


def _pairs(facts: Facts, name: str) -> list[tuple[str, str]]:
    """Return what stands before and after the first sign of equality of each text."""
    listed = facts.get(name, [])
    parts = [str(each).partition("=") for each in listed] if isinstance(listed, list) else []
    return [(before, after) for before, _, after in parts]
