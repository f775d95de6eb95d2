from __future__ import annotations

import tempfile
from pathlib import Path

from doubles import CountingEntropy, opened
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from strategies import (
    FIRST_DAY,
    LEVELS,
    STAFF,
    Step,
    corrections,
    intakes,
    outcomes,
    play,
    registers,
    words,
)

from ledgerctl.application.ports import CaseFilter
from ledgerctl.storage.memory import MemoryStore
from ledgerctl.storage.sqlite import SqliteStore

_START = f"{FIRST_DAY}T09:30"
_cases = st.integers(0, 7)


class TwoStores(RuleBasedStateMachine):
    """The same history in a file and in memory: after every step both say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = str(Path(self.folder.name) / "ledger.db")
        self.file = SqliteStore.create(path, salt=CountingEntropy().salt)
        self.memory = MemoryStore.create(secret=self.file.secret(), salt=CountingEntropy().salt)
        # What the disk does with a commit is another test's business.
        self.file.connection.execute("PRAGMA synchronous=OFF")
        self.desks = (opened(self.file, _START), opened(self.memory, _START))
        self.changed = True

    def teardown(self) -> None:
        try:
            assert list(self.file.chain_faults()) == []
            assert list(self.memory.chain_faults()) == []
            assert list(self.file.derived_faults()) == []
            assert list(self.memory.derived_faults()) == []
        finally:
            self.file.close()
            self.folder.cleanup()

    def both(self, step: Step) -> None:
        in_file, in_memory = (play(desk, step) for desk in self.desks)
        assert in_file == in_memory, step

    def has_cases(self) -> bool:
        return bool(self.memory.books.rows)

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.both(Step("wait", days))

    @rule(texts=intakes)
    def receive(self, texts: dict[str, str]) -> None:
        self.both(Step("receive", texts=texts))

    @precondition(has_cases)
    @rule(case=_cases, handler=st.sampled_from(STAFF))
    def assign(self, case: int, handler: str) -> None:
        self.both(Step("assign", case, words=handler))

    @precondition(has_cases)
    @rule(case=_cases, level=st.sampled_from(LEVELS))
    def escalate(self, case: int, level: str) -> None:
        self.both(Step("escalate", case, words=level))

    @precondition(has_cases)
    @rule(case=_cases, texts=outcomes)
    def resolve(self, case: int, texts: dict[str, str]) -> None:
        self.both(Step("resolve", case, texts))

    @precondition(has_cases)
    @rule(case=_cases, reason=words)
    def reopen(self, case: int, reason: str) -> None:
        self.both(Step("reopen", case, words=reason))

    @precondition(has_cases)
    @rule(case=_cases, note=words)
    def note(self, case: int, note: str) -> None:
        self.both(Step("note", case, words=note))

    @precondition(has_cases)
    @rule(case=_cases, correction=corrections)
    def correct(self, case: int, correction: tuple[str, str]) -> None:
        field, value = correction
        self.both(Step("correct", case, {"field": field, "value": value}))

    @rule(days=st.sampled_from(("1", "30", "400")))
    def change_window(self, days: str) -> None:
        self.both(Step("window", words=days))

    @rule(rows=registers, action=st.sampled_from(("import", "update")))
    def take(self, rows: list[dict[str, str]], action: str) -> None:
        self.both(Step(action, rows=tuple(rows)))

    @precondition(has_cases)
    @rule(position=_cases)
    def undo(self, position: int) -> None:
        self.both(Step("undo", position))

    @invariant()
    def heads_agree(self) -> None:
        assert self.file.head() == self.memory.head()

    @invariant()
    def rows_agree(self) -> None:
        for query in (CaseFilter(), CaseFilter(status="reversed")):
            assert self.file.cases(query) == self.memory.cases(query)

    @invariant()
    def figures_agree(self) -> None:
        assert self.file.years() == self.memory.years()
        for year in range(2018, 2022):
            counts = self.file.year_counts(year, "2020-06-01")
            assert counts == self.memory.year_counts(year, "2020-06-01")
            flow = counts.received + counts.reopened - counts.closed
            assert counts.opening + flow == counts.closing


TwoStores.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
TestTwoStores = TwoStores.TestCase
