"""Seeing personal data 查看明文: recorded before anything is shown, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import record
from ledgerctl.domain.events.revealed import DataRevealed
from ledgerctl.errors.house import ReasonNeeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.events.base import Event


def reveal(
    desk: Desk,
    purpose: str,
    reason: str,
    meta: Meta,
    *,
    records: int,
    fields: Sequence[str],
    case: str = "",
) -> Receipt:
    """Record that personal data is about to be seen unmasked; returns the receipt of the event.

    Args:
        desk: store, clock, entropy.
        purpose: the command: ``show``, ``list`` or ``export``.
        reason: why; kept sealed.
        meta: who sees it.
        records: how many cases or events it is about.
        fields: the sealed fields that are shown.
        case: the number, when it is one case.

    Raises:
        ReasonNeeded: nobody sees personal data without saying why.
    """
    if not reason.strip():
        raise ReasonNeeded(step=f"{purpose} --reveal")

    def work(_transaction: Transaction, _moment: Moment) -> tuple[Sequence[Event], None]:
        return [DataRevealed(purpose, records, tuple(fields), reason.strip(), case)], None

    return record(desk, meta, DataRevealed.kind, work)
