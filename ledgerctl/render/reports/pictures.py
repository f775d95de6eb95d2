"""What the pictures of a report show 图表: marks with their labels, an alternative text, the table beside.

Labels and texts are those of the document's tables, heights are the report's own figures. How a picture
is drawn is for ``charts`` (HTML) and ``workbook`` (XLSX).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from ledgerctl.domain.metrics import pareto
from ledgerctl.i18n import _
from ledgerctl.render.reports.figures import age_labels
from ledgerctl.render.words.document import Column, Table
from ledgerctl.render.words.texts import figure, joined, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from ledgerctl.application.reports.report_results import Split, YearReport
    from ledgerctl.render.words.document import Document

_Item = TypeVar("_Item")
Kind = Literal["bars", "columns", "pareto", "control", "multiples"]

#: More marks than this are no picture; the table beside has them all.
MOST_MARKS = 14
#: Fewer months than this have no course.
_FEWEST_MONTHS = 3
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its label, its height, and the text beside it.

    ``series`` is what it belongs to where there are several; ``low`` and ``high`` are the limits between
    which chance alone leaves it, and ``loud`` says that it lies outside of them; ``share`` is a running
    share in per cent.
    """

    label: str
    value: int
    shown: str
    series: str = ""
    low: int | None = None
    high: int | None = None
    share: Decimal | None = None
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: ``key`` is that of the table it stands beside, ``alt`` tells it to who cannot see it.

    ``table`` is its data where the document has no table of that key; ``note`` is a line below it.
    """

    key: str
    kind: Kind
    title: str
    alt: str
    marks: tuple[Mark, ...]
    note: str = ""
    table: Table | None = None


def pictures(report: YearReport, document: Document, language: str) -> list[Picture]:
    """Return the pictures of a report in the order of its sections; none when nothing was received."""
    if not report.received:
        return []
    tables = {block.key: block for block in document.blocks if isinstance(block, Table)}
    found = (
        _course(report, language),
        *_months(report, tables, language),
        _bars(report.splits.get("channel"), tables, language),
        _bars(report.splits.get("fault_nature"), tables, language),
        _causes(report.splits.get("cause"), tables, language),
        _bars(report.splits.get("business"), tables, language),
        _departments(report, tables, language),
        _ages(report, language),
    )
    return [picture for picture in found if picture is not None]


def _course(report: YearReport, language: str) -> Picture:
    """Return received → closed → settled at the branch → escalated."""
    totals = report.totals
    settled = figure(totals.settled_at_branch, language)
    marks = (
        Mark(_("Received"), totals.cases, figure(totals.cases, language)),
        Mark(_("Closed"), totals.closed, figure(totals.closed, language)),
        Mark(
            _("Settled at the branch"),
            totals.settled_at_branch,
            f"{settled} · {percent(report.settled_percent, language)}",
        ),
        Mark(_("Escalated"), totals.escalated, figure(totals.escalated, language)),
    )
    title = _("From receipt to settlement")
    columns = (Column(_("Step")), Column(_("Cases"), "right"))
    rows = tuple((mark.label, figure(mark.value, language)) for mark in marks)
    return Picture(
        *("course", "bars", title, _told(title, marks, language), marks),
        table=Table(title, columns, rows, key="course"),
    )


def _bars(split: Split | None, tables: Mapping[str, Table], language: str) -> Picture | None:
    if split is None or split.dimension not in tables:
        return None
    table = tables[split.dimension]
    marks = [
        Mark(name, sums.cases, f"{cases} · {share}" if share else cases)
        for (name, cases, share, *_rest), sums in zip(table.rows, split.sums, strict=True)
    ]
    return _cut(split.dimension, "bars", table.title, marks, language)


def _causes(split: Split | None, tables: Mapping[str, Table], language: str) -> Picture | None:
    """Return the causes, most frequent first, with the share that the first ones make together."""
    if split is None or split.dimension not in tables:
        return None
    table = tables[split.dimension]
    names = dict(zip(split.values, table.rows, strict=True))
    counts = {
        value: sums.cases for value, sums in zip(split.values, split.sums, strict=True) if value
    }
    marks = [
        Mark(names[value][0], counts[value], names[value][1], share=share)
        for value, share in pareto(counts)
    ]
    return _cut(split.dimension, "pareto", table.title, marks, language)


def _months(report: YearReport, tables: Mapping[str, Table], language: str) -> Iterator[Picture]:
    """Yield the months as columns, and against the limits of chance when there are enough of them."""
    key = "months"
    if key not in tables or len(report.months) < _FEWEST_MONTHS:
        return
    marks = tuple(
        Mark(
            month_label(month.name, language),
            month.point.count,
            figure(month.point.count, language) if month.point.exposure else "",
        )
        for month in report.months
    )
    title = tables[key].title
    yield Picture(key, "columns", title, _told(title, marks, language), marks)
    limited = tuple(
        replace(mark, low=month.point.low, high=month.point.high, loud=bool(month.point.verdict))
        for mark, month in zip(marks, report.months, strict=True)
        if month.point.exposure
    )
    loud = [mark for mark in limited if mark.loud]
    title = _("Which months stand out")
    none = _("{title}: none; every month lies within what chance alone explains")
    alt = _told(title, loud, language) if loud else none.format(title=title)
    note = _(
        "Within the limits: what chance alone explains (exact Poisson limits, as rare as three standard deviations)"
    )
    yield Picture(key, "control", title, alt, limited, note)


def month_label(name: str, language: str) -> str:
    """Return a month such as ``2020-07`` in few letters."""
    number = int(name[5:7])
    return f"{number}月" if language == "zh" else _MONTHS_EN[number - 1]


def _departments(report: YearReport, tables: Mapping[str, Table], language: str) -> Picture | None:
    """Return small multiples: the months of each known department, all to one scale."""
    dimension = "department"
    split, months = report.splits.get(dimension), report.months_by.get(dimension, {})
    if split is None or dimension not in tables or len(report.months) < _FEWEST_MONTHS:
        return None
    named = [
        (row, months[value])
        for value, row in zip(split.values, tables[dimension].rows, strict=True)
        if value in months
    ]
    kept = _largest(named, lambda each: sum(each[1]))
    marks = [
        Mark(month_label(month.name, language), count, figure(count, language), row[0])
        for row, counts in kept
        for month, count in zip(report.months, counts, strict=True)
    ]
    title = _("By department and month")
    alt = _told(title, [Mark(row[0], 0, row[1]) for row, _counts in kept], language)
    note = _left_out(len(named) - len(kept), language)
    return Picture(dimension, "multiples", title, alt, tuple(marks), note) if marks else None


def _ages(report: YearReport, language: str) -> Picture | None:
    if not any(report.ages.values()):
        return None
    marks = tuple(
        Mark(name, count, figure(count, language))
        for name, count in zip(age_labels(report), report.ages.values(), strict=True)
    )
    title = _("Open on {day}, by age").format(day=report.point)
    return Picture("ageing", "columns", title, _told(title, marks, language), marks)


def _cut(key: str, kind: Kind, title: str, marks: Sequence[Mark], language: str) -> Picture | None:
    """Return a picture of the largest marks; None where there is none."""
    kept = tuple(_largest(marks, lambda mark: mark.value))
    note = _left_out(len(marks) - len(kept), language)
    return Picture(key, kind, title, _told(title, kept, language), kept, note) if kept else None


def _largest(items: Sequence[_Item], size: Callable[[_Item], int]) -> list[_Item]:
    """Return the largest items, as many as a picture holds, in the order in which they were."""
    ranked = sorted(range(len(items)), key=lambda place: -size(items[place]))
    return [items[place] for place in sorted(ranked[:MOST_MARKS])]


def _left_out(count: int, language: str) -> str:
    if not count:
        return ""
    said = _("the {shown} with most cases; {count} more in the table")
    return said.format(shown=MOST_MARKS, count=figure(count, language))


def _told(title: str, marks: Sequence[Mark], language: str) -> str:
    """Return the alternative text: the title and each mark with its text."""
    items = joined([f"{mark.label} {mark.shown}" for mark in marks], language)
    return _("{title}: {items}").format(title=title, items=items)
