"""Folding running text at a width: Chinese breaks between characters, English at spaces."""

from __future__ import annotations

from ledgerctl.render.words.texts import cell_width

#: Signs that do not begin a line (GB/T 15834-2011, 标点符号用法, section 5.1).
_CLINGING = frozenset("、，。；：！？）》”’」』…,.;:!?)]}")


def folded(text: str, width: int, indent: str = "") -> list[str]:
    """Return the lines of a text, each at most ``width`` cells; all but the first begin with ``indent``.

    Nothing is lost but the spaces at which lines break.
    """
    lines: list[str] = []
    lead = ""
    while cell_width(text) > width - len(lead):
        end = _end(text, width - len(lead))
        lines.append(lead + text[:end].rstrip(" "))
        text = text[end:].lstrip(" ")
        lead = indent
    lines.append(lead + text)
    return lines


def _end(text: str, room: int) -> int:
    """Return how many characters fit, to the last good place to break."""
    used = 0
    good = 0
    for position, character in enumerate(text):
        used += cell_width(character)
        if position and _may_break(text[position - 1], character):
            good = position
        if used > room:
            return good or max(position, 1)
    return len(text)


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    wide = cell_width(before) > 1 or cell_width(after) > 1
    return wide and after not in _CLINGING and after != " "
