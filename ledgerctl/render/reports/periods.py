"""Report periods in words, and what must be said beside the figures of a part of a year or of the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.days.periods import MONTH, QUARTER, YEAR
from ledgerctl.i18n import _
from ledgerctl.render.words.texts import clauses, field_label, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.render.words.envelope import Json

_NUMERALS = ("一", "二", "三", "四")


def said(period: ReportPeriod, language: str) -> str:
    """Return a period in words: ``2020Q3`` or 2020年第三季度."""
    year, month = period.first[:4], int(period.first[5:7])
    if period.kind == YEAR:
        return f"{year}年" if language == "zh" else year
    if language == "zh" and period.kind == QUARTER:
        return f"{year}年第{_NUMERALS[(month - 1) // 3]}季度"
    if language == "zh" and period.kind == MONTH:
        return f"{year}年{month}月"
    if period.kind in {QUARTER, MONTH}:
        return period.name
    return _("{first} to {last}").format(first=period.first, last=period.last)


def title(report: YearReport, language: str) -> str:
    """Return the title of a report."""
    if report.period.kind == YEAR:
        return _("{branch}: complaints in {year}").format(
            branch=report.branch, year=report.period.name
        )
    return _("{branch}: complaints, {period}").format(
        branch=report.branch, period=said(report.period, language)
    )


def nothing(report: YearReport, language: str) -> str:
    """Return that no complaint was received."""
    if report.period.kind == YEAR:
        return _("No complaint was received in {year}.").format(year=report.period.name)
    return _("No complaint was received: {period}.").format(period=said(report.period, language))


def notes(report: YearReport, language: str) -> Iterator[str]:
    """Yield what a reader must know of the period and the filter before any figure."""
    if report.under_way:
        yield _("{period} is not over: the figures are those so far.").format(
            period=said(report.period, language)
        )
    for name, value in report.equal.items():
        yield _("Only {what}; rates need populations of the whole branch and are left out.").format(
            what=pair(field_label(name, language), value, language)
        )
    period = report.period
    rated = any(rate.value is not None for rate in report.rates.values())
    if period.kind != YEAR and rated:
        yield _(
            "The period has {days} days. Its rates are over the customers of {year} and are not scaled"
            " to a year; transactions are those of a whole year and give no rate."
        ).format(days=period.days, year=period.year)


def unrecorded(year: int) -> str:
    """Return what the time before a ledger's earliest complaint says: nothing for sure."""
    return _(
        "The earliest complaint in the ledger was received in {year}; noughts before it may mean that nothing"
        " was recorded."
    ).format(year=year)


def compared(report: YearReport, language: str) -> str:
    """Return received against the same period last year and the period before; of a year, once."""
    before = report.before
    if report.period.kind == YEAR:
        return _against(str(report.year - 1), before.before, before.percent)
    parts = []
    for period, change, words in (
        (report.period.year_before, before, _("{period}, a year before")),
        (report.period.before, report.previous, _("{period}, the period before")),
    ):
        if period is not None:
            name = words.format(period=said(period, language))
            parts.append(_against(name, change.before, change.percent))
    return clauses(parts, language)


def _against(name: str, count: int, percent: object) -> str:
    shown = _("{year}: {count}").format(year=name, count=f"{count:,}")
    return shown if percent is None else f"{shown} ({percent:+}%)"


def data(period: ReportPeriod, equal: Mapping[str, str]) -> dict[str, Json]:
    """Return a period and its filter as JSON data."""
    return {
        "period": {
            "name": period.name,
            "kind": period.kind,
            "first": period.first,
            "last": period.last,
            "days": period.days,
        },
        "filter": dict(equal),
    }
