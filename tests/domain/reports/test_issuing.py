from __future__ import annotations

import pytest

from ledgerctl.domain.days.periods import quarter_period
from ledgerctl.domain.events.report_issued import ReportIssued
from ledgerctl.domain.reports.issuing import changed, issue, issued_report
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.usage import EmptyValue

FACTS = {"at": "2021-01-05T10:00", "by": "王五", "issued_to": "分行"}
FIGURES = {"total.cases": "25", "department:a=b": "3", "on_time_rate": "24/25"}


def issued(**changes: str) -> ReportIssued:
    return issue(
        "R2021-0001",
        quarter_period("2020Q1"),
        {"department": "x=y"},
        FIGURES,
        {**FACTS, **changes},
        as_of="2021-01-04",
        sha256="0" * 64,
        now="2021-01-05T10:00",
    )


def test_what_was_issued_is_read_back_as_it_was() -> None:
    found = issued_report(issued())
    assert (found.number, found.period) == ("R2021-0001", quarter_period("2020Q1"))
    assert (found.to, found.by, found.at) == ("分行", "王五", "2021-01-05T10:00")
    assert (found.as_of, found.sha256) == ("2021-01-04", "0" * 64)
    assert dict(found.equal) == {"department": "x=y"}
    assert dict(found.figures) == FIGURES
    assert issued().entry == "R2021-0001"


def test_somebody_must_get_it_and_not_tomorrow() -> None:
    with pytest.raises(EmptyValue):
        issued(issued_to="")
    with pytest.raises(FutureDate):
        issued(at="2021-01-06")


def test_history_of_any_form_is_read() -> None:
    strange = issued_report(ReportIssued({"figures": "x", "filter": 3}, {}))
    assert dict(strange.figures) == dict(strange.equal) == {}


def test_only_what_differs_has_changed() -> None:
    assert changed({"a": "1", "b": "2"}, {"b": "2", "a": "3", "c": "1"}) == [
        ("a", "1", "3"),
        ("c", "0", "1"),
    ]
    assert changed({"a": "1"}, {}) == [("a", "1", "0")]
    assert changed({}, {}) == []
