"""Typed values as the texts of a table: labels or keys, days, money; the importer reads each back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from ledgerctl.domain.reports.register_columns import LISTS
from ledgerctl.domain.text.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.domain.reports.register_columns import Column, Value

_FLAGS = {"zh": ("否", "是"), "en": ("no", "yes"), "": ("no", "yes")}


def texts(columns: Sequence[Column], language: str) -> Callable[[Sequence[Value]], list[str]]:
    """Return what turns the values of a row into texts; unknown is the empty text.

    Args:
        columns: what the values are.
        language: labels in ``zh`` or ``en``; the empty text leaves the stored keys.
    """
    writers = [text_of(column, language) for column in columns]

    def row(values: Sequence[Value]) -> list[str]:
        return [
            "" if value is None else write(value)
            for write, value in zip(writers, values, strict=True)
        ]

    return row


def headings(columns: Sequence[Column], language: str) -> list[str]:
    """Return the headings: labels in ``zh`` or ``en``, the stable names for the empty text."""
    return [column.label(language) if language else column.name for column in columns]


def text_of(column: Column, language: str) -> Callable[[Value], str]:
    """Return what turns the known values of a column into texts."""
    if column.kind == "code" and language:
        vocabulary = LISTS[column.vocabulary]
        return lambda value: vocabulary.label(str(value), language)
    if column.kind == "codes" and language:
        several = LISTS[column.vocabulary]
        return lambda value: _list([several.label(key, language) for key in _keys(value)])
    if column.kind == "flag":
        return lambda value: _FLAGS[language][bool(value)]
    return _WRITERS.get(column.kind, str)


def _moment(value: Value) -> str:
    return str(value).replace("T", " ")


def _money(value: Value) -> str:
    return format_amount(value, grouping=False) if isinstance(value, int) else str(value)


def _list(value: Value) -> str:
    return "; ".join(_keys(value))


def _table(value: Value) -> str:
    if not isinstance(value, dict):
        return str(value)
    # What `canonical` gives for texts that are in normal form, as stored ones are, in a third of the time
    pairs = [
        f"{encode_basestring(name)}:{encode_basestring(value[name])}" for name in sorted(value)
    ]
    return f"{{{','.join(pairs)}}}"


def _keys(value: Value) -> Sequence[str]:
    return value if isinstance(value, list | tuple) else (str(value),)


_WRITERS: dict[str, Callable[[Value], str]] = {
    "money": _money,
    "moment": _moment,
    "staff_list": _list,
    "codes": _list,
    "table": _table,
}


def plain(column: Column, value: Value) -> object:
    """Return a value as JSON has it: money with two decimals as text, the rest as it is."""
    if value is None:
        return None
    if column.kind == "json":
        return json.loads(str(value))
    if column.kind in {"money", "moment"}:
        return _WRITERS[column.kind](value)
    return dict(value) if isinstance(value, Mapping) else value
