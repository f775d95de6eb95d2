"""``opportunity.concluded``: it is known what came of it."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class OpportunityConcluded(FamilyEvent):
    """What came of the opportunity 结果 was recorded."""

    __slots__ = ()

    kind: ClassVar[str] = "opportunity.concluded"
