"""Anchors that follow from codes 统计锚点: outcome, responsibility, call-back, first contact, extension.

What a row counts as by its days alone stands in ``anchors``; what needs the value of a dimension is
counted by that value and named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import same_person_key
from ledgerctl.domain.days.eras import YEARS, ordinal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ledgerctl.domain.days.eras import Eras
    from ledgerctl.domain.register.anchors import Anchor
    from ledgerctl.domain.register.register import Row
    from ledgerctl.domain.register.tallies import Part

# By year of receipt ...
TO_SUPERIOR, SKIPPED_KNOWN, CONFLICTS = "to_superior", "skipped_known", "conflicts"
SENT, TIMELY = "sent", "timely"
PERSONS, PERSONS_AGAIN = "persons", "persons_again"
BECAME_REGULATORY = "became_regulatory"
# ... by year of closing, those that were resolved ...
AT_BRANCH, AGREED, SETTLEMENT_UNKNOWN = "at_branch", "agreed", "settlement_unknown"
CALLED_BACK, CALLED_BACK_RATED, RATED = "called_back", "called_back_rated", "rated"
NOT_REACHED = "not_reached"
# ... however they were closed, in minor units ...
REDRESS = "redress"
# ... by year of the call-back that gave the score, else of closing ...
SCORED, SATISFIED = "scored", "satisfied"
# ... by year of decision; extended ones by the days of the whole period ...
FOUND, UPHELD = "found", "upheld"
DECIDED, EXTENDED = "decided", "extended"
# ... by year of judging, else of decision ...
PENDING, DETERMINED, AT_FAULT, ACCOUNTABLE = "pending", "determined", "at_fault", "accountable"
# ... and by year of the first contact.
FIRST_CONTACTS, CONTACT_MET, CONTACT_UNBOUND = "first_contacts", "contact_met", "contact_unbound"

#: An extension to at most so many days needs a notice only, a longer one an approval (order 2020 No. 3).
SHORTER_TIER = 30

#: Within so many days of the closing a customer is to be called back.
CALL_BACK_DAYS = 7

_UPHELD = frozenset({"upheld", "partly_upheld"})
_SATISFIED = frozenset({"4", "5"})
_MISSED = frozenset({"not_reached", "refused"})


def handled_by_complained(row: Row) -> bool:
    """Return whether a case is handled, or was closed, by a person it complains about (回避)."""
    complained = {same_person_key(name) for name in row.complained.split("; ") if name}
    return any(
        name and same_person_key(name) in complained for name in (row.handler, row.resolved_by)
    )


def coded_marks(row: Row, part: Part, eras: Eras = YEARS) -> Iterator[Anchor]:
    """Yield the anchors of a counted row that follow from its codes."""
    flags = (
        (TO_SUPERIOR, row.to_superior),
        (SKIPPED_KNOWN, row.skip_level and row.repeat_of),
        (CONFLICTS, row.complained and handled_by_complained(row)),
        (SENT, row.timely),
        (TIMELY, row.timely == "yes"),
        (PERSONS, row.person_first),
        (PERSONS_AGAIN, row.person_again),
        (BECAME_REGULATORY, row.became_regulatory and row.intake_class == "internal"),
    )
    for name, flag in flags:
        if flag:
            yield part.year, name, 0
    if row.closed:
        yield from _closing_marks(row, part)
    if part.why:
        yield from _responsibility_marks(row, part, eras)
    if row.contacted_at:
        yield from _contact_marks(row, eras)


def _closing_marks(row: Row, part: Part) -> Iterator[Anchor]:
    if row.ending != "withdrawn":
        yield part.decided_in, DECIDED, 0
        if row.extended_on:
            yield part.decided_in, EXTENDED, row.extended_to
    if part.resolved_in:
        if not row.to_superior:
            yield part.resolved_in, AT_BRANCH, 0
        if row.called_back_at:
            yield from _call_back_marks(row, part)


def _call_back_marks(row: Row, part: Part) -> Iterator[Anchor]:
    if 0 <= ordinal(row.called_back_at[:10]) - ordinal(row.closed_on) <= CALL_BACK_DAYS:
        yield part.resolved_in, CALLED_BACK, 0
    if row.satisfaction:
        yield part.resolved_in, CALLED_BACK_RATED, 0


def determined_on(row: Row) -> str:
    """Return when responsibility was determined 责任认定: judged, else decided with the case; ISO.

    Empty while nobody has: an open case that was not judged.
    """
    decided_on = row.resolved_at or row.notified_at or row.closed_on
    return row.judged_at or (decided_on if row.closed else "")


def _responsibility_marks(row: Row, part: Part, eras: Eras) -> Iterator[Anchor]:
    day = determined_on(row)
    if not day:
        return
    era = eras.era(day)
    yield era, PENDING if part.why == "pending" else DETERMINED, 0
    if part.why == "at_fault":
        yield era, AT_FAULT, 0
        if row.accountability:
            yield era, ACCOUNTABLE, 0


def _contact_marks(row: Row, eras: Eras) -> Iterator[Anchor]:
    era = eras.era(row.contacted_at)
    yield era, FIRST_CONTACTS, 0
    if row.contact_timeliness == "on_time":
        yield era, CONTACT_MET, 0
    elif not row.contact_timeliness:
        yield era, CONTACT_UNBOUND, 0


def _found(finding: str, part: Part) -> Iterator[tuple[int, str]]:
    if finding:
        yield part.decided_in, FOUND
    if finding in _UPHELD:
        yield part.decided_in, UPHELD


def _settled(settlement: str, part: Part) -> Iterator[tuple[int, str]]:
    if settlement == "agreed":
        yield part.resolved_in, AGREED
    elif not settlement:
        yield part.resolved_in, SETTLEMENT_UNKNOWN


def _answered(score: str, part: Part) -> Iterator[tuple[int, str]]:
    if score.isdigit():
        yield part.called_in, SCORED
    if score in _SATISFIED:
        yield part.called_in, SATISFIED
    if score in _MISSED:
        yield part.resolved_in, NOT_REACHED
    if score.isdigit() or score in _MISSED:
        yield part.resolved_in, RATED


#: The dimensions by whose values cases have anchors: from value and part to year (0 for none) and name.
NAMES: Mapping[str, Callable[[str, Part], Iterator[tuple[int, str]]]] = {
    "finding": _found,
    "settlement": _settled,
    "satisfaction": _answered,
}
