"""``improvement.linked``: further complaints belong to an issue."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImprovementLinked(FamilyEvent):
    """Further complaints were found to be of the same issue 关联案件."""

    __slots__ = ()

    kind: ClassVar[str] = "improvement.linked"
