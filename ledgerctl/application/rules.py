"""The deadline policies that a ledger follows, folded from its own events."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.domain.policies import SHIPPED, rulebook
from ledgerctl.domain.reversal import standing

if TYPE_CHECKING:
    from ledgerctl.application.ports import Reader
    from ledgerctl.application.records import Recorded
    from ledgerctl.domain.events.policy_adopted import PolicyAdopted
    from ledgerctl.domain.events.policy_retired import PolicyRetired
    from ledgerctl.domain.policies import Policy, Rulebook


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
