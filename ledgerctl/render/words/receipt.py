"""The receipt 回执 of a write command: the record for stdout, what to know and do next for stderr.

Kept light: ``add`` prints it as plain lines, without documents or rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.events.base import ACCEPTED, ASSISTING, CLOCKS
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.texts import (
    arrow,
    clauses,
    field_label,
    joined,
    label,
    pair,
    safe,
    shown,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.days.policies import Policy
    from ledgerctl.domain.events.base import Fact, Facts
    from ledgerctl.domain.register.register import Row
    from ledgerctl.render.words.document import Document
    from ledgerctl.render.words.envelope import Json

#: Event kind → what was done.
_DONE = {
    "ledger.created": N_("Ledger opened"),
    "setting.changed": N_("Setting changed"),
    "population.recorded": N_("Population recorded"),
    "complaint.received": N_("Complaint received"),
    "complaint.noted": N_("Note written"),
    "watch.added": N_("On the watch list"),
    "watch.lifted": N_("Off the watch list"),
    "watch.told": N_("Told of a complainant on the watch list"),
    "watch.viewed": N_("Watch list looked at"),
    "complaint.linked": N_("Linked"),
    "complaint.unlinked": N_("Link taken away"),
    "complaint.attached": N_("File attached"),
    "complaint.called_back": N_("Call-back recorded"),
    "complaint.repaired": N_("Relationship repair recorded"),
    "complaint.assigned": N_("Handed over"),
    "complaint.escalated": N_("Escalated"),
    "complaint.resolved": N_("Closed"),
    "complaint.reopened": N_("Reopened"),
    "complaint.corrected": N_("Corrected"),
    "complaint.judged": N_("Judged"),
    "suggestion.made": N_("Suggestion recorded"),
    "suggestion.forwarded": N_("Suggestion forwarded"),
    "suggestion.answered": N_("Suggestion answered"),
    "improvement.opened": N_("Improvement opened"),
    "improvement.linked": N_("Cases linked"),
    "improvement.planned": N_("Measure set"),
    "improvement.done": N_("Measure carried out"),
    "improvement.verified": N_("Effect verified"),
    "opportunity.heard": N_("Opportunity recorded"),
    "opportunity.offered": N_("Offer recorded"),
    "opportunity.concluded": N_("Outcome recorded"),
    "complaint.extended": N_("Period extended"),
    "complaint.paused": N_("Clock stopped"),
    "complaint.resumed": N_("Clock runs again"),
    "complaint.notified": N_("Notice recorded"),
    "complaint.withdrawn": N_("Withdrawn"),
    "complaint.declined": N_("Declined"),
    "policy.adopted": N_("Deadline policy adopted"),
    "policy.retired": N_("Deadline policy retired"),
    "batch.reversed": N_("Batch taken back"),
    "events.reversed": N_("Taken back"),
    "report.issued": N_("Report issued"),
    "data.revealed": N_("Personal data seen unmasked"),
    "import.recorded": N_("Register imported"),
}
#: As what somebody got a case, where that is more than a hand-over → what was done.
_ASSIGNED = {ASSISTING: N_("Assistant named"), ACCEPTED: N_("Accepted by its owner")}
#: Warning code → what to look at.
_WARNINGS = {
    "late_registration": N_("Registered more than a day after it was received"),
    "receiver_recused": N_(
        "The first receiver is complained about: hand the case over with"
        " `ledgerctl assign {number} HANDLER`"
    ),
    "watched": N_("This complainant is on the watch list; see the earlier cases"),
    "joint_major": N_("20 or more complainants in person: recorded as a major complaint"),
    "missing_agent_identity": N_("Identity of who files is missing: ask for it, go on meanwhile"),
    "missing_authorisation": N_("The authorisation is missing: ask for it, go on meanwhile"),
    "missing_guardianship": N_("The proof of guardianship is missing: ask for it, go on meanwhile"),
    "missing_inheritance": N_("The proof of inheritance is missing: ask for it, go on meanwhile"),
    "extended_late": N_("Recorded after the due day: the extension does not count as on time"),
    "untold": N_("The complainant is to be told of this: say when with --told"),
    "major_report_now": N_("A major complaint: report it to the superior institution now"),
}
_RULE_SOURCES = {
    "CBIRC order 2020 No. 3": N_("CBIRC order 2020 No. 3"),
    "the branch's own target": N_("the branch's own target"),
    "PBoC order 2020 No. 5": N_("PBoC order 2020 No. 5"),
    "CBRC notice of 2012": N_("CBRC notice of 2012"),
}
#: Unit and kind of days → a policy's length in words, for one and for several.
_ONE = {
    ("hour", "calendar"): N_("{amount} hour, {source}"),
    ("day", "calendar"): N_("{amount} day, {source}"),
    ("day", "working"): N_("{amount} working day, {source}"),
    ("week", "calendar"): N_("{amount} week, {source}"),
}
_SEVERAL = {
    ("hour", "calendar"): N_("{amount} hours, {source}"),
    ("day", "calendar"): N_("{amount} days, {source}"),
    ("day", "working"): N_("{amount} working days, {source}"),
    ("week", "calendar"): N_("{amount} weeks, {source}"),
}
#: Kinds after which the case is open and closing it comes next.
_OPEN_AFTER = frozenset(
    {
        *("complaint.received", "complaint.assigned", "complaint.escalated"),
        *("complaint.reopened", "complaint.resumed", "complaint.notified", "complaint.extended"),
    }
)
#: Kinds after which the receipt says who owns the case.
_NAME_HANDLER = frozenset({"complaint.received", "complaint.reopened"})
_NOT_SHOWN = frozenset(
    {
        *(*CLOCKS, "outgoing", "assignment", "closed", "identity", "algorithm", "first", "last"),
        *("in_time", "due_before", "figures", "period_kind", "filter"),
    }
)


def done(kind: str, assignment: str = "") -> str:
    """Return in words what an event of a kind did; ``assignment`` says as what somebody got a case."""
    return _(_ASSIGNED.get(assignment) or _DONE.get(kind, kind))


def _title(receipt: Receipt) -> str:
    what = done(receipt.action, str(receipt.details.get("assignment", "")))
    return f"{receipt.number}  {what}" if receipt.number else what


def lines(receipt: Receipt, language: str, *, encoding: str = "utf-8") -> list[str]:
    """Return the record: case number and what was done, the facts, the ledger's head."""
    rows = [pair(name, value, language) for name, value in _facts(receipt, language, encoding)]
    return [safe(line, encoding) for line in (_title(receipt), *rows)]


