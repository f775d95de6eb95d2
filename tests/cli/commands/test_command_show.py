from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line

CALLER = ("--complainant", "林听澜", "--phone", "13800138000", "--id-number", "11010519491231002X")


def test_card_and_story(line: Line) -> None:
    number = line.add(*CALLER, "--business", "loan")
    line("note", number, "已致电")
    line("resolve", number, "--finding", "upheld")
    outcome = line("show", number)
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Closed"
    assert [each[:2] for each in lines if each.startswith("#")] == ["#2", "#3", "#4"]


@pytest.mark.parametrize("face", ["table", "plain", "json", "jsonl", "csv", "md"])
def test_personal_data_is_masked_on_every_face(line: Line, face: str) -> None:
    number = line.add(*CALLER, "--summary", "我叫林听澜，电话13800138000")
    outcome = line("show", number, "--format", face)
    assert outcome.status == 0
    assert "13800138000" not in outcome.out
    assert "11010519491231002X" not in outcome.out
    assert "138****8000" in outcome.out.replace("\\*", "*")
    assert "林听澜" not in outcome.out.replace("我叫林听澜", "")


def test_json_contract(line: Line) -> None:
    data = line("show", line.add(), "--json").data
    assert set(data) == {
        *("number", "status", "record", "facts", "texts", "extra", "earlier", "history"),
        *("revealed", "custody", "links", "naming"),
    }
    assert "person" not in data["facts"]
    assert data["history"][0]["seq"] == 2


def test_other_cases_of_the_complainant(line: Line) -> None:
    first, second = line.add(*CALLER), line.add(*CALLER)
    assert f"Other cases of this complainant: {first}" in line("show", second).out


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_of_a_case(line: Line, language: str) -> None:
    number, other = line.add(), line.add()
    words = ("suggest", "add", "电话13800138000：短信告知等候时间", "--kind", "process")
    assert line(*words, "--case", number).status == 0
    assert line(*words, "--case", other).status == 0
    assert line("improve", "add", "中午排队太久", "--cases", number).status == 0
    assert line("improve", "add", "别的问题", "--cases", other).status == 0
    assert line("improve", "link", "I2021-0001", other).status == 0
    assert line("opportunity", "add", number, "希望分期付款").status == 0
    found = line("show", number, "--json").data["naming"]
    assert [(each["family"], each["number"], each["status"]) for each in found] == [
        ("suggestion", "S2021-0001", "made"),
        ("improvement", "I2021-0001", "not_started"),
        ("opportunity", "O2021-0001", "heard"),
    ]
    assert found[0]["words"] == "电话138****8000：短信告知等候时间"
    numbers = [each["number"] for each in line("show", other, "--json").data["naming"]]
    assert numbers == ["S2021-0002", "I2021-0001", "I2021-0002"]
    text = line("show", number, "--lang", language).out
    told = {
        "en": ("What came of it", "Suggestion", "Not started"),
        "zh": ("相关事项", "建议", "未开始"),
    }
    assert all(each in text for each in (*told[language], "中午排队太久", "希望分期付款"))
    assert "13800138000" not in text
    assert "S2021-0002" not in text


def test_what_was_taken_back_is_named_no_longer(line: Line) -> None:
    number = line.add()
    assert line("opportunity", "add", number, "希望分期付款").status == 0
    assert "O2021-0001" in line("show", number).out
    assert line("undo", "--yes", "--reason", "误记").status == 0
    assert "What came of it" not in line("show", number).out
    assert line("show", number, "--json").data["naming"] == []


def test_refusals(line: Line) -> None:
    refused(line, "show", "2021-0001", code="E302", status=3)
    refused(line, "show", "first", code="E209", status=2)
    refused(line, "show", code="E102", status=2)
    outcome = refused(line, "show", "2021-0001", "2021-0002s", "(x)", code="E108", status=2)
    assert outcome.err.startswith("ledgerctl: error E108: Unexpected argument: 2021-0002s (x)\n")
