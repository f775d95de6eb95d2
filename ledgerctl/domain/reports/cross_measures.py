"""Ratios of a cross table 交叉表比率: of which cases, and which of them, for the complaints received in a period.

The definitions are those of the catalogue of metrics, over the cases of a cell instead of those that an
anchor puts into a year. Stores count; percentages are made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.ladder import FIRST_RECEIVER
from ledgerctl.domain.metrics.shares import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from ledgerctl.domain.register.register import Row

    #: Says whether a case is counted, as of the ISO day.
    Rule = Callable[[Row, str], bool]

#: Fields by which a table speaks of single persons or departments, where few cases say nothing.
NAMED = frozenset(
    {"handler", "first_receiver", "responsible", "department", "responsible_department"}
)
#: Of fewer cases than this no percentage is shown about a person or department.
LEAST = 5


class Proportion(NamedTuple):
    """A part of a whole, in cases; ``percent`` (one decimal) is None without a whole, or of too few."""

    part: int
    whole: int
    percent: Decimal | None


def proportion(part: int, whole: int, *, named: bool = False) -> Proportion:
    """Return a part of a whole; of a person or department (``named``) no percentage below ``LEAST``."""
    hidden = named and whole < LEAST
    return Proportion(part, whole, None if hidden else percent(part, whole))


def _dated(row: Row, today: str) -> bool:
    waits = not row.closed and not row.notified_at and row.due_on[:10] > today
    return bool(row.due_on) and row.timeliness != "undated" and not waits


#: What stores count for ratios, by name: a case counts when its rule says so.
COUNTS: Mapping[str, Rule] = {
    "all": lambda _row, _today: True,
    "closed": lambda row, _today: bool(row.closed),
    "not_withdrawn": lambda row, _today: row.ending != "withdrawn",
    "settled": lambda row, _today: bool(row.closed) and row.ending != "withdrawn",
    "dated": _dated,
    "on_time": lambda row, _today: row.timeliness == "on_time",
    "extended": lambda row, _today: (
        bool(row.closed) and row.ending != "withdrawn" and row.extended_on != ""
    ),
    "contact_bound": lambda row, _today: row.contact_timeliness != "",
    "contact_met": lambda row, _today: row.contact_timeliness == "on_time",
    "first_level": lambda row, _today: bool(row.closed) and row.level == FIRST_RECEIVER,
    "to_superior": lambda row, _today: bool(row.to_superior),
    "repeats": lambda row, _today: row.repeat_of != "",
    "ever_closed": lambda row, _today: bool(row.closed) or row.reopenings > 0,
    "reopened": lambda row, _today: row.reopenings > 0,
    "found": lambda row, _today: bool(row.closed) and row.finding != "",
    "upheld": lambda row, _today: bool(row.closed) and row.finding in {"upheld", "partly_upheld"},
    "determined": lambda row, _today: row.responsibility not in {"", "pending"},
    "at_fault": lambda row, _today: row.responsibility == "at_fault",
    "accountable": lambda row, _today: (
        row.responsibility == "at_fault" and row.accountability != ""
    ),
    "settlement_known": lambda row, _today: bool(row.closed) and row.settlement != "",
    "agreed": lambda row, _today: bool(row.closed) and row.settlement == "agreed",
    "scored": lambda row, _today: (
        bool(row.closed) and row.satisfaction in {"1", "2", "3", "4", "5"}
    ),
    "satisfied": lambda row, _today: bool(row.closed) and row.satisfaction in {"4", "5"},
}

#: Ratio → the counts of its numerator and of its denominator.
RATIOS: Mapping[str, tuple[str, str]] = {
    "closing_rate": ("settled", "not_withdrawn"),
    "on_time_rate": ("on_time", "dated"),
    "extension_rate": ("extended", "settled"),
    "contact_in_time_rate": ("contact_met", "contact_bound"),
    "first_level_rate": ("first_level", "closed"),
    "escalation_rate": ("to_superior", "all"),
    "repeat_rate": ("repeats", "all"),
    "reopened_rate": ("reopened", "ever_closed"),
    "upheld_rate": ("upheld", "found"),
    "at_fault_rate": ("at_fault", "determined"),
    "accountability_rate": ("accountable", "at_fault"),
    "agreement_rate": ("agreed", "settlement_known"),
    "satisfaction_rate": ("satisfied", "scored"),
    "response_rate": ("scored", "closed"),
}
