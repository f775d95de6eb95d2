from __future__ import annotations

import pytest

from ledgerctl.domain.codes.units import KNOWN, Statement, held, units_in

SEEN, NAMED = {"营业部", "个贷中心", "公司部"}, {"营业部", "信用卡中心"}
NOTHING = Statement("", KNOWN)
FIRST, NONE, LATER = (
    Statement("2020-03-01", "营业部、公司部"),
    Statement("2020-09-01", KNOWN),
    Statement("2021-01-05", "营业部、公司部、个贷中心"),
)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (KNOWN, ()),
        ("营业部", ("营业部",)),
        ("营业部、公司部，营业部;  Loans ", ("营业部", "公司部", "Loans")),
    ],
)
def test_the_branch_names_each_unit_once(value: str, names: tuple[str, ...]) -> None:
    assert Statement("2020-01-01", value).units == names


@pytest.mark.parametrize(
    ("day", "statement"),
    [
        ("2019-12-31", FIRST),
        ("2020-03-01", FIRST),
        ("2020-08-31", FIRST),
        ("2020-12-31", NONE),
        ("2021-01-04", NONE),
        ("2021-01-05", LATER),
        ("2030-01-01", LATER),
    ],
)
@pytest.mark.parametrize("given", [(FIRST, NONE, LATER), (LATER, NONE, FIRST)])
def test_a_list_holds_from_its_day_on_and_the_first_one_for_the_time_before(
    day: str, statement: Statement, given: tuple[Statement, ...]
) -> None:
    assert held(given, day) == statement


def test_of_one_day_the_last_given_holds() -> None:
    again = Statement(FIRST.since, "公司部")
    assert held([FIRST, again], "2020-12-31") == again
    assert held([FIRST, Statement(FIRST.since, KNOWN)], "2019-12-31") == NOTHING


def test_a_branch_that_only_ever_left_it_to_the_complaints_named_nothing() -> None:
    assert held([], "2020-12-31") == NOTHING
    assert held([LATER, NONE], "2020-10-01") == NONE
    assert held([NONE], "2020-01-01") == NOTHING


def test_without_a_list_the_units_are_those_that_complaints_name() -> None:
    found = units_in(NOTHING, seen=SEEN, named={"营业部"})
    assert found.every == ("个贷中心", "公司部", "营业部")
    assert found.silent == ("个贷中心", "公司部")
    assert (found.stated, found.since, found.others) == (False, "", ())


def test_with_a_list_it_decides_and_what_is_not_on_it_is_told_apart() -> None:
    said = Statement("2020-01-02", "公司部、营业部、从未有投诉的部门")
    found = units_in(said, seen=SEEN, named={*NAMED, ""})
    assert found.every == ("公司部", "营业部", "从未有投诉的部门")
    assert found.silent == ("公司部", "从未有投诉的部门")
    assert (found.stated, found.since, found.others) == (True, "2020-01-02", ("信用卡中心",))


def test_a_list_that_was_given_up_names_nothing() -> None:
    assert not units_in(NONE, seen=SEEN, named=NAMED).stated
