"""A file and a ledger in memory live through the same 10,000 random steps and always agree."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from actions import ACTIONS, AT_BIRTH, play, steps
from doubles import CountingEntropy, opened
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from strategies import FIRST_DAY

from ledgerctl.application.desk.hindsight import changed_since
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.days.periods import days_period, quarter_period
from ledgerctl.domain.events import KINDS
from ledgerctl.domain.register.anchors import DECLINED, WITHDRAWN
from ledgerctl.domain.register.register import UNDECIDED
from ledgerctl.domain.reports.cross_measures import COUNTS
from ledgerctl.storage.memory import MemoryStore
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from deeds import Step

_START = f"{FIRST_DAY}T09:30"
_FAMILIES = sorted({kind.partition(".")[0] for kind in KINDS})
_YEARS = range(2018, 2022)
#: Steps that the halves of the test take together; at least so many are counted.
STEPS = 10_000
_HALVES = 2
#: Ledgers played in each half, and steps of each: long enough that late kinds find what they need.
_LIVES, _LENGTH = 90, 70


class TwoStores(RuleBasedStateMachine):
    """The same history in a file and in memory: after every step both say the same."""

    played: ClassVar[int] = 0
    seen: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = str(Path(self.folder.name) / "ledger.db")
        self.file = SqliteStore.create(path, salt=CountingEntropy().salt)
        self.memory = MemoryStore.create(secret=self.file.secret(), salt=CountingEntropy().salt)
        # What the disk does with a commit is another test's business.
        self.file.connection.execute("PRAGMA synchronous=OFF")
        self.desks = (opened(self.file, _START), opened(self.memory, _START))
        self.compared = 0

    def teardown(self) -> None:
        try:
            self.what_is_derived_is_what_the_events_make()
            for year in _YEARS:
                self.same_figures(year)
            for family in _FAMILIES:
                self.same_family(family)
            in_file, in_memory = (changed_since(s, "2020-01-15") for s in (self.file, self.memory))
            assert in_file == in_memory
        finally:
            self.file.close()
            self.folder.cleanup()

    def what_is_derived_is_what_the_events_make(self) -> None:
        """Rebuilding every read table gives what was kept up step by step."""
        for store in (self.file, self.memory):
            assert list(store.chain_faults()) == []
            assert list(store.derived_faults()) == []

    @rule(step=steps)
    def play(self, step: Step) -> None:
        TwoStores.played += 1
        in_file, in_memory = (play(desk, step) for desk in self.desks)
        assert in_file == in_memory

    @invariant()
    def both_say_the_same(self) -> None:
        head = self.file.head()
        assert head == self.memory.head()
        if head.size > self.compared:
            # A refused step changes nothing, and most of the time goes into comparing.
            self.same_rows()
            self.same_figures(_YEARS[head.size % len(_YEARS)])
            self.same_events(self.compared + 1, head.size)
            self.compared = head.size

    def same_rows(self) -> None:
        filters = (
            CaseFilter(),
            CaseFilter(status="reversed"),
            CaseFilter(equal=UNDECIDED),
            CaseFilter(not_closed_by="2020-06-01"),
            CaseFilter(due_by="2020-06-01"),
            CaseFilter(followup_by="2020-06-01"),
            CaseFilter(overdue_on="2020-06-01"),
        )
        for query in filters:
            assert self.file.cases(query) == self.memory.cases(query)
        assert self.file.ledger() == self.memory.ledger()

    def same_figures(self, year: int) -> None:
        assert self.file.years() == self.memory.years()
        counts = self.file.year_counts(year, "2020-06-01")
        assert counts == self.memory.year_counts(year, "2020-06-01")
        parts = (
            (quarter_period(f"{year}Q1"), {"channel": "hotline"}),
            (days_period(f"{year}-02-10", f"{year}-11-30"), {}),
        )
        for period, equal in parts:
            own = self.file.period_counts(period, "2020-06-01", equal)
            assert own == self.memory.period_counts(period, "2020-06-01", equal)
            received = self.file.received(period, equal)
            assert received == self.memory.received(period, equal) == own.received
        assert self.file.values("channel") == self.memory.values("channel")
        crossed = (
            store.cross(["handler"], "0001", "9999", counts=tuple(COUNTS), today="2020-06-01")
            for store in (self.file, self.memory)
        )
        assert next(crossed) == next(crossed)
        flow = counts.received + counts.reopened - counts.closed
        flow -= counts.count(WITHDRAWN) + counts.count(DECLINED)
        assert counts.opening + flow == counts.closing

    def same_events(self, first: int, last: int) -> None:
        fresh = self.file.between(first, last)
        assert fresh == self.memory.between(first, last)
        TwoStores.seen |= {each.envelope.kind for each in fresh}
        for number in {each.envelope.number for each in fresh} - {None}:
            assert self.file.complaint(number) == self.memory.complaint(number)

    def same_family(self, family: str) -> None:
        every = self.file.every(family)
        assert every == self.memory.every(family)
        stands = standing(every, self.file.taken_back())
        assert self.file.family(family) == self.memory.family(family) == stands


def test_every_event_kind_has_an_action_that_writes_it() -> None:
    written = AT_BIRTH.union(*(action.kinds for action in ACTIONS.values()))
    assert set(KINDS) - written == set(), "add a row to ACTIONS in tests/actions.py"
    assert written <= set(KINDS)


@pytest.mark.parametrize("half", range(_HALVES))
def test_both_stores_always_agree(half: int) -> None:
    TwoStores.played = 0
    TwoStores.seen = set()
    run_state_machine_as_test(
        TwoStores,
        settings=settings(
            max_examples=_LIVES,
            stateful_step_count=_LENGTH,
            # One half is the same every time, so that no kind is left out by chance.
            derandomize=half == 0,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert TwoStores.played * _HALVES >= STEPS
    if half == 0:
        assert set(KINDS) - TwoStores.seen == set()
