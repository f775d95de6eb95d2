"""Figures of the catalogue: how a value is written in its unit, and the tables of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.metric import MONEY, PER, PER_10000, PERCENT
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, KeyValues, Table
from ledgerctl.render.words.texts import clauses, money, per_10000, percent
from ledgerctl.render.words.texts import figure as number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.metrics.comparisons import Change
    from ledgerctl.domain.metrics.metric import Figure
    from ledgerctl.render.words.envelope import Json

#: Shown elsewhere in the report: in its headline, among its times, in its data quality.
_ELSEWHERE = frozenset(
    {
        *("complaints_received", "rate_customers", "rate_transactions", "overdue_open"),
        *("redress_total", "late_registrations", "back_dated", "received_date_changes"),
        "rectify_effect",
    }
)
_PER = {1_000: N_("{value} per 1,000"), 10_000_000: N_("{value} per 10,000,000")}
#: What the bands of age are called.
BANDS = {
    "0-7": N_("0-7 days"),
    "8-15": N_("8-15 days"),
    "16-30": N_("16-30 days"),
    "31-60": N_("31-60 days"),
    "61+": N_("over 60 days"),
}


def written(figure: Figure, *, language: str, encoding: str) -> str:
    """Return a figure's value in its unit; n/a when it cannot be computed, the least of what it may be."""
    unit, value = METRICS[figure.key].unit, figure.value
    if isinstance(value, int) or value is None:
        return money(value, language) if unit == MONEY else number(value, language)
    if unit == PERCENT:
        said = percent(value, language)
        return said if figure.most is None else _("at least {value}").format(value=said)
    if unit == PER_10000:
        return per_10000(value, language=language, encoding=encoding)
    return _(_PER[PER[unit]]).format(value=number(value, language))


def basis(figure: Figure, language: str) -> str:
    """Return what a figure was made of: its counts, its interval, what nobody recorded."""
    if figure.denominator is None:
        return ""
    # Of cases, persons and populations alike, so without a word for what is counted.
    parts = [f"{number(figure.numerator, language)} / {number(figure.denominator, language)}"]
    if figure.low is not None:
        parts.append(_("95% {low}-{high}").format(low=figure.low, high=figure.high))
    if figure.unknown:
        said = _("not recorded in {count}")
        if figure.most is not None:
            said = _("not recorded in {count}, so {least}% to {most}%")
        missing = number(figure.unknown, language)
        parts.append(said.format(count=missing, least=figure.value, most=figure.most))
    return clauses(parts, language)


def indicators(report: YearReport, *, language: str, encoding: str) -> Table | None:
    """Return the table of the metrics that have a basis; None when there are none."""
    found = [figure for figure in report.figures.values() if is_indicator(figure)]
    rows = tuple(
        (
            METRICS[figure.key].label.said(language),
            written(figure, language=language, encoding=encoding),
            _with_notes(report, figure, language),
        )
        for figure in found
    )
    columns = (Column(_("Indicator")), Column(_("Figure"), "right"), Column(_("Basis")))
    keys = tuple(figure.key for figure in found)
    return Table(_("Indicators"), columns, rows, key="indicators", metrics=keys) if rows else None


def is_indicator(figure: Figure) -> bool:
    """Whether a figure stands in the table of indicators: it has a basis, and is not shown elsewhere."""
    return figure.key not in _ELSEWHERE and bool(
        figure.denominator or METRICS[figure.key].denominator is None
    )


def _with_notes(report: YearReport, figure: Figure, language: str) -> str:
    """Return the basis with what must always stand beside this metric."""
    parts = [basis(figure, language)]
    if figure.key == "satisfaction_rate":
        parts.append(
            _("scored {scored} of {closed} closed, not reached {missed}").format(
                scored=number(report.scored, language),
                closed=number(report.figures["branch_resolution"].denominator, language),
                missed=number(report.not_reached, language),
            )
        )
    if figure.key == "skip_level_rate" and figure.numerator:
        known = number(report.known_before, language)
        parts.append(_("known to the branch before: {count}").format(count=known))
    return clauses([part for part in parts if part], language)


