"""What the figures of a report mean 指标口径: the definitions of those that it prints, from the one catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED
from ledgerctl.i18n import _
from ledgerctl.render.reports.figures import is_indicator
from ledgerctl.render.words.document import Column, Document, Heading, Paragraph, Table
from ledgerctl.render.words.texts import clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.metrics.metric import Metric
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: The words of ``--explain`` for all figures at once.
EVERY = ("all", "全部")
#: What a report of one period or of several prints.
_EVERY = (*METRICS.values(), *COMPARED.values(), CHANGE)
#: Printed outside the table of indicators → when.
_PRINTED: dict[str, Callable[[YearReport], bool]] = {
    "complaints_received": lambda _report: True,
    "rate_customers": lambda report: "customers" in report.rates and not report.equal,
    "rate_transactions": lambda report: "transactions" in report.rates and not report.equal,
    "rate_ci": lambda report: any(figure.low is not None for figure in report.figures.values()),
    "share_x": lambda report: any(any(split.values) for split in report.splits.values()),
    "yoy": lambda _report: True,
    "qoq": lambda _report: True,
    "overdue_open": lambda _report: True,
    "ack_time": lambda report: bool(report.contact_known),
    "resolve_time": lambda _report: True,
    "ageing": lambda report: any(report.ages.values()),
    "identity": lambda _report: True,
    "settled_at_branch": lambda _report: True,
    "redress_total": lambda report: bool(report.totals.compensation),
    "by_person": lambda report: any(
        any(split.values)
        for name, split in report.splits.items()
        if name in {"department", "handler"}
    ),
    "late_registrations": lambda report: bool(report.figures["late_registrations"].numerator),
    "back_dated": lambda report: bool(report.figures["back_dated"].numerator),
    "received_date_changes": lambda report: bool(report.moved),
    "rectify_effect": lambda report: bool(report.effects),
}


def printed(report: YearReport) -> list[Metric]:
    """Return the metrics whose figures a report prints, in the order of the catalogue.

    Last comes the one count of the headline that is no metric of the catalogue.
    """
    catalogued = [
        metric
        for key, metric in METRICS.items()
        if (key in report.figures and is_indicator(report.figures[key]))
        or (key in _PRINTED and _PRINTED[key](report))
    ]
    return [*catalogued, COMPARED["internal"]]


def section(metrics: Iterable[Metric], language: str) -> Table:
    """Return the definitions of the figures that a face prints, as its last table."""
    columns = (
        Column(_("Metric")),
        Column(_("Formula")),
        Column(_("Falls into the period by")),
        Column(_("Source")),
        Column(_("Key"), whole=True),
    )
    rows = tuple(_row(metric, language) for metric in metrics)
    return Table(_("Definitions"), columns, rows, key="definitions")


def pointer(command: str = "ledgerctl report --explain all") -> Paragraph:
    """Return the line that says where the definitions are, for a screen that has no room for them."""
    return Paragraph(_("What each figure means: `{command}`").format(command=command))


def document(language: str, metrics: Iterable[Metric] = _EVERY) -> Document:
    """Return definitions alone: of everything that reports print, or of these metrics."""
    blocks: tuple[Block, ...] = (
        Heading(_("What the figures mean"), 1),
        section(metrics, language),
    )
    return Document(blocks)


def data(metrics: Iterable[Metric]) -> dict[str, Json]:
    """Return definitions by the key of their metric, in both languages."""
    return {
        metric.key: {"label": metric.label._asdict(), "unit": metric.unit, **definition(metric)}
        for metric in metrics
    }


def every() -> dict[str, Json]:
    """Return the definitions of everything that reports print as JSON data."""
    return {"definitions": data(_EVERY)}


def records(metrics: Iterable[Metric] = _EVERY) -> list[dict[str, Json]]:
    """Return one record per metric."""
    return [
        {
            "metric": metric.key,
            "unit": metric.unit,
            **{
                f"{name}_{language}": words.said(language) if words is not None else None
                for name, words in (
                    ("label", metric.label),
                    ("numerator", metric.numerator),
                    ("denominator", metric.denominator),
                    ("anchor", metric.anchor),
                    ("source", metric.source),
                    ("note", metric.note),
                )
                for language in ("zh", "en")
            },
        }
        for metric in metrics
    ]


def definition(metric: Metric) -> dict[str, Json]:
    """Return what a metric counts, over what, by which day and by whose rule, in both languages."""
    return {
        "numerator": metric.numerator._asdict(),
        "denominator": None if metric.denominator is None else metric.denominator._asdict(),
        "anchor": metric.anchor._asdict(),
        "source": metric.source._asdict(),
        "note": metric.note._asdict() if metric.note.en else None,
    }


def _row(metric: Metric, language: str) -> tuple[str, ...]:
    formula = metric.numerator.said(language)
    if metric.denominator is not None:
        formula = f"{formula} ÷ {metric.denominator.said(language)}"
    return (
        metric.label.said(language),
        clauses([part for part in (formula, metric.note.said(language)) if part], language),
        metric.anchor.said(language),
        metric.source.said(language),
        metric.key,
    )
