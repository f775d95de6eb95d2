"""Text that a spreadsheet would run 公式注入: found by its first sign, disarmed by one apostrophe.

Source: OWASP, CSV Injection. What ``guard`` puts on, ``unguard`` takes off again, for any text.
"""

from __future__ import annotations

import re
import unicodedata

_FORMULA = frozenset("=+-@\t\r\n")
_FIGURE = re.compile(r"-[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?%?|-[0-9]+(?:\.[0-9]+)?%?")
_FOLDED_SPACES = frozenset({"Cf", "Zs"})


def could_run(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula; plain figures such as -12.50 are none."""
    if text[:1].isalnum() or _FIGURE.fullmatch(text):
        return False
    for character in unicodedata.normalize("NFKC", text):
        if unicodedata.category(character) not in _FOLDED_SPACES:
            return character in _FORMULA
    return False


def guard(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before what could run.

    A text that already looks guarded gets one more, so that ``unguard`` gives every text back.
    """
    if text[:1].isalnum():
        return text
    return f"'{text}" if could_run(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """Return the text that ``guard`` was given."""
    if text[:1] == "'" and could_run(text.lstrip("'")):
        return text[1:]
    return text
