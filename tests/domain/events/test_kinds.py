from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain import events
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.cases.ledger import Ledger, Population
from ledgerctl.domain.cases.links import Link
from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.days.policies import DEFAULTS, Policy
from ledgerctl.domain.events import KINDS, UPCASTERS, event_class, load_event
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.attached import ComplaintAttached
from ledgerctl.domain.events.batch_reversed import BatchReversed
from ledgerctl.domain.events.called_back import ComplaintCalledBack
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.created import LedgerCreated
from ledgerctl.domain.events.declined import ComplaintDeclined
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.events_reversed import EventsReversed
from ledgerctl.domain.events.extended import ComplaintExtended
from ledgerctl.domain.events.import_recorded import ImportRecorded
from ledgerctl.domain.events.improvement_done import ImprovementDone
from ledgerctl.domain.events.improvement_linked import ImprovementLinked
from ledgerctl.domain.events.improvement_opened import ImprovementOpened
from ledgerctl.domain.events.improvement_planned import ImprovementPlanned
from ledgerctl.domain.events.improvement_verified import ImprovementVerified
from ledgerctl.domain.events.judged import ComplaintJudged
from ledgerctl.domain.events.linked import ComplaintLinked
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.notified import ComplaintNotified
from ledgerctl.domain.events.opportunity_concluded import OpportunityConcluded
from ledgerctl.domain.events.opportunity_heard import OpportunityHeard
from ledgerctl.domain.events.opportunity_offered import OpportunityOffered
from ledgerctl.domain.events.paused import ComplaintPaused
from ledgerctl.domain.events.policy_adopted import PolicyAdopted
from ledgerctl.domain.events.policy_retired import PolicyRetired
from ledgerctl.domain.events.population import PopulationRecorded
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.repaired import ComplaintRepaired
from ledgerctl.domain.events.report_issued import ReportIssued
from ledgerctl.domain.events.resolved import ComplaintResolved
from ledgerctl.domain.events.resumed import ComplaintResumed
from ledgerctl.domain.events.revealed import DataRevealed
from ledgerctl.domain.events.setting import SettingChanged
from ledgerctl.domain.events.suggestion_answered import SuggestionAnswered
from ledgerctl.domain.events.suggestion_forwarded import SuggestionForwarded
from ledgerctl.domain.events.suggestion_made import SuggestionMade
from ledgerctl.domain.events.unlinked import ComplaintUnlinked
from ledgerctl.domain.events.watch_added import WatchAdded
from ledgerctl.domain.events.watch_lifted import WatchLifted
from ledgerctl.domain.events.watch_told import WatchTold
from ledgerctl.domain.events.watch_viewed import WatchViewed
from ledgerctl.domain.events.withdrawn import ComplaintWithdrawn
from ledgerctl.errors.system import LedgerTooNew

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import ComplaintEvent, Event, Facts, LedgerEvent, Sealed

unhurried = settings(deadline=None)
NUMBER = "2020-0001"

