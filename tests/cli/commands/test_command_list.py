from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from desk_line import refused

from ledgerctl.render.cases import cases

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def three(line: Line) -> Line:
    line.add("--at", "2020-03-04", "--business", "loan", "--department", "营业部")
    line.add("--at", "2020-12-31", "--channel", "hotline", "--handler", "DQ-0312")
    number = line.add("--summary", "年费说明不清", "--cause", "pricing")
    line("resolve", number, "--finding", "upheld", "--responsibility", "no_fault")
    return line


def numbers(line: Line, *words: str) -> list[str]:
    return [each["number"] for each in line("list", "--json", *words).data["cases"]]


def test_oldest_first(three: Line) -> None:
    outcome = three("list")
    assert (outcome.status, outcome.err) == (0, "")
    found = [each.split()[0] for each in outcome.out.splitlines() if each.startswith("20")]
    assert found == ["2020-0001", "2020-0002", "2021-0001"]
    assert "OVERDUE" in outcome.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--year", "2020"), ["2020-0001", "2020-0002"]),
        (("--channel", "客服热线"), ["2020-0002"]),
        (("--business", "loan"), ["2020-0001"]),
        (("--cause", "pricing"), ["2021-0001"]),
        (("--department", "营业部"), ["2020-0001"]),
        (("--handler", "DQ-0312"), ["2020-0002"]),
        (("--responsibility", "no_fault"), ["2021-0001"]),
        (("--status", "closed"), ["2021-0001"]),
        (("--open",), ["2020-0001", "2020-0002"]),
        (("--closed",), ["2021-0001"]),
        (("--overdue",), ["2020-0001"]),
        (("--text", "年费"), ["2021-0001"]),
        (("--text", "年费", "--open"), []),
        (("--search", "不清 年费"), ["2021-0001"]),
        (("--search", "年费", "--open"), []),
        (("--search", " "), ["2020-0001", "2020-0002", "2021-0001"]),
        (("--batch", "none"), []),
    ],
)
def test_filters(three: Line, words: tuple[str, ...], expected: list[str]) -> None:
    assert numbers(three, *words) == expected


def test_json_contract(three: Line) -> None:
    data = three("list", "--json", "--limit", "2").data
    assert set(data) == {"total", "shown", "today", "cases"}
    assert (data["total"], data["shown"], data["today"]) == (3, 2, "2021-01-05")
    assert {"number", "status", "due_on", "overdue", "summary"} <= set(data["cases"][0])
    assert "person" not in data["cases"][0]


def test_a_cut_list_says_so(three: Line) -> None:
    outcome = three("list", "--limit", "1")
    assert outcome.err == "showing 1 of 3\n"
    assert three("list", "--limit", "0").err == ""
    assert "showing 1 of 3" in three("list", "--limit", "1", "--json").envelope["messages"]


def test_csv_and_json_lines_are_records(three: Line) -> None:
    rows = list(csv.DictReader(io.StringIO(three("list", "--csv").out)))
    records = [json.loads(each) for each in three("list", "--jsonl").out.splitlines()]
    wanted = ["2020-0001", "2020-0002", "2021-0001"]
    assert [row["number"] for row in rows] == [each["number"] for each in records] == wanted


def test_an_empty_list_is_no_failure(line: Line) -> None:
    outcome = line("list")
    assert (outcome.status, outcome.out, outcome.err) == (0, "No case\n", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--channel", "tin can"), "E201"),
        (("--status", "asleep"), "E201"),
        (("--year", "20"), "E214"),
        (("--limit", "few"), "E205"),
        (("--open", "--closed"), "E105"),
        (("--plain", "--csv"), "E105"),
        (("--yaer", "2020"), "E104"),
        (("2020",), "E108"),
    ],
)
def test_refusals(three: Line, words: tuple[str, ...], code: str) -> None:
    refused(three, "list", *words, code=code, status=2)


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (("list", "--sort", "qqqqqqqq"), "For instance: ", "例如："),
        (("list", "--sort", "dayz"), "Nearest: days", "相近的有：days"),
        (("export", "--fields", "qqqqqqqq"), "For instance: ", "例如："),
        (("export", "--fields", "chanel"), "Nearest: channel", "相近的有：channel"),
    ],
)
def test_a_name_near_to_nothing_gets_examples_and_no_nearest(
    line: Line, words: tuple[str, ...], english: str, chinese: str
) -> None:
    assert f"hint: {english}" in line(*words).err
    assert f"提示：{chinese}" in line(*words, "--lang", "zh").err


@pytest.mark.parametrize(
    ("face", "unused"),
    [
        ("json", "document"),
        ("csv", "document"),
        ("csv", "data"),
        ("jsonl", "data"),
        ("table", "data"),
        ("table", "records"),
    ],
)
def test_of_a_list_only_the_form_that_is_asked_for_is_made(
    three: Line, monkeypatch: pytest.MonkeyPatch, face: str, unused: str
) -> None:
    def made(*_given: object, **_named: object) -> None:
        pytest.fail(f"{unused} was made for {face}")

    monkeypatch.setattr(cases, unused, made)
    outcome = three("list", "--format", face)
    assert outcome.status == 0
    assert "2020-0001" in outcome.out or "2021-0001" in outcome.out