def quarters(report: YearReport, language: str) -> Table | None:
    """Return the quarters against last year and the quarter before; None without any complaint."""
    if not any(each.cases or each.year_before.before for each in report.quarters):
        return None
    rows = tuple(
        (
            _("Q{number}").format(number=each.number),
            number(each.cases, language),
            _changed(each.year_before, language),
            _changed(each.quarter_before, language),
        )
        for each in report.quarters
    )
    columns = (
        Column(_("Quarter"), whole=True),
        Column(_("Cases"), "right"),
        Column(_("Same quarter last year"), "right"),
        Column(_("Quarter before"), "right"),
    )
    return Table(_("By quarter"), columns, rows, key="quarters")


def _changed(change: Change, language: str) -> str:
    before = number(change.before, language)
    return before if change.percent is None else f"{before} ({change.percent:+}%)"


def ageing(report: YearReport, language: str) -> KeyValues | None:
    """Return the open cases by age; None when none was open."""
    if not any(report.ages.values()):
        return None
    counts = [number(count, language) for count in report.ages.values()]
    return KeyValues(tuple(zip(age_labels(report), counts, strict=True)))


def age_labels(report: YearReport) -> list[str]:
    """Return the names of the bands of age, youngest first."""
    return [_(BANDS[name]) for name in report.ages]


def quality(report: YearReport, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader must know about how the records came to be; nothing when all is well."""
    for key in ("late_registrations", "back_dated"):
        figure = report.figures[key]
        if figure.numerator:
            yield METRICS[key].label.said(language), number(figure.numerator, language)
    for each in report.moved:
        said = _("received {now}, first recorded as {before}")
        yield each.number, said.format(now=each.corrected, before=each.recorded)


def data(report: YearReport) -> dict[str, Json]:
    """Return every metric, the quarters, the ages and the data quality as JSON data."""
    return {
        "metrics": {key: figure_data(figure) for key, figure in report.figures.items()},
        "quarters": [
            {
                "quarter": each.number,
                "count": each.cases,
                "same_quarter_last_year": _change_data(each.year_before),
                "quarter_before": _change_data(each.quarter_before),
            }
            for each in report.quarters
        ],
        "ageing": {"as_of": report.point, "bands": dict(report.ages)},
        "satisfaction_answers": {"scored": report.scored, "not_reached": report.not_reached},
        "improvement_effects": _effects(report),
        "over_the_head_known_before": report.known_before,
        "repeat_window": report.window,
        "data_quality": {
            "late_registrations": report.figures["late_registrations"].numerator,
            "back_dated": report.figures["back_dated"].numerator,
            "received_date_changes": [
                {"number": each.number, "recorded": each.recorded, "corrected": each.corrected}
                for each in report.moved
            ],
        },
    }


def effects(report: YearReport, language: str) -> Table | None:
    """Return the effects of the improvements completed in the year; None without one."""
    if not report.effects:
        return None
    from ledgerctl.render.reports import rectified

    return rectified.table(report.effects, language)


def _effects(report: YearReport) -> list[Json]:
    if not report.effects:
        return []
    from ledgerctl.render.reports import rectified

    return list(rectified.data(report.effects))


def figure_data(figure: Figure) -> dict[str, Json]:
    """Return one figure; Decimals are texts, what cannot be computed is null."""
    value = figure.value
    return {
        "unit": METRICS[figure.key].unit,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": value if value is None or isinstance(value, int) else str(value),
        **({} if figure.low is None else {"low": str(figure.low), "high": str(figure.high)}),
        **({"unknown": figure.unknown} if figure.unknown else {}),
        **({} if figure.most is None else {"at_most": str(figure.most)}),
    }


def _change_data(change: Change) -> dict[str, Json]:
    return {
        "before": change.before,
        "difference": change.difference,
        "percent": None if change.percent is None else str(change.percent),
    }
