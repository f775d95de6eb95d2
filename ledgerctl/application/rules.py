"""The deadline policies that a ledger follows, folded from its own events."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.domain.policies import SHIPPED, rulebook

if TYPE_CHECKING:
    from ledgerctl.application.ports import Reader
    from ledgerctl.domain.events.policy_adopted import PolicyAdopted
    from ledgerctl.domain.events.policy_retired import PolicyRetired
    from ledgerctl.domain.policies import Rulebook


def rules_of(reader: Reader) -> Rulebook:
    """Return the policies of a ledger; one that adopted nothing follows the shipped ones."""
    changes = reader.family("policy")
    if not changes:
        return SHIPPED
    return rulebook(
        cast("PolicyAdopted", each.event).policy
        if each.envelope.kind == "policy.adopted"
        else cast("PolicyRetired", each.event).key
        for each in changes
    )
