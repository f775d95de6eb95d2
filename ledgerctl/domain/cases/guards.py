"""What every decision checks: the case stands, is open, the moment fits its life, nobody is recused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.events.base import text
from ledgerctl.errors.clocks import AlreadyNotified, NotSuspended, Suspended
from ledgerctl.errors.house import (
    AlreadyClosed,
    BeforeReceipt,
    FutureDate,
    NotClosed,
    Recused,
    ReversedCase,
)
from ledgerctl.errors.people import MergedCase, OwnCase

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint


def standing(complaint: Complaint) -> None:
    """Refuse a case that was taken back with its batch.

    Raises:
        ReversedCase.
    """
    if complaint.reversed:
        raise ReversedCase(number=complaint.number)


def still_open(complaint: Complaint) -> None:
    """Refuse a case that is closed, was taken back, or was merged into another.

    Raises:
        AlreadyClosed, ReversedCase, MergedCase.
    """
    standing(complaint)
    if complaint.merged_into:
        raise MergedCase(number=complaint.number, other=complaint.merged_into)
    if complaint.closed:
        raise AlreadyClosed(number=complaint.number, day=complaint.closed_on)


def in_hand(complaint: Complaint) -> None:
    """Refuse a case that is not open, or whose clock is stopped.

    Raises:
        AlreadyClosed, ReversedCase, MergedCase, Suspended.
    """
    still_open(complaint)
    _not_stopped(complaint)


def untold(complaint: Complaint) -> None:
    """Refuse a case whose decision was told, or whose clock is stopped.

    Raises:
        ReversedCase, AlreadyNotified, Suspended.
    """
    standing(complaint)
    told = text(complaint.facts, "notified_at")
    if told:
        raise AlreadyNotified(number=complaint.number, day=told[:10])
    _not_stopped(complaint)


def clock_running(complaint: Complaint) -> None:
    """Refuse a case whose period of handling is over or stopped.

    Raises:
        AlreadyClosed, ReversedCase, MergedCase, AlreadyNotified, Suspended.
    """
    still_open(complaint)
    untold(complaint)


def clock_stopped(complaint: Complaint) -> None:
    """Refuse a case whose clock is not stopped.

    Raises:
        AlreadyClosed, ReversedCase, MergedCase, NotSuspended.
    """
    still_open(complaint)
    if not complaint.suspended:
        raise NotSuspended(number=complaint.number)


def once_closed(complaint: Complaint) -> None:
    """Refuse a case that is open.

    Raises:
        NotClosed, ReversedCase.
    """
    standing(complaint)
    if not complaint.closed:
        raise NotClosed(number=complaint.number)


def _not_stopped(complaint: Complaint) -> None:
    if complaint.suspended:
        raise Suspended(number=complaint.number, day=complaint.pauses[-1].opened)


def in_life(complaint: Complaint, moment: str, now: str, field: str = "at") -> None:
    """Refuse a moment before the receipt or in the future.

    Raises:
        FutureDate, BeforeReceipt.
    """
    not_in_future(field, moment, now)
    if moment[:10] < complaint.received_on:
        raise BeforeReceipt(field=field, value=moment, received=complaint.received_at)


def in_spell(complaint: Complaint, moment: str, now: str, field: str) -> None:
    """Refuse a moment before the case was last opened.

    Raises:
        FutureDate, BeforeReceipt.
    """
    in_life(complaint, moment, now, field)
    if complaint.reopenings and moment[:10] < complaint.spells[-1].opened:
        raise BeforeReceipt(field=field, value=moment, received=complaint.spells[-1].opened)


def not_in_future(field: str, moment: str, now: str) -> None:
    """Refuse a moment that lies in the future.

    Raises:
        FutureDate.
    """
    # A day without a time is past as soon as it has begun.
    if moment > now[: len(moment)]:
        raise FutureDate(field=field, value=moment, today=now[:10])


def not_recused(complaint: Complaint, person: str, role: str, number: str) -> None:
    """Refuse a person complained about 回避 as ``role`` of a case.

    Raises:
        Recused.
    """
    if complaint.complains_about(person):
        raise Recused(person=person, number=number, role=role)


def not_own_case(complaint: Complaint, person: str) -> None:
    """Refuse a step in the handling of a case to who is complained about in it 回避.

    Such a person may say something for the record and hand the case to others, and no more.

    Raises:
        OwnCase.
    """
    if complaint.complains_about(person):
        raise OwnCase(person=person, number=complaint.number)
