"""How wide each column of a table may be, so that the table fits and its words stay whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledgerctl.render.words.texts import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.render.words.document import Column

#: Cells between two columns.
GAP = 2
#: Words up to this length stay whole; where that does not fit, the next length is tried.
_WHOLE_WORDS = (14, 8, 6)
#: A heading up to this width stays whole like a word.
_LONGEST_HEADING = 8
#: Cells that a column keeps at least: a cut one, a folded one.
_LEAST_CUT, _LEAST_FOLDED = 7, 4
_WORD = re.compile(r"[!-~]+")


def fitted(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None
) -> list[int] | None:
    """Return the width of each column in cells, or None when the table cannot be read at ``width``.

    Args:
        columns: what may be folded or cut.
        rows: every row of cells, headings first and totals too.
        width: of the terminal; None when there is no edge.
    """
    natural = [max(map(cell_width, cells)) for cells in zip(*rows, strict=True)]
    if width is None:
        return natural
    room = width - GAP * (len(columns) - 1)
    for longest in _WHOLE_WORDS:
        least = [
            min(_least(column, cells, longest), wide)
            for column, cells, wide in zip(columns, zip(*rows, strict=True), natural, strict=True)
        ]
        if sum(least) <= room:
            return _shrunk(natural, least, room)
    return None


def _shrunk(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Take from the widest column, cell by cell, until all fit."""
    widths = [max(min(wide, room), small) for wide, small in zip(natural, least, strict=True)]
    while sum(widths) > room:
        can_give = [(wide, -place) for place, wide in enumerate(widths) if wide > least[place]]
        widths[-max(can_give)[1]] -= 1
    return widths


def _least(column: Column, cells: Sequence[str], longest: int) -> int:
    if column.align == "right" or column.whole:
        return max(map(cell_width, cells))
    if column.cut:
        return _LEAST_CUT
    heading = cell_width(cells[0])
    words = [len(word) for cell in cells for word in _WORD.findall(cell)]
    whole = min(max(words, default=0), longest)
    return max(whole, _LEAST_FOLDED, heading if heading <= _LONGEST_HEADING else 0)
