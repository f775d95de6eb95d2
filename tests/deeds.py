"""What a step of a random history does: how its texts, words and place become the call of a use case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from doubles import CLERK, ListSource, set_clock
from strategies import LAST_DAY

from ledgerctl.application.cases import clocks, handling, linking, watching
from ledgerctl.application.cases.attaching import Fingerprint
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.exports import revealing
from ledgerctl.application.imports import importing
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.learning import improving, opportunities, suggesting
from ledgerctl.application.ledger import keeping, policies, reversing
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.policies import STARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


class Step(NamedTuple):
    """One thing somebody does; ``place`` counts through the cases (or whatever else) there are."""

    action: str
    place: int = 0
    texts: Mapping[str, str] = {}
    words: str = ""
    rows: tuple[Mapping[str, str], ...] = ()


#: More than the time that an effect needs before the first day.
LONG_BEFORE = "2019-06-03"


def wait(desk: Desk, step: Step, number: str) -> str:
    """Let days pass, to the last day at most."""
    today = date.fromisoformat(desk.clock.local("")[:10])
    then = min(today + timedelta(days=1 + step.place * 5), LAST_DAY)
    set_clock(desk, f"{then}T09:30")
    return then.isoformat()


def take(desk: Desk, step: Step, number: str) -> str:
    """Import rows; their batch has the number of events before it in its name."""
    source = ListSource(step.rows, sha256=f"{desk.store.head().size:08d}")
    choices = ImportChoices("old", on_duplicate=step.words, partial=True)
    report = importing.import_rows(desk, source, CLERK, choices)
    return f"{report.added}+{report.updated}+{report.rejected} {report.head.short}"


def correct(desk: Desk, step: Step, number: str) -> Receipt:
    """Correct one field."""
    field, value = step.texts["field"], step.texts["value"]
    return handling.amend(desk, number, {field: value}, CLERK, reason="笔误")


def note(desk: Desk, step: Step, number: str) -> Receipt:
    """Write a note, perhaps of a contact or of new facts."""
    contact, new = step.texts.get("contact", ""), "new_facts" in step.texts
    return handling.note(desk, number, step.words, CLERK, contact=contact, new_facts=new)


def work_clock(name: str, desk: Desk, step: Step, number: str) -> Receipt:
    """Do something to the clocks of a case, or end it without an outcome."""
    if name == "resume":
        # At random the one case whose clock stands still would hardly ever be met.
        stopped = desk.store.cases(CaseFilter(status="suspended")).rows
        number = stopped[step.place % len(stopped)].number if stopped else number
    use_case: Callable[..., Receipt] = getattr(clocks, name)
    return use_case(desk, number, step.texts, CLERK)


def change_policy(desk: Desk, step: Step, number: str) -> Receipt:
    """Adopt a set of policies, or retire a policy."""
    if step.words in STARTS:
        own = {"key": f"own.{step.words}", "step": "decision", "amount": 9, "start": step.words}
        return policies.adopt(desk, "", CLERK, values=[own])
    if "." in step.words:
        return policies.retire(desk, step.words, CLERK, reason="rule")
    return policies.adopt(desk, step.words, CLERK, own=True)


def name_units(desk: Desk, step: Step, _number: str) -> Receipt:
    """Name the departments, perhaps as of an earlier day."""
    names, _, day = step.words.partition(" ")
    return keeping.change_setting(desk, "departments", names, CLERK, reason="rule", at=day)


def population(desk: Desk, step: Step, number: str) -> Receipt:
    """Record one or two denominators in one command."""
    sizes = {name: str(1 + step.place) for name in step.words.split("+")}
    return keeping.record_populations(desk, "2019", sizes, CLERK)


def reveal(desk: Desk, step: Step, number: str) -> Receipt:
    """Look at the personal data of one case, or take the whole register away."""
    case = number if step.place % 2 else ""
    purpose = "show" if case else "export"
    return revealing.reveal(
        desk, purpose, step.words, CLERK, records=1 + step.place, fields=("complainant",), case=case
    )


def owner(desk: Desk, number: str) -> Meta:
    """Return the owner of a case as the person who acts."""
    row = desk.store.row(number)
    return CLERK._replace(on_behalf_of=row.handler if row is not None else "w01")


def undo(desk: Desk, step: Step, number: str) -> Receipt:
    """Take back the last command, one on a case, or any event's."""
    target = step.words
    if target == "case":
        target = number
    elif target == "event":
        target = str(1 + step.place * 5 % desk.store.head().size)
    later = step.texts.get("later") == "yes"
    return reversing.undo(desk, target, CLERK, reason="x", with_later=later).receipt


