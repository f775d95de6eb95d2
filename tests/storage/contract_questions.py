"""The questions every store answers: filters, texts, cross tables, what is known by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, opened, set_clock
from storage_samples import SPOKEN, import_texts, received

from ledgerctl.application.cases import following, handling, receiving
from ledgerctl.application.desk.records import CaseFilter, CrossCell
from ledgerctl.application.ledger import reversing
from ledgerctl.domain.cases import chain
from ledgerctl.domain.register.register import CROSSABLE, Row
from ledgerctl.domain.reports.sorting import SORTABLE, Sort, in_order

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Store


def filled(store: Store) -> Desk:
    """Four cases: two of 2019 (one closed late, one open), two of 2020 (one escalated, one plain)."""
    clerk = opened(store, "2020-03-04T09:30")
    intakes = (
        {"received_at": "2019-11-01", "business": "loan", "phone": "19900000001"},
        {"received_at": "2019-12-31", "channel": "nfra", "summary": 'He said "never 100%_"'},
        {"received_at": "2020-02-29", "business": "loan", "phone": "19900000001"},
        {"received_at": "2020-03-04", "summary": "Cafe\u0301 queue\nback\\slash"},
    )
    for intake in intakes:
        receiving.add(clerk, {**SPOKEN, **intake}, CLERK)
    outcome = {"finding": "upheld", "compensation": "12.34", "resolved_at": "2019-12-01"}
    handling.resolve(clerk, "2019-0001", outcome, CLERK)
    handling.escalate(clerk, "2020-0001", "superior", CLERK, reason="beyond the branch")
    return clerk


class QuestionsContract:
    """Every filter, every cross table; what is asked never depends on how a store keeps it."""

    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            (CaseFilter(), "2019-0001 2019-0002 2020-0001 2020-0002"),
            (CaseFilter(status="closed"), "2019-0001"),
            (CaseFilter(status="escalated"), "2020-0001"),
            (CaseFilter(status="reversed"), ""),
            (CaseFilter(is_open=True), "2019-0002 2020-0001 2020-0002"),
            (CaseFilter(is_open=False), "2019-0001"),
            (CaseFilter(year=2019), "2019-0001 2019-0002"),
            (CaseFilter(year=2018), ""),
            (CaseFilter(received_from="2019-12-31"), "2019-0002 2020-0001 2020-0002"),
            (CaseFilter(received_to="2019-12-31"), "2019-0001 2019-0002"),
            (CaseFilter(equal={"business": "loan"}), "2019-0001 2020-0001"),
            (CaseFilter(equal={"business": ""}), "2019-0002 2020-0002"),
            (CaseFilter(equal={"business": "loan", "level": "superior"}), "2020-0001"),
            (CaseFilter(equal={"intake_class": "external"}), "2019-0002"),
            (CaseFilter(equal={"status": "closed"}), "2019-0001"),
            (CaseFilter(equal={"number": "2020-0002"}), "2020-0002"),
            (CaseFilter(overdue_on="2020-01-16"), "2019-0002"),
            (CaseFilter(overdue_on="2020-01-15"), ""),
            (CaseFilter(text="排队"), "2019-0001 2020-0001"),
            (CaseFilter(text="SAID"), "2019-0002"),
            (CaseFilter(text='"never'), "2019-0002"),
            (CaseFilter(text="100%_"), "2019-0002"),
            (CaseFilter(text="1%0"), ""),
            (CaseFilter(text="1_0"), ""),
            (CaseFilter(text="caf\u00e9"), "2020-0002"),
            (CaseFilter(text="cafe\u0301 QUEUE"), "2020-0002"),
            (CaseFilter(text="queue\nback"), "2020-0002"),
            (CaseFilter(text="back\\sl"), "2020-0002"),
            (CaseFilter(text="beyond the branch"), "2020-0001"),
            (CaseFilter(text="nowhere"), ""),
            (CaseFilter(search="排队"), "2019-0001 2020-0001"),
            (CaseFilter(search="QUEUE cafe\u0301"), "2020-0002"),
            (CaseFilter(search="19900000001"), ""),
            (CaseFilter(search="said queue"), ""),
            (CaseFilter(search="beyond", text="branch"), "2020-0001"),
            (CaseFilter(text="summary"), ""),
            (CaseFilter(year=2020, text="排队", is_open=True), "2020-0001"),
        ],
    )
    def test_filter(self, store: Store, query: CaseFilter, numbers: str) -> None:
        filled(store)
        page = store.cases(query)
        assert [row.number for row in page.rows] == numbers.split()

    @pytest.mark.parametrize(
        ("day", "numbers"),
        [
            ("2020-03-06", ""),
            ("2020-03-07", "2019-0001"),
            ("2020-03-09", "2019-0001"),
            ("2020-03-10", "2019-0001 2020-0001"),
        ],
    )
    def test_follow_ups_of_open_and_closed_cases(
        self, store: Store, day: str, numbers: str
    ) -> None:
        clerk = filled(store)
        following.call_back(clerk, "2019-0001", "reached", CLERK, score="2")
        following.repair(clerk, "2020-0001", "called", CLERK, next_on="2020-03-10")
        following.repair(clerk, "2020-0002", "called", CLERK)
        page = store.cases(CaseFilter(followup_by=day))
        assert [row.number for row in page.rows] == numbers.split()
        assert page.total == len(page.rows)

    @pytest.mark.parametrize(("limit", "shown"), [(0, 0), (1, 1), (3, 3), (9, 4)])
    def test_limit_tells_the_whole_number(self, store: Store, limit: int, shown: int) -> None:
        filled(store)
        page = store.cases(CaseFilter(limit=limit))
        assert (len(page.rows), page.total) == (shown, 4)

    @pytest.mark.parametrize(
        "order",
        [(sort, turned) for sort in SORTABLE for turned in (False, True)],
    )
    def test_every_order_is_that_of_the_rows(self, store: Store, order: tuple[str, bool]) -> None:
        filled(store)
        wanted = (Sort(*order), Sort("channel", descending=True))
        page = store.cases(CaseFilter(order=wanted))
        assert list(page.rows) == in_order(reversed(page.rows), wanted)
        assert len(store.cases(CaseFilter(order=wanted, limit=2)).rows) == 2

    def test_a_limit_on_words_tells_the_whole_number(self, store: Store) -> None:
        filled(store)
        page = store.cases(CaseFilter(text="排队", limit=1))
        assert ([row.number for row in page.rows], page.total) == (["2019-0001"], 2)

    def test_a_stream_holds_the_same_cases_whole_by_number(self, store: Store) -> None:
        filled(store)
        for query in (CaseFilter(), CaseFilter(year=2020), CaseFilter(text="排队", limit=1)):
            found = list(store.stream(query, Row._fields))
            page = store.cases(query._replace(limit=None))
            assert [Row(*case.row) for case in found] == sorted(page.rows)
            for case in found:
                complaint = store.complaint(str(case.row[0]))
                assert complaint is not None
                assert (case.facts, case.sealed) == (complaint.facts, complaint.sealed)
        assert list(store.stream(CaseFilter(year=1999), ())) == []

    def test_a_stream_knows_what_search_finds_and_no_other_columns(self, store: Store) -> None:
        filled(store)
        found = store.stream(CaseFilter(search="never"), ("number", "days"))
        assert [case.row for case in found] == [["2019-0002", None]]
        with pytest.raises((KeyError, AttributeError)):
            next(store.stream(CaseFilter(), ("number; --",)))

    def test_a_stream_leaves_the_store_as_it_was(self, store: Store) -> None:
        clerk = filled(store)
        stream = store.stream(CaseFilter(), ())
        next(stream)
        stream.close()  # type: ignore[attr-defined]  # every store's stream is a generator
        receiving.add(clerk, SPOKEN, CLERK)
        with store.writing() as transaction:
            assert len(list(transaction.stream(CaseFilter(), ()))) == 5

    def test_every_event_comes_in_order(self, store: Store) -> None:
        filled(store)
        events = list(store.events())
        assert events == [store.recorded(seq) for seq in range(1, store.head().size + 1)]

    def test_cases_come_oldest_first(self, store: Store) -> None:
        clerk = filled(store)
        receiving.add(clerk, {**SPOKEN, "received_at": "2019-11-01"}, CLERK)
        receiving.add(clerk, {**SPOKEN, "received_at": "2019-01-01"}, CLERK)
        numbers = [row.number for row in store.cases(CaseFilter(year=2019)).rows]
        assert numbers == ["2019-0004", "2019-0001", "2019-0003", "2019-0002"]

    def test_texts_are_those_of_now(self, store: Store) -> None:
        clerk = filled(store)
        handling.amend(clerk, "2019-0001", {"summary": "other words"}, CLERK, reason="misread")
        texts = store.texts(["2019-0001", "2020-0002", "2020-0099"])
        assert texts["2019-0001"] == {"summary": "other words", "phone": "19900000001"}
        assert texts["2020-0002"] == {"summary": "Caf\u00e9 queue\nback\\slash"}
        assert texts["2020-0099"] == {}

    def test_old_words_are_still_found(self, store: Store) -> None:
        clerk = filled(store)
        handling.amend(clerk, "2020-0002", {"summary": "other words"}, CLERK, reason="misread")
        handling.note(clerk, "2019-0002", "left a voicemail", CLERK)
        for words, number in (("queue", "2020-0002"), ("voicemail", "2019-0002")):
            assert [row.number for row in store.cases(CaseFilter(text=words)).rows] == [number]

    def test_person_cases(self, store: Store) -> None:
        filled(store)
        row = store.row("2019-0001")
        assert row is not None
        numbers = [each.number for each in store.person_cases(row.person)]
        assert numbers == ["2019-0001", "2020-0001"]
        assert list(store.person_cases("0" * 15)) == []

    def test_history_is_in_order(self, store: Store) -> None:
        clerk = filled(store)
        set_clock(clerk, "2020-03-05T10:00")
        handling.reopen(clerk, "2019-0001", "new facts", CLERK)
        kinds = [each.event.kind for each in store.history("2019-0001")]
        assert kinds == ["complaint.received", "complaint.resolved", "complaint.reopened"]
        complaint = store.complaint("2019-0001")
        assert complaint is not None
        assert complaint.status == "reopened"

    # --- cross tables ---

    def test_cross_by_two_dimensions(self, store: Store) -> None:
        filled(store)
        cells = store.cross(["year", "business"], "2019-01-01", "2020-12-31")
        assert {(str(year), business): cell for (year, business), cell in cells.items()} == {
            ("2019", "loan"): CrossCell(1, 1, 0, 0, 1234, {30: 1}),
            ("2019", ""): CrossCell(1, 0, 0, 0, 0, {}),
            ("2020", "loan"): CrossCell(1, 0, 1, 0, 0, {}),
            ("2020", ""): CrossCell(1, 0, 0, 0, 0, {}),
        }

    def test_cross_counts_only_its_period(self, store: Store) -> None:
        filled(store)
        assert store.cross(["channel"], "2019-12-31", "2020-02-29") == {
            ("nfra",): CrossCell(1, 0, 0, 0, 0, {}),
            ("counter",): CrossCell(1, 0, 1, 0, 0, {}),
        }
        assert store.cross(["channel"], "2021-01-01", "2021-12-31") == {}

    def test_cross_without_dimensions_is_one_cell(self, store: Store) -> None:
        filled(store)
        cells = store.cross([], "2019-01-01", "2020-12-31")
        assert cells == {(): CrossCell(4, 1, 1, 0, 1234, {30: 1})}

    def test_every_crossable_column_adds_up(self, store: Store) -> None:
        filled(store)
        for dimension in CROSSABLE:
            cells = store.cross([dimension], "2019-01-01", "2020-12-31")
            assert sum(cell.cases for cell in cells.values()) == 4

    @pytest.mark.parametrize("dimension", ["person", "number; DROP TABLE event", "recorded_at"])
    def test_cross_refuses_other_columns(self, store: Store, dimension: str) -> None:
        filled(store)
        with pytest.raises(KeyError):
            store.cross([dimension], "2019-01-01", "2020-12-31")

    # --- keys of imported rows ---

    def test_known_keys(self, store: Store) -> None:
        clerk = opened(store)
        rows = [received("2020-01-01", source_id="A1"), received("2020-01-02", source_id="A2")]
        import_texts(clerk, rows)
        with store.writing() as transaction:
            assert transaction.known([]) == {}
            known = transaction.known(["old:A2", "old:A9"])
        assert list(known) == ["old:A2"]
        assert known["old:A2"].number == "2020-0002"
        assert chain.parse(known["old:A2"].facts)["received_at"] == "2020-01-02"
        assert known["old:A2"].sealed == chain.canonical({"summary": "柜台排队太久"})

    def test_occurrences_count_on_when_told(self, store: Store) -> None:
        opened(store)
        with store.writing() as transaction:
            assert [transaction.occurrence("0a") for _ in range(2)] == [1, 2]
        with store.writing() as transaction:
            transaction.go_on_counting()
            assert (transaction.occurrence("0a"), transaction.occurrence("0b")) == (3, 1)
        with store.writing() as transaction:
            assert transaction.occurrence("0a") == 1

    def test_importing_again_adds_nothing(self, store: Store) -> None:
        clerk = opened(store)
        rows = [
            received("2020-01-01", source_id="A1"),
            received("2020-01-02"),
            received("2020-01-02"),
        ]
        assert import_texts(clerk, rows).added == 3
        head = store.head()
        report = import_texts(clerk, rows)
        assert (report.added, report.unchanged) == (0, 3)
        assert store.head() == head

    def test_known_tells_what_was_taken_back(self, store: Store) -> None:
        clerk = opened(store)
        rows = [received("2020-01-01", source_id="A1")]
        report = import_texts(clerk, rows, name="00000001")
        reversing.undo(clerk, report.batch, CLERK, reason="wrong file")
        with store.writing() as transaction:
            assert transaction.known(["old:A1"])["old:A1"].reversed
        assert import_texts(clerk, rows, name="00000002").first_number == "2020-0002"
        assert import_texts(clerk, rows, name="00000003").unchanged == 1
        assert list(store.derived_faults()) == []

    def test_batch_numbers(self, store: Store) -> None:
        clerk = opened(store)
        report = import_texts(clerk, [received("2020-01-02"), received("2019-01-02")])
        receiving.add(clerk, SPOKEN, CLERK)
        assert list(store.batch_numbers(report.batch)) == ["2019-0001", "2020-0001"]
        assert list(store.batch_numbers("other")) == []
        with store.writing() as transaction:
            assert transaction.batch_repeats(report.batch) == 0
