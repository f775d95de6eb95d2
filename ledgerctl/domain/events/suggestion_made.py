"""``suggestion.made``: somebody proposed to do something better."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class SuggestionMade(FamilyEvent):
    """A reasonable suggestion 合理建议 was made, from a complaint or by itself."""

    __slots__ = ()

    kind: ClassVar[str] = "suggestion.made"