class OneFile:
    """A file that is always the same."""

    def fingerprint(self, path: str) -> Fingerprint:
        """Return what it is."""
        return Fingerprint(f"/files/{path}", 3, "ab" * 32)


def another(desk: Desk, step: Step) -> str:
    """Return the case after the one that a step names, in turn."""
    numbers = numbers_of(desk)
    return numbers[(step.place + 1) % len(numbers)] if numbers else "2020-0001"


def watched(desk: Desk, number: str) -> str:
    """Return somebody on the watch list, else whoever complained in a case."""
    return next(iter(sorted(watching.listed(desk.store))), number)


def unlink(desk: Desk, step: Step, number: str) -> Receipt:
    """Take away one of the links there are."""
    linked = [
        (each, link.other, link.relation)
        for each in numbers_of(desk)
        for link in (desk.store.complaint(each) or Complaint(each)).links
    ]
    first, other, relation = linked[step.place % len(linked)] if linked else (number, number, "")
    return linking.unlink(desk, first, other, relation, CLERK, reason="x")


def undo_import(desk: Desk, step: Step, number: str) -> Receipt:
    """Take back one of the imports there are."""
    histories = [desk.store.history(each) for each in numbers_of(desk)]
    batches = {each.envelope.batch for history in histories for each in history}
    named = sorted(batch for batch in batches if batch is not None)
    target = named[step.place % len(named)] if named else "none"
    return reversing.undo(desk, target, CLERK, reason="x").receipt


def one_of(entries: Mapping[str, object], step: Step) -> str:
    """Return the number of one of the entries there are, or of one that there is not."""
    return [*entries, "none"][step.place % max(len(entries), 1)]


def suggest(desk: Desk, step: Step, number: str) -> Receipt:
    """Make a suggestion."""
    texts = {"suggestion_kind": "process", "proposal": step.words, "at": LONG_BEFORE}
    return suggesting.make(desk, texts, CLERK)


def improve(desk: Desk, step: Step, number: str) -> Receipt:
    """Open an issue, long ago."""
    texts = {"lesson": step.words, "cases": number, "cause": "service", "at": LONG_BEFORE}
    return improving.open_issue(desk, texts, CLERK)


def measure(desk: Desk, step: Step, number: str) -> Receipt:
    """Set a measure, long ago."""
    texts = {"plan": step.words, "owner": "w01", "due_on": "2019-12-31", "at": LONG_BEFORE}
    return improving.plan(desk, one_of(improving.every(desk.store), step), texts, CLERK)


def put_right(desk: Desk, step: Step, number: str) -> Receipt:
    """Open an issue, carry out its only measure, look at the effect."""
    opened = improve(desk, step, number).number or ""
    texts = {"plan": step.words, "owner": "w01", "due_on": LONG_BEFORE, "at": LONG_BEFORE}
    improving.plan(desk, opened, texts, CLERK)
    improving.carry_out(desk, opened, {"evidence": step.words, "at": LONG_BEFORE}, CLERK)
    return improving.verify(desk, opened, {}, CLERK)


def hear(desk: Desk, step: Step, number: str) -> Receipt:
    """Hear a need in a case."""
    return opportunities.hear(desk, {"case": number, "need": step.words}, CLERK)


def numbers_of(desk: Desk) -> list[str]:
    """Return every case number, those taken back included."""
    pages = [desk.store.cases(CaseFilter(status=each)) for each in (None, "reversed")]
    return sorted(row.number for page in pages for row in page.rows)
