"""The shapes in which regulators take complaints 报送格式: one line a case, or a table of counts and rates.

What a shape says stands in a mapping file that anybody can copy and complete; this is what it means.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.vocabulary import REGULATOR_CHANNELS
from ledgerctl.domain.metrics.rates import rate
from ledgerctl.domain.metrics.shares import percent
from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.domain.text.money import format_amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledgerctl.domain.metrics.members import Period
    from ledgerctl.domain.register.register import Row
    from ledgerctl.domain.reports.register_columns import Value

#: What stands where a figure cannot be computed.
NOT_AVAILABLE = "n/a"
_WEEKS_8 = 56


class CaseColumn(NamedTuple):
    """A column of a shape with one line a case.

    Its text is the original column ``extra`` where the case has one, else the ``field``, with ``values`` from
    codes to the regulator's words. A field whose text is only the fields ``unless`` put together is left empty.
    """

    heading: str
    field: str = ""
    extra: str = ""
    values: Mapping[str, str] | None = None
    unless: tuple[str, ...] = ()
    constant: str = ""


class Figure(NamedTuple):
    """A column of a table: what it ``counts``, its share ``of`` another, its rate in a population, or a sum."""

    heading: str
    counts: str = ""
    of: str = ""
    population: str = ""
    per: int = 1
    total: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape 报送格式: ``columns`` of cases, or ``figures`` over ``groups`` of a field's codes.

    ``guard`` says whether cells that a spreadsheet would run are disarmed; ``rest`` and ``all`` are the first
    cells of the lines for codes that no group has, and for everything.
    """

    name: str
    title: str = ""
    guard: bool = True
    columns: tuple[CaseColumn, ...] = ()
    figures: tuple[Figure, ...] = ()
    group_by: str = ""
    groups: Mapping[str, tuple[str, ...]] | None = None
    first: str = ""
    rest: str = ""
    all: str = ""


def _closed(row: Row, period: Period) -> bool:
    return bool(row.closed) and period.holds(row.closed_on)


def _within(days: int) -> Callable[[Row, Period], bool]:
    return lambda row, period: _closed(row, period) and row.days is not None and row.days <= days


#: What a table can count: the rule by which a case of the statistics belongs to a period.
COUNTS: dict[str, Callable[[Row, Period], bool]] = {
    "received": lambda row, period: period.holds(row.received_on),
    "forwarded": lambda row, period: (
        period.holds(row.received_on) and row.channel in REGULATOR_CHANNELS
    ),
    "closed": _closed,
    "closed_dated": lambda row, period: _closed(row, period) and row.days is not None,
    "closed_within_3_days": _within(3),
    "closed_within_8_weeks": _within(_WEEKS_8),
    "closed_after_3_days_within_8_weeks": lambda row, period: (
        _within(_WEEKS_8)(row, period) and not _within(3)(row, period)
    ),
    "decided": lambda row, period: _closed(row, period) and bool(row.finding),
    # DISP 1.10: partly upheld counts as upheld
    "upheld": lambda row, period: (
        _closed(row, period) and row.finding in {"upheld", "partly_upheld"}
    ),
}
#: Amounts that a table can add up, over the cases closed in the period.
SUMS = ("compensation", "amount")


def case_line(columns: Sequence[CaseColumn], told: Mapping[str, Value]) -> list[str]:
    """Return the line of one case; ``told`` holds the values of its register by name, ``extra`` among them."""
    return [_case_cell(column, told) for column in columns]


def _case_cell(column: CaseColumn, told: Mapping[str, Value]) -> str:
    if column.constant:
        return column.constant
    extra = told.get("extra")
    if column.extra and isinstance(extra, dict) and column.extra in extra:
        return str(extra[column.extra])
    text = _text(told.get(column.field))
    if column.field and COLUMNS[column.field].kind == "moment":
        text = text.replace("T", " ")
    if column.unless and text == " / ".join(_text(told.get(name)) for name in column.unless):
        return ""
    return text if column.values is None else column.values.get(text, "")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)


def table(
    shape: Shape, rows: Iterable[Row], period: Period, populations: Mapping[str, int]
) -> list[list[str]]:
    """Return the lines of a table: a line a group, one for what is in none, one for everything.

    Args:
        shape: with ``figures``.
        rows: the register, read once; cases that the statistics leave out are left out.
        period: the days counted.
        populations: the denominators of the year by measure.
    """
    groups = shape.groups or {}
    mapped = {code for codes in groups.values() for code in codes}
    sums: dict[str, Counter[str]] = {name: Counter() for name in groups}
    left: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for row in rows:
        if not row.counted:
            continue
        found = _counts(shape, row, period)
        everything.update(found)
        if shape.group_by:
            code = getattr(row, shape.group_by)
            for name, codes in groups.items():
                if code in codes:
                    sums[name].update(found)
            if code not in mapped:
                left.update(found)
    # A population of the whole branch is no denominator of one group
    lines = [[name, *_figures(shape, each, {})] for name, each in sums.items()]
    rest = _figures(shape, left, {})
    if any(text not in {"0", "0.00", NOT_AVAILABLE} for text in rest):
        lines.append([shape.rest, *rest])
    return [*lines, [shape.all, *_figures(shape, everything, populations)]]


def _counts(shape: Shape, row: Row, period: Period) -> dict[str, int]:
    """Return what one case adds: 1 for each count that it belongs to, and its amounts once it is closed."""
    names = {name for figure in shape.figures for name in (figure.counts, figure.of) if name}
    found = {name: 1 for name in names if COUNTS[name](row, period)}
    if _closed(row, period):
        found |= {each.total: getattr(row, each.total) or 0 for each in shape.figures if each.total}
    return found


def _figures(shape: Shape, sums: Mapping[str, int], populations: Mapping[str, int]) -> list[str]:
    return [_figure(figure, sums, populations) for figure in shape.figures]


def _figure(figure: Figure, sums: Mapping[str, int], populations: Mapping[str, int]) -> str:
    if figure.total:
        return format_amount(sums[figure.total], grouping=False)
    count = sums[figure.counts]
    if figure.of:
        share = percent(count, sums[figure.of])
        return NOT_AVAILABLE if share is None else str(share)
    if figure.population:
        found = rate(count, populations.get(figure.population), per=figure.per).value
        return NOT_AVAILABLE if found is None else str(found)
    return str(count)
