"""``suggestion.answered``: a suggestion was answered."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class SuggestionAnswered(FamilyEvent):
    """A suggestion was answered 答复: adopted, in part, or not."""

    __slots__ = ()

    kind: ClassVar[str] = "suggestion.answered"
