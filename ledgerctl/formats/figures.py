"""Tables that hold figures about complaints, and no complaints: what a regulator or a report prints."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.formats.table import Table

#: Rows looked at.
_ROWS: Final = 200
#: A number as tables print it: with thousands, decimals, a sign, a per cent sign, in brackets.
_NUMBER = re.compile(r"\(?[-+\u2212]?\d[\d,\uff0c]*(\.\d+)?\s*[%\uff05\u2030]?\)?")
#: What may be a day, with or without a time: three numbers apart, eight digits that begin like a year.
_DAY = re.compile(r"(\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?|(19|20)\d{6})([T\s]\d{1,2}:.{1,20})?")

#: Bytes in UTF-8 that the name of a firm, a period or a product has at most: 34 Chinese characters. More were told.
_NAME_LIMIT: Final = 100


def holds_figures(table: Table) -> bool:
    """Whether at least half of the columns are numbers and none is a day or free text, as in no list of complaints.

    The first row is looked at too: where it is none of headings, it is figures like the others.
    """
    rows: list[Sequence[str]] = [table.header]
    rows += [cells for _, cells, _ in islice(table.records(), _ROWS)]
    width = max(map(len, rows))
    columns = [
        [text for row in rows if index < len(row) and (text := row[index].strip())]
        for index in range(width)
    ]
    numbers = sum(_mostly(_NUMBER, column) for column in columns)
    return 2 * numbers >= width and not any(
        _mostly(_DAY, column) or _is_told(column) for column in columns
    )


def _is_told(column: Sequence[str]) -> bool:
    long = sum(len(text.encode("utf-8", "replace")) > _NAME_LIMIT for text in column)
    return 2 * long >= len(column) > 0


def _mostly(pattern: re.Pattern[str], column: Sequence[str]) -> bool:
    return 2 * sum(pattern.fullmatch(text) is not None for text in column) >= len(column) > 0
