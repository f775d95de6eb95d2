"""Events × clocks: what each event does to the decision's, the contact's and the progress note's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.cases.links import Link
from ledgerctl.domain.days.policies import SHIPPED
from ledgerctl.domain.deadlines import clocks, timing
from ledgerctl.domain.deadlines.explaining import explain
from ledgerctl.domain.events import KINDS
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.attached import ComplaintAttached
from ledgerctl.domain.events.called_back import ComplaintCalledBack
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.judged import ComplaintJudged
from ledgerctl.domain.events.linked import ComplaintLinked
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.repaired import ComplaintRepaired
from ledgerctl.domain.events.unlinked import ComplaintUnlinked
from ledgerctl.domain.handling import decisions
from ledgerctl.domain.register.register import row_of
from ledgerctl.errors.clocks import (
    AlreadyNotified,
    ApprovalNeeded,
    CannotPause,
    ExtensionTooLong,
    NoDeadline,
    NoExtension,
    NoticeIncomplete,
    NotSuspended,
    Suspended,
)
from ledgerctl.errors.house import AlreadyClosed, BeforeReceipt, ReasonNeeded, Recused
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import ComplaintEvent, Fact
    from ledgerctl.domain.register.register import Row
    from ledgerctl.errors.base import LedgerError

NUMBER = "2020-0001"
TOLD = ("facts", "basis", "remedies")


class Case:
    """A case received on 4 March 2020 by the hotline, and what happened to it since."""

    def __init__(self, **facts: Fact) -> None:
        given: dict[str, Fact] = {"channel": "hotline", "received_at": "2020-03-04", **facts}
        self.events: list[ComplaintEvent] = []
        self.state = Complaint(NUMBER)
        self.apply(ComplaintReceived(NUMBER, clocks.at_receipt(given), {}))

    def apply(self, event: ComplaintEvent) -> Case:
        self.events.append(event)
        self.state = event.apply(self.state)
        return self

    def note(self, at: str, contact: str = "", *, new_facts: bool = False) -> Case:
        made = decisions.note(
            self.state, "x", at=at, now="2021-01-01T09:00", contact=contact, new_facts=new_facts
        )
        return self.apply(made)

    def extend(self, at: str, days: int | None = None, by: str = "", reason: str = "x") -> Case:
        made = timing.extend(
            self.state,
            SHIPPED,
            days=days,
            approval="",
            approved_by=by,
            told_at="",
            reason=reason,
            at=at,
            now=f"{at}T09:00",
        )
        return self.apply(made)

    def pause(self, at: str, cause: str = "external_appraisal") -> Case:
        now = f"{at}T09:00"
        made = timing.pause(self.state, SHIPPED, cause=cause, told_at="", reason="", at=at, now=now)
        return self.apply(made)

    def resume(self, at: str) -> Case:
        return self.apply(timing.resume(self.state, SHIPPED, reason="", at=at, now=f"{at}T09:00"))

    def notify(self, at: str, told: tuple[str, ...] = TOLD, method: str = "phone") -> Case:
        now = f"{at}T09:00"
        return self.apply(
            timing.notify(self.state, told=told, method=method, proof="", at=at, now=now)
        )

    def withdraw(self, at: str, by: str = "w01") -> Case:
        now = f"{at}T09:00"
        return self.apply(timing.withdraw(self.state, reason="", by=by, at=at, now=now))

    def decline(self, at: str, cause: str = "not_ours", reason: str = "x") -> Case:
        made = timing.decline(
            self.state,
            cause=cause,
            told_at="",
            method="",
            reason=reason,
            by="w01",
            at=at,
            now=f"{at}T09:00",
        )
        return self.apply(made)

    def resolve(self, at: str) -> Case:
        facts: dict[str, Fact] = {"finding": "upheld", "resolved_at": at}
        made = decisions.resolve(self.state, facts, {}, closer="w01", now=f"{at}T09:00")
        return self.apply(made)

    def reopen(self, at: str) -> Case:
        return self.apply(decisions.reopen(self.state, "x", at=at, now=f"{at}T09:00"))

    @property
    def row(self) -> Row:
        return row_of(self.state, batch="", recorded_at="", received_seq=2)


class Expected(NamedTuple):
    """The due days of the running clocks, the status and how the case ended in time."""

    decision: str
    contact: str
    progress: str
    status: str = "received"
    timeliness: str = "open"


def seen(case: Case) -> Expected:
    row = case.row
    due = row.due_on
    return Expected(due, row.contact_due, row.progress_due, row.status, row.timeliness)


EVENTS_AND_CLOCKS = {
    "received": (Case(), Expected("2020-03-19", "2020-03-05", "2020-03-11")),
    "received at the counter": (
        Case(channel="counter"),
        Expected("2020-03-19", "", "2020-03-11"),
    ),
    "complex": (Case(complexity="complex"), Expected("2020-04-03", "2020-03-05", "2020-03-11")),
    "a note starts the progress clock anew": (
        Case().note("2020-03-06"),
        Expected("2020-03-19", "2020-03-05", "2020-03-13"),
    ),
    "an earlier note moves nothing": (
        Case().note("2020-03-09").note("2020-03-05"),
        Expected("2020-03-19", "2020-03-05", "2020-03-16"),
    ),
    "a contact ends the contact clock": (
        Case().note("2020-03-05", "phone"),
        Expected("2020-03-19", "", "2020-03-12"),
    ),
    "new facts start the decision anew": (
        Case().note("2020-03-10", new_facts=True),
        Expected("2020-03-25", "2020-03-05", "2020-03-17"),
    ),
    "extended in time": (
        Case().extend("2020-03-19"),
        Expected("2020-04-03", "2020-03-05", "2020-03-11"),
    ),
    "extended by fewer days": (
        Case().extend("2020-03-18", 5),
        Expected("2020-03-24", "2020-03-05", "2020-03-11"),
    ),
    "extended twice with approval": (
        Case().extend("2020-03-18").extend("2020-04-01", by="S-1"),
        Expected("2020-05-03", "2020-03-05", "2020-03-11"),
    ),
    "extended too late": (
        Case().extend("2020-03-20"),
        Expected("2020-03-19", "2020-03-05", "2020-03-11"),
    ),
    "paused": (Case().pause("2020-03-10"), Expected("", "2020-03-05", "", "suspended")),
    "resumed": (
        Case().pause("2020-03-10").resume("2020-03-20"),
        Expected("2020-03-29", "2020-03-05", "2020-03-27"),
    ),
    "notified": (
        Case().notify("2020-03-18"),
        Expected("2020-03-19", "", "", "notified", "on_time"),
    ),
    "new facts undo the notice": (
        Case().notify("2020-03-18").note("2020-03-20", new_facts=True),
        Expected("2020-04-04", "2020-03-05", "2020-03-27"),
    ),
    "withdrawn": (
        Case().withdraw("2020-03-18"),
        Expected("2020-03-19", "", "", "withdrawn", "on_time"),
    ),
    "withdrawn late": (
        Case().withdraw("2020-03-20"),
        Expected("2020-03-19", "", "", "withdrawn", "late"),
    ),
    "withdrawn while it stands still": (
        Case().pause("2020-03-10").withdraw("2020-04-20"),
        Expected("2020-03-19", "", "", "withdrawn", "on_time"),
    ),
    "declined": (
        Case().decline("2020-03-06"),
        Expected("2020-03-19", "", "", "declined", "on_time"),
    ),
    "closed after a late extension": (
        Case().extend("2020-03-20").resolve("2020-03-21"),
        Expected("2020-03-19", "", "", "closed", "late"),
    ),
    "closed within an extension": (
        Case().extend("2020-03-19").resolve("2020-04-03"),
        Expected("2020-04-03", "", "", "closed", "on_time"),
    ),
    "told in time, closed later": (
        Case().notify("2020-03-19").resolve("2020-03-30"),
        Expected("2020-03-19", "", "", "closed", "on_time"),
    ),
    "reopened": (
        Case().withdraw("2020-03-18").reopen("2020-03-23"),
        Expected("2020-04-07", "2020-03-05", "2020-03-30", "reopened"),
    ),
    "reopened after it was closed while it stood still": (
        Case().pause("2020-03-10").withdraw("2020-03-12").reopen("2020-03-23"),
        Expected("2020-04-07", "2020-03-05", "2020-03-30", "reopened"),
    ),
}


#: Events that are no business of any clock.
ON_NO_CLOCK: list[ComplaintEvent] = [
    ComplaintAssigned(NUMBER, "2020-03-09", "w02"),
    ComplaintAssigned(NUMBER, "2020-03-09", "w02", assignment="assisting"),
    ComplaintAssigned(NUMBER, "2020-03-09", "w01", assignment="accepted"),
    ComplaintEscalated(NUMBER, "2020-03-09", "first_receiver", "superior"),
    ComplaintLinked(NUMBER, "2020-03-09", Link("repeat", "2020-0002", outgoing=True)),
    ComplaintUnlinked(NUMBER, "2020-03-09", Link("repeat", "2020-0002", outgoing=True)),
    ComplaintAttached(NUMBER, "2020-03-09", "recording", 12, "ab" * 32, "/r.wav"),
    ComplaintCalledBack(NUMBER, "2020-03-09", "not_reached", "w01"),
    ComplaintRepaired(NUMBER, "2020-03-09", "w01", "x"),
    ComplaintJudged(NUMBER, {"at": "2020-03-09", "responsibility": "no_fault"}, {}),
    ComplaintCorrected(NUMBER, {"received_at": "2020-03-02", "complexity": "complex"}, {}),
]


@pytest.mark.parametrize("event", ON_NO_CLOCK, ids=lambda each: each.kind)
def test_an_event_that_is_no_business_of_a_clock_moves_none(event: ComplaintEvent) -> None:
    case = Case().note("2020-03-06")
    row = case.row
    after = case.apply(event).row
    assert (after.due_on, after.contact_due, after.progress_due) == (
        *(row.due_on, row.contact_due, row.progress_due),
    )
    explained = explain(case.state, case.events, SHIPPED, "2020-03-12")
    assert [clock.due for clock in explained] == [row.contact_due, row.progress_due, row.due_on]


def test_every_kind_of_event_of_a_case_stands_in_a_table() -> None:
    cases = [case for case, _ in EVENTS_AND_CLOCKS.values()]
    met = {event.kind for case in cases for event in case.events}
    met |= {event.kind for event in ON_NO_CLOCK}
    assert met == {kind for kind in KINDS if kind.startswith("complaint.")}


@pytest.mark.parametrize("name", EVENTS_AND_CLOCKS)
def test_events_and_clocks(name: str) -> None:
    case, expected = EVENTS_AND_CLOCKS[name]
    assert seen(case) == expected


@pytest.mark.parametrize("name", EVENTS_AND_CLOCKS)
def test_the_explanation_ends_on_the_day_that_is_frozen(name: str) -> None:
    case, _ = EVENTS_AND_CLOCKS[name]
    for clock in explain(case.state, case.events, SHIPPED, "2020-03-12"):
        frozen = str(case.state.facts.get(clocks.FACTS[clock.step][0], ""))
        assert clock.due == frozen
        ends = [step.day for step in clock.steps if step.what == "due"]
        assert ends == ([frozen] if frozen and clock.state != "suspended" else [])


def test_a_correction_moves_no_clock() -> None:
    case = Case()
    before = seen(case)
    changed: dict[str, Fact] = {"received_at": "2020-03-01", "complexity": "complex"}
    correction = decisions.correct(case.state, changed, {}, reason="x", now="2020-03-20T09:00")
    assert seen(case.apply(correction)) == before


def test_days_do_not_count_while_the_clock_stands_still() -> None:
    row = Case().pause("2020-03-10").resume("2020-03-20").resolve("2020-03-24").row
    assert (row.days, row.timeliness, row.ending) == (10, "on_time", "resolved")
    assert Case().pause("2020-03-10").withdraw("2020-03-20").row.days == 6


def test_a_case_that_arrives_closed_has_a_decision_clock_only() -> None:
    row = Case(closed=True, resolved_at="2020-03-06").row
    assert (row.due_on, row.contact_due, row.progress_due) == ("2020-03-19", "", "")
    assert row.ending == "resolved"


REFUSED: list[tuple[str, type[LedgerError]]] = [
    ("Case().extend('2020-03-10', 16)", ExtensionTooLong),
    ("Case().extend('2020-03-10', 0)", ExtensionTooLong),
    ("Case().extend('2020-03-10', reason=' ')", ReasonNeeded),
    ("Case(complexity='complex').extend('2020-03-10')", ApprovalNeeded),
    ("Case().extend('2020-03-10').extend('2020-03-11', by='S').extend('2020-03-12')", NoExtension),
    ("Case(complained=['S-1']).extend('2020-03-10', by='S-1')", Recused),
    ("Case().pause('2020-03-10').extend('2020-03-11')", Suspended),
    ("Case().pause('2020-03-10').pause('2020-03-11')", Suspended),
    ("Case().pause('2020-03-10').resolve('2020-03-11')", Suspended),
    ("Case().pause('2020-03-10').notify('2020-03-11')", Suspended),
    ("Case().pause('2020-03-10', 'authority')", CannotPause),
    ("Case().pause('2020-03-03')", BeforeReceipt),
    ("Case().pause('2020-03-10').resume('2020-03-09')", BeforeReceipt),
    ("Case().pause('2020-03-10').resume('2020-03-12').pause('2020-03-11')", BeforeReceipt),
    ("Case().resume('2020-03-10')", NotSuspended),
    ("Case().notify('2020-03-10', ('facts',))", NoticeIncomplete),
    ("Case().notify('2020-03-10', method='')", EmptyValue),
    ("Case().notify('2020-03-10').notify('2020-03-11')", AlreadyNotified),
    ("Case().notify('2020-03-10').extend('2020-03-11')", AlreadyNotified),
    ("Case().withdraw('2020-03-10').withdraw('2020-03-11')", AlreadyClosed),
    ("Case().withdraw('2020-03-10').note('2020-03-11', new_facts=True)", AlreadyClosed),
    ("Case(complained=['w01']).withdraw('2020-03-10')", Recused),
    ("Case(complained=['w01']).decline('2020-03-10')", Recused),
    ("Case().decline('2020-03-10', '')", EmptyValue),
    ("Case().decline('2020-03-10', reason='')", ReasonNeeded),
]


@pytest.mark.parametrize(("words", "error"), REFUSED, ids=[words for words, _ in REFUSED])
def test_refusals(words: str, error: type[LedgerError]) -> None:
    with pytest.raises(error):
        eval(words, {"Case": Case})  # noqa: S307 - a table of calls, written above


def test_a_case_without_a_policy_has_no_deadline_to_extend() -> None:
    state = Case().state
    bare = {k: v for k, v in state.facts.items() if k not in {"due_on", "policy"}}
    case = Case()
    case.state = state._replace(facts=bare)
    with pytest.raises(NoDeadline):
        case.extend("2020-03-10")
    assert case.resolve("2020-03-10").row.timeliness == "undated"


@pytest.mark.parametrize(
    ("extensions", "tier"),
    [
        ([], 0),
        ([("2020-03-10", "")], 30),
        ([("2020-03-10", ""), ("2020-03-20", "w09")], 60),
        ([("2020-03-20", "")], 0),
    ],
)
def test_the_row_tells_how_long_the_whole_period_became(
    extensions: list[tuple[str, str]], tier: int
) -> None:
    case = Case()
    for day, by in extensions:
        case.extend(day, by=by)
    assert case.row.extended_to == tier


@pytest.mark.parametrize(
    ("day", "found"),
    [("2020-03-04", "on_time"), ("2020-03-05T23:59", "on_time"), ("2020-03-06", "late")],
)
def test_the_row_tells_whether_the_first_contact_met_its_target(day: str, found: str) -> None:
    case = Case().note(day, "phone")
    assert case.row.contact_timeliness == found
    assert case.resolve("2020-03-10").row.contact_timeliness == found
    counter = Case(channel="counter").note(day, "phone")
    assert counter.row.contact_timeliness == ""
