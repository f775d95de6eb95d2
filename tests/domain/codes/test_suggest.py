from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.codes.suggest import nearest, unknown_field
from ledgerctl.errors.usage import UnknownField, UnlikeAnyField

# Properties are about text, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
COMMANDS = ("add", "note", "escalate", "resolve", "due", "report", "import", "export", "list")
CAUSES = ("服务态度", "服务效率", "排队等候", "收费争议", "信用卡年费", "误导销售", "系统故障")
words = st.text(st.sampled_from("abcdelnorst服务态度收费-_"), max_size=8)


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("imoprt", COMMANDS, ["import"]),
        ("reprot", COMMANDS, ["report"]),
        ("lst", COMMANDS, ["list"]),
        ("lsit", COMMANDS, ["list"]),
        ("ecsalate", COMMANDS, ["escalate"]),
        ("ADD", COMMANDS, ["add"]),
        ("port", COMMANDS, ["export", "import", "report"]),
        ("reports", COMMANDS, ["report"]),
        ("res", COMMANDS, ["resolve"]),
        ("due_date", ("due-date", "due"), ["due-date"]),
        ("overdew", ("overdue_open", "over_the_head", "received"), ["overdue_open"]),
        ("opn", ("overdue_open", "received"), []),
        ("xylophone", COMMANDS, []),
        ("q", COMMANDS, []),
        ("", COMMANDS, []),
        (" ", COMMANDS, []),
        ("add" * 30, COMMANDS, []),
        ("态度", CAUSES, ["服务态度"]),
        ("服务", CAUSES, ["服务态度", "服务效率"]),
        ("服务态渡", CAUSES, ["服务态度", "服务效率"]),
        ("年费", CAUSES, ["信用卡年费", "收费争议"]),
        ("排队时间", CAUSES, ["排队等候"]),
        ("费", CAUSES, ["信用卡年费", "收费争议"]),
        ("理财", CAUSES, []),
        ("add", (), []),
        ("add", ("", "add"), ["add"]),
    ],
)
def test_nearest(word: str, choices: tuple[str, ...], found: list[str]) -> None:
    assert sorted(nearest(word, choices)) == sorted(found)


def test_the_nearest_comes_first() -> None:
    assert nearest("服务态渡", CAUSES)[0] == "服务态度"
    assert nearest("年费", CAUSES)[0] == "信用卡年费"
    assert nearest("repot", ("depot", "report", "reports"))[0] in {"depot", "report"}
    assert nearest("list", ("listing", "enlist", "list"))[0] == "list"
    assert nearest("list", ("enlist", "listing")) == ["listing", "enlist"]


def test_the_limit_is_kept() -> None:
    choices = [f"report-{number}" for number in range(10)]

    assert nearest("report", choices) == ["report-0", "report-1", "report-2"]
    assert nearest("report", choices, limit=1) == ["report-0"]


@unhurried
@given(words, st.lists(words, max_size=8))
def test_the_order_of_the_choices_makes_no_difference(word: str, choices: list[str]) -> None:
    found = nearest(word, choices)

    assert found == nearest(word, reversed(choices))
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert set(found) <= set(choices)


@unhurried
@given(st.text(st.sampled_from("abcdelnorst"), min_size=5, max_size=10), st.data())
def test_one_slip_in_a_word_is_forgiven(choice: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(choice) - 1))
    slips = (
        choice[:place] + choice[place + 1 :],
        choice[:place] + "z" + choice[place:],
        choice[:place] + "z" + choice[place + 1 :],
        choice[: place - 1] + choice[place] + choice[place - 1] + choice[place + 1 :],
    )

    for slip in slips:
        assert nearest(slip, [choice]) == [choice]


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [("imoprt", UnknownField, "import"), ("qqqqqqqq", UnlikeAnyField, "add, note, escalate")],
)
def test_examples_of_fields_are_no_nearest_fields(
    name: str, kind: type[UnknownField], named: str
) -> None:
    refusal = unknown_field(name, COMMANDS)
    assert type(refusal) is kind
    assert refusal.values == {"value": name, "nearest": named}
