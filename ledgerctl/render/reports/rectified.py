"""The effects of improvements 整改效果 in a report: complaints before and after, and what they can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.learning.improvements import WINDOW
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Heading, Paragraph, Table
from ledgerctl.render.words.texts import figure, joined, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.reports.rectified import IssueEffect
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json


def table(effects: Sequence[IssueEffect], language: str) -> Table:
    """Return one row an improvement, the sum of the differences below; only the rows are tested."""
    columns = (
        Column(_("Improvement"), whole=True),
        Column(_("Done")),
        Column(_("{days} days before").format(days=WINDOW), "right"),
        Column(_("{days} days after").format(days=WINDOW), "right"),
        Column(_("Difference"), "right"),
        Column(_("Probability of chance"), "right"),
        Column(_("Effect")),
        Column(_("Verified")),
    )
    rows = tuple(
        (
            each.number,
            each.done_on,
            figure(len(each.before), language),
            figure(len(each.after), language),
            _signed(len(each.after) - len(each.before)),
            str(each.effect.probability),
            label("effect", each.effect.code, language),
            _("yes") if each.verified else _("no"),
        )
        for each in effects
    )
    before, after = (
        sum(len(part) for part in parts) for parts in zip(*_parts(effects), strict=True)
    )
    total = _signed(after - before)
    totals = (
        *(_("Total"), "", figure(before, language), figure(after, language), total),
        *("", "", ""),
    )
    return Table(_("Effect of the improvements"), columns, rows, totals)


def _signed(number: int) -> str:
    return f"{number:+}" if number else "0"


def _parts(effects: Sequence[IssueEffect]) -> list[tuple[Sequence[str], Sequence[str]]]:
    return [(each.before, each.after) for each in effects]


def cases(effects: Sequence[IssueEffect], language: str) -> Iterator[Block]:
    """Yield the complaints behind each effect, by number."""
    for each in effects:
        yield Heading(each.number)
        for said, numbers in (
            (_("Before: {cases}"), each.before),
            (_("After: {cases}"), each.after),
        ):
            if numbers:
                yield Paragraph(said.format(cases=joined(list(numbers), language)))


def data(effects: Sequence[IssueEffect]) -> list[dict[str, Json]]:
    """Return the effects as JSON data, with the case numbers."""
    return [
        {
            "improvement": each.number,
            "done_on": each.done_on,
            "days": WINDOW,
            "before": list(each.before),
            "after": list(each.after),
            "probability": str(each.effect.probability),
            "effect": each.effect.code,
            "verified": each.verified,
        }
        for each in effects
    ]
