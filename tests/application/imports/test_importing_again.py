from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from import_groups import groups

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.ledger import auditing, reversing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.application.imports.runs import OnDuplicate
    from ledgerctl.domain.register.register import Row

PHONE = {"phone": "19900000001", "complainant": "林听澜"}


@pytest.fixture
def case(desk: Desk) -> Callable[[], Row]:
    def first() -> Row:
        found = desk.store.row("2020-0001")
        assert found is not None
        return found

    return first


class TestTheSameRows:
    @pytest.mark.parametrize("on_duplicate", ["skip", "update", "fail"])
    def test_add_nothing(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        on_duplicate: str,
    ) -> None:
        found = [
            row(2, {"source_id": "A-1", "amount": 5, "complained": ["C-1"]}, PHONE),
            row(3, {"product": "存单"}, {"summary": "e\u0301 不是 é"}),
            row(4, {"source_id": "A-2", "closed": True, "resolved_at": "2020-03-06"}),
        ]
        take(*found)
        before = desk.store.head()
        again = take(*reversed(found), on_duplicate=on_duplicate)
        assert groups(again) == {"unchanged": 3}
        assert (again.first_number, again.written) == ("", False)
        assert desk.store.head() == before

    def test_are_known_whatever_the_file_is_called(
        self, desk: Desk, meta: Meta, rows: Callable[..., Any], row: Callable[..., MappedRow]
    ) -> None:
        found = [row(2, {"source_id": "A-1"}), row(3, {"product": "存单"})]
        for name, sha256 in (("a.csv", "00" * 32), ("b.csv", "11" * 32)):
            source = rows(found, sha256)
            source.name = name
            report = import_rows(desk, source, meta, ImportChoices("old"))
            assert report.source == name
        assert groups(report) == {"unchanged": 2}

    def test_are_other_cases_in_another_namespace(
        self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        found = [row(2, {"source_id": "A-1"}), row(3, {"product": "存单"})]
        take(*found)
        assert groups(take(*found, prefix="other")) == {"added": 2}

    def test_stay_unchanged_after_the_ledger_corrected_them(
        self,
        desk: Desk,
        meta: Meta,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
    ) -> None:
        take(row(2, {"source_id": "A-1", "product": "存单"}))
        handling.amend(desk, "2020-0001", {"product": "理财"}, meta, reason="录入有误")
        again = take(row(2, {"source_id": "A-1", "product": "存单"}), on_duplicate="update")
        assert groups(again) == {"unchanged": 1}
        assert case().product == "理财"


class TestRowsWithoutANumber:
    def test_identical_rows_are_as_many_cases_and_again_add_nothing(
        self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        twins = [row(2, {"product": "存单"}, PHONE), row(3, {"product": "存单"}, PHONE)]
        assert groups(take(*twins)) == {"added": 2}
        assert groups(take(*twins)) == {"unchanged": 2}
        third = row(4, {"product": "存单"}, PHONE)
        assert groups(take(*twins, third)) == {"added": 1, "unchanged": 2}

    def test_a_different_cell_is_a_different_case(
        self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        found = [row(2, {}), row(3, {}, {"summary": "另一件"}), row(4, {"product": "存单"})]
        assert groups(take(*found)) == {"added": 3}
        assert groups(take(found[2], found[0])) == {"unchanged": 2}


class TestTheSameNumberTwiceInAFile:
    def test_is_a_duplicate_and_the_first_stands(
        self,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
    ) -> None:
        report = take(
            row(2, {"source_id": "A-1", "product": "存单"}, PHONE),
            row(3, {"source_id": "A-1", "product": "存单"}, PHONE),
        )
        assert groups(report) == {"added": 1, "duplicate": 1}
        assert case().product == "存单"

    @pytest.mark.parametrize(
        ("facts", "sealed"),
        [({"product": "理财"}, PHONE), ({"product": "存单"}, {**PHONE, "demand": "道歉"})],
    )
    def test_is_told_when_the_second_differs(
        self,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
        facts: dict[str, str],
        sealed: dict[str, str],
    ) -> None:
        report = take(
            row(2, {"source_id": "A-1", "product": "存单"}, PHONE),
            row(3, {"source_id": "A-1", **facts}, sealed),
        )
        assert groups(report) == {"added": 1, "duplicate": 1, "differing": 1}
        assert case().product == "存单"


class TestAKnownCaseWithOtherValues:
    @pytest.fixture(autouse=True)
    def known(self, take: Callable[..., ImportReport], row: Callable[..., MappedRow]) -> None:
        take(row(2, {"source_id": "A-1", "product": "存单", "amount": 500}, PHONE))

    def test_skip_leaves_it(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        before = desk.store.head()
        report = take(row(2, {"source_id": "A-1", "product": "理财"}))
        assert groups(report) == {"duplicate": 1, "differing": 1}
        assert (report.written, desk.store.head()) == (False, before)

    def test_fail_rejects_the_row_and_stops_the_import(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        before = desk.store.head()
        report = take(
            row(2, {"source_id": "A-1", "product": "理财"}),
            row(3, {"source_id": "A-9"}),
            on_duplicate="fail",
        )
        assert groups(report) == {"added": 1, "rejected": 1}
        assert [(each.line, each.code) for each in report.problems] == [(2, "E504")]
        assert report.problems[0].values == {"number": "2020-0001"}
        assert (report.written, desk.store.head()) == (False, before)

    @pytest.mark.parametrize("on_duplicate", ["fail", "update"])
    @pytest.mark.parametrize("personal", [PHONE, {}])
    def test_a_row_refused_for_what_the_ledger_holds_is_kept_with_the_rejected(
        self,
        desk: Desk,
        meta: Meta,
        rows: Callable[..., Any],
        row: Callable[..., MappedRow],
        rejects: Any,  # noqa: ANN401 - a double
        personal: dict[str, str],
        on_duplicate: OnDuplicate,
    ) -> None:
        handling.amend(desk, "2020-0001", {"complained": "C-1"}, meta, reason="补录")
        source = rows([row(7, {"source_id": "A-1", "handler": "C-1"}, personal)])
        choices = ImportChoices("old", on_duplicate)
        report = import_rows(desk, source, meta, choices, rejects=rejects)
        assert groups(report) == {"rejected": 1}
        assert [(each.line, each.facts["handler"]) for each in rejects.rows] == [(7, "C-1")]
        assert [each.code for each in rejects.rows[0].problems] == [
            "E504" if on_duplicate == "fail" else "E401"
        ]

    def test_update_takes_the_new_values_over_and_an_empty_cell_never_erases(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
    ) -> None:
        newer = row(2, {"source_id": "A-1", "product": "理财"}, {"demand": "道歉"})
        report = take(newer, on_duplicate="update")
        assert groups(report) == {"updated": 1}
        assert (case().product, case().amount) == ("理财", 500)
        complaint = desk.store.complaint("2020-0001")
        assert complaint is not None
        assert complaint.sealed == {**PHONE, "summary": "排队", "demand": "道歉"}
        last = desk.store.history("2020-0001")[-1]
        assert last.event.facts() == {"new.product": "理财"}
        assert last.envelope.batch == report.batch
        assert groups(take(newer, on_duplicate="update")) == {"unchanged": 1}
        assert auditing.verify(desk).sound

    def test_update_closes_an_open_case(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
    ) -> None:
        closing = {"closed": True, "resolved_at": "2020-03-09", "finding": "upheld"}
        newer = row(2, {"source_id": "A-1", **closing})
        assert case().status == "received"
        assert groups(take(newer, on_duplicate="update")) == {"updated": 1}
        assert (case().status, case().days, case().timeliness) == ("closed", 5, "on_time")
        assert groups(take(newer, on_duplicate="update")) == {"unchanged": 1}
        assert auditing.verify(desk).sound

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"received_at": "2020-12-31"}, "E406"),
            ({"closed": True, "resolved_at": "2020-03-01"}, "E407"),
        ],
    )
    def test_update_obeys_the_rules(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        facts: dict[str, str],
        code: str,
    ) -> None:
        before = desk.store.head()
        report = take(row(2, {"source_id": "A-1", **facts}), on_duplicate="update")
        assert groups(report) == {"rejected": 1}
        assert [each.code for each in report.problems] == [code]
        assert desk.store.head() == before

    def test_update_hands_a_case_to_nobody_complained_about(
        self,
        desk: Desk,
        meta: Meta,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
        case: Callable[[], Row],
    ) -> None:
        handling.amend(desk, "2020-0001", {"complained": "C-1"}, meta, reason="补录")
        report = take(row(2, {"source_id": "A-1", "handler": "c-1"}), on_duplicate="update")
        assert [each.code for each in report.problems] == ["E401"]
        take(row(2, {"source_id": "A-1", "handler": "C-2"}), on_duplicate="update")
        assert (case().handler, case().status) == ("C-2", "assigned")

    def test_an_earlier_day_of_receipt_and_a_closing_in_one_row(
        self, desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
    ) -> None:
        newer = {"received_at": "2019-12-30", "closed": True, "resolved_at": "2020-01-05"}
        report = take(row(2, {"source_id": "A-1", **newer}), on_duplicate="update")
        assert groups(report) == {"updated": 1}
        found = desk.store.row("2020-0001")
        assert found is not None
        assert (found.year, found.spells) == (2019, "2019-12-30/2020-01-05")
        assert auditing.verify(desk).sound


def test_an_imported_number_never_meets_a_clerks_key(
    desk: Desk,
    meta: Meta,
    take: Callable[..., ImportReport],
    row: Callable[..., MappedRow],
) -> None:
    texts = {"channel": "hotline", "summary": "排队"}
    receiving.add(desk, texts, meta._replace(key="A-1"))
    assert groups(take(row(2, {"source_id": "A-1"}))) == {"added": 1}
    assert desk.store.cases(CaseFilter()).total == 2


def test_after_an_undo_the_same_file_stands_again_under_new_numbers(
    desk: Desk, meta: Meta, rows: Callable[..., Any], row: Callable[..., MappedRow]
) -> None:
    source = rows([row(2, {"source_id": "A1"}), row(3, {})])
    first = import_rows(desk, source, meta, ImportChoices("old"))
    for life in (1, 2):
        batch = desk.store.row(f"2020-000{life * 2}")
        assert batch is not None
        reversing.undo(desk, batch.batch, meta, reason="wrong year")
        again = import_rows(desk, source, meta, ImportChoices("old"))
        assert (again.added, again.unchanged) == (2, 0)
        assert again.first_number == f"2020-000{life * 2 + 1}"
        once_more = import_rows(desk, source, meta, ImportChoices("old"))
        assert (once_more.added, once_more.unchanged) == (0, 2)
    assert (first.added, auditing.verify(desk).sound) == (2, True)
    assert desk.store.year_counts(2020, "2020-12-30").received == 2
