"""Judging a case 责任认定: the use case over ``domain.learning.judging``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import case_of, record
from ledgerctl.application.learning.entries import read_parts
from ledgerctl.domain.learning import judging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.events.base import Event


def judge(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Judge a case, by field name; the acting person is the judge.

    Raises:
        LedgerError: no such case, a bad value, or a judgement that the rules refuse (E45x, E401).
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        complaint = case_of(transaction, number)
        facts, words = read_parts(texts, moment)
        at = str(facts.pop("at"))
        event = judging.judge(complaint, facts, words, judge=meta.person, at=at, now=moment.local)
        return [event], None

    return record(desk, meta, "complaint.judged", work, dry_run=dry_run, number=number)
