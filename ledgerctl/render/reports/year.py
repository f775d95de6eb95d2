"""The report of a period 报告 as a document: headline, tables, time, books, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.reports import definitions, figures, issues, periods, report_sections
from ledgerctl.render.reports.year_data import data, fingerprint, shown_share
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.texts import (
    excluded_as,
    field_label,
    figure,
    label,
    money,
    per_10000,
    percent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.reports.report_results import Split, YearReport
    from ledgerctl.domain.metrics import Rate
    from ledgerctl.render.words.document import Block

    #: A row of the headline: the key of its metric, its name, its figure, what the figure was made of.
    _Row = tuple[str, str, str, str]

__all__ = ["data", "document", "fingerprint"]

#: Splits shown as cases and shares, in this order; those of no known value are left out.
#: The others are in the JSON data and in cross tables.
_SHARES = (
    *("channel", "fault_nature", "cause", "business", "handling_channel", "severity"),
    *("level", "finding", "settlement", "responsibility", "satisfaction"),
)
_WORKLOADS = ("department", "handler")
_TITLES = {
    "channel": N_("By channel"),
    "fault_nature": N_("The three causes"),
    "cause": N_("By cause"),
    "business": N_("By business"),
    "handling_channel": N_("By handling channel"),
    "severity": N_("By severity"),
    "level": N_("By level"),
    "finding": N_("By finding"),
    "settlement": N_("By settlement"),
    "satisfaction": N_("By satisfaction"),
    "responsibility": N_("By responsibility"),
    "department": N_("By department"),
    "handler": N_("By person"),
}
_MOVEMENTS = ("opening", "received", "reopened", "closed", "withdrawn", "declined", "closing")

_RATES = {
    "customers": N_("Complaints by customers"),
    "transactions": N_("Complaints by transactions"),
}


def document(report: YearReport, *, language: str, encoding: str, defined: bool = True) -> Document:
    """Return the report; every figure is the result's own, nothing is computed here.

    ``defined`` says whether it holds the definitions of its figures, or only where they are.
    """
    blocks: list[Block] = [
        Heading(periods.title(report, language), 1),
        Paragraph(summary(report, language=language, encoding=encoding)),
        *[Paragraph(note) for note in periods.notes(report, language)],
        _headline(report, language, encoding),
    ]
    shown = (
        figures.indicators(report, language=language, encoding=encoding),
        figures.effects(report, language),
        figures.quarters(report, language),
        report_sections.months(report, language),
    )
    blocks += [table for table in shown if table is not None]
    for name in _SHARES:
        split = report.splits.get(name)
        if split is not None and any(split.values):
            blocks.append(_shares(split, language))
    for name in _WORKLOADS:
        split = report.splits.get(name)
        if split is not None and any(split.values):
            blocks.append(_workload(split, language))
    blocks += [
        Heading(_("Time")),
        KeyValues(tuple(_time(report, language))),
    ]
    ages = figures.ageing(report, language)
    if ages is not None:
        blocks += [Heading(_("Open on {day}, by age").format(day=report.point), key="ageing"), ages]
    blocks += [
        Heading(_("Books")),
        Paragraph(_books(report)),
        *report_sections.beside(report, language),
        *issues.earlier(report, language=language, encoding=encoding),
    ]
    quality = tuple(figures.quality(report, language))
    if quality:
        blocks += [Heading(_("Data quality")), KeyValues(quality)]
    missing = tuple(_missing(report, language))
    if missing:
        blocks += [Heading(_("What is missing")), KeyValues(missing)]
    blocks.append(
        definitions.section(definitions.printed(report), language)
        if defined
        else definitions.pointer()
    )
    blocks += issues.footer(report)
    footer = _("As of {today}; ledger {head}")
    blocks.append(Paragraph(footer.format(today=report.today, head=report.head.short)))
    return Document(tuple(blocks))


def summary(report: YearReport, *, language: str, encoding: str) -> str:
    """Return the year in one plain sentence."""
    if not report.received:
        return periods.nothing(report, language)
    rate = report.rates.get("customers")
    if rate is None or rate.value is None:
        said = _(
            "Complaints received: {received}; settled at the branch: {settled},"
            " escalated: {escalated}, repeated: {repeats}."
        )
        shown = ""
    else:
        said = _(
            "Complaints received: {received}, or {rate} of the customers; settled at the branch:"
            " {settled}, escalated: {escalated}, repeated: {repeats}."
        )
        shown = per_10000(rate.value, language=language, encoding=encoding)
    totals = report.totals
    return said.format(
        received=figure(report.received, language),
        rate=shown,
        settled=figure(totals.settled_at_branch, language),
        escalated=figure(totals.escalated, language),
        repeats=figure(totals.repeats, language),
    )


def _headline(report: YearReport, language: str, encoding: str) -> Table:
    found = (
        *_intake(report, language),
        *_rates(report, language, encoding),
        *_outcomes(report, language),
    )
    columns = (Column(_("Indicator")), Column(_("Figure"), "right"), Column(_("Basis")))
    keys, rows = tuple(row[0] for row in found), tuple(row[1:] for row in found)
    return Table(_("Headline"), columns, rows, key="headline", metrics=keys)


def _intake(report: YearReport, language: str) -> Iterator[_Row]:
    received = figure(report.received, language)
    yield "complaints_received", _("Received"), received, periods.compared(report, language)
    yield "internal", _("From inside the bank"), figure(report.internal, language), ""
    regulator = _("of these by a regulator: {count}").format(count=f"{report.regulator:,}")
    yield "external_share", _("From outside"), figure(report.external, language), regulator


def _rates(report: YearReport, language: str, encoding: str) -> Iterator[_Row]:
    for measure, rate in report.rates.items():
        if report.equal:
            continue
        value = per_10000(rate.value, language=language, encoding=encoding)
        name = _(_RATES.get(measure, measure))
        yield f"rate_{measure}", name, value, _basis(report, measure, rate)


def _basis(report: YearReport, measure: str, rate: Rate) -> str:
    if rate.value is None or rate.denominator is None:
        return _("no population recorded")
    text = _("95% {low}-{high}, of {denominator}").format(
        low=rate.low, high=rate.high, denominator=f"{rate.denominator:,}"
    )
    population = report.populations.get(measure)
    if population is None:
        return text
    return _("{basis} as of {day} ({source})").format(
        basis=text, day=population.as_of, source=population.source
    )


def _outcomes(report: YearReport, language: str) -> Iterator[_Row]:
    totals = report.totals
    of = _("{count} of {whole} received, however they ended").format(
        count=f"{totals.settled_at_branch:,}", whole=f"{totals.cases:,}"
    )
    yield (
        "settled_at_branch",
        _("Settled at the branch"),
        percent(report.settled_percent, language),
        of,
    )
    over = _("of these over the branch's head: {count}").format(count=f"{totals.skip_level:,}")
    told = over if totals.skip_level else ""
    yield "escalation_rate", _("Escalated"), figure(totals.escalated, language), told
    yield "repeat_rate_cases", _("Repeated"), figure(totals.repeats, language), ""
    yield "reopen_rate", _("Reopened"), figure(totals.reopened, language), ""
    if totals.compensation:
        paid = money(totals.compensation, language)
        yield "redress_total", _("Compensation"), paid, report.currency


def _title(dimension: str) -> str:
    return _(_TITLES.get(dimension, dimension))


def _shares(split: Split, language: str) -> Table:
    rows = tuple(
        (label(split.dimension, value, language), f"{sums.cases:,}", _share(split, position))
        for position, (value, sums) in enumerate(zip(split.values, split.sums, strict=True))
    )
    columns = (
        Column(field_label(split.dimension, language)),
        Column(_("Cases"), "right"),
        Column(_("Share"), "right"),
    )
    cases = sum(sums.cases for sums in split.sums)
    whole = sum(share for share in split.shares if share is not None)
    totals = (_("Total"), f"{cases:,}", f"{whole}%" if whole else "")
    return Table(_title(split.dimension), columns, rows, totals, split.dimension)


def _share(split: Split, position: int) -> str:
    share = shown_share(split, position)
    return "" if share is None else f"{share}%"


def _workload(split: Split, language: str) -> Table:
    """Return cases, share, closed, at fault, late, repeats by department or person."""
    rows = tuple(
        (
            label(split.dimension, value, language),
            f"{sums.cases:,}",
            _share(split, position),
            f"{sums.closed:,}",
            f"{sums.at_fault:,}",
            f"{sums.late:,}",
            f"{sums.repeats:,}",
        )
        for position, (value, sums) in enumerate(zip(split.values, split.sums, strict=True))
    )
    figures = (_("Cases"), _("Share"), _("Closed"), _("At fault"), _("Late"), _("Repeats"))
    columns = (
        Column(field_label(split.dimension, language)),
        *[Column(name, "right") for name in figures],
    )
    return Table(_title(split.dimension), columns, rows, key=split.dimension)


def _overdue(report: YearReport, language: str) -> str:
    """Return all overdue cases, the longest of them, and how many were received in the period."""
    count = figure(report.figures["overdue_open"].numerator, language)
    if report.overdue_longest is None:
        return count
    told = _("{count}, the longest by {days} days; received in the period: {own}")
    longest, own = figure(report.overdue_longest, language), figure(report.overdue, language)
    return told.format(count=count, days=longest, own=own)


def _time(report: YearReport, language: str) -> Iterator[tuple[str, str]]:
    totals = report.totals
    yield _("On time"), figure(totals.on_time, language)
    yield _("Late"), figure(totals.late, language)
    yield _("Closed without a date"), figure(totals.undated, language)
    yield _("Still open"), figure(report.open_cases, language)
    yield _("Overdue on {day}").format(day=report.today), _overdue(report, language)
    yield _("Days to the answer"), _days(report, language)
    if report.contact_known:
        hours = _("median {median}, 90th percentile {p90} (of {known} contacted)").format(
            median=figure(report.contact_median, language),
            p90=figure(report.contact_p90, language),
            known=figure(report.contact_known, language),
        )
        yield _("Hours to the first contact"), hours


def _days(report: YearReport, language: str) -> str:
    if not report.days_known:
        return _("n/a (none answered)")
    return _(
        "median {median}, mean {mean}, 90th percentile {p90}, most {most} (of {known} answered)"
    ).format(
        median=figure(report.days_median, language),
        mean=figure(report.days_mean, language),
        p90=figure(report.days_p90, language),
        most=figure(report.days_max, language),
        known=figure(report.days_known, language),
    )


def _books(report: YearReport) -> str:
    stock = report.stock
    counts = {name: f"{getattr(stock, name):,}" for name in _MOVEMENTS}
    return _(
        "{opening} open at the start + {received} received + {reopened} reopened"
        " - {closed} closed - {withdrawn} withdrawn - {declined} declined = {closing} open at the end"
    ).format(**counts)


def _missing(report: YearReport, language: str) -> Iterator[tuple[str, str]]:
    for measure in report.missing_populations:
        command = f"ledgerctl base set {report.year} --{measure} …"
        said = _("not recorded, so no rate: `{command}`").format(command=command)
        yield label("measure", measure, language), said
    earlier, since = report.period.year_before, report.recorded_since
    if earlier is not None and since and earlier.last < f"{since:04d}":
        yield METRICS["yoy"].label.said(language), periods.unrecorded(since)
    for name, count in report.unknown.items():
        if count:
            said = _("unknown in {count} of {whole}")
            yield (
                field_label(name, language),
                said.format(count=f"{count:,}", whole=f"{report.received:,}"),
            )
    for why, count in report.excluded.items():
        said = _("not counted as complaints: {count}").format(count=f"{count:,}")
        yield label(excluded_as(why), why, language), said
