"""Receiving a complaint 登记: the one use case a clerk waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import record
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.desk.values import read_values
from ledgerctl.domain.complainants import joint
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.domain.handling import decisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.events.base import Event

#: Fields a complete registration has; those not given are listed as unknown.
EXPECTED = (
    "complainant",
    "phone",
    "business",
    "cause",
    "handling_channel",
    "department",
    "demand",
    "complexity",
)


def add(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False) -> Receipt:
    """Record a complaint and return its receipt, with what the clerk should know of the complainant.

    Args:
        desk: store, clock, entropy.
        texts: what was typed, by field name; only channel and summary are required.
        meta: who writes; the acting person is the first receiver unless another is named.
        dry_run: do everything and take it back.

    Raises:
        LedgerError: a value or a rule refuses (E2xx, E4xx); nothing is written.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        facts, sealed = read_values(texts, moment.today)
        facts.setdefault("received_at", moment.local)
        facts.setdefault("first_receiver", meta.person)
        joint.check_representatives(sealed)
        grew = joint.makes_major(facts) and facts.get("severity") != joint.MAJOR
        if grew:
            facts["severity"] = joint.MAJOR
        decisions.check_receipt(facts, sealed, now=moment.local)
        found = identifiers(sealed)
        earlier = []
        if found:
            person = transaction.person(found, desk.entropy.token())
            facts["person"] = person
            earlier = list(transaction.person_cases(person))
        # Nobody unknown until now stands on the list: it is read for who complained before only.
        watched = bool(earlier) and _watched(transaction, str(facts["person"]))
        number = transaction.next_number(int(str(facts["received_at"])[:4]))
        rules = rules_of(transaction)
        event = decisions.receive(number, facts, sealed, now=moment.local, rules=rules)
        known = {*facts, *sealed}
        receipt = Receipt(
            event.kind,
            number,
            0,
            "",
            transaction.head(),
            earlier=earlier,
            unknown=[name for name in EXPECTED if name not in known],
            warnings=[*(["watched"] if watched else []), *_warnings(event, moment, grew=grew)],
        )
        return [event], receipt

    return record(desk, meta, "complaint.received", work, dry_run=dry_run)


def _watched(transaction: Transaction, person: str) -> bool:
    from ledgerctl.domain.complainants.watching import watch_list

    return person in watch_list(each.event for each in transaction.family("watch"))


def _warnings(event: Event, moment: Moment, *, grew: bool) -> list[str]:
    from ledgerctl.domain.cases.complaint import Complaint

    facts = event.facts()
    warnings = []
    received = str(facts["received_at"])[:10]
    if (moment.today - moment.today.fromisoformat(received)).days > 1:
        warnings.append("late_registration")
    if Complaint("", facts).complains_about(str(facts["first_receiver"])):
        warnings.append("receiver_recused")
    if grew:
        warnings.append("joint_major")
    warnings += [f"missing_{each}" for each in joint.missing_documents(facts)]
    if facts.get("severity") == joint.MAJOR:
        warnings.append("major_report_now")
    return warnings
