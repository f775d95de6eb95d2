"""One figure explained: its definition, its inputs, the case numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.metric import HOURS, MONEY, PER, PERCENT
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.reports.definitions import definition
from ledgerctl.render.reports.figures import basis, figure_data, written
from ledgerctl.render.reports.periods import data as period_data
from ledgerctl.render.reports.periods import said
from ledgerctl.render.words.document import Document, Heading, KeyValues, Paragraph
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import figure as number
from ledgerctl.render.words.texts import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.reports.results import Explanation
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

_UNITS = {
    "cases": N_("cases"),
    PERCENT: N_("per cent"),
    **dict.fromkeys(PER, N_("rate")),
    MONEY: N_("money"),
    HOURS: N_("hours"),
    "days": N_("days"),
}


def document(found: Explanation, *, language: str, encoding: str) -> Document:
    """Return the definition, the inputs and the cases."""
    title = _("{metric}, {period}").format(
        metric=found.metric.label.said(language), period=said(found.reported, language)
    )
    blocks: list[Block] = [
        Heading(title, 1),
        KeyValues(tuple(_definition(found, language))),
        Heading(_("Figure")),
        KeyValues(tuple(_inputs(found, language, encoding))),
    ]
    if found.effects:
        from ledgerctl.render.reports import rectified

        blocks += [rectified.table(found.effects, language)]
        blocks += rectified.cases(found.effects, language)
    if found.numerator is not None:
        counted, further = (
            _("Cases counted: {count}"),
            _("Further cases of the denominator: {count}"),
        )
        if found.measures:
            counted = _("Measures counted: {count}")
            further = _("Further measures of the denominator: {count}")
        blocks += _cases(counted, found.numerator, language)
        if found.denominator is not None:
            above = set(found.numerator)
            others = [each for each in found.denominator if each not in above]
            blocks += _cases(further, others, language)
    footer = _("As of {today}; ledger {head}")
    blocks.append(Paragraph(footer.format(today=found.period.today, head=found.head.short)))
    return Document(tuple(blocks))


def _definition(found: Explanation, language: str) -> Iterator[tuple[str, str]]:
    metric = found.metric
    yield _("Metric"), metric.key
    yield _("Numerator"), metric.numerator.said(language)
    if metric.denominator is not None:
        yield _("Denominator"), metric.denominator.said(language)
    yield _("Unit"), _(_UNITS[metric.unit])
    yield _("Falls into the period by"), metric.anchor.said(language)
    yield _("Source"), metric.source.said(language)
    if metric.note.en:
        yield _("Note"), metric.note.said(language)


def _inputs(found: Explanation, language: str, encoding: str) -> Iterator[tuple[str, str]]:
    period = found.period
    yield _("Period"), _("{first} to {last}").format(first=period.first, last=period.last)
    yield _("Window (days)"), number(period.window, language)
    if found.figure is not None:
        yield _("Value"), written(found.figure, language=language, encoding=encoding)
        made_of = basis(found.figure, language)
        if made_of:
            yield _("Basis"), made_of


def _cases(title: str, numbers: Sequence[str], language: str) -> list[Block]:
    blocks: list[Block] = [Heading(title.format(count=number(len(numbers), language)))]
    return [*blocks, Paragraph(joined(list(numbers), language))] if numbers else blocks


def data(found: Explanation) -> dict[str, Json]:
    """Return definition, figure and case numbers as JSON data; words in both languages."""
    metric = found.metric
    return {
        "metric": metric.key,
        "label": metric.label._asdict(),
        "unit": metric.unit,
        "definition": definition(metric),
        "year": found.year,
        **period_data(found.reported, found.equal),
        "branch": found.branch,
        "from": found.period.first,
        "to": found.period.last,
        "today": found.period.today,
        "window": found.period.window,
        "figure": None if found.figure is None else figure_data(found.figure),
        "numerator": None if found.numerator is None else list(found.numerator),
        "denominator": None if found.denominator is None else list(found.denominator),
        **_effects(found),
        "ledger": head_data(found.head),
    }


def _effects(found: Explanation) -> dict[str, Json]:
    if found.effects is None:
        return {}
    from ledgerctl.render.reports import rectified

    return {"effects": rectified.data(found.effects)}


def records(found: Explanation) -> list[dict[str, Json]]:
    """Return one record per case or measure with its part of the figure, or one per improvement."""
    if found.effects:
        from ledgerctl.render.reports import rectified

        return rectified.data(found.effects)
    counted = set(found.numerator or ())
    cases = list(dict.fromkeys([*(found.numerator or ()), *(found.denominator or ())]))
    return [
        {
            "metric": found.metric.key,
            "year": found.year,
            "number": each,
            "part": "numerator" if each in counted else "denominator",
        }
        for each in cases
    ]
