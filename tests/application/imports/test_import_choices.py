"""What an import does beyond adding: erasing, suspecting, loading in parts, unmasking nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ledgerctl.application.cases import handling
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.imports import batches
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.ledger import auditing, reversing
from ledgerctl.domain.register.register import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.application.imports.screening import ScreenedChunk

N = "2020-0001"
COLUMNS = ("source_id", "received_at", "channel", "summary", "amount", "phone", "handler")


@pytest.fixture
def take(desk: Desk, meta: Meta, rows: Callable[..., Any]) -> Callable[..., ImportReport]:
    """Import rows whose file has ``columns``; other choices by name."""

    def taken(
        *found: MappedRow,
        columns: tuple[str, ...] = COLUMNS,
        **choices: Any,  # noqa: ANN401 - passed on
    ) -> ImportReport:
        source = rows(found)
        source.fields = columns
        return import_rows(desk, source, meta, ImportChoices("old", **choices))

    return taken


class TestEmptyCells:
    UPDATE = {"on_duplicate": "update"}  # noqa: RUF012 - read only

    def first(self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]) -> None:
        values = {"source_id": "A", "amount": 5, "handler": "C-1", "product": "存单"}
        take(row(2, values, {"phone": "19900000001"}))

    def test_erase_nothing_unless_somebody_says_so(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        self.first(take, row)
        head = desk.store.head()
        assert take(row(2, {"source_id": "A"}), **self.UPDATE).unchanged == 1
        assert desk.store.head() == head

    def test_erase_what_has_a_column_and_may_be_erased(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        self.first(take, row)
        report = take(row(2, {"source_id": "A"}), blank_erases=True, samples=3, **self.UPDATE)
        assert report.updated == 1
        assert report.samples[0].changed == ("phone", "amount")
        complaint = desk.store.complaint(N)
        assert complaint is not None
        assert {"amount", "person"}.isdisjoint(complaint.facts)
        assert "phone" not in complaint.sealed
        # Of the product the file says nothing, and a handler has a command of its own
        assert (complaint.facts["product"], complaint.facts["handler"]) == ("存单", "C-1")
        assert auditing.verify(desk).sound

    def test_erase_again_what_came_in_between(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        meta: Meta,
    ) -> None:
        take(row(2, {"source_id": "A"}))
        handling.amend(desk, N, {"amount": "7"}, meta, reason="补录")
        again = row(2, {"source_id": "A"})
        assert take(again, **self.UPDATE).unchanged == 1
        assert take(again, blank_erases=True, **self.UPDATE).updated == 1
        assert take(again, blank_erases=True, **self.UPDATE).unchanged == 1

    def test_of_a_case_taken_back_erase_nothing(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        meta: Meta,
    ) -> None:
        self.first(take, row)
        reversing.undo(desk, N, meta, reason="x")
        report = take(row(2, {"source_id": "A"}), blank_erases=True, **self.UPDATE)
        assert (report.added, report.first_number) == (1, "2020-0002")


class TestSuspects:
    WHO = {"phone": "19900000001"}  # noqa: RUF012 - read only

    def test_are_the_same_person_business_and_near_day(
        self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        report = take(
            row(2, {"source_id": "A", "business": "loan", "received_at": "2020-03-04"}, self.WHO),
            row(3, {"source_id": "B", "business": "loan", "received_at": "2020-03-07"}, self.WHO),
            row(4, {"source_id": "C", "business": "loan", "received_at": "2020-03-11"}, self.WHO),
            row(
                5, {"source_id": "D", "business": "payment", "received_at": "2020-03-04"}, self.WHO
            ),
            row(6, {"source_id": "E", "received_at": "2020-03-04"}, self.WHO),
            row(7, {"source_id": "F", "business": "loan", "received_at": "2020-03-04"}),
        )
        assert (report.added, report.suspect_count) == (6, 1)
        assert report.suspects == [(3, "2020-0002", N)]

    def test_are_found_among_cases_that_were_typed_in(
        self,
        add: Callable[..., Any],
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        add(business="loan", received_at="2020-03-04", **self.WHO)
        report = take(row(2, {"source_id": "A", "business": "loan"}, self.WHO))
        assert report.suspects == [(2, "2020-0002", N)]

    def test_are_not_what_was_taken_back(
        self,
        desk: Desk,
        meta: Meta,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        batch = take(row(2, {"source_id": "A", "business": "loan"}, self.WHO)).batch
        reversing.undo(desk, batch, meta, reason="x")
        assert take(row(2, {"source_id": "B", "business": "loan"}, self.WHO)).suspect_count == 0


@pytest.mark.parametrize("name", ["张*", "张＊", "李某", "王××", "欧阳**"])
def test_a_masked_name_is_nobody(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow], name: str
) -> None:
    who = {"complainant": name}
    facts = {"business": "loan", "received_at": "2020-03-04"}
    later = {"business": "loan", "received_at": "2020-03-20"}
    report = take(
        row(2, {"source_id": "A", **facts}, who), row(3, {"source_id": "B", **later}, who)
    )
    assert (report.repeats, report.suspect_count) == (0, 0)
    found = desk.store.row(N)
    assert found is not None
    assert found.person == ""


def plain(desk: Desk) -> list[tuple[object, ...]]:
    """Return every case without what differs from one import to the next."""
    own = dict.fromkeys(("batch", "received_seq", "person"), "")
    cases = sorted(desk.store.cases(CaseFilter()).rows, key=lambda each: each.number)
    return [tuple(Row._replace(each, **own)) for each in cases]  # type: ignore[arg-type]  # blanked


class TestParts:
    def many(self, row: Callable[..., MappedRow]) -> list[MappedRow]:
        """Rows with and without numbers, some equal to each other across the parts."""
        phone = {"phone": "19900000001"}
        return [
            row(
                n,
                {"source_id": f"A{n}"} if n % 3 else {"business": "loan"},
                phone if n % 7 == 0 else {},
            )
            for n in range(2, 2_002)
        ]

    def test_give_what_one_piece_gives(
        self,
        desk: Desk,
        meta: Meta,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        whole = take(*self.many(row))
        cases = plain(desk)
        reversing.undo(desk, whole.batch, meta, reason="x")
        parts = take(*self.many(row), partial=True, commit_every=500)
        assert (parts.added, parts.read, parts.reconciles) == (2_000, 2_000, True)
        shift = [each[1:] for each in plain(desk)]
        assert shift == [each[1:] for each in cases]
        (_, found) = batches.listed(desk.store).batches
        assert (found.parts, found.added, found.complete) == (5, 2_000, True)
        assert auditing.verify(desk).sound

    def test_that_were_broken_off_are_gone_on_with(
        self,
        desk: Desk,
        meta: Meta,
        rows: Callable[..., Any],
        row: Callable[..., MappedRow],
    ) -> None:
        choices = ImportChoices("old", partial=True, commit_every=500)

        def broken(chunks: Iterator[ScreenedChunk]) -> Iterator[ScreenedChunk]:
            for place, chunk in enumerate(chunks):
                if place == 3:
                    raise KeyboardInterrupt
                yield chunk

        with pytest.raises(KeyboardInterrupt):
            import_rows(desk, rows(self.many(row)), meta, choices, elsewhere=broken)
        (begun,) = batches.listed(desk.store).batches
        assert (begun.added, begun.complete) == (1_500, False)
        again = import_rows(desk, rows(self.many(row)), meta, choices)
        assert (again.batch, again.added, again.unchanged) == (begun.name, 500, 1_500)
        (done,) = batches.listed(desk.store).batches
        assert (done.added, done.read, done.complete) == (2_000, 2_000, True)
        reversing.undo(desk, done.name, meta, reason="x")
        assert desk.store.cases(CaseFilter()).total == 0
        assert auditing.verify(desk).sound

    @pytest.mark.parametrize("parts", [0, 500])
    def test_are_the_same_whoever_reads(
        self,
        desk: Desk,
        meta: Meta,
        rows: Callable[..., Any],
        row: Callable[..., MappedRow],
        take: Callable[..., ImportReport],
        parts: int,
    ) -> None:
        alone = take(*self.many(row))
        cases = [each[1:] for each in plain(desk)]
        reversing.undo(desk, alone.batch, meta, reason="x")
        choices = ImportChoices("old", partial=True, commit_every=parts)
        found = rows(self.many(row))
        report = import_rows(desk, found, meta, choices, cores=4)
        assert (report.added, report.read) == (2_000, 2_000)
        assert [each[1:] for each in plain(desk)] == cases
        assert import_rows(desk, found, meta, choices, cores=2).unchanged == 2_000
        assert auditing.verify(desk).sound

    def test_complete_when_only_the_word_was_missing(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        # The last part is full, so that the end of the file is not seen with it
        found = [row(n, {"source_id": f"A{n}"}) for n in range(2, 1_002)]
        report = take(*found, partial=True, commit_every=500)
        assert report.written
        (batch,) = batches.listed(desk.store).batches
        assert (batch.added, batch.complete, batch.parts) == (1_000, True, 3)
        head = desk.store.head()
        assert take(*found, partial=True, commit_every=500).unchanged == 1_000
        assert desk.store.head() == head

    def test_are_one_piece_in_a_trial(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        head = desk.store.head()
        report = take(*self.many(row), partial=True, commit_every=500, dry_run=True)
        assert (report.added, report.written, desk.store.head()) == (2_000, False, head)


def test_rows_that_have_not_changed_are_known_without_reading_them(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    found = [row(n, {"source_id": f"A{n}"}) for n in range(2, 40)]
    take(*found)
    monkeypatch.setattr(
        "ledgerctl.application.imports.matching.parts_of",
        lambda _row: pytest.fail("a text was read"),
    )
    assert take(*found).unchanged == 38
    monkeypatch.undo()
    changed = [*found[:-1], found[-1]._replace(facts={**found[-1].facts, "amount": 5})]
    report = replace(take(*changed), samples=())
    assert (report.unchanged, report.duplicate, report.differing) == (37, 1, 1)
