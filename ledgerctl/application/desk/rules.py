"""The deadline policies that a ledger follows, folded from its own events."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.days.policies import SHIPPED, rulebook

if TYPE_CHECKING:
    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.days.policies import Policy, Rulebook
    from ledgerctl.domain.events.policy_adopted import PolicyAdopted
    from ledgerctl.domain.events.policy_retired import PolicyRetired


def rules_of(reader: Reader) -> Rulebook:
    """Return the policies of a ledger; one that adopted nothing follows the shipped ones.

    An adoption that was taken back rules nothing any more, but cases that it ruled are explained by it.
    """
    every = reader.every("policy")
    if not every:
        return SHIPPED
    changes = [_change(each) for each in standing(every, reader.taken_back())]
    ever = [change for each in every if not isinstance(change := _change(each), str)]
    return rulebook(changes, ever)


def _change(recorded: Recorded) -> Policy | str:
    if recorded.envelope.kind == "policy.adopted":
        return cast("PolicyAdopted", recorded.event).policy
    return cast("PolicyRetired", recorded.event).key
