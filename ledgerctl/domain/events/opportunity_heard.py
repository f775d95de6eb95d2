"""``opportunity.heard``: a need was heard in a complaint."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class OpportunityHeard(FamilyEvent):
    """A need of the customer 客户需求 was heard in a complaint (化危为机)."""

    __slots__ = ()

    kind: ClassVar[str] = "opportunity.heard"
