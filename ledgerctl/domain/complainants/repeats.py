"""Repeat complaints 重复投诉, by rule: the same complainant and business category within a window.

The rule of the branch: a case repeats an earlier one when both name the same complainant and the same
known business category and it came within the window (default 30 days) after it. Registrations on
the same day are one complaint recorded twice and do not count as a repetition.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: Days, when the ledger has no setting of its own.
DEFAULT_WINDOW = 30


def window_of(settings: Mapping[str, str]) -> int:
    """Return the days within which a further complaint is a repeat complaint, by a ledger's settings."""
    value = settings.get("repeat_window", "")
    return int(value) if value.isdigit() else DEFAULT_WINDOW


class Contact(NamedTuple):
    """What the rule looks at; ``received_on`` is an ISO day."""

    number: str
    received_on: str
    business: str
    counted: int


def repeats(contacts: Iterable[Contact], window: int = DEFAULT_WINDOW) -> dict[str, str]:
    """Return, for one complainant's cases, each repeat case with the earlier case it repeats.

    The earlier case is the latest one that qualifies; the result does not depend on the order given.
    """
    found: dict[str, str] = {}
    earlier: dict[str, list[Contact]] = {}
    for contact in sorted(contacts, key=lambda each: (each.received_on, each.number)):
        if not contact.business or not contact.counted:
            continue
        for candidate in reversed(earlier.get(contact.business, [])):
            gap = _days(candidate.received_on, contact.received_on)
            if gap > window:
                break
            if gap > 0:
                found[contact.number] = candidate.number
                break
        earlier.setdefault(contact.business, []).append(contact)
    return found


def of_the_year(contacts: Iterable[Contact]) -> tuple[set[str], set[str]]:
    """Return, for one complainant's cases, the first of each year and the first return of each year.

    A return is the first case of the year that makes a second day on one business category; cases of
    one day are one complaint. So the one set counts persons, the other persons who complained again.
    """
    return _first_and_again(contacts, lambda day: day[:4])


def of_the_period(contacts: Iterable[Contact], first: str, last: str) -> tuple[set[str], set[str]]:
    """Return the same of the cases received between two ISO days, both included."""
    own = (contact for contact in contacts if first <= contact.received_on <= last)
    return _first_and_again(own, lambda _day: first)


def _first_and_again(
    contacts: Iterable[Contact], span_of: Callable[[str], str]
) -> tuple[set[str], set[str]]:
    first: dict[str, str] = {}
    again: dict[str, str] = {}
    seen: dict[tuple[str, str], str] = {}
    for contact in sorted(contacts, key=lambda each: (each.received_on, each.number)):
        if not contact.counted:
            continue
        span = span_of(contact.received_on)
        first.setdefault(span, contact.number)
        if contact.business:
            day = seen.setdefault((span, contact.business), contact.received_on)
            if day != contact.received_on:
                again.setdefault(span, contact.number)
    return set(first.values()), set(again.values())


def _days(first: str, second: str) -> int:
    if first == second:
        return 0
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
