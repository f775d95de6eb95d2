from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.desk.moments import read_year, today
from ledgerctl.application.ledger import auditing, keeping
from ledgerctl.application.reports import reporting
from ledgerctl.domain.cases.ledger import Population
from ledgerctl.domain.codes.units import KNOWN
from ledgerctl.errors.house import ReasonNeeded
from ledgerctl.errors.usage import (
    BadDate,
    BadNumber,
    BadPeriod,
    BadSetting,
    EmptyValue,
    NothingToDo,
    UnknownCode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.errors.base import LedgerError


class TestCreate:
    def test_the_first_event_holds_identity_branch_and_every_setting(self, desk: Desk) -> None:
        ledger = desk.store.ledger()
        assert (ledger.identity, ledger.branch, ledger.algorithm) == (
            *("0000000000000001", "东侨支行", "sha256"),
        )
        # Which units there are the branch says when it wants to.
        begun = {name: each for name, each in keeping.DEFAULTS.items() if each != KNOWN}
        assert ledger.settings == begun
        assert desk.store.head().size == 1

    @pytest.mark.parametrize(
        ("branch", "settings", "error"),
        [
            (" ", {}, EmptyValue),
            ("东侨支行", {"colour": "red"}, BadSetting),
            ("东侨支行", {"currency": "yuan"}, BadSetting),
        ],
    )
    def test_refusals(
        self,
        desk: Desk,
        meta: Meta,
        branch: str,
        settings: dict[str, str],
        error: type[LedgerError],
    ) -> None:
        before = desk.store.head()
        with pytest.raises(error):
            keeping.create(desk, branch, meta, settings)
        assert desk.store.head() == before


class TestSettings:
    @pytest.mark.parametrize(
        ("name", "good", "bad"),
        [
            ("currency", ["CNY", "EUR"], ["cny", "CNYY", "", "人民币"]),
            ("repeat_window", ["1", "30", "999"], ["0", "-1", "1000", "3.5", "30 ", "３０"]),
            (
                "departments",
                ["known", "营业部", "营业部、公司部", "Retail banking, Loans;Cards"],
                ["", ",", "营业部,", "营业部、、公司部", "a\tb"],
            ),
            ("timezone", ["+08:00", "-03:30", "+14:00"], ["+8", "08:00", "+15:00", "+08:60", "Z"]),
        ],
    )
    def test_what_each_accepts(self, name: str, good: list[str], bad: list[str]) -> None:
        for value in good:
            keeping.check_setting(name, value)
        for value in bad:
            with pytest.raises(BadSetting) as refusal:
                keeping.check_setting(name, value)
            assert refusal.value.values["name"] == name
            assert refusal.value.values["expected"]

    def test_every_default_is_accepted(self) -> None:
        for name, value in keeping.DEFAULTS.items():
            keeping.check_setting(name, value)

    def test_a_change_is_an_event_with_its_reason(self, desk: Desk, meta: Meta) -> None:
        with pytest.raises(ReasonNeeded):
            keeping.change_setting(desk, "repeat_window", "60", meta, reason=" ")
        with pytest.raises(BadSetting):
            keeping.change_setting(desk, "colour", "red", meta, reason="总行通知")
        dry = keeping.change_setting(
            desk, "repeat_window", "60", meta, reason="总行通知", dry_run=True
        )
        assert dry.dry_run
        assert keeping.settings(desk).values["repeat_window"] == "30"
        receipt = keeping.change_setting(desk, "repeat_window", "60", meta, reason="总行通知")
        assert receipt.details == {"name": "repeat_window", "value": "60"}
        assert keeping.settings(desk).values["repeat_window"] == "60"
        assert keeping.settings(desk).defaults["repeat_window"] == "30"

    def test_the_repeat_window_is_applied_to_what_is_there(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(phone="19900000001", business="loan", received_at="2020-03-01")
        add(phone="19900000001", business="loan", received_at="2020-04-10")
        assert reporting.year_report(desk, 2020).totals.repeats == 0
        keeping.change_setting(desk, "repeat_window", "60", meta, reason="总行通知")
        assert reporting.year_report(desk, 2020).totals.repeats == 1
        assert auditing.verify(desk).sound

    def test_the_time_zone_decides_what_day_it_is(self, desk: Desk, meta: Meta) -> None:
        assert today(desk) == "2020-12-30"
        keeping.change_setting(desk, "timezone", "-03:30", meta, reason="迁址")
        assert today(desk) == "2020-12-29"


class TestPopulations:
    def test_are_dated_and_sourced(self, desk: Desk, meta: Meta) -> None:
        sizes = {"客户数": "78,000", "transactions": "57_000"}
        receipt = keeping.record_populations(desk, "2020", sizes, meta, as_of="2020-12-30")
        keeping.record_populations(desk, " 2019 ", {"网点": "3"}, meta, source="年报")
        assert receipt.seq == 2
        assert list(keeping.populations(desk).populations) == [
            Population(2019, "outlets", 3, "2019-12-31", "年报"),
            Population(2020, "customers", 78_000, "2020-12-30", "DQ-0201"),
            Population(2020, "transactions", 57_000, "2020-12-30", "DQ-0201"),
        ]
        assert [each.measure for each in keeping.populations(desk, "2019").populations] == [
            "outlets"
        ]

    def test_of_the_running_year_are_counted_today(self, desk: Desk, meta: Meta) -> None:
        keeping.record_populations(desk, "2020", {"customers": "5"}, meta)
        keeping.record_populations(desk, "2018", {"customers": "4"}, meta)
        days = {each.year: each.as_of for each in keeping.populations(desk).populations}
        assert days == {2018: "2018-12-31", 2020: "2020-12-30"}

    @pytest.mark.parametrize(
        ("year", "sizes", "as_of", "error"),
        [
            ("2020", {}, "", NothingToDo),
            ("2020", {"customers": "0"}, "", BadNumber),
            ("2020", {"customers": "-5"}, "", BadNumber),
            ("2020", {"customers": "7.8万"}, "", BadNumber),
            ("2020", {"customers": "1000000000001"}, "", BadNumber),
            ("2020", {"customers": "9" * 5_000}, "", BadNumber),
            ("2020", {"pigeons": "5"}, "", UnknownCode),
            ("20", {"customers": "5"}, "", BadPeriod),
            ("1899", {"customers": "5"}, "", BadPeriod),
            ("10000", {"customers": "5"}, "", BadPeriod),
            ("9" * 5_000, {"customers": "5"}, "", BadPeriod),
            ("２０２０", {"customers": "5"}, "", BadPeriod),
            ("2020", {"customers": "5"}, "soon", BadDate),
        ],
    )
    def test_refusals(
        self,
        desk: Desk,
        meta: Meta,
        year: str,
        sizes: dict[str, str],
        as_of: str,
        error: type[LedgerError],
    ) -> None:
        before = desk.store.head()
        with pytest.raises(error):
            keeping.record_populations(desk, year, sizes, meta, as_of=as_of)
        assert desk.store.head() == before

    @pytest.mark.parametrize("year", ["1900", "9999", " 2020\n"])
    def test_years(self, year: str) -> None:
        assert read_year(year) == int(year)

    def test_the_largest_population(self, desk: Desk, meta: Meta) -> None:
        keeping.record_populations(desk, "2020", {"customers": "1,000,000,000,000"}, meta)
        assert keeping.populations(desk).populations[0].size == 10**12
