"""Case numbers 投诉编号: ``2020-0007``, per branch and year of receipt, gapless, never reused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors.learning import BadEntryNumber
from ledgerctl.errors.usage import BadCaseNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEAR_DIGITS = 4
_MOST_SERIAL_DIGITS = 9


def format_number(year: int, serial: int) -> str:
    """Return the case number of the ``serial``-th case of ``year`` (four digits or more)."""
    return f"{year:04d}-{serial:04d}"


def format_numbers(year: int, serials: Iterable[int]) -> Iterator[str]:
    """Yield the case numbers of many cases of a year, as ``format_number`` gives them, three times as fast."""
    return map(f"{year:04d}-%04d".__mod__, serials)


def parse_number(text: str) -> str:
    """Return the case number that ``text`` means; ``2020-7`` is ``2020-0007``.

    Raises:
        BadCaseNumber: the text has another form.
    """
    year, dash, serial = text.strip().partition("-")
    plain = year.isascii() and year.isdigit() and serial.isascii() and serial.isdigit()
    fits = len(year) == _YEAR_DIGITS and len(serial) <= _MOST_SERIAL_DIGITS
    if not dash or not plain or not fits or int(serial) == 0:
        raise BadCaseNumber(value=text)
    return format_number(int(year), int(serial))


def split_number(number: str) -> tuple[int, int]:
    """Return year and serial of a well-formed case number."""
    year, _, serial = number.partition("-")
    return int(year), int(serial)


def entry_number(letter: str, year: int, serial: int) -> str:
    """Return the number of an entry that is no case: ``S2020-0001`` for the letter ``S``."""
    return f"{letter}{format_number(year, serial)}"


def parse_entry_number(letter: str, text: str) -> str:
    """Return the entry number that ``text`` means; ``s2020-1`` is ``S2020-0001``.

    Raises:
        BadEntryNumber: the text has another form or another letter.
    """
    plain = text.strip()
    try:
        if plain[:1].upper() == letter:
            return letter + parse_number(plain[1:])
    except BadCaseNumber:
        pass
    raise BadEntryNumber(value=text, example=entry_number(letter, 2020, 1)) from None