def talk(receipt: Receipt, language: str, *, encoding: str = "utf-8") -> list[str]:
    """Return what the clerk should know: repetition, earlier cases, warnings, next command."""
    return [safe(line, encoding) for line in _talk(receipt, language)]


def document(receipt: Receipt, *, language: str, encoding: str) -> Document:
    """Return the receipt as a document: the number, then its facts."""
    from ledgerctl.render.words.document import Document, Heading, KeyValues, Paragraph

    return Document(
        (
            Heading(_title(receipt), 1),
            KeyValues(tuple(_facts(receipt, language, encoding))),
            *[Paragraph(line) for line in _talk(receipt, language)],
        )
    )


def data(receipt: Receipt) -> dict[str, Json]:
    """Return the JSON data: action, number, event, ledger, record, details, changes, extras."""
    return {
        "action": receipt.action,
        "number": receipt.number,
        "event": {"seq": receipt.seq, "hash": receipt.event_hash},
        "ledger": head_data(receipt.head),
        "record": None if receipt.row is None else row_data(receipt.row),
        "details": told(receipt.action, receipt.details),
        "changes": _changes(receipt),
        "repeat_of": receipt.repeat_of,
        "earlier": [
            {name: getattr(row, name) for name in ("number", "received_on", "status", "business")}
            for row in receipt.earlier
        ],
        "unknown": list(receipt.unknown),
        "warnings": list(receipt.warnings),
        "watched": "watched" in receipt.warnings,
        "provisional": list(receipt.provisional),
        "repeated": receipt.repeated,
        "dry_run": receipt.dry_run,
    }


def head_data(head: Head) -> dict[str, Json]:
    """Return size and head of a ledger; ``short`` is what receipts print."""
    return {"size": head.size, "head": head.hash, "short": head.short}


def row_data(row: Row) -> dict[str, Json]:
    """Return a register row by column, without the complainant's pseudonym and the spells."""
    return {
        name: value for name, value in row._asdict().items() if name not in {"person", "spells"}
    }


def _changes(receipt: Receipt) -> list[Json]:
    """Return what a correction changes, by case, in the form in which taking back says it."""
    if not receipt.changes:
        return []
    from ledgerctl.render.words import changes

    return [{"number": receipt.number, "changes": changes.data(receipt.changes)}]


def told(kind: str, facts: Facts) -> dict[str, Fact]:
    """Return an event's facts without the complainant's pseudonym; who took over stays."""
    hidden = set() if kind == "complaint.escalated" else {"person", "new.person"}
    return {name: value for name, value in facts.items() if name not in hidden}


