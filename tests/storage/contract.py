"""The contract that every store keeps; each store's test module provides the ``store`` fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from contract_figures import FiguresContract
from contract_hindsight import HindsightContract
from contract_questions import QuestionsContract
from contract_reversals import ReversalsContract
from doubles import CLERK, NOW, desk, opened, utc_of
from storage_samples import SPOKEN, draft, everything, import_texts, made_ready, received

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.ledger import keeping, reversing
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import GENESIS, Head
from ledgerctl.domain.cases.ledger import Ledger, Population
from ledgerctl.domain.cases.reversal import TakenBack
from ledgerctl.domain.complainants.people import Identifier
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.handling import decisions
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.house import KeyReused
from ledgerctl.errors.system import LedgerCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.ports import Store

PHONE = Identifier("phone", "19900000001")
IDENTITY = Identifier("id", "110101199001010015")
NAME = Identifier("name", "张三")


def fail_half_way(store: Store) -> None:
    """Write a person, a number and an event, and fail before the end."""
    with store.writing() as transaction:
        person = transaction.person([IDENTITY], "f" * 16)
        number = transaction.next_number(2020)
        facts = {"channel": "counter", "received_at": NOW, "person": person}
        event = decisions.receive(number, facts, {"summary": "words"}, now=NOW)
        transaction.append([event], CLERK, utc_of(NOW))
        assert transaction.row(number) is not None
        raise RuntimeError


class StoreContract(FiguresContract, HindsightContract, QuestionsContract, ReversalsContract):
    """Chain, numbers, keys, persons and transactions; figures, questions and reversals come from the bases."""

    # --- the chain ---

    def test_empty_store(self, store: Store) -> None:
        assert store.head() == Head(0, GENESIS)
        assert store.ledger() == Ledger("", "", "", {}, {}, TakenBack())
        assert store.years() == []
        assert store.recorded(1) is None
        assert store.row("2020-0001") is None
        assert store.complaint("2020-0001") is None
        assert list(store.history("2020-0001")) == []
        assert list(store.chain_faults()) == []
        assert list(store.derived_faults()) == []

    def test_sequence_is_gapless_and_linked(self, store: Store) -> None:
        clerk = opened(store)
        for _ in range(3):
            receiving.add(clerk, SPOKEN, CLERK)
        handling.note(clerk, "2020-0002", "called back", CLERK)
        size = store.head().size
        events = [store.recorded(seq) for seq in range(1, size + 1)]
        assert size == 5
        assert store.recorded(0) is None
        assert store.recorded(size + 1) is None
        previous = GENESIS
        for seq, event in enumerate(events, start=1):
            assert event is not None
            assert event.envelope.seq == seq
            assert event.envelope.prev == previous
            assert chain.digest(event.envelope) == event.envelope.hash
            previous = event.envelope.hash
        assert store.head() == Head(size, previous)

    def test_a_family_holds_its_standing_events_in_order(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, SPOKEN, CLERK)
        handling.note(clerk, "2020-0001", "first", CLERK)
        keeping.change_setting(clerk, "repeat_window", "60", CLERK, reason="rule of the branch")
        handling.note(clerk, "2020-0001", "second", CLERK._replace(batch="b"))
        handling.note(clerk, "2020-0001", "third", CLERK)
        words = [each.sealed["note"] for each in store.family("complaint")]
        assert words == ["first", "second", "third"]
        assert [each.envelope.kind for each in store.family("setting")] == ["setting.changed"]
        assert list(store.family("complain")) == list(store.family("setting.changed")) == []

        reversing.undo(clerk, "b", CLERK, reason="written twice")

        assert [each.sealed["note"] for each in store.family("complaint")] == ["first", "third"]

    def test_sealed_part_comes_back(self, store: Store) -> None:
        clerk = opened(store)
        receipt = receiving.add(clerk, {**SPOKEN, "complainant": "张三"}, CLERK)
        event = store.recorded(receipt.seq)
        assert event is not None
        assert event.sealed == {"complainant": "张三", "summary": "柜台排队太久"}
        assert event.envelope.commitment is not None
        assert "张三" not in event.envelope.facts

    def test_ledger_knows_itself(self, store: Store) -> None:
        clerk = opened(store, currency="HKD")
        sizes = {"customers": "78000", "transactions": "57000"}
        keeping.record_populations(clerk, "2019", sizes, CLERK, source="core system")
        keeping.record_populations(clerk, "2019", {"customers": "78001"}, CLERK)
        keeping.change_setting(clerk, "repeat_window", "60", CLERK, reason="head office")
        ledger = store.ledger()
        assert ledger.branch == "东桥支行"
        assert ledger.algorithm == "sha256"
        assert ledger.settings == {
            "currency": "HKD",
            "four_eyes": "off",
            "repeat_window": "60",
            "timezone": "+08:00",
        }
        customers = Population(2019, "customers", 78001, "2019-12-31", "clerk01")
        assert ledger.populations[2019, "customers"] == customers
        assert ledger.populations[2019, "transactions"].size == 57000

    # --- numbers ---

    def test_numbers_run_per_year(self, store: Store) -> None:
        clerk = opened(store)
        days = ("2019-12-31", "2020-01-01", "2019-05-05", "2020-02-02")
        got = [receiving.add(clerk, {**SPOKEN, "received_at": day}, CLERK).number for day in days]
        assert got == ["2019-0001", "2020-0001", "2019-0002", "2020-0002"]

    def test_numbers_of_one_transaction_differ(self, store: Store) -> None:
        with store.writing() as transaction:
            got = [transaction.next_number(year) for year in (2020, 2020, 2021, 2020)]
        assert got == ["2020-0001", "2020-0002", "2021-0001", "2020-0003"]
        with store.writing() as transaction:
            assert transaction.next_number(2020) == "2020-0001"

    def test_numbers_of_a_reversed_batch_are_not_used_again(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, SPOKEN, CLERK)
        batch = import_texts(clerk, [received("2020-01-0" + day) for day in "12"]).batch
        reversing.undo(clerk, batch, CLERK, reason="wrong file")
        receipt = receiving.add(clerk, SPOKEN, CLERK)
        assert receipt.number == "2020-0004"
        assert list(store.derived_faults()) == []

    # --- keys ---

    def test_key_again_gives_the_same_event(self, store: Store) -> None:
        clerk = opened(store)
        keyed = CLERK._replace(key="k-1")
        first = receiving.add(clerk, SPOKEN, keyed)
        head = store.head()
        again = receiving.add(clerk, {**SPOKEN, "summary": "other words"}, keyed)
        assert again.repeated
        assert not first.repeated
        assert (again.number, again.seq, again.event_hash) == (
            first.number,
            first.seq,
            first.event_hash,
        )
        assert store.head() == head
        recorded = store.keyed("k-1")
        assert recorded is not None
        assert recorded.envelope.seq == first.seq
        assert store.keyed("k-2") is None

    def test_key_of_another_command_is_refused(self, store: Store) -> None:
        clerk = opened(store)
        keyed = CLERK._replace(key="k-1")
        receiving.add(clerk, SPOKEN, keyed)
        with pytest.raises(KeyReused):
            handling.note(clerk, "2020-0001", "words", keyed)

    def test_same_key_twice_is_never_stored(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, SPOKEN, CLERK._replace(key="k-1"))
        head = store.head()
        event = ComplaintNoted("2020-0001", NOW, "words")
        with pytest.raises(LedgerCorrupt), store.writing() as transaction:
            transaction.append([event], CLERK._replace(key="k-1"), clerk.clock.utc())
        assert store.head() == head

    def test_key_goes_to_the_first_event(self, store: Store) -> None:
        clerk = opened(store)
        sizes = {"customers": "1", "transactions": "2"}
        receipt = keeping.record_populations(clerk, "2019", sizes, CLERK._replace(key="k-1"))
        second = store.recorded(receipt.seq + 1)
        assert second is not None
        assert second.envelope.key is None

    # --- transactions ---

    def test_rollback_leaves_nothing(self, store: Store) -> None:
        clerk = opened(store)
        receiving.add(clerk, {**SPOKEN, "phone": "19900000001"}, CLERK)
        before = everything(store)
        with pytest.raises(RuntimeError):
            fail_half_way(store)
        assert everything(store) == before
        assert store.row("2020-0002") is None
        assert list(store.derived_faults()) == []
        with store.writing() as transaction:
            assert transaction.find_person([IDENTITY]) is None
            assert transaction.next_number(2020) == "2020-0002"

    def test_refused_command_leaves_nothing(self, store: Store) -> None:
        clerk = opened(store)
        before = everything(store)
        with pytest.raises(LedgerError):
            receiving.add(clerk, {**SPOKEN, "received_at": "2030-01-01"}, CLERK)
        assert everything(store) == before

    def test_dry_run_tells_and_leaves_nothing(self, store: Store) -> None:
        clerk = opened(store)
        before = everything(store)
        receipt = receiving.add(clerk, {**SPOKEN, "phone": "19900000001"}, CLERK, dry_run=True)
        assert receipt.number == "2020-0001"
        assert receipt.row is not None
        assert everything(store) == before

    def test_occurrences_are_counted_within_one_transaction(self, store: Store) -> None:
        one, two = "00" * 16, "ff" * 16
        for _ in range(2):
            with store.writing() as transaction:
                assert [transaction.occurrence(each) for each in (one, two, one)] == [1, 1, 2]

    # --- persons ---

    def test_person_is_found_by_any_identifier(self, store: Store) -> None:
        with store.writing() as transaction:
            assert transaction.find_person([PHONE]) is None
            assert transaction.person([IDENTITY, PHONE], "a" * 16) == "a" * 16
            assert transaction.person([PHONE], "b" * 16) == "a" * 16
            assert transaction.find_person([IDENTITY]) == "a" * 16
            assert transaction.find_person([]) is None
            assert transaction.person([NAME], "c" * 16) == "c" * 16

    def test_identity_outweighs_a_shared_telephone(self, store: Store) -> None:
        other = Identifier("id", "110101199001010023")
        with store.writing() as transaction:
            transaction.person([IDENTITY, PHONE], "a" * 16)
            transaction.person([other], "b" * 16)
            assert transaction.person([other, PHONE], "c" * 16) == "b" * 16
            assert transaction.find_person([PHONE]) == "a" * 16

    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            ({"phone": "19900000001"}, {"phone": "199-0000-0001"}, True),
            ({"phone": "19900000001"}, {"phone": "19900000002"}, False),
            ({"complainant": "张三"}, {"complainant": " 张三 "}, True),
            ({"complainant": "张三", "phone": "19900000001"}, {"complainant": "张三"}, False),
        ],
    )
    def test_complainant_is_recognised(
        self, store: Store, first: dict[str, str], second: dict[str, str], *, same: bool
    ) -> None:
        clerk = opened(store)
        one = receiving.add(clerk, {**SPOKEN, **first}, CLERK).row
        two = receiving.add(clerk, {**SPOKEN, **second}, CLERK).row
        assert one is not None
        assert two is not None
        assert (one.person == two.person) is same
        assert len(store.person_cases(one.person)) == (2 if same else 1)

    def test_telephone_taken_away_leaves_the_name(self, store: Store) -> None:
        clerk = opened(store)
        known = {"complainant": "张三", "phone": "19900000001"}
        receiving.add(clerk, {**SPOKEN, **known}, CLERK)
        handling.amend(clerk, "2020-0001", {"phone": ""}, CLERK, reason="wrong number")
        assert list(store.derived_faults()) == []
        receipt = receiving.add(clerk, {**SPOKEN, "complainant": "张三"}, CLERK)
        assert [row.number for row in receipt.earlier] == ["2020-0001"]

    def test_complainant_taken_away_ends_the_repetition(self, store: Store) -> None:
        clerk = opened(store)
        known = {**SPOKEN, "phone": "19900000001", "business": "loan"}
        receiving.add(clerk, {**known, "received_at": "2020-02-20"}, CLERK)
        second = receiving.add(clerk, known, CLERK)
        assert second.repeat_of == "2020-0001"
        handling.amend(clerk, "2020-0002", {"phone": ""}, CLERK, reason="not theirs")
        row = store.row("2020-0002")
        assert row is not None
        assert (row.person, row.repeat_of) == ("", "")
        assert list(store.derived_faults()) == []

    def test_source_key_is_keyed_and_stable(self, store: Store) -> None:
        with store.writing() as transaction:
            first = transaction.source_key("content")
            assert transaction.source_key("content") == first
            assert transaction.source_key("contents") != first
        assert len(first) == 32
        assert set(first) <= set("0123456789abcdef")

    # --- loading many ---

    @pytest.mark.parametrize("ready", [False, True])
    def test_loader_equals_one_by_one(self, new_store: Callable[[], Store], *, ready: bool) -> None:
        drafts = [draft(position) for position in range(1, 41)]
        given = list(map(made_ready, drafts)) if ready else drafts
        together, singly = desk(new_store()), desk(new_store())
        recorded_at = together.clock.utc()
        meta = CLERK._replace(batch="b-1")
        with together.store.writing() as transaction:
            loader = transaction.loader(meta, recorded_at)
            for chunk in (given[:7], [], given[7:]):
                loader.add(chunk)
            loader.finish()
        for number, facts, sealed, key, _ in drafts:
            with singly.store.writing() as transaction:
                event = decisions.receive(number, facts, sealed, now=NOW)
                transaction.append([event], meta._replace(key=key), recorded_at)
        assert everything(together.store) == everything(singly.store)
        assert list(together.store.chain_faults()) == []
        assert list(together.store.derived_faults()) == []
        with together.store.writing() as transaction:
            assert transaction.next_number(2020) == "2020-0041"
            assert transaction.batch_repeats("b-1") == 0

    def test_change_during_a_load_is_counted(self, store: Store) -> None:
        clerk = opened(store)
        meta = CLERK._replace(batch="b-1")
        with store.writing() as transaction:
            loader = transaction.loader(meta, clerk.clock.utc(), keep_indexes=True)
            loader.add([draft(1)])
            complaint = transaction.complaint("2020-0001")
            assert complaint is not None
            outcome = {"finding": "upheld", "resolved_at": NOW}
            event = decisions.resolve(complaint, outcome, {}, closer="w09", now=NOW)
            transaction.append([event], meta, clerk.clock.utc())
            loader.add([draft(2)])
            loader.finish()
        total = store.year_counts(2020, NOW[:10]).sums["total"][""]
        assert (total.cases, total.closed) == (2, 1)
        assert list(store.derived_faults()) == []
