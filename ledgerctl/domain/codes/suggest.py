"""Suggestions: the candidates nearest to a word that was not understood.

Own edit distance, because importing `difflib` costs start-up time; and Chinese words of two or
four characters need shared characters more than edits.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ledgerctl.errors.usage import UnknownField, UnlikeAnyField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_HAN: Final = "[〇㐀-鿿豈-﫿]"
_LONGEST: Final = 64
#: Shorter than this, a word is a few edits away from too many.
_SHORTEST_ALONE: Final = 5
#: How many are named where nothing is near.
_EXAMPLES: Final = 3


def _fold(word: str) -> str:
    """One spelling for what people do not tell apart: width, case, `_`, `-` and space."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "-".join(part for part in re.split(r"[\s_-]+", folded) if part)


def _distance(left: str, right: str) -> int:
    """Edits (insert, delete, replace, swap of neighbours) that make one word the other.

    Source: optimal string alignment, the restricted form of Damerau (1964).
    """
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            edits = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                edits = min(edits, before[j - 2] + 1)
            row.append(edits)
        before, last = last, row
    return last[-1]


def _rank(word: str, choice: str) -> tuple[int, int] | None:
    """How near a folded choice is, smaller is nearer: the kind of likeness, then the difference."""
    is_chinese = re.search(_HAN, word) is not None
    shorter, longer = sorted((len(word), len(choice)))
    difference = longer - shorter
    # One Chinese character says something (费); one Latin letter does not
    if word in choice and (is_chinese or len(word) > 1 or word == choice):
        return (0 if choice.startswith(word) else 1), difference
    if choice in word and 2 * len(choice) >= len(word):
        return 2, difference
    if is_chinese:
        shared = sum(min(word.count(char), choice.count(char)) for char in set(word))
        return (3, longer + shorter - 2 * shared) if shared and 2 * shared >= shorter else None
    edits = _edits(word, choice)
    if edits is not None:
        return 3, edits
    if len(word) < _SHORTEST_ALONE:
        return None
    return min(
        ((4, edits) for part in choice.split("-") if (edits := _edits(word, part)) is not None),
        default=None,
    )


def _edits(word: str, choice: str) -> int | None:
    """Return the edits between two words; None when they are too many for a slip."""
    shorter, longer = sorted((len(word), len(choice)))
    most = (longer + 1) // 3
    if longer - shorter > most:
        return None
    edits = _distance(word, choice)
    return edits if edits <= most else None


def nearest(word: str, choices: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return the choices nearest to a word, the nearest first; none when nothing is near.

    A choice that begins with or contains the word comes before one that it contains, and that
    before one that shares at least half its Chinese characters or is a few edits away; last comes
    one of several words of which a single one is a few edits away. Width, case, `_`, `-` and space
    make no difference. Equal ranks are sorted by the choice itself.

    Args:
        word: What was typed; longer than 64 characters is near to nothing.
        choices: The words that would have been understood, in any order.
        limit: How many to return at most.
    """
    if len(word) > _LONGEST:
        return []
    wanted = _fold(word)
    if not wanted:
        return []
    ranked = sorted(
        (rank, choice)
        for choice in set(choices)
        if (folded := _fold(choice)) and (rank := _rank(wanted, folded)) is not None
    )
    return [choice for _, choice in ranked[:limit]]


def unknown_field(name: str, choices: Collection[str]) -> UnknownField:
    """Return the refusal of a field's name: with the nearest choices, or with the first where none is near."""
    near = nearest(name, choices)
    refusal = UnknownField if near else UnlikeAnyField
    return refusal(value=name, nearest=", ".join(near or list(choices)[:_EXAMPLES]))
