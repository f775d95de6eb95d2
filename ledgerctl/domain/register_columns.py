"""The columns of a register export 台账导出: their order, headings in both languages, values.

The order is that of the registers that branches keep (who and when, what about, how handled, how it
ended). Every field of the catalogue is a column; a new one goes before the remark by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ledgerctl.domain.fields import EXTRA, FIELDS
from ledgerctl.domain.masking import masked, masked_part
from ledgerctl.domain.vocabulary import TIMELINESS, VOCABULARIES
from ledgerctl.errors import UnknownField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Sealed
    from ledgerctl.domain.register import Row
    from ledgerctl.domain.terms import Vocabulary

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
            from ledgerctl.domain.suggest import nearest  # noqa: PLC0415 - only on the way to an error

            near = nearest(name, COLUMNS) or list(COLUMNS)[:3]
            raise UnknownField(value=name, nearest=", ".join(near))
        found[column.name] = column
    return list(found.values())


def _named(name: str) -> Column | None:
    if name in COLUMNS:
        return COLUMNS[name]
    return next((each for each in COLUMNS.values() if name in {each.zh, each.en}), None)


def values(
    row: Row, complaint: Complaint, columns: Sequence[Column], *, reveal: bool, ledger: str = ""
) -> list[Value]:
    """Return the values of a case in the order of the columns; sealed ones masked unless revealed.

    ``ledger`` is the identity of the ledger that holds the case.
    """
    facts = complaint.facts
    sealed: Sealed = complaint.sealed
    found: list[Value] = []
    for column in columns:
        name = column.name
        if name == LEDGER:
            found.append(ledger or None)
        elif column.derived:
            found.append(_derived_value(row, name))
        elif not column.sealed:
            found.append(facts.get(name))
        else:
            found.append(_sealed_value(sealed, name, reveal=reveal))
    return found


def _derived_value(row: Row, name: str) -> Value:
    value: Value = getattr(row, name)
    return None if value == "" else value


def _sealed_value(sealed: Sealed, name: str, *, reveal: bool) -> Value:
    value = sealed.get(name)
    if not value:
        return None
    if reveal:
        return value
    if isinstance(value, str):
        return masked(FIELDS[name], value)
    return masked_part({name: value})[name]
