"""Rows of a report's tables as figures 报表各行: what a row counts, and which cases stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import REGULATOR_CHANNELS, VOCABULARIES
from ledgerctl.domain.metrics.cohort import COMPARED
from ledgerctl.domain.metrics.members import Members
from ledgerctl.domain.metrics.metric import CASES, Metric, Words, folded_name
from ledgerctl.domain.text.reading import read_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ledgerctl.domain.metrics.members import Period
    from ledgerctl.domain.register.register import Row

#: What a row counts beside its cases: how it is called, and what must be true of a case.
PARTS: dict[str, tuple[Words, Callable[[Row], object]]] = {
    "": (Words("", ""), lambda _row: True),
    "closed": (Words("已办结", "closed"), lambda row: row.closed),
    "settled_at_branch": (
        Words("网点办结", "settled at the branch"),
        lambda row: row.closed and not row.to_superior,
    ),
    "escalated": (Words("升级", "escalated"), lambda row: row.escalated),
    "at_fault": (Words("有责", "at fault"), lambda row: row.responsibility == "at_fault"),
    "late": (Words("超期办结", "closed late"), lambda row: row.closed and row.timeliness == "late"),
    "repeats": (Words("重复投诉", "repeated"), lambda row: row.repeat_of),
}
#: The counts that periods are compared by → what must be true of a case.
_COMPARED: dict[str, Callable[[Row], object]] = {
    "received": PARTS[""][1],
    "internal": lambda row: row.intake_class == "internal",
    "external": lambda row: row.intake_class == "external",
    "regulator": lambda row: row.channel in REGULATOR_CHANNELS,
    "escalated": PARTS["escalated"][1],
    "over_the_head": lambda row: row.skip_level,
    "repeat": PARTS["repeats"][1],
    "reopened": lambda row: row.reopenings,
    "at_fault": PARTS["at_fault"][1],
    "late": PARTS["late"][1],
}
_RECEIVED = Words("收到日", "day of receipt")
_SOURCE = Words("报告的表格", "the tables of the report")


def table_row(name: str, dimensions: Collection[str]) -> tuple[Metric, Members] | None:
    """Return the figure of a row named ``channel:nfra`` or ``department.late:NAME``, and its cases.

    The value is a code (by key, label or alias), or the text of a free field; nothing means unknown. None for what
    names no row of the tables of these dimensions.

    Raises:
        UnknownCode: the field is coded and the value no code of it; a table has no such row.
    """
    group, colon, value = name.partition(":")
    dimension, _dot, part = group.partition(".")
    if not colon or dimension not in dimensions or part not in PARTS:
        return None
    field = FIELDS.get(dimension)
    if value and field is not None and field.vocabulary:
        value = read_code(field, value)
    called, true = PARTS[part]
    shown = _label(dimension, value)
    said = Words(f"{shown.zh}（{called.zh}）", f"{shown.en}, {called.en}") if part else shown
    metric = Metric(
        f"{group}:{value}",
        said,
        _of_those_received(said),
        _of_those_received(shown if part else None),
        CASES,
        _RECEIVED,
        _SOURCE,
    )

    def of_the_row(row: Row) -> bool:
        return (getattr(row, dimension) or "") == value

    def received(row: Row, period: Period) -> bool:
        return period.holds(row.received_on) and (of_the_row(row) or not part)

    return metric, Members(lambda row, _: of_the_row(row) and bool(true(row)), received)


def counted(name: str) -> tuple[Metric, Members] | None:
    """Return a count that periods are compared by, such as ``late``, and its cases; None for another name."""
    metric = COMPARED.get(folded_name(name))
    if metric is None:
        return None
    true = _COMPARED[metric.key]
    return metric, Members(
        lambda row, period: period.holds(row.received_on) and bool(true(row)),
    )


def _of_those_received(which: Words | None) -> Words:
    if which is None:
        return Words("期内收到的投诉", "complaints received in the period")
    return Words(f"期内收到的投诉：{which.zh}", f"complaints received in the period: {which.en}")


def _label(dimension: str, value: str) -> Words:
    """Return what a value of a dimension is called, with the name of the dimension."""
    field = FIELDS.get(dimension)
    vocabulary = VOCABULARIES.get(field.vocabulary if field else dimension)
    named = field or vocabulary
    assert named is not None  # noqa: S101 - every table is of a field or of a vocabulary
    shown = Words(value, value) if value else Words("未知", "unknown")
    if value and vocabulary is not None:
        shown = Words(vocabulary.label(value, "zh"), vocabulary.label(value, "en"))
    return Words(f"{named.zh} {shown.zh}", f"{named.en} {shown.en}")
