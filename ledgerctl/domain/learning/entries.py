"""What suggestions, improvements and opportunities share: folding, words that are needed, time that runs forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ledgerctl.domain.cases.guards import not_in_future
from ledgerctl.domain.events.base import subject
from ledgerctl.errors.learning import BeforeItBegan
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledgerctl.domain.events.base import Event, Facts, Sealed

Entry = TypeVar("Entry")


def fold(
    events: Iterable[Event],
    first: str,
    opened: Callable[[str, Event], Entry],
    after: Callable[[Entry, Event], Entry],
) -> Mapping[str, Entry]:
    """Return every entry of a family by number, in the order in which they were opened; total.

    Args:
        events: the family's events in order.
        first: the kind with which an entry begins; what has no beginning is passed over.
        opened: what the first event makes, given its number.
        after: what a later event makes of it.
    """
    found: dict[str, Entry] = {}
    for event in events:
        number = subject(event) or ""
        if number in found:
            found[number] = after(found[number], event)
        elif event.kind == first:
            found[number] = opened(number, event)
    return found


def in_order(field: str, moment: str, *, began: str, now: str) -> None:
    """Refuse a moment in the future or on a day before something began.

    Raises:
        FutureDate, BeforeItBegan.
    """
    not_in_future(field, moment, now)
    if moment[:10] < began[:10]:
        raise BeforeItBegan(field=field, value=moment, began=began[:10])


def needed(parts: Facts | Sealed, *names: str) -> None:
    """Refuse parts in which one of these is missing or blank.

    Raises:
        EmptyValue: naming the first of them.
    """
    for name in names:
        if not parts.get(name):
            raise EmptyValue(field=name)
