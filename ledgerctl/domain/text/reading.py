"""Reading typed text into field values: one reader per kind, every refusal coded, nothing guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.text import privacy
from ledgerctl.errors.base import N_
from ledgerctl.errors.usage import (
    BadAmount,
    BadDate,
    BadFlag,
    BadNumber,
    EmptyValue,
    HostileText,
    ImpossibleDate,
    NumberOfDay,
    TooLong,
    UnknownCode,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Fact

#: Characters a short text and a long text may have.
SHORT_LIMIT = 500
LONG_LIMIT = 32_000

#: Fields that speak of a day to come; every other one speaks of what has happened.
_TO_COME = frozenset({"due_on", "next_on"})
#: Digits a count of people may have.
_COUNT_DIGITS = 7
#: Between the names of a list, as they are stored.
NAME_SEPARATOR = "、"

_YES = frozenset({"yes", "y", "true", "1", "是", "有", "√", "✓"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "×", "✗"})
_STAFF_SEPARATORS = re.compile(r"[;；、,，/\n]")


def read_value(field: Field, text: str, *, today: date) -> Fact:
    """Return the value that ``text`` means for ``field``.

    Args:
        field: the field of the catalogue.
        text: what was typed, read from a file or given as JSON text.
        today: the branch's own day, for words such as 昨天.

    Raises:
        LedgerError: a coded error of the E2xx family that names the field, never a personal value.
    """
    stripped = text.strip()
    if not stripped:
        raise EmptyValue(field=field.name)
    forbidden = privacy.check_text(stripped)
    if forbidden is not None:
        raise HostileText(field=field.name, character=forbidden)
    limit = LONG_LIMIT if field.kind == "long" else SHORT_LIMIT
    if len(stripped) > limit:
        raise TooLong(field=field.name, length=len(stripped), limit=limit)
    return _READERS[field.kind](field, stripped, today)


def read_code(field: Field, text: str) -> str:
    """Return the stored key that ``text`` means.

    Raises:
        UnknownCode: with the nearest codes of the field's vocabulary.
    """
    try:
        return VOCABULARIES[field.vocabulary].parse(text)
    except UnknownCode as error:
        raise type(error)(**{**error.values, "field": field.name}) from None


def read_flag(text: str, field: str) -> bool:
    """Return yes or no; ``field`` is the name that an error says.

    Raises:
        BadFlag: it is neither.
    """
    folded = text.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise BadFlag(value=text, field=field)


def forms_of(field_name: str) -> tuple[str, ...]:
    """Return an example of each form of a day that makes sense in a field: most speak of the past."""
    from ledgerctl.domain.text import dates  # noqa: PLC0415 - for questions and refusals only

    return dates.ACCEPTED_FORMS if field_name in _TO_COME else dates.PAST_FORMS


def read_moment(field_name: str, text: str, today: date) -> str:
    """Return the stored form of a day with optional time, branch time.

    Raises:
        BadDate: the form is not on the closed list.
        NumberOfDay: it is the number of a day in a spreadsheet.
        ImpossibleDate: the form is known, the day or time does not exist.
    """
    if len(text) == 10 and text.isascii() and text[4] == text[7] == "-":  # noqa: PLR2004 - YYYY-MM-DD
        from datetime import date as day_class  # noqa: PLC0415 - the common form needs no pattern

        try:
            return day_class.fromisoformat(text).isoformat()
        except ValueError:
            pass
    from ledgerctl.domain.text import dates  # noqa: PLC0415 - other forms only

    try:
        return dates.parse_moment(text, today=today).text
    except dates.DateError as error:
        if error.reason == "range":
            raise ImpossibleDate(value=text, field=field_name) from None
        forms = ", ".join(forms_of(field_name))
        day = dates.spreadsheet_day(text)
        if day is not None:
            raise NumberOfDay(value=text, field=field_name, forms=forms, day=day) from None
        raise BadDate(value=text, field=field_name, forms=forms) from None


def split_staff(text: str) -> list[str]:
    """Return the staff named in a list separated by ; 、 , / or lines."""
    return [name for part in _STAFF_SEPARATORS.split(text) if (name := part.strip())]


def read_codes(field: Field, text: str) -> list[str]:
    """Return the stored keys that a list of codes means, each once, in the vocabulary's order.

    Raises:
        UnknownCode: for the first that the vocabulary does not hold.
    """
    keys = {read_code(field, part) for part in split_staff(text)}
    return [key for key in VOCABULARIES[field.vocabulary].keys() if key in keys]  # noqa: SIM118 - not a dict


def _read_count(field: Field, text: str, _today: date) -> int:
    plain = text.replace(",", "")
    digits = plain.isascii() and plain.isdigit() and len(plain) <= _COUNT_DIGITS
    if not digits or not int(plain):
        raise BadNumber(value=text, field=field.name, expected=N_("A whole number above zero"))
    return int(plain)


def _read_money(field: Field, text: str, _today: date) -> int:
    from ledgerctl.domain.text import money  # noqa: PLC0415 - few complaints name an amount

    try:
        return money.parse_amount(text)
    except money.AmountError:
        raise BadAmount(value=text, field=field.name) from None


def _as_is(_field: Field, text: str, _today: date) -> str:
    return text


_READERS: dict[str, Callable[[Field, str, date], Fact]] = {
    "text": _as_is,
    "long": _as_is,
    "staff": _as_is,
    "name": _as_is,
    "phone": _as_is,
    "id": _as_is,
    "code": lambda field, text, _today: read_code(field, text),
    "flag": lambda field, text, _today: read_flag(text, field.name),
    "moment": lambda field, text, today: read_moment(field.name, text, today),
    "day": lambda field, text, today: read_moment(field.name, text, today)[:10],
    "money": _read_money,
    "count": _read_count,
    "codes": lambda field, text, _today: read_codes(field, text),
    "names": lambda _field, text, _today: NAME_SEPARATOR.join(split_staff(text)),
    "staff_list": lambda _field, text, _today: list[str](split_staff(text)),
}