def _facts(receipt: Receipt, language: str, encoding: str) -> Iterator[tuple[str, str]]:
    details = told(receipt.action, receipt.details)
    if receipt.action == "complaint.corrected":
        from ledgerctl.render.words import changes

        yield from changes.rows(receipt.changes, language, encoding)
    family = receipt.action.partition(".")[0]
    for name in (*[name for name in FIELDS if name in details], *_others(details)):
        if name == family:
            continue
        helps = name == "handler" and details.get("assignment") == ASSISTING
        told_as = "assistants" if helps else name
        yield field_label(told_as, language), shown(name, details[name], language)
    if receipt.action == "complaint.escalated":
        rungs = [str(details.get(end, "")) for end in ("from", "to")]
        origin, target = [label("level", rung, language) for rung in rungs]
        yield field_label("level", language), f"{origin} {arrow(encoding)} {target}"
    yield from _due(receipt, language)
    row = receipt.row
    if row is not None and receipt.action in _NAME_HANDLER and "handler" not in details:
        yield field_label("handler", language), row.handler or unknown(language)
    if row is not None and row.days is not None and receipt.action == "complaint.resolved":
        timeliness = label("timeliness", row.timeliness, language)
        yield field_label("days", language), f"{row.days} ({timeliness})"
    if receipt.action == "complaint.received":
        names = [field_label(name, language) for name in receipt.unknown]
        if names:
            yield unknown(language).capitalize(), joined(names, language)
    elif row is not None:
        yield field_label("status", language), label("status", row.status, language)
    yield _("Ledger"), receipt.head.short


def _others(details: Facts) -> list[str]:
    hidden = {*FIELDS, *_NOT_SHOWN, "from", "to", "cleared"}
    return [name for name in details if name not in hidden and "." not in name]


def _due(receipt: Receipt, language: str) -> Iterator[tuple[str, str]]:
    details = receipt.details
    late = details.get("in_time") is False
    due_on = str(details.get("due_before" if late else "due_on", ""))
    if not due_on:
        return
    text = shown("due_on", due_on, language)
    # An extension that came too late leaves the day and the rule as they are.
    rule = "" if late else rule_text(str(details.get("policy", "")))
    yield field_label("due_on", language), clauses([text, rule] if rule else [text], language)


def rule_text(reference: str) -> str:
    """Return a deadline rule in words: its length and its source; one that is not shipped as its key."""
    from ledgerctl.domain.days.policies import SHIPPED

    policy = SHIPPED.find(reference)
    return reference if policy is None else policy_text(policy)


def policy_text(policy: Policy) -> str:
    """Return a deadline policy in words: how long, in which days, by which source."""
    words = _ONE if policy.amount == 1 else _SEVERAL
    source = _(_RULE_SOURCES.get(policy.source, policy.source))
    # A unit of a newer program still has its number.
    told = words.get((policy.unit, policy.day_type), "{amount}, {source}")
    # A rule of the branch's own need not name a source.
    return _(told).format(amount=policy.amount, source=source).rstrip("，, ")


def _talk(receipt: Receipt, language: str) -> Iterator[str]:
    number = receipt.number or ""
    if receipt.dry_run:
        yield _("Dry run: nothing was written")
    if receipt.repeated:
        yield _("Already recorded under this key (event {seq}); nothing new was written").format(
            seq=receipt.seq
        )
    if receipt.repeat_of:
        linked = receipt.row is not None and receipt.row.repeat_linked
        told = (
            _("Repeat complaint: linked to {number}")
            if linked
            else _("Repeat complaint: same complainant and business as {number}")
        )
        yield told.format(number=receipt.repeat_of)
    if receipt.earlier:
        yield _("Earlier cases of this complainant: {cases}").format(
            cases=_earlier(receipt.earlier, language)
        )
    if receipt.provisional:
        yield provisional_text(receipt.provisional, language)
    for code in receipt.warnings:
        yield _("Attention: {warning}").format(
            warning=_(_WARNINGS.get(code, code)).format(number=number)
        )
    if number and receipt.action in _OPEN_AFTER and not receipt.dry_run and _open(receipt.row):
        yield _("Next: {command}").format(command=f"ledgerctl resolve {number} --finding …")


def provisional_text(years: Sequence[int], language: str) -> str:
    """Return in words that the working days of some years are not official yet."""
    said = _("Working days of {years} are provisional: the official schedule is not known")
    return said.format(years=joined([str(year) for year in years], language))


def _earlier(rows: Sequence[Row], language: str) -> str:
    return joined(
        [
            f"{row.number} ({row.received_on}, {label('status', row.status, language)})"
            for row in rows
        ],
        language,
    )


def _open(row: Row | None) -> bool:
    return row is None or not row.closed
