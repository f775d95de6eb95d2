"""``opportunity.offered``: something was offered to meet the need."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class OpportunityOffered(FamilyEvent):
    """Something was offered 提出方案 to meet the need."""

    __slots__ = ()

    kind: ClassVar[str] = "opportunity.offered"
