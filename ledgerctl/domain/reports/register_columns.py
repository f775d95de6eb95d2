"""The columns of a register export 台账导出: their order, headings in both languages, values.

The order is that of the registers that branches keep (who and when, what about, how handled, how it
ended). Every field of the catalogue is a column; a new one goes before the remark by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ledgerctl.domain.codes.fields import EXTRA, FIELDS
from ledgerctl.domain.codes.vocabulary import TIMELINESS, VOCABULARIES
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.complainants.masking import mask_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.domain.codes.terms import Vocabulary
    from ledgerctl.domain.events.base import Facts, Sealed

#: Every coded list that a column may draw on, by name.
LISTS: Mapping[str, Vocabulary] = {**VOCABULARIES, TIMELINESS.name: TIMELINESS}
#: A value of a column; None is *unknown*. Money is integer minor units, ``extra`` a table of texts.
Value: TypeAlias = "str | int | bool | Sequence[str] | Mapping[str, str] | None"


class Column(NamedTuple):
    """One column 列: ``kind`` as in the field catalogue, or ``count`` and ``table``."""

    name: str
    zh: str
    en: str
    kind: str
    vocabulary: str = ""
    sealed: bool = False
    derived: bool = False

    def label(self, language: str) -> str:
        """Return the heading in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


def _derived(name: str, zh: str, en: str, kind: str, vocabulary: str = "") -> Column:
    return Column(name, zh, en, kind, vocabulary, derived=True)


#: The ledger's identity: with the case number it tells a later import which case a row is.
LEDGER = "ledger"
_DERIVED = {
    column.name: column
    for column in (
        _derived("number", "案件编号", "Number", "text"),
        _derived("status", "状态", "Status", "code", "status"),
        _derived("intake_class", "渠道类别", "Intake class", "code", "intake_class"),
        _derived("due_on", "处理期限", "Due", "day"),
        _derived("days", "处理天数", "Days", "count"),
        _derived("timeliness", "时效", "Timeliness", "code", "timeliness"),
        _derived("repeat_of", "重复于", "Repeats", "text"),
        _derived("reopenings", "重新启动次数", "Reopened", "count"),
        _derived(LEDGER, "台账标识", "Ledger identity", "text"),
    )
}
_EXTRA = Column(EXTRA, "原始列", "Original columns", "table", sealed=True)
_ORDER = (
    *("number", "source_id", "status", "received_at", "registered_at", "channel", "intake_class"),
    *("forwarded_by", "forward_number", "forwarded_at", "complainant", "phone", "id_number"),
    *("institution", "department", "complained", "business", "handling_channel", "cause"),
    *("product", "issue", "summary", "demand", "amount", "severity", "complexity"),
    *("first_receiver", "handler", "due_on", "finding", "resolution", "remedy", "notified_at"),
    *("notice_method", "settlement", "compensation", "resolved_at", "resolved_by", "days"),
    *("timeliness", "timely", "level", "skip_level", "repeat_of", "reopenings"),
    *("responsibility", "fault_nature", "satisfaction"),
)


def _column(name: str) -> Column:
    if name in _DERIVED:
        return _DERIVED[name]
    field = FIELDS[name]
    return Column(name, field.zh, field.en, field.kind, field.vocabulary, field.sealed)


_LAST = "remark"
_REST = tuple(name for name in FIELDS if name not in _ORDER and name != _LAST)
COLUMNS: dict[str, Column] = {
    **{name: _column(name) for name in (*_ORDER, *_REST, _LAST)},
    EXTRA: _EXTRA,
    LEDGER: _DERIVED[LEDGER],
}


def chosen(text: str) -> list[Column]:
    """Return the columns named in a list parted by commas, in its order; all of them for no text.

    Raises:
        UnknownField: a name that is no column; headings in either language count as names.
    """
    if not text.strip():
        return list(COLUMNS.values())
    found: dict[str, Column] = {}
    for part in text.replace("，", ",").split(","):
        name = part.strip()
        column = _named(name)
        if column is None:
            from ledgerctl.domain.codes.suggest import unknown_field  # noqa: PLC0415 - only on the way to an error

            raise unknown_field(name, COLUMNS)
        found[column.name] = column
    return list(found.values())


def _named(name: str) -> Column | None:
    if name in COLUMNS:
        return COLUMNS[name]
    return next((each for each in COLUMNS.values() if name in {each.zh, each.en}), None)


def derived(columns: Sequence[Column]) -> list[str]:
    """Return the names of the columns that follow from a case, as they stand in its row."""
    return [column.name for column in columns if column.derived and column.name != LEDGER]


def reader(
    columns: Sequence[Column], *, reveal: bool, ledger: str = ""
) -> Callable[[Sequence[str | int | None], Facts, Sealed], list[Value]]:
    """Return what reads the values of a case in the order of the columns.

    It is given the values of the ``derived`` columns in their order, the facts and the sealed part;
    sealed values are masked unless revealed. ``ledger`` is the identity of the ledger that holds the cases.
    """
    blank: list[Value] = [None] * len(columns)
    places = {column.name: place for place, column in enumerate(columns)}
    if LEDGER in places:
        blank[places[LEDGER]] = ledger or None
    follow = [places[name] for name in derived(columns)]
    known = {each.name: places[each.name] for each in columns if not each.derived | each.sealed}
    closed = {
        each.name: (places[each.name], _as_it_is if reveal else _mask(each))
        for each in columns
        if each.sealed
    }

    def read(row: Sequence[str | int | None], facts: Facts, sealed: Sealed) -> list[Value]:
        found = blank.copy()
        for place, told in zip(follow, row, strict=True):
            if told != "":
                found[place] = told
        for name, value in facts.items():
            if name in known:
                found[known[name]] = value
        names = () if reveal else names_in([sealed])
        for name, words in sealed.items():
            if name in closed and words:
                place, mask = closed[name]
                found[place] = mask(words, names)
        return found

    return read


def _as_it_is(words: str | Mapping[str, str], _names: Sequence[str]) -> Value:
    return words


def _mask(column: Column) -> Callable[[Any, Sequence[str]], Value]:
    mask = mask_of("" if column.kind == "table" else column.kind)
    if column.kind == "table":
        return lambda words, names: {name: mask(text, names) for name, text in words.items()}
    return mask
