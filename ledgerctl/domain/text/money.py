"""Money (金额) as integer minor units: amounts read from people and written for them.

Fen, never yuan: string arithmetic is exact, and neither `float` nor `decimal` is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

_AMOUNT: Final = (
    r"(?:(?:¥|人民币|CNY|RMB) *)?"
    r"(?P<sign>[-−+]?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?"
    r" *(?P<unit>[千万]?) *(?:元|CNY|RMB)?"
)
_LONGEST: Final = 64
_MOST_DIGITS: Final = 15
_MINOR_DIGITS: Final = 2
#: By how many places a unit moves the point.
_UNITS: Final = {"": 0, "千": 3, "万": 4}


class AmountError(ValueError):
    """A text that is no amount; it does not repeat the text, which may be anything.

    Attributes:
        reason: "form" (no amount, or thousands grouped wrongly), "sign" (an amount has none),
            "decimals" (finer than a fen) or "range" (more than 15 digits of yuan).
    """

    def __init__(self, reason: Literal["form", "sign", "decimals", "range"]) -> None:
        super().__init__(f"not an amount: {reason}")
        self.reason: Final = reason


def parse_amount(text: str) -> int:
    """Read an amount of money into minor units (fen).

    "5000", "5,000.00", "¥5000", "人民币5000元", "5000 CNY", "5千" and "1.2万元" are amounts; full-width
    digits and punctuation count as ASCII. 千 moves the point by three places and 万 by four, exactly;
    two units (5千万, 1万2千) are none.

    Raises:
        AmountError: The text is no amount in yuan, has a sign, is finer than a fen, or has more
            than 15 digits before the point.
    """
    text = text.strip()
    # A cell of a megabyte is no amount, and not worth folding
    if len(text) > _LONGEST:
        raise AmountError(reason="form")
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    found = re.fullmatch(_AMOUNT, folded)
    if found is None:
        raise AmountError(reason="form")
    if found["sign"]:
        raise AmountError(reason="sign")
    places = _MINOR_DIGITS + _UNITS[found["unit"]]
    part = found["part"] or ""
    if len(part) > places:
        raise AmountError(reason="decimals")
    minor = found["whole"].replace(",", "") + part.ljust(places, "0")
    if len(minor) > _MOST_DIGITS + _MINOR_DIGITS:
        raise AmountError(reason="range")
    return int(minor)


def format_amount(minor: int, *, grouping: bool = True) -> str:
    """Write minor units (fen) with two decimals: 500000 gives "5,000.00".

    Args:
        minor: Fen; a difference may be negative.
        grouping: Part the thousands with commas.
    """
    yuan, fen = divmod(abs(minor), 100)
    whole = f"{yuan:,}" if grouping else str(yuan)
    return f"{'-' if minor < 0 else ''}{whole}.{fen:02}"
