"""Periods side by side as a document: a table, a line, and what the exact test says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.reports import definitions, periods
from ledgerctl.render.reports.periods import said
from ledgerctl.render.reports.terminal_pictures import sparkline
from ledgerctl.render.words.document import Column, Document, Heading, Lines, Paragraph, Table
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import figure as number
from ledgerctl.render.words.texts import per_10000

if TYPE_CHECKING:
    from ledgerctl.application.reports.comparing import Comparison, Step
    from ledgerctl.domain.metrics.metric import Metric
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: Two periods are set side by side, more are a trend.
_PAIR = 2
#: What the exact test says, by the code of the effect.
FINDINGS = {
    "fewer": N_("really fewer"),
    "more": N_("really more"),
    "unclear": N_("no real change"),
    "too_few": N_("too few to tell"),
}


def document(
    found: Comparison,
    *,
    language: str,
    encoding: str,
    pictures: bool = False,
    defined: bool = True,
) -> Document:
    """Return the comparison of two periods figure by figure, or of more as a trend.

    ``defined`` says whether it holds the definitions of its figures, or only where they are.
    """
    names = [said(period, language) for period in found.periods]
    blocks: list[Block] = [
        Heading(
            _("{branch}: complaints, {period}").format(
                branch=found.branch, period=f"{names[0]} – {names[-1]}"
            ),
            1,
        ),
        _two(found, names, language)
        if len(names) == _PAIR
        else _trend(found, names, language, encoding),
    ]
    if found.recorded_since and found.periods[0].last < f"{found.recorded_since:04d}":
        blocks.append(Paragraph(periods.unrecorded(found.recorded_since)))
    if pictures and len(names) > _PAIR:
        blocks.append(
            Lines(
                tuple(
                    f"{sparkline(each.counts, encoding)}  {COMPARED[each.key].label.said(language)}"
                    for each in found.series
                    if any(each.counts)
                )
            )
        )
    blocks.append(
        Paragraph(
            _(
                "Tested as two Poisson counts, weighed by the days that have passed"
                " (exact conditional test, 5 %)."
            )
        )
    )
    blocks.append(
        definitions.section(_printed(found), language) if defined else definitions.pointer()
    )
    footer = _("As of {today}; ledger {head}")
    blocks.append(Paragraph(footer.format(today=found.today, head=found.head.short)))
    return Document(tuple(blocks))


def _printed(found: Comparison) -> list[Metric]:
    """Return the metrics whose figures the table shows."""
    if len(found.periods) == _PAIR:
        return [*COMPARED.values(), CHANGE]
    return [COMPARED["received"], CHANGE, METRICS["rate_customers"]]


def _two(found: Comparison, names: list[str], language: str) -> Table:
    rows = tuple(
        (
            COMPARED[each.key].label.said(language),
            *[number(count, language) for count in each.counts],
            *_step(each.steps[0]),
        )
        for each in found.series
    )
    columns = (
        Column(_("Indicator")),
        *[Column(name, "right") for name in names],
        Column(_("Change"), "right"),
        Column(_("Finding")),
    )
    return Table(_("Side by side"), columns, rows, metrics=tuple(each.key for each in found.series))


def _trend(found: Comparison, names: list[str], language: str, encoding: str) -> Table:
    received = found.series[0]
    steps = [("", ""), *[_step(step) for step in received.steps]]
    rows = tuple(
        (
            names[place],
            number(received.counts[place], language),
            *steps[place],
            per_10000(found.rates[place].value, language=language, encoding=encoding),
        )
        for place in range(len(names))
    )
    columns = (
        Column(_("Period"), whole=True),
        Column(_("Received"), "right"),
        Column(_("Change"), "right"),
        Column(_("Finding")),
        Column(_("Complaints by customers"), "right"),
    )
    return Table(_("Trend"), columns, rows)


def _step(step: Step) -> tuple[str, str]:
    change = step.change
    shown = f"{change.difference:+,}" if change.difference else "0"
    if change.percent is not None:
        shown += f" ({change.percent:+}%)"
    return shown, "" if step.effect is None else _(FINDINGS[step.effect.code])


def data(found: Comparison) -> dict[str, Json]:
    """Return the periods, every count and every step as JSON data."""
    return {
        "branch": found.branch,
        "today": found.today,
        "filter": dict(found.equal),
        "periods": [
            {"name": period.name, "first": period.first, "last": period.last, "days_passed": days}
            for period, days in zip(found.periods, found.days, strict=True)
        ],
        "figures": {
            each.key: {
                "counts": list(each.counts),
                "changes": [_step_data(step) for step in each.steps],
            }
            for each in found.series
        },
        "customers": [
            {
                "per_10000": None if rate.value is None else str(rate.value),
                "denominator": rate.denominator,
            }
            for rate in found.rates
        ],
        "definitions": definitions.data([*COMPARED.values(), CHANGE, METRICS["rate_customers"]]),
        "ledger": head_data(found.head),
    }


def _step_data(step: Step) -> dict[str, Json]:
    change, effect = step.change, step.effect
    return {
        "difference": change.difference,
        "percent": None if change.percent is None else str(change.percent),
        "probability": None if effect is None else str(effect.probability),
        "finding": None if effect is None else effect.code,
    }


def records(found: Comparison) -> list[dict[str, Json]]:
    """Return one record per figure and period."""
    return [
        {"figure": each.key, "period": period.name, "count": count}
        for each in found.series
        for period, count in zip(found.periods, each.counts, strict=True)
    ]
