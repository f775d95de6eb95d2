"""``improvement.planned``: a measure was set."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImprovementPlanned(FamilyEvent):
    """A measure 整改措施 was set, with its owner and the day it is due."""

    __slots__ = ()

    kind: ClassVar[str] = "improvement.planned"
