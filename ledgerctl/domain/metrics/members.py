"""Which cases stand behind a figure: the definitions of the catalogue, case by case.

The yearly report adds up kept sums and looks at no case; explanations look at every case with these
rules. The two ways are independent, and a figure that they do not agree on is not printed.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.vocabulary import REGULATOR_CHANNELS
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.register.anchors import SETTLED_FIRST, is_late, is_resolved, settled_first
from ledgerctl.domain.register.coded_anchors import (
    SHORTER_TIER,
    determined_on,
    handled_by_complained,
)
from ledgerctl.domain.register.register import spells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledgerctl.domain.register.register import Row


class Period(NamedTuple):
    """A period 期间: ISO days, both included; ``today`` is the report date, ``window`` the W in days."""

    first: str
    last: str
    today: str
    window: int

    def holds(self, day: str) -> bool:
        """Return whether a day lies in the period; an unknown day does not."""
        return self.first <= day[:10] <= self.last


if TYPE_CHECKING:
    Rule = Callable[[Row, Period], bool]


class Members(NamedTuple):
    """The rules of one metric; without a rule the denominator is no set of cases (a population, or 1).

    The numerator is looked for among the denominator's cases, unless they stand for persons and it is
    ``apart``.
    """

    numerator: Rule
    denominator: Rule | None = None
    apart: bool = False


def behind(
    members: Members, rows: Iterable[Row], period: Period
) -> tuple[list[Row], list[Row] | None]:
    """Return the cases that the rules put into the numerator and the denominator, in the order given."""
    counted = [row for row in rows if row.counted]
    if members.denominator is None:
        return [row for row in counted if members.numerator(row, period)], None
    below = [row for row in counted if members.denominator(row, period)]
    above = counted if members.apart else below
    return [row for row in above if members.numerator(row, period)], below


def _received(row: Row, period: Period) -> bool:
    return period.holds(row.received_on)


def _forwarded(row: Row, period: Period) -> bool:
    return _received(row, period) and row.channel in REGULATOR_CHANNELS


def _closed(row: Row, period: Period) -> bool:
    return is_resolved(row) and period.holds(row.closed_on)


def _ended(row: Row, period: Period) -> bool:
    return bool(row.closed) and period.holds(row.closed_on)


def _decided(row: Row, period: Period) -> bool:
    return bool(row.closed) and period.holds(row.resolved_at or row.notified_at or row.closed_on)


def _answered_on(row: Row) -> str:
    return (row.notified_at or row.resolved_at)[:10] if row.days is not None else ""


def _contacted(row: Row, period: Period) -> bool:
    minutes = "T" in row.received_at and "T" in row.contacted_at
    return minutes and period.holds(row.contacted_at)


def _due(row: Row, period: Period) -> bool:
    waits = not row.closed and not row.notified_at and row.due_on > period.today
    return (period.holds(row.due_on) and not waits) or (
        bool(row.due_on) and period.holds(_answered_on(row))
    )


def _properly_decided(row: Row, period: Period) -> bool:
    return _decided(row, period) and row.ending != "withdrawn"


def _determined(row: Row, period: Period) -> bool:
    return bool(row.responsibility) and period.holds(determined_on(row))


def _scored(row: Row, period: Period) -> bool:
    given = period.holds(row.scored_on) if row.scored_on else _ended(row, period)
    return given and row.satisfaction.isdigit()


def _called_back(row: Row, _period: Period) -> bool:
    if not row.called_back_at:
        return False
    called_on, closed_on = (
        date.fromisoformat(day[:10]) for day in (row.called_back_at, row.closed_on)
    )
    return closed_on <= called_on <= closed_on + timedelta(days=7)


def _overdue(row: Row, period: Period) -> bool:
    runs = not row.closed and not row.notified_at
    return row.received_on <= period.last and runs and "" < row.due_on < period.today


def _was_stock(row: Row, period: Period) -> bool:
    return _received(row, period) or any(
        opened < period.first and (not closed or closed >= period.first)
        for opened, closed, _ in spells_of(row.spells)
    )


def _closed_once(row: Row, period: Period) -> bool:
    return any(period.holds(closed) for _, closed, _ in spells_of(row.spells))


def _reopened_soon(row: Row, period: Period) -> bool:
    spells = spells_of(row.spells)
    return any(
        period.holds(closed) and ordinal(again) - ordinal(closed) <= period.window
        for (_, closed, _), (again, _, _) in pairwise(spells)
    )


def _open_at_the_point(row: Row, period: Period) -> bool:
    return _open_on(row, min(period.today, period.last))


def _open_at_the_end(row: Row, period: Period) -> bool:
    return _open_on(row, period.last)


def _open_on(row: Row, day: str) -> bool:
    return any(
        opened <= day and (not closed or closed > day)
        for opened, closed, _ in spells_of(row.spells)
    )


def _settled_long_ago(row: Row, period: Period) -> bool:
    return _closed(row, period) and (
        ordinal(row.closed_on) + period.window <= ordinal(period.today)
    )


def _moved(row: Row, period: Period) -> bool:
    changed = row.first_received_on
    return bool(changed) and (period.holds(changed) or period.holds(row.received_on))


def _late(row: Row, period: Period) -> bool:
    typed = bool(row.recorded_on)
    return _received(row, period) and typed and is_late(row.received_on, row.recorded_on)


#: Metric → the rules by which cases stand behind it. Rates and plain counts have no denominator here.
MEMBERS: dict[str, Members] = {
    **dict.fromkeys(
        ("complaints_received", "rate_customers", "rate_transactions", "rate_accounts"),
        Members(_received),
    ),
    **dict.fromkeys(("rate_nfra_customers", "rate_nfra_outlets"), Members(_forwarded)),
    "external_share": Members(lambda row, _: row.intake_class == "external", _received),
    "regulatory_share": Members(_forwarded, _received),
    "closing_rate_cohort": Members(
        lambda row, _: bool(row.closed),
        lambda row, period: _received(row, period) and row.ending != "withdrawn",
    ),
    "closing_rate_period": Members(_closed_once, _was_stock),
    "on_time_rate": Members(lambda row, _: row.timeliness == "on_time", _due),
    "extension_rate": Members(lambda row, _: bool(row.extended_on), _properly_decided),
    "extension_rate_30": Members(
        lambda row, _: bool(row.extended_on) and row.extended_to <= SHORTER_TIER,
        _properly_decided,
    ),
    "extension_rate_60": Members(
        lambda row, _: bool(row.extended_on) and row.extended_to > SHORTER_TIER,
        _properly_decided,
    ),
    "contact_in_time_rate": Members(
        lambda row, _: row.contact_timeliness == "on_time",
        lambda row, period: period.holds(row.contacted_at),
    ),
    "overdue_open": Members(_overdue),
    "ack_time": Members(_contacted),
    "resolve_time": Members(lambda row, period: period.holds(_answered_on(row))),
    "ageing": Members(_open_at_the_point),
    "identity": Members(_open_at_the_end),
    "fcr": Members(lambda row, _: settled_first(row) == SETTLED_FIRST, _settled_long_ago),
    "branch_resolution": Members(lambda row, _: not row.to_superior, _closed),
    "settled_at_branch": Members(
        lambda row, _: bool(row.closed) and not row.to_superior, _received
    ),
    "escalation_rate": Members(lambda row, _: bool(row.to_superior), _received),
    "regulatory_conversion": Members(
        lambda row, _: bool(row.became_regulatory),
        lambda row, period: _received(row, period) and row.intake_class == "internal",
    ),
    "skip_level_rate": Members(lambda row, _: bool(row.skip_level), _received),
    "repeat_rate_cases": Members(lambda row, _: bool(row.repeat_of), _received),
    "reopen_rate": Members(_reopened_soon, _closed_once),
    "upheld_rate": Members(
        lambda row, _: row.finding in {"upheld", "partly_upheld"},
        lambda row, period: _decided(row, period) and bool(row.finding),
    ),
    "at_fault_rate": Members(
        lambda row, _: row.responsibility == "at_fault",
        lambda row, period: _determined(row, period) and row.responsibility != "pending",
    ),
    "accountability_rate": Members(
        lambda row, _: bool(row.accountability),
        lambda row, period: _determined(row, period) and row.responsibility == "at_fault",
    ),
    "agreement_rate": Members(lambda row, _: row.settlement == "agreed", _closed),
    "satisfaction_rate": Members(
        lambda row, _: row.satisfaction in {"4", "5"},
        _scored,
    ),
    "satisfaction_response": Members(_called_back, _closed),
    "redress_total": Members(lambda row, period: _ended(row, period) and bool(row.compensation)),
    "timely_response_us": Members(
        lambda row, _: row.timely == "yes",
        lambda row, period: _received(row, period) and bool(row.timely),
    ),
    "conflict_check": Members(
        lambda row, period: _received(row, period) and handled_by_complained(row)
    ),
    "repeat_rate_people": Members(
        lambda row, period: _received(row, period) and bool(row.person_again),
        lambda row, period: _received(row, period) and bool(row.person_first),
        apart=True,
    ),
    "late_registrations": Members(_late),
    "back_dated": Members(lambda row, period: _received(row, period) and bool(row.backdated)),
    "received_date_changes": Members(_moved),
}
