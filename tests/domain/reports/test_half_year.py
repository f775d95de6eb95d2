from __future__ import annotations

import pytest

from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.register.register import BLANK_ROW, Row
from ledgerctl.domain.reports.half_year import GROUPS, ORDER, Group, answered_on, groups, soon

BLANK = Row._make(BLANK_ROW)._replace(counted=1, business="card_debit")
FIRST, LAST = "2020-01-01", "2020-06-30"


def case(received: str, closed: str = "", **changes: object) -> Row:
    row = BLANK._replace(
        received_on=received,
        closed=int(bool(closed)),
        closed_on=closed,
        ending="resolved" if closed else "",
        spells=f"{received}/{closed}/" if closed else f"{received}//",
    )
    return row._replace(**changes)  # type: ignore[arg-type]  # columns by name


def banking(*rows: Row) -> Group:
    found = groups(rows, FIRST, LAST)
    assert [each.key for each in found] == list(ORDER)
    return found[0]


@pytest.mark.parametrize(
    ("received", "told", "within"),
    [
        # A Monday: Tuesday, Wednesday, Thursday.
        ("2020-03-02", "2020-03-05", True),
        ("2020-03-02", "2020-03-06", False),
        # A Thursday: the weekend does not count.
        ("2020-03-05", "2020-03-10", True),
        ("2020-03-05", "2020-03-11", False),
        # Maundy Thursday 2020: Good Friday and Easter Monday are holidays.
        ("2020-04-09", "2020-04-16", True),
        ("2020-04-09", "2020-04-17", False),
    ],
)
def test_three_business_days_after_the_day_of_receipt(
    received: str, told: str, *, within: bool
) -> None:
    assert soon(case(received, told)) is within


def test_eight_weeks_and_what_comes_later() -> None:
    found = banking(
        case("2020-01-02", "2020-01-03"),
        case("2020-01-02", "2020-02-27"),
        case("2020-01-02", "2020-02-28"),
    )
    assert (found.closed, found.within_3_days, found.within_8_weeks) == (3, 1, 1)


def test_closed_is_when_the_complainant_was_told() -> None:
    row = case("2020-06-29", "2020-07-02", notified_at="2020-06-30T17:00")
    assert answered_on(row) == "2020-06-30"
    assert banking(row).closed == 1
    assert banking(case("2020-06-29", "2020-07-02")).closed == 0


def test_partly_upheld_is_upheld_and_goodwill_on_a_rejected_one_is_not() -> None:
    found = banking(
        case("2020-01-02", "2020-01-03", finding="upheld", compensation=100),
        case("2020-01-02", "2020-01-03", finding="partly_upheld"),
        case("2020-01-02", "2020-01-03", finding="not_upheld", compensation=2_300),
    )
    assert (found.upheld, found.redress) == (2, 2_400)


def test_what_counts_and_when() -> None:
    found = banking(
        case("2019-12-31"),
        case("2020-01-01"),
        case("2020-06-30"),
        case("2020-07-01"),
        case("2020-02-01", counted=0),
        case("2020-02-01", "2020-02-02", ending="withdrawn"),
        case("2019-11-01", "2020-01-01"),
        case("2019-11-01", "2019-12-31"),
    )
    assert (found.outstanding, found.opened, found.closed) == (2, 3, 1)


def test_the_cause_of_most_of_those_opened() -> None:
    rows = [case("2020-01-02", cause=cause) for cause in ("pricing", "service", "service", "")]
    assert banking(*rows).cause == "service"
    assert banking(case("2020-01-02")).cause == ""
    assert banking().cause == ""


def test_every_business_has_one_group() -> None:
    assert set(GROUPS) <= set(VOCABULARIES["business"].keys())
    assert set(GROUPS.values()) <= set(ORDER)
    rows = [case("2020-01-02", business=each) for each in (*VOCABULARIES["business"].keys(), "")]
    assert sum(each.opened for each in groups(rows, FIRST, LAST)) == len(rows)
