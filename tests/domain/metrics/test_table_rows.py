from __future__ import annotations

import pytest

from ledgerctl.domain.metrics.members import Period, behind
from ledgerctl.domain.metrics.table_rows import PARTS, table_row
from ledgerctl.domain.register.register import BLANK_ROW, Row

PERIOD = Period("2020-01-01", "2020-12-31", "2021-01-05", 30)
DIMENSIONS = ("channel", "department", "cause")
ROWS = [
    Row._make(BLANK_ROW)._replace(**{"received_on": "2020-03-04", "counted": 1, **changes})
    for changes in (
        {"number": "1", "channel": "nfra", "department": "a:b", "closed": 1, "timeliness": "late"},
        {"number": "2", "channel": "nfra", "closed": 1, "timeliness": "on_time", "to_superior": 1},
        {"number": "3", "channel": "nfra", "timeliness": "late", "repeat_of": "2"},
        {"number": "4", "channel": "hotline", "escalated": 1, "responsibility": "at_fault"},
        {"number": "5", "channel": "nfra", "received_on": "2019-12-31"},
        {"number": "6", "channel": "nfra", "counted": 0},
    )
]


def numbers(name: str) -> tuple[str, str]:
    found = table_row(name, DIMENSIONS)
    assert found is not None
    above, below = behind(found[1], ROWS, PERIOD)
    assert below is not None
    return "".join(row.number for row in above), "".join(row.number for row in below)


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("channel:nfra", ("123", "1234")),
        ("channel:hotline", ("4", "1234")),
        ("channel.closed:nfra", ("12", "123")),
        ("channel.settled_at_branch:nfra", ("1", "123")),
        ("channel.late:nfra", ("1", "123")),
        ("channel.repeats:nfra", ("3", "123")),
        ("channel.at_fault:hotline", ("4", "4")),
        ("channel.escalated:hotline", ("4", "4")),
        ("department:a:b", ("1", "1234")),
        ("department:", ("234", "1234")),
        ("department.repeats:", ("3", "234")),
        ("cause:service", ("", "1234")),
    ],
)
def test_the_cases_of_a_row(name: str, cases: tuple[str, str]) -> None:
    assert numbers(name) == cases


@pytest.mark.parametrize(
    "name", ["channel", "on_time_rate", "colour:red", "channel.colour:nfra", ":", "", ".late:x"]
)
def test_what_is_no_row(name: str) -> None:
    assert table_row(name, DIMENSIONS) is None


@pytest.mark.parametrize("part", PARTS)
def test_a_row_is_called_what_it_is_in_both_languages(part: str) -> None:
    found = table_row(f"channel.{part}:nfra" if part else "channel:nfra", DIMENSIONS)
    assert found is not None
    label, said = found[0].label, PARTS[part][0]
    assert label.zh.startswith("受理渠道 ")
    assert label.en.startswith("Channel Forwarded by the NFRA")
    assert said.zh in label.zh
    assert label.en.endswith(said.en)


def test_nothing_is_called_unknown() -> None:
    found = table_row("department:", DIMENSIONS)
    assert found is not None
    assert tuple(found[0].label) == ("被投诉部门 未知", "Department unknown")
