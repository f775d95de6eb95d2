"""Deadline policies 时限规则: a table of all, or one field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Table
from ledgerctl.render.words.receipt import policy_text
from ledgerctl.render.words.texts import field_label, joined, label

if TYPE_CHECKING:
    from ledgerctl.application.ledger.policies import Listed, Policies
    from ledgerctl.render.words.envelope import Json

#: Mark of the source → what it means.
_MARKS = {
    "V": N_("source read"),
    "P": N_("source read in part: not law here"),
    "M": N_("from memory: not law here"),
    "own": N_("the branch's own rule"),
}

#: What starts a clock → in words.
_STARTS = {
    "received": N_("the receipt"),
    "registered": N_("the registration"),
    "forwarded": N_("the forwarding, where its day is known, but not before the receipt"),
    "contacted": N_("the first contact"),
    "accepted": N_("the owner's acceptance"),
    "last_note": N_("each note"),
}
_RESTARTS = {"new_facts": N_("new facts"), "reopened": N_("reopening")}


def document(result: Policies, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the policies that apply, then those that could be adopted."""
    columns = (
        Column(field_label("key", language), whole=True),
        Column(_("Clock")),
        Column(field_label("complexity", language)),
        Column(_("Rule")),
        Column(field_label("verified", language)),
        Column(field_label("set", language)),
    )
    blocks: list[Heading | Table] = [Heading(_("Deadline policies"), 1)]
    for title, stands in ((_("In force here"), True), (_("Not adopted"), False)):
        rows = tuple(_row(each, language) for each in result.policies if each.stands is stands)
        blocks.append(Table(title, columns, rows))
    return Document(tuple(blocks))


def _row(each: Listed, language: str) -> tuple[str, ...]:
    policy = each.policy
    complexity = label("complexity", policy.complexity, language) if policy.complexity else _("any")
    return (
        policy.reference,
        label("step", policy.step, language),
        complexity,
        policy_text(policy),
        _(_MARKS.get(policy.verified, policy.verified)),
        joined(list(each.sets), language),
    )


def one(each: Listed, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return one policy, field by field."""
    policy = each.policy
    rows = [
        (_("Clock"), label("step", policy.step, language)),
        (_("Rule"), policy_text(policy)),
        (field_label("jurisdiction", language), policy.jurisdiction),
        (_("Applies here"), _("yes") if each.stands else _("no")),
        (field_label("verified", language), _(_MARKS.get(policy.verified, policy.verified))),
    ]
    if policy.complexity:
        complexity = label("complexity", policy.complexity, language)
        rows.append((field_label("complexity", language), complexity))
    if policy.channel:
        rows.append((field_label("channel", language), label("channel", policy.channel, language)))
    if policy.day_type == "working":
        rows.append((_("Calendar"), policy.calendar))
    if policy.extension:
        needs = _("with approval from above") if policy.approval == "superior" else _("with notice")
        more = _("by {amount}, {needs}").format(amount=policy.extension, needs=needs)
        rows.append((_("Extension"), more))
    rows.append((_("Begins with"), _(_STARTS.get(policy.start, policy.start))))
    again = [_(_RESTARTS.get(each, each)) for each in policy.restarts]
    causes = [label("pause_cause", cause, language) for cause in policy.pauses]
    unsaid = _("nothing; its source, as far as it was read, names nothing")
    nothing = _("nothing") if policy.verified == "own" else unsaid
    rows.append((_("Begins anew with"), joined(again, language) or nothing))
    rows.append((_("Stops for"), joined(causes, language) or nothing))
    period = f"{policy.effective_from or '…'} – {policy.effective_to or '…'}"
    if policy.effective_from or policy.effective_to:
        rows.append((_("For cases received"), period))
    return Document((Heading(policy.reference, 1), KeyValues(tuple(rows))))


def record(each: Listed) -> dict[str, Json]:
    """Return one policy for JSON."""
    fields: dict[str, Json] = {}
    for name, value in each.policy._asdict().items():
        fields[name] = list(value) if isinstance(value, tuple) else value
    return {**fields, "sets": list(each.sets), "stands": each.stands}


def data(result: Policies) -> dict[str, Json]:
    """Return the JSON data: the day asked about and every policy."""
    return {"today": result.today, "policies": [record(each) for each in result.policies]}
