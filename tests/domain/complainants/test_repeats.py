from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.complainants.repeats import DEFAULT_WINDOW, Contact, repeats

unhurried = settings(deadline=None)
DAY_ONE = date(2020, 2, 20)


def contact(serial: int, day: int, business: str = "loan", counted: int = 1) -> Contact:
    received_on = (DAY_ONE + timedelta(days=day)).isoformat()
    return Contact(f"2020-{serial:04d}", received_on, business, counted)


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        ([], {}),
        ([contact(1, 0)], {}),
        ([contact(1, 0), contact(2, 1)], {"2020-0002": "2020-0001"}),
        ([contact(1, 0), contact(2, 0)], {}),
        ([contact(1, 0), contact(2, 30)], {"2020-0002": "2020-0001"}),
        ([contact(1, 0), contact(2, 31)], {}),
        ([contact(1, 0), contact(2, 5, "card_debit")], {}),
        ([contact(1, 0, ""), contact(2, 5, "")], {}),
        ([contact(1, 0, counted=0), contact(2, 5)], {}),
        ([contact(1, 0), contact(2, 5, counted=0)], {}),
        (
            [contact(1, 0), contact(2, 5), contact(3, 5)],
            {"2020-0002": "2020-0001", "2020-0003": "2020-0001"},
        ),
        (
            [contact(1, 0), contact(2, 20), contact(3, 40)],
            {"2020-0002": "2020-0001", "2020-0003": "2020-0002"},
        ),
    ],
)
def test_the_rule_of_the_branch(contacts: list[Contact], found: dict[str, str]) -> None:
    assert repeats(contacts) == found


def test_the_window_is_a_setting() -> None:
    contacts = [contact(1, 0), contact(2, 8)]
    assert DEFAULT_WINDOW == 30
    assert repeats(contacts, 7) == {}
    assert repeats(contacts, 8) == {"2020-0002": "2020-0001"}


def naive(contacts: list[Contact], window: int) -> dict[str, str]:
    """Compare every pair, the slow and obvious way."""
    found = {}
    for later in contacts:
        candidates = [
            earlier
            for earlier in contacts
            if earlier.counted
            and later.counted
            and earlier.business == later.business != ""
            and 0
            < (date.fromisoformat(later.received_on) - date.fromisoformat(earlier.received_on)).days
            <= window
        ]
        if candidates:
            latest = max(candidates, key=lambda each: (each.received_on, each.number))
            found[later.number] = latest.number
    return found


contact_lists = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(["", "loan", "fx"]), st.integers(0, 1)),
    max_size=12,
).map(lambda parts: [contact(serial, *part) for serial, part in enumerate(parts, 1)])


@unhurried
@given(contact_lists, st.integers(1, 40))
def test_agrees_with_comparing_every_pair(contacts: list[Contact], window: int) -> None:
    assert repeats(contacts, window) == naive(contacts, window)


@unhurried
@given(contact_lists.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_order_given_makes_no_difference(both: tuple[list[Contact], list[Contact]]) -> None:
    given_order, shuffled = both
    assert repeats(given_order) == repeats(shuffled)
