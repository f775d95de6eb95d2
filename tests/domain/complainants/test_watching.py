from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.complainants import watching
from ledgerctl.errors.house import FutureDate, NothingChanges, ReasonNeeded
from ledgerctl.errors.people import NotWatched
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.errors.base import LedgerError

NOW = "2020-04-20T10:00"
PERSON, OTHER = "0123456789abcdef", "fedcba9876543210"
ADDED = watching.add({}, PERSON, "2020-0007", reason="多次投诉", at=NOW, now=NOW)
LISTED = watching.watch_list([ADDED])


def tell(staff: str = "DQ-1", person: str = PERSON, reason: str = "轮班", at: str = NOW) -> object:
    return watching.tell(LISTED, person, "2020-0007", staff, reason=reason, at=at, now=NOW)


def test_who_was_told_stands_on_the_list() -> None:
    told = watching.tell(LISTED, PERSON, "2020-0007", " DQ-1 ", reason="轮班", at=NOW, now=NOW)
    found = watching.watch_list([ADDED, told])[PERSON]
    assert list(found.told) == ["DQ-1"]
    with pytest.raises(NothingChanges):
        watching.tell({PERSON: found}, PERSON, "2020-0007", "dq-1", reason="x", at=NOW, now=NOW)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"staff": " "}, EmptyValue),
        ({"reason": " "}, ReasonNeeded),
        ({"person": OTHER}, NotWatched),
        ({"at": "2020-04-21"}, FutureDate),
    ],
)
def test_refusals_of_telling(given: dict[str, str], error: type[LedgerError]) -> None:
    with pytest.raises(error):
        tell(**given)


def test_nobody_is_taken_off_the_list_without_a_reason() -> None:
    with pytest.raises(ReasonNeeded):
        watching.lift(LISTED, PERSON, "2020-0007", reason="", at=NOW, now=NOW)
