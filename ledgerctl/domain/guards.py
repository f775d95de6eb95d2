"""What every decision checks: the case stands, is open, the moment fits its life, nobody is recused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors import (
    AlreadyClosed,
    BeforeReceipt,
    FutureDate,
    MergedCase,
    Recused,
    ReversedCase,
)

if TYPE_CHECKING:
    from ledgerctl.domain.complaint import Complaint


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
