from __future__ import annotations

import pytest

from ledgerctl.domain.units import KNOWN, stated_units, units_in

SEEN, NAMED = {"营业部", "个贷中心", "公司部"}, {"营业部", "信用卡中心"}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (KNOWN, ()),
        ("营业部", ("营业部",)),
        ("营业部、公司部，营业部;  Loans ", ("营业部", "公司部", "Loans")),
    ],
)
def test_the_branch_names_each_unit_once(value: str, names: tuple[str, ...]) -> None:
    assert stated_units({"departments": value}, "department") == names
    assert stated_units({"departments": value}, "institution") == ()


def test_nothing_said_means_nothing_stated() -> None:
    assert stated_units({}, "department") == ()


def test_without_a_list_the_units_are_those_that_complaints_name() -> None:
    found = units_in({}, "department", seen=SEEN, named={"营业部"})
    assert found.every == ("个贷中心", "公司部", "营业部")
    assert found.silent == ("个贷中心", "公司部")
    assert (found.stated, found.others) == (False, ())


def test_with_a_list_it_decides_and_what_is_not_on_it_is_told_apart() -> None:
    settings = {"departments": "公司部、营业部、从未有投诉的部门"}
    found = units_in(settings, "department", seen=SEEN, named={*NAMED, ""})
    assert found.every == ("公司部", "营业部", "从未有投诉的部门")
    assert found.silent == ("公司部", "从未有投诉的部门")
    assert (found.stated, found.others) == (True, ("信用卡中心",))
