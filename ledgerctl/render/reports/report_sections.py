"""Sections of the report beside its splits: months, learning, silent units, the watch list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Heading, KeyValues, Table
from ledgerctl.render.words.texts import field_label, joined, label
from ledgerctl.render.words.texts import figure as number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.reports.report_results import Learning, Month, YearReport
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: What a month beyond its limits is.
VERDICTS = {"above": N_("stands out above"), "below": N_("stands out below"), "": ""}
#: What was learnt, by name.
LEARNING = {
    "suggestions": N_("Suggestions made"),
    "answered": N_("Suggestions answered"),
    "adopted": N_("of these adopted, all or in part"),
    "improvements": N_("Improvements opened"),
    "measures_done": N_("Measures carried out"),
    "verified": N_("Effects verified"),
    "effective": N_("of these with fewer complaints after"),
    "opportunities": N_("Needs heard"),
}
#: A control chart of fewer points tells nothing.
_FEWEST_POINTS = 2


def months(report: YearReport, language: str) -> Table | None:
    """Return the months with what chance explains; None for a single month or no complaint at all."""
    points = [each for each in report.months if each.point.exposure]
    if len(points) < _FEWEST_POINTS or not any(each.point.count for each in points):
        return None
    rows = tuple(_month(each, language) for each in points)
    columns = (
        Column(_("Month"), whole=True),
        Column(_("Cases"), "right"),
        Column(_("Expected"), "right"),
        Column(_("Chance explains"), "right"),
        Column(_("Finding")),
    )
    return Table(_("By month"), columns, rows, key="months")


def _month(month: Month, language: str) -> tuple[str, ...]:
    point = month.point
    return (
        month.name,
        number(point.count, language),
        number(point.expected, language),
        f"{point.low:,}-{point.high:,}",
        _(VERDICTS[point.verdict]) if point.verdict else "",
    )


def beside(report: YearReport, language: str) -> Iterator[Block]:
    """Yield what stands beside the complaints: learning, units without a complaint, the watch list."""
    rows = [*_learning(report.learning, language)]
    if report.watched:
        rows.append((_("On the watch list now"), number(report.watched, language)))
    if rows:
        yield Heading(_("What was learnt"))
        yield KeyValues(tuple(rows))
    units = tuple(_units(report, language))
    if units:
        yield Heading(_("Units without a complaint"))
        yield KeyValues(units)


def _units(report: YearReport, language: str) -> Iterator[tuple[str, str]]:
    """Yield the units without a complaint, of how many and of whose list; then those on no list."""
    for name, units in report.units.items():
        own = field_label(name, language)
        if units.silent or units.stated:
            said = (
                _("{count} of the {whole} on the branch's list of {day}: {units}")
                if units.stated
                else _("{count} of the {whole} that complaints ever named: {units}")
            )
            yield (
                own,
                said.format(
                    count=number(len(units.silent), language),
                    whole=number(len(units.every), language),
                    day=units.since,
                    units=joined(list(units.silent), language) or _("none"),
                ),
            )
        if units.others:
            said = _("not on the branch's list: {units}")
            yield own, said.format(units=joined(list(units.others), language))


def _learning(learning: Learning | None, language: str) -> Iterator[tuple[str, str]]:
    for name, words in LEARNING.items():
        count = getattr(learning, name) if learning is not None else 0
        if count:
            yield _(words), number(count, language)


def month_by_value(report: YearReport, dimension: str, language: str) -> dict[str, list[int]]:
    """Return the months of each value of a dimension by the value's label, in the order of its split."""
    found = report.months_by.get(dimension, {})
    split = report.splits.get(dimension)
    ordered = [value for value in (split.values if split else found) if value in found]
    return {label(dimension, value, language): list(found[value]) for value in ordered}


def data(report: YearReport) -> dict[str, Json]:
    """Return the months, the learning, the silent units and the watch list as JSON data."""
    return {
        "months": [
            {
                "month": each.name,
                "count": each.point.count,
                "days": each.point.exposure,
                "expected": None if each.point.expected is None else str(each.point.expected),
                "low": each.point.low,
                "high": each.point.high,
                "verdict": each.point.verdict,
            }
            for each in report.months
        ],
        "months_by": {
            dimension: {value: list(counts) for value, counts in values.items()}
            for dimension, values in report.months_by.items()
        },
        "learning": None
        if report.learning is None
        else {name: getattr(report.learning, name) for name in LEARNING},
        "without_complaint": {
            name: list(units.silent) for name, units in report.units.items() if units.silent
        },
        "units": {
            name: {
                "count": len(units.every),
                "stated": units.stated,
                "list_of": units.since or None,
                "others": list(units.others),
            }
            for name, units in report.units.items()
        },
        "watch_list": report.watched,
        "tool": report.version,
    }
