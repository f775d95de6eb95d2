from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import fold
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.resolved import ComplaintResolved
from ledgerctl.domain.handling.dependence import Placed, can_follow, shaken

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import ComplaintEvent

N = "2020-0001"
DAY = "2020-03-05"
RECEIVED = ComplaintReceived(N, {"channel": "counter", "received_at": DAY}, {"summary": "x"})
NOTED = ComplaintNoted(N, DAY, "x")
ASSIGNED = ComplaintAssigned(N, DAY, "w02")
CLIMBED = ComplaintEscalated(N, DAY, "first_receiver", "branch_head")
CLIMBED_ON = ComplaintEscalated(N, DAY, "branch_head", "president")
RESOLVED = ComplaintResolved(N, {"resolved_at": DAY, "finding": "upheld"}, {})
REOPENED = ComplaintReopened(N, DAY, "2020-03-20", "p", "new facts")
OUTCOME = ComplaintCorrected(N, {"finding": "not_upheld"}, {})
OUTCOME_CLEARED = ComplaintCorrected(N, {}, {}, ("compensation",))
INTAKE = ComplaintCorrected(N, {"channel": "hotline"}, {"phone": "19900000001"})


@pytest.mark.parametrize(
    ("history", "event", "expected"),
    [
        ([], RECEIVED, True),
        ([RECEIVED], RECEIVED, False),
        ([], NOTED, False),
        ([RECEIVED], NOTED, True),
        ([RECEIVED, RESOLVED], NOTED, True),
        ([RECEIVED], ASSIGNED, True),
        ([RECEIVED, RESOLVED], ASSIGNED, False),
        ([RECEIVED], RESOLVED, True),
        ([RECEIVED, RESOLVED], RESOLVED, False),
        ([RECEIVED], REOPENED, False),
        ([RECEIVED, RESOLVED], REOPENED, True),
        ([RECEIVED], CLIMBED, True),
        ([RECEIVED], CLIMBED_ON, False),
        ([RECEIVED, CLIMBED], CLIMBED_ON, True),
        ([RECEIVED, CLIMBED], CLIMBED, False),
        ([RECEIVED], INTAKE, True),
        ([RECEIVED], OUTCOME, False),
        ([RECEIVED], OUTCOME_CLEARED, False),
        ([RECEIVED, RESOLVED], OUTCOME, True),
    ],
)
def test_what_may_follow_what(
    history: list[ComplaintEvent], event: ComplaintEvent, *, expected: bool
) -> None:
    assert can_follow(fold(N, history), event) is expected


def placed(*events: ComplaintEvent, without: tuple[int, ...] = ()) -> list[Placed]:
    return [Placed(seq, event) for seq, event in enumerate(events, 2) if seq not in without]


def test_without_the_receipt_nothing_stands() -> None:
    story = (RECEIVED, NOTED, RESOLVED)
    assert shaken(N, placed(*story), placed(*story, without=(2,))) == [3, 4]


def test_without_the_closing_no_reopening() -> None:
    story = (RECEIVED, RESOLVED, REOPENED, NOTED)
    assert shaken(N, placed(*story), placed(*story, without=(3,))) == [4]
    assert shaken(N, placed(*story), placed(*story, without=(4,))) == []


def test_what_never_made_sense_blocks_nothing() -> None:
    story = (RECEIVED, REOPENED, NOTED)
    assert shaken(N, placed(*story), placed(*story, without=(4,))) == []


def test_what_comes_back_must_fit_in() -> None:
    story = (RECEIVED, RESOLVED, RESOLVED)
    assert shaken(N, placed(*story, without=(3,)), placed(*story)) == [4]
