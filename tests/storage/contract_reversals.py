"""What every store says of events that were taken back; part of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doubles import CLERK, opened
from storage_samples import SPOKEN, import_texts, received

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.ledger import keeping, reversing
from ledgerctl.domain.cases.reversal import TakenBack

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.ports import Store

N = "2020-0001"


def kinds(store: Store, first: int, last: int) -> list[str]:
    return [each.envelope.kind for each in store.between(first, last)]


class ReversalsContract:
    """Ranges, batches, reversals of reversals; read tables, settings and families follow."""

    def test_what_a_command_wrote_is_taken_back_and_restored(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, SPOKEN, CLERK)
        before = store.row(N)
        handling.resolve(clerk, N, {"finding": "upheld"}, CLERK)
        closed = store.row(N)
        assert store.taken_back() == TakenBack()
        reversing.undo(clerk, "", CLERK, reason="x")
        assert store.taken_back() == TakenBack({}, (3,), (3,), (4,))
        assert store.row(N) == before
        reversing.undo(clerk, "", CLERK, reason="x")
        assert store.row(N) == closed
        assert store.taken_back() == store.ledger().taken_back == TakenBack({}, (4,), (4,), (5,))
        assert [each.envelope.seq for each in store.family("events")] == [5]
        assert [each.envelope.seq for each in store.every("events")] == [4, 5]
        assert list(store.derived_faults()) == []

    def test_an_import_is_restored(self, store: Store) -> None:
        clerk = opened(store)
        report = import_texts(clerk, [received("2020-03-03"), received("2020-03-04")])
        rows = store.cases(CaseFilter())
        reversing.undo(clerk, report.batch, CLERK, reason="x")
        assert store.cases(CaseFilter()).total == 0
        reversing.undo(clerk, "", CLERK, reason="x")
        assert store.cases(CaseFilter()) == rows
        assert store.taken_back().batches == {}
        assert list(store.derived_faults()) == []

    def test_settings_and_denominators_follow(self, store: Store) -> None:
        clerk = opened(store)
        keeping.change_setting(clerk, "repeat_window", "60", CLERK, reason="x")
        keeping.record_populations(clerk, "2019", {"customers": "5"}, CLERK)
        keeping.record_populations(clerk, "2019", {"customers": "7", "outlets": "1"}, CLERK)
        reversing.undo(clerk, "2", CLERK, reason="x")
        reversing.undo(clerk, "5", CLERK, reason="x")
        ledger = store.ledger()
        assert ledger.settings["repeat_window"] == "30"
        assert {key: each.size for key, each in ledger.populations.items()} == {
            (2019, "customers"): 5
        }
        assert list(store.derived_faults()) == []

    def test_texts_and_identifiers_go_with_their_event(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, {**SPOKEN, "complainant": "张三"}, CLERK)
        handling.amend(clerk, N, {"complainant": "李四"}, CLERK, reason="x")
        reversing.undo(clerk, "", CLERK, reason="x")
        assert store.texts([N])[N]["complainant"] == "张三"
        complaint = store.complaint(N)
        assert complaint is not None
        row = store.row(N)
        assert row is not None
        assert complaint.facts["person"] == row.person
        assert list(store.derived_faults()) == []

    def test_events_between_two_places(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, SPOKEN, CLERK)
        handling.note(clerk, N, "words", CLERK)
        assert kinds(store, 2, 3) == ["complaint.received", "complaint.noted"]
        assert kinds(store, 3, 99) == ["complaint.noted"]
        assert kinds(store, 4, 99) == kinds(store, 3, 2) == []

    def test_every_command_has_a_key_of_its_own(self, new_store: Callable[[], Store]) -> None:
        clerk = opened(new_store())
        sizes = {"customers": "5", "outlets": "1"}
        keeping.record_populations(clerk, "2019", sizes, CLERK)
        keyed = [each.envelope.key is not None for each in clerk.store.between(1, 9)]
        assert keyed == [True, True, False]
