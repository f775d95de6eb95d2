"""What suggestions, improvements and opportunities share: their words, and that time runs forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.guards import not_in_future
from ledgerctl.errors import BeforeItBegan, EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed


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
