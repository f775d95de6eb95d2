"""``improvement.done``: a measure was carried out."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImprovementDone(FamilyEvent):
    """A measure was carried out 完成."""

    __slots__ = ()

    kind: ClassVar[str] = "improvement.done"
