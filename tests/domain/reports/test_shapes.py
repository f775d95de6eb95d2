from __future__ import annotations

import pytest

from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.register.register import BLANK_ROW, Row
from ledgerctl.domain.reports.shapes import CaseColumn, Figure, Shape, case_line, table

PERIOD = Period("2024-07-01", "2024-12-31", "2025-01-10", 0)
CASE = Row(*BLANK_ROW)._replace(counted=1, received_on="2024-08-01", business="loan")
CLOSED = CASE._replace(closed=1, closed_on="2024-08-05", days=4, finding="partly_upheld")
ROWS = (
    CASE._replace(channel="nfra"),
    CLOSED._replace(business="card_credit", compensation=1250),
    CLOSED._replace(days=3, finding="not_upheld"),
    CLOSED._replace(days=57, finding=""),
    CLOSED._replace(days=None, received_on="2024-06-30", finding="upheld"),
    CLOSED._replace(closed_on="2025-01-02", compensation=99),
    CASE._replace(received_on="2025-01-01"),
    CLOSED._replace(counted=0, channel="nfra"),
)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("", "received"), "5"),
        (Figure("", "forwarded"), "1"),
        (Figure("", "closed"), "4"),
        (Figure("", "closed_dated"), "3"),
        (Figure("", "closed_within_3_days"), "1"),
        (Figure("", "closed_within_8_weeks"), "2"),
        (Figure("", "closed_after_3_days_within_8_weeks", of="closed_dated"), "33.3"),
        (Figure("", "upheld", of="decided"), "66.7"),
        (Figure("", total="compensation"), "12.50"),
        (Figure("", "received", population="accounts", per=1000), "2.5"),
        (Figure("", "received", population="outlets", per=1000), "n/a"),
    ],
)
def test_figures_of_a_period(figure: Figure, expected: str) -> None:
    shape = Shape("x", figures=(figure,), all="all")
    assert table(shape, ROWS, PERIOD, {"accounts": 2000}) == [["all", expected]]


def test_groups_the_rest_and_everything_add_up() -> None:
    shape = Shape(
        "x",
        figures=(Figure("", "received"), Figure("", "received", population="accounts", per=1000)),
        group_by="business",
        groups={"Cards": ("card_credit", "card_debit"), "None": ()},
        rest="(not mapped)",
        all="Total",
    )
    assert table(shape, ROWS, PERIOD, {"accounts": 1000}) == [
        ["Cards", "1", "n/a"],
        ["None", "0", "n/a"],
        ["(not mapped)", "4", "n/a"],
        ["Total", "5", "5.0"],
    ]
    assert [line[0] for line in table(shape, ROWS[1:2], PERIOD, {})] == ["Cards", "None", "Total"]


def test_the_line_of_a_case() -> None:
    columns = (
        CaseColumn("State", extra="State"),
        CaseColumn("Via", "channel", "Via", {"hotline": "Phone"}),
        CaseColumn("Story", "summary", unless=("product", "issue")),
        CaseColumn("When", "received_at"),
        CaseColumn("Timely", "timely", values={"yes": "Yes", "no": "No"}),
        CaseColumn("Who", "complained"),
        CaseColumn("Firm", constant="Bank"),
    )
    told = {
        "channel": "hotline",
        "summary": "Loan / Fees",
        "product": "Loan",
        "issue": "Fees",
        "received_at": "2024-07-01T09:00",
        "timely": False,
        "complained": ["a", "b"],
    }
    assert case_line(columns, told) == [
        *("", "Phone", "", "2024-07-01 09:00", "No", "a; b", "Bank"),
    ]
    told |= {
        "extra": {"Via": "Fax", "State": "CA"},
        "summary": "my own words",
        "channel": "counter",
    }
    assert case_line(columns, told)[:3] == ["CA", "Fax", "my own words"]
    assert case_line(columns, told | {"extra": {}})[1] == ""