#: At least one event of every kind, with and without its optional parts.
EXAMPLES: list[Event] = [
    LedgerCreated("0123456789abcdef", "东侨支行", {"currency": "CNY", "timezone": "+08:00"}),
    LedgerCreated("0123456789abcdef", "East branch", {}, "sm3"),
    SettingChanged("repeat_window", "60", "总行通知"),
    SettingChanged("repeat_window", "60"),
    PopulationRecorded(Population(2020, "customers", 78_000, "2020-12-31", "营运部")),
    ComplaintReceived(
        NUMBER,
        {"channel": "hotline", "amount": 20_000, "skip_level": False, "complained": ["C-1", "C-2"]},
        {"summary": "第一行\n第二行", "extra": {"原始列": "值", "another": ""}},
    ),
    ComplaintReceived(NUMBER, {"channel": "counter", "closed": True}, {}),
    ComplaintNoted(NUMBER, "2020-03-05T10:00", "已致电"),
    ComplaintAssigned(NUMBER, "2020-03-05", "C-02", "营业部", "专长"),
    ComplaintAssigned(NUMBER, "2020-03-05", "C-02"),
    ComplaintAssigned(NUMBER, "2020-03-05", "C-03", "", "双人谈话", "assisting"),
    ComplaintAssigned(NUMBER, "2020-03-05", "C-02", assignment="accepted"),
    ComplaintLinked(NUMBER, "2020-03-05", Link("repeat", "2019-0004", outgoing=True), "同一事"),
    ComplaintLinked(NUMBER, "2020-03-05", Link("duplicate", "2019-0004", outgoing=False)),
    ComplaintUnlinked(NUMBER, "2020-03-05", Link("repeat", "2019-0004", outgoing=True), "误关联"),
    ComplaintAttached(NUMBER, "2020-03-05", "recording", 12, "ab" * 32, "/录音.wav", "第一次来电"),
    ComplaintCalledBack(NUMBER, "2020-03-09", "reached", "C-02", "2", "2020-03-12", "不满意"),
    ComplaintCalledBack(NUMBER, "2020-03-09", "not_reached", "C-02"),
    ComplaintRepaired(NUMBER, "2020-03-10", "C-02", "登门致歉", "improving", "2020-04-01"),
    ComplaintRepaired(NUMBER, "2020-03-10", "C-02", "登门致歉"),
    WatchAdded({"at": "2020-03-10", "person": "0123456789abcdef"}, {"reason": "多次"}),
    WatchLifted({"at": "2020-03-10", "person": "0123456789abcdef"}, {"reason": "和解"}),
    WatchTold({"at": "2020-03-10", "person": "0123456789abcdef", "staff": "C-02"}, {}),
    WatchViewed({"at": "2020-03-10", "from": "2020-01-01", "to": "2020-03-10", "shown": 2}, {}),
    ComplaintEscalated(NUMBER, "2020-03-06", "first_receiver", "president", "C-99", "媒体关注"),
    ComplaintEscalated(NUMBER, "2020-03-06", "first_receiver", "branch_head"),
    ComplaintResolved(
        NUMBER,
        {"resolved_at": "2020-03-07", "finding": "upheld", "compensation": 2_300},
        {"resolution": "赔付"},
    ),
    ComplaintReopened(NUMBER, "2020-04-01", "2020-04-16", "cn.2020-3.decide.simple", "新证据"),
    ComplaintCorrected(NUMBER, {"amount": 5}, {"phone": "19900000001"}, ("demand",), "录入有误"),
    ComplaintCorrected(NUMBER, {}, {"extra": {"列": "值"}}),
    ComplaintJudged(
        NUMBER,
        {"at": "2020-03-08", "responsibility": "at_fault", "responsible": ["C-1"]},
        {"reason": "清点有误", "measure_taken": "培训"},
    ),
    ReportIssued(
        {
            "report": "R2021-0001",
            "issued_to": "分行",
            "period_kind": "year",
            "first": "2020-01-01",
            "last": "2020-12-31",
            "filter": [],
            "figures": ["25=total.cases"],
        },
        {},
    ),
    SuggestionMade({"suggestion": "S2020-0001", "at": "2020-03-08"}, {"proposal": "叫号短信"}),
    SuggestionForwarded({"suggestion": "S2020-0001", "forwarded_to": "分行"}, {}),
    SuggestionAnswered({"suggestion": "S2020-0001", "adoption": "adopted"}, {"answer": "采纳"}),
    ImprovementOpened(
        {"improvement": "I2020-0001", "cases": [NUMBER], "cause": "service"}, {"lesson": "排队"}
    ),
    ImprovementLinked({"improvement": "I2020-0001", "cases": ["2020-0002"]}, {}),
    ImprovementPlanned(
        {"improvement": "I2020-0001", "step": 1, "due_on": "2020-05-01"}, {"plan": "加开窗口"}
    ),
    ImprovementDone({"improvement": "I2020-0001", "step": 1}, {"evidence": "已开"}),
    ImprovementVerified({"improvement": "I2020-0001", "before": 7, "after": 0}, {}),
    OpportunityHeard({"opportunity": "O2020-0001", "case": NUMBER}, {"need": "想分期"}),
    OpportunityOffered({"opportunity": "O2020-0001", "by": "C-1"}, {"offer": "消费贷"}),
    OpportunityConcluded(
        {"opportunity": "O2020-0001", "opportunity_outcome": "accepted"}, {"result": "已办"}
    ),
    ComplaintNoted(
        NUMBER,
        "2020-03-06",
        "新材料",
        "phone",
        new_facts=True,
        clocks={"due_on": "2020-03-21", "policy": "cn.2020-3.decide.simple"},
    ),
    ComplaintReopened(NUMBER, "2020-04-01", "2020-04-16", "x", "", {"calendar": "cn.1"}),
    ComplaintExtended(
        NUMBER,
        "2020-03-18",
        "2020-03-18",
        30,
        "2020-03-19",
        "2020-04-18",
        "cn.2020-3.decide.special",
        in_time=True,
        approval="superior_institution",
        approved_by="S-01",
        told_at="2020-03-18",
        reason="鉴定",
    ),
    ComplaintExtended(NUMBER, "2020-03-18", "2020-03-20", 1, "", "", "", in_time=False),
    ComplaintPaused(NUMBER, "2020-03-06", "external_appraisal", "2020-03-06", "送检"),
    ComplaintPaused(NUMBER, "2020-03-06", "external_appraisal"),
    ComplaintResumed(NUMBER, "2020-03-16", {"due_on": "2020-03-29"}, "结论"),
    ComplaintResumed(NUMBER, "2020-03-16"),
    ComplaintNotified(NUMBER, "2020-03-18T16:00", "phone", ("facts", "basis"), "录音 12"),
    ComplaintWithdrawn(NUMBER, "2020-03-18", "C-02", "已协商"),
    ComplaintWithdrawn(NUMBER, "2020-03-18", ""),
    ComplaintDeclined(NUMBER, "2020-03-18", "C-02", "not_ours", "2020-03-18", "phone", "他行"),
    ComplaintDeclined(NUMBER, "2020-03-18", "C-02", "other"),
    PolicyAdopted(DEFAULTS[0], "cn", "2020-03-01", "总行通知"),
    PolicyAdopted(Policy("own.contact", "contact", 2, "hour")),
    PolicyRetired("branch.contact", "2020-03-01", "改由分行规定"),
    PolicyRetired("branch.contact"),
    BatchReversed("import-20200304T000000-0a1b2c3d", "导错文件"),
    BatchReversed("import-1"),
    EventsReversed(7, 8, "记错了", "2020-03-04"),
    EventsReversed(7, 7),
    DataRevealed("export", 25, ("complainant", "phone"), "报送监管"),
    DataRevealed("show", 1, (), "", "2020-0001"),
    ImportRecorded({"import": "import-1", "added": 25, "complete": True}, {"file": "台账.csv"}),
]
names = [f"{place}-{event.kind}" for place, event in enumerate(EXAMPLES)]


