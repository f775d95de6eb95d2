"""An update says only what changes: a file with the numbers and one other column is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

WHOLE = """投诉编号,收到时间,受理渠道,投诉内容摘要,涉及金额
A1,2020-03-04,客服热线,排队,500
A2,2020-03-05,客服热线,态度,
"""


@pytest.fixture
def known(line: Line, tmp_path: Path) -> Line:
    path = tmp_path / "register.csv"
    path.write_text(WHOLE, "utf-8")
    assert line("import", str(path)).status == 0
    return line


def update(line: Line, tmp_path: Path, text: str, *words: str) -> dict[str, object]:
    path = tmp_path / "update.csv"
    path.write_text(text, "utf-8")
    found = line("import", str(path), "--on-duplicate", "update", "--json", *words).envelope["data"]
    assert isinstance(found, dict)
    return found


def codes(data: dict[str, object]) -> list[str]:
    problems = data["problems"]
    assert isinstance(problems, list)
    return [each["code"] for each in problems]


def test_only_the_column_that_is_there_changes(known: Line, tmp_path: Path) -> None:
    data = update(known, tmp_path, "投诉编号,涉及金额\nA1,700\nA2,\n")
    assert (data["updated"], data["unchanged"], data["rejected"]) == (1, 1, 0)
    cases = {each["source_id"]: each for each in known("list", "--json").data["cases"]}
    assert (cases["A1"]["amount"], cases["A1"]["channel"]) == (70_000, "hotline")
    assert cases["A2"]["amount"] is None


def test_an_empty_cell_of_what_a_case_needs_erases_nothing(known: Line, tmp_path: Path) -> None:
    changed = WHOLE.replace("排队", "").replace("2020-03-04", "").replace("500", "800")
    data = update(known, tmp_path, changed)
    assert (data["updated"], data["unchanged"], data["rejected"]) == (1, 1, 0)
    (case,) = known("list", "--search", "排队", "--json").data["cases"]
    assert (case["amount"], case["received_at"][:10]) == (80_000, "2020-03-04")


def test_a_number_that_nobody_knows_is_named_with_what_a_new_case_needs(
    known: Line, tmp_path: Path
) -> None:
    before = known.head()
    data = update(known, tmp_path, "投诉编号,涉及金额\nA1,700\nA9,5\n")
    assert (codes(data), data["written"], known.head()) == (["E946"], False, before)
    (problem,) = data["problems"]  # type: ignore[misc]  # a list
    assert (problem["line"], problem["column"]) == (3, "投诉编号")
    assert "received_at 收到时间, channel 受理渠道, summary 投诉内容摘要" in problem["message"]


def test_a_new_case_may_stand_among_updates(known: Line, tmp_path: Path) -> None:
    text = WHOLE.replace("排队", "").replace("A2", "A3")
    data = update(known, tmp_path, text)
    assert (data["added"], data["unchanged"], data["rejected"]) == (1, 1, 0)


def test_a_row_without_a_number_is_told_what_is_empty(known: Line, tmp_path: Path) -> None:
    data = update(known, tmp_path, WHOLE.replace("A1", "").replace("排队", ""))
    assert codes(data) == ["E211"]
    (problem,) = data["problems"]  # type: ignore[misc]  # a list
    assert (problem["line"], problem["column"]) == (2, "投诉内容摘要")


def test_a_row_of_totals_is_told_once(known: Line, tmp_path: Path) -> None:
    data = update(known, tmp_path, "投诉编号,涉及金额\nA1,700\n合计,700\n")
    assert codes(data) == ["E925"]


def test_without_numbers_or_without_update_all_that_a_case_needs_is_needed(
    known: Line, tmp_path: Path
) -> None:
    path = tmp_path / "update.csv"
    path.write_text("投诉编号,办结时间\nA1,2020-03-09\n", "utf-8")
    assert known("import", str(path)).code == "E902"
    path.write_text("受理渠道,办结时间\n客服热线,2020-03-09\n", "utf-8")
    assert known("import", str(path), "--on-duplicate", "update").code == "E902"


def test_a_plan_of_an_update_is_applied(known: Line, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    update(known, tmp_path, "投诉编号,涉及金额\nA1,700\n", "--plan", str(plan))
    data = known("import", "--apply", str(plan), "--json").data
    assert data["updated"] == 1
