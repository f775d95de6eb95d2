"""What stands of a case's history: what was taken back is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.domain.cases.complaint import fold
from ledgerctl.domain.cases.reversal import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.custody import Holding
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.events.base import ComplaintEvent


def complaint_of(number: str, history: Sequence[Recorded], back: TakenBack) -> Complaint | None:
    """Return the complaint that a history has made, without what was taken back; None for no history.

    A case whose very receipt was taken back keeps its values and stands as reversed.
    """
    if not history:
        return None
    kept = standing(history, back)
    if not kept or kept[0].envelope.seq != history[0].envelope.seq:
        return fold(number, complaint_events(history[:1]))._replace(reversed=True)
    return fold(number, complaint_events(kept))


def complaint_events(history: Iterable[Recorded]) -> Iterable[ComplaintEvent]:
    """Return the events of a case's history."""
    return (cast("ComplaintEvent", item.event) for item in history)


def custody_of(number: str, history: Sequence[Recorded], back: TakenBack) -> list[Holding]:
    """Return who had a case when, by what stands of its history."""
    from ledgerctl.domain.cases.custody import custody  # Stores need the other functions only

    kept = standing(history, back)
    days = (item.envelope.recorded_at[:10] for item in kept)
    return custody(number, zip(complaint_events(kept), days, strict=True))