def stored(parts: Facts | Sealed) -> Facts:
    return cast("Facts", json.loads(chain.canonical(parts)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_under_its_stored_name(kind: str) -> None:
    found = event_class(kind)
    assert found.kind == kind
    assert found.version >= 1
    assert found.__name__ == KINDS[kind][1]


def test_the_stored_names_are_these_for_ever() -> None:
    assert set(KINDS) == {
        *("ledger.created", "setting.changed", "population.recorded", "batch.reversed"),
        "events.reversed",
        *("data.revealed", "report.issued"),
        "data.revealed",
        "import.recorded",
        *("complaint.received", "complaint.noted", "complaint.assigned", "complaint.escalated"),
        *("complaint.resolved", "complaint.reopened", "complaint.corrected"),
        *("complaint.judged", "suggestion.made", "suggestion.forwarded", "suggestion.answered"),
        *("improvement.opened", "improvement.linked", "improvement.planned", "improvement.done"),
        *("improvement.verified", "opportunity.heard", "opportunity.offered"),
        "opportunity.concluded",
        *("complaint.extended", "complaint.paused", "complaint.resumed", "complaint.notified"),
        *("complaint.withdrawn", "complaint.declined", "policy.adopted", "policy.retired"),
        *("complaint.linked", "complaint.unlinked", "complaint.attached"),
        *("complaint.called_back", "complaint.repaired"),
        *("watch.added", "watch.lifted", "watch.told", "watch.viewed"),
    }
    assert {event.kind for event in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("event", EXAMPLES, ids=names)
def test_what_is_stored_loads_as_the_same_event(event: Event) -> None:
    facts, sealed = stored(event.facts()), cast("Sealed", stored(event.sealed()))
    loaded = load_event(event.kind, event.version, event.number, facts, sealed)
    assert loaded == event
    assert stored(loaded.facts()) == facts
    assert stored(loaded.sealed()) == sealed


@pytest.mark.parametrize("event", EXAMPLES, ids=names)
def test_facts_hold_nothing_personal_and_no_free_text(event: Event) -> None:
    catalogue = (*FIELDS.values(), *ENTRY_FIELDS.values())
    words = {"reason", "note", "proof", "path"}
    sealed = {field.name for field in catalogue if field.sealed} | words
    facts = {name.removeprefix("new.") for name in event.facts()}
    assert facts.isdisjoint(sealed)
    assert {type(value) for value in event.facts().values()} <= {str, int, bool, list}


@pytest.mark.parametrize("event", EXAMPLES, ids=names)
def test_an_erased_sealed_part_leaves_an_event_that_still_loads(event: Event) -> None:
    loaded = load_event(event.kind, event.version, event.number, stored(event.facts()), {})
    assert stored(loaded.facts()) == stored(event.facts())


odd_values = st.one_of(
    st.text(max_size=8),
    st.integers(-5, 5),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
)
known_names = sorted(
    {name for event in EXAMPLES for name in event.facts()} | {"cleared", "new.received_at"}
)


@unhurried
@given(
    kind=st.sampled_from(sorted(KINDS)),
    number=st.none() | st.just(NUMBER),
    facts=st.dictionaries(st.sampled_from(known_names) | st.text(max_size=5), odd_values),
    sealed=st.dictionaries(
        st.sampled_from(["reason", "note", "summary", "new.phone", "extra"]),
        st.text(max_size=5) | st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
    ),
)
def test_loading_and_applying_never_refuse_history(
    kind: str, number: str | None, facts: Facts, sealed: Sealed
) -> None:
    event = load_event(kind, 1, number, facts, sealed)
    if kind.startswith("complaint."):
        after = cast("ComplaintEvent", event).apply(Complaint(NUMBER))
        again = cast("ComplaintEvent", event).apply(after)
        assert after.number == again.number == NUMBER
    else:
        ledger = cast("LedgerEvent", event).apply(Ledger())
        assert cast("LedgerEvent", event).apply(ledger) == ledger


@pytest.mark.parametrize("kind", ["", "complaint.forgotten", "ledger", "COMPLAINT.NOTED"])
def test_an_unknown_kind_was_written_by_a_newer_program(kind: str) -> None:
    with pytest.raises(LedgerTooNew) as refusal:
        load_event(kind, 1, NUMBER, {}, {})
    assert refusal.value.values["version"] == kind
    assert "complaint.noted" in str(refusal.value.values["known"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_newer_version_was_written_by_a_newer_program(kind: str) -> None:
    known = event_class(kind).version
    with pytest.raises(LedgerTooNew) as refusal:
        load_event(kind, known + 1, NUMBER, {}, {})
    assert refusal.value.values == {"path": kind, "version": known + 1, "known": known}
    load_event(kind, known, NUMBER, {}, {})


@pytest.mark.parametrize("kind", KINDS)
def test_every_older_version_has_its_upcaster(kind: str) -> None:
    versions = range(1, event_class(kind).version)
    assert [version for version in versions if (kind, version) not in UPCASTERS] == []


def test_older_versions_are_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_is_a_fact(facts: Facts, sealed: Sealed) -> tuple[Facts, Sealed]:
        return {"at": facts["on"]}, sealed

    def the_note_is_sealed(facts: Facts, sealed: Sealed) -> tuple[Facts, Sealed]:
        return facts, {"note": sealed["words"]}

    monkeypatch.setattr(ComplaintNoted, "version", 3)
    monkeypatch.setitem(events.UPCASTERS, ("complaint.noted", 1), at_is_a_fact)
    monkeypatch.setitem(events.UPCASTERS, ("complaint.noted", 2), the_note_is_sealed)
    today = ComplaintNoted(NUMBER, "2020-03-05", "已致电")
    oldest: tuple[Facts, Sealed] = {"on": "2020-03-05"}, {"words": "已致电"}
    older: tuple[Facts, Sealed] = {"at": "2020-03-05"}, {"words": "已致电"}
    assert load_event("complaint.noted", 1, NUMBER, *oldest) == today
    assert load_event("complaint.noted", 2, NUMBER, *older) == today
    assert load_event("complaint.noted", 3, NUMBER, today.facts(), today.sealed()) == today
    with pytest.raises(LedgerTooNew):
        load_event("complaint.noted", 4, NUMBER, {}, {})
