"""``suggestion.forwarded``: a suggestion was passed up."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class SuggestionForwarded(FamilyEvent):
    """A suggestion was forwarded 上报 to a superior institution."""

    __slots__ = ()

    kind: ClassVar[str] = "suggestion.forwarded"
