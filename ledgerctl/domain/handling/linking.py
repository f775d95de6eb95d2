"""Linking cases 关联: what may be linked to what, and what a link does to the figures.

Order 2020 No. 3 of the CBIRC: a mere repeat within the handling period is merged with the case that is being
handled and starts no clock anew. Merged contacts are not counted as cases; nothing of them is deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.guards import in_life, standing
from ledgerctl.domain.cases.links import BECAME_REGULATORY, DUPLICATE, Link
from ledgerctl.domain.codes.vocabulary import EXTERNAL_CHANNELS, REGULATOR_CHANNELS
from ledgerctl.domain.events.base import text
from ledgerctl.domain.events.linked import ComplaintLinked
from ledgerctl.domain.events.unlinked import ComplaintUnlinked
from ledgerctl.errors.house import NothingChanges, ReasonNeeded
from ledgerctl.errors.people import (
    LinkedToItself,
    MergedElsewhere,
    NoSuchLink,
    NotRegulatory,
    OutsidePeriod,
)

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint


def link(
    first: Complaint, second: Complaint, relation: str, *, reason: str, at: str, now: str
) -> tuple[ComplaintLinked, ComplaintLinked]:
    """Return both sides of a link: ``first`` repeats, follows, became or duplicates ``second``.

    Raises:
        LinkedToItself, ReversedCase, FutureDate, BeforeReceipt, NothingChanges.
        OutsidePeriod: a duplicate that did not come while the other case was handled.
        MergedElsewhere: a duplicate of a duplicate.
        NotRegulatory: a case that became regulatory by one that no regulator forwarded later.
    """
    if first.number == second.number:
        raise LinkedToItself(number=first.number)
    for case in (first, second):
        standing(case)
        in_life(case, at, now)
    if Link(relation, second.number, outgoing=True) in first.links:
        raise NothingChanges(field="relation", number=first.number)
    if relation == DUPLICATE:
        _check_duplicate(first, second)
    if relation == BECAME_REGULATORY:
        _check_regulatory(first, second)
    return (
        ComplaintLinked(first.number, at, Link(relation, second.number, outgoing=True), reason),
        ComplaintLinked(second.number, at, Link(relation, first.number, outgoing=False), reason),
    )


def unlink(
    first: Complaint, second: Complaint, relation: str, *, reason: str, at: str, now: str
) -> tuple[ComplaintUnlinked, ComplaintUnlinked]:
    """Return both sides of a link taken away; ``relation`` may be empty when there is one link only.

    The cases may be named in either order.

    Raises:
        NoSuchLink, ReasonNeeded, FutureDate, BeforeReceipt.
    """
    if not reason.strip():
        raise ReasonNeeded(step="unlink")
    found = [
        each
        for each in first.links
        if each.other == second.number and relation in {"", each.relation}
    ]
    if len(found) != 1:
        said = relation or "?"
        raise NoSuchLink(number=first.number, other=second.number, relation=said)
    for case in (first, second):
        in_life(case, at, now)
    own = found[0]
    mirrored = Link(own.relation, first.number, not own.outgoing)
    return (
        ComplaintUnlinked(first.number, at, own, reason.strip()),
        ComplaintUnlinked(second.number, at, mirrored, reason.strip()),
    )


def _check_duplicate(first: Complaint, second: Complaint) -> None:
    merged = next((case for case in (first, second) if case.merged_into), None)
    if merged is not None:
        raise MergedElsewhere(number=first.number, merged=merged.number, other=merged.merged_into)
    absorbing = next(
        (each.other for each in first.links if each.relation == DUPLICATE and not each.outgoing), ""
    )
    if absorbing:
        raise MergedElsewhere(number=first.number, merged=absorbing, other=first.number)
    day = first.received_on
    if not any(opened <= day <= (closed or day) for opened, closed, _ in second.spells):
        raise OutsidePeriod(number=first.number, other=second.number, received=day)


def _check_regulatory(first: Complaint, second: Complaint) -> None:
    own = text(first.facts, "channel") not in EXTERNAL_CHANNELS
    forwarded = text(second.facts, "channel") in REGULATOR_CHANNELS
    if not (own and forwarded and first.received_on <= second.received_on):
        raise NotRegulatory(number=second.number)
