"""``improvement.verified``: the effect was looked at."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImprovementVerified(FamilyEvent):
    """The effect 整改效果 was verified: complaints of the issue before and after it was put right."""

    __slots__ = ()

    kind: ClassVar[str] = "improvement.verified"
