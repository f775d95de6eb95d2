"""The card of an improvement 整改: its lesson and cases, its measures, its effect with what it can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.complainants.masking import masked
from ledgerctl.domain.learning.improvements import WINDOW
from ledgerctl.i18n import _
from ledgerctl.render.learning import entries
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.texts import field_label, joined, label, pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.learning.improving import ImprovementCard
    from ledgerctl.domain.learning.effects import Effect
    from ledgerctl.domain.learning.improvements import Measure
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

_COLUMNS = ("step", "owner", "set_on", "due_on", "done_on", "plan", "evidence")


def document(card: ImprovementCard, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the card."""
    issue = card.improvement
    state = label("rectification", issue.status, language)
    rows = list(entries.known(issue, language, card.names))
    scope = [
        pair(field_label(name, language), label(name, value, language), language)
        for name, value in issue.scope.items()
    ]
    if scope:
        rows.append((_("Same issue"), joined(scope, language)))
    blocks: list[Block] = [Heading(f"{issue.number}  {state}", 1), KeyValues(tuple(rows))]
    if issue.measures:
        columns = tuple(Column(field_label(name, language)) for name in _COLUMNS)
        cells = tuple(_measure(each, card) for each in issue.measures)
        blocks += [Heading(_("Measures")), Table("", columns, cells)]
    if card.effect is not None:
        blocks += [Heading(_("Effect")), *map(Paragraph, _effect(card, card.effect, language))]
    return Document(tuple(blocks))


def _measure(measure: Measure, card: ImprovementCard) -> tuple[str, ...]:
    due = measure.due_on
    if measure.overdue(card.today):
        late = _("OVERDUE")
        due = f"{due} {late}"
    words = [masked(None, text, card.names) for text in (measure.plan, measure.evidence)]
    return (str(measure.step), measure.owner, measure.set_on, due, measure.done_on, *words)


def _effect(card: ImprovementCard, effect: Effect, language: str) -> Iterator[str]:
    issue, verified = card.improvement, card.improvement.verification
    yield _(
        "Complaints of this issue in the {days} days before {day}: {before}; in the {days} days after:"
        " {after}"
    ).format(days=WINDOW, day=issue.done_on, before=effect.before, after=effect.after)
    if card.complete:
        yield label("effect", effect.code, language)
    else:
        yield _(
            "The period after lasts to {day}; until then nothing is said about the effect"
        ).format(day=card.last_day)
    if effect.code == "too_few":
        yield _("So few complaints cannot tell a difference from chance, however they fall")
    else:
        yield _(
            "If nothing had changed, chance alone would part them so unequally with probability {p}"
        ).format(p=effect.probability)
    if not issue.scope:
        yield _("Only linked cases are counted: a complaint that nobody linked is missing")
    if verified is not None:
        yield _("Verified on {day}: {before} before, {after} after, {effect}").format(
            day=verified.on,
            before=verified.before,
            after=verified.after,
            effect=label("effect", verified.effect, language),
        )


def data(card: ImprovementCard) -> dict[str, Json]:
    """Return the JSON data: the improvement and its effect so far."""
    effect = card.effect
    found: dict[str, Json] | None = None
    if effect is not None:
        found = {
            "days": WINDOW,
            "before": effect.before,
            "after": effect.after,
            "probability": str(effect.probability),
            "effect": effect.code,
            "complete": card.complete,
            "last_day": card.last_day,
        }
    return {
        **entries.data(card.improvement, card.names),
        "done_on": card.improvement.done_on,
        "effect_so_far": found,
        "today": card.today,
    }
