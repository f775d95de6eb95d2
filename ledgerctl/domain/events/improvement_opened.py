"""``improvement.opened``: a lesson became something to improve."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImprovementOpened(FamilyEvent):
    """A lesson 经验教训 became an issue to put right 溯源整改, with the complaints that it was drawn from."""

    __slots__ = ()

    kind: ClassVar[str] = "improvement.opened"
