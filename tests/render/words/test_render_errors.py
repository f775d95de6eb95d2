from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.house import AlreadyClosed, ClimbsDown, ReasonNeeded, Recused, SkipsRungs
from ledgerctl.errors.usage import BadJson, BadNumber, BadUsage, UnknownCode
from ledgerctl.render.words import envelope
from ledgerctl.render.words.errors import error_data, error_lines, filled

UNKNOWN = UnknownCode(
    value="hotlin", field="channel", vocabulary="channel", nearest="hotline 客服热线"
)


def test_english_golden() -> None:
    assert error_lines(UNKNOWN) == [
        "ledgerctl: error E201: hotlin is not a known Channel",
        "  hint: Nearest: hotline 客服热线. All codes: `ledgerctl codes channel`",
    ]


@pytest.mark.usefixtures("chinese")
def test_chinese_golden() -> None:
    assert error_lines(UNKNOWN) == [
        "ledgerctl: 错误 E201  hotlin 不是已知的受理渠道",
        "  提示：相近：hotline 客服热线",
    ]


def test_rungs_and_roles_are_shown_by_their_labels() -> None:
    ladder = ClimbsDown(
        number="2020-0007", level="president", target="branch_head", ladder="president → superior"
    )
    assert error_lines(ladder) == [
        "ledgerctl: error E402: 2020-0007 already stands at President; it cannot go to Branch head",
        "  hint: The ladder goes up only: President → Superior institution",
    ]
    skips = SkipsRungs(level="first_receiver", target="president", skipped="branch_head, president")
    assert error_lines(skips)[0].endswith("skips Branch head, President")
    recused = Recused(person="李四", number="2020-0007", role="handler")
    assert error_lines(recused)[0].endswith(
        "李四 is complained about in 2020-0007 and may not be its Handler"
    )
    target = Recused(person="李四", number="2020-0007", role="escalation target")
    assert error_lines(target)[0].endswith("may not be its escalation target")


def test_the_command_fills_the_hint() -> None:
    error = BadUsage(message="no")
    assert error_lines(error, command="ledgerctl add") == [
        "ledgerctl: error E101: no",
        "  hint: See `ledgerctl add --help`",
    ]


def test_an_error_without_hint_is_one_line() -> None:
    class Bare(LedgerError):
        sentence = "gone"

    assert error_lines(Bare()) == ["ledgerctl: error E000: gone"]


def test_a_value_that_was_not_given_shows_its_name() -> None:
    assert error_lines(AlreadyClosed(number="2020-0007"))[0].endswith("(on {day})")


def test_literal_braces_stay() -> None:
    assert '{"channel": "counter"' in error_lines(BadJson(problem="x"))[1]


def test_expected_values_are_translated() -> None:
    assert error_lines(ReasonNeeded(step="reopen"))[0].endswith("reopen needs a reason")
    number = BadNumber(value="x", field="customers", expected="A whole number above zero")
    assert error_lines(number)[1] == "  hint: A whole number above zero"


def test_a_detail_translates_its_own_template() -> None:
    class Detail(str):
        __slots__ = ("template", "values")

    detail = Detail("2 cells")
    detail.template = "{count} cells in {field}"
    detail.values = {"count": 2, "field": "channel"}
    assert filled("{problem}", {"problem": detail}) == "2 cells in Channel"


def test_a_code_is_shown_by_its_fields_label() -> None:
    said = filled("{value}: {code}", {"value": "x", "code": "hotline", "field": "channel"})
    assert said == "x: Bank hotline"


def test_long_values_are_cut() -> None:
    line = error_lines(UnknownCode(value="x" * 900, field="channel"))[0]
    assert "x" * 200 + "… is not" in line
    assert "x" * 201 not in line


@given(st.text(max_size=40))
def test_no_value_reaches_a_terminal_unescaped(value: str) -> None:
    error = UnknownCode(value=value, field=value, nearest=value, vocabulary=value)
    text = "\n".join(error_lines(error))
    assert visible(text, keep_newlines=True) == text


def test_json_contract_of_an_error() -> None:
    text = envelope.failure("add", error_data(UNKNOWN))
    assert text == (
        "{\n"
        '  "schema_version": 1,\n'
        '  "command": "add",\n'
        '  "error": {\n'
        '    "code": "E201",\n'
        '    "message": "hotlin is not a known Channel",\n'
        '    "hint": "Nearest: hotline 客服热线. All codes: `ledgerctl codes channel`",\n'
        '    "values": {\n'
        '      "value": "hotlin",\n'
        '      "field": "channel",\n'
        '      "vocabulary": "channel",\n'
        '      "nearest": "hotline 客服热线"\n'
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_numbers_stay_numbers_in_json() -> None:
    assert error_data(AlreadyClosed(number=3, day=None))["values"] == {"number": 3, "day": "None"}


def test_envelope_of_success_has_its_keys_in_order() -> None:
    text = envelope.success("add", {"b": 1, "a": ["客户"]}, ["said"])
    assert text == (
        '{\n  "schema_version": 1,\n  "command": "add",\n  "data": {\n    "b": 1,\n    "a": [\n'
        '      "客户"\n    ]\n  },\n  "messages": [\n    "said"\n  ]\n}\n'
    )


def test_lines_are_one_record_each() -> None:
    assert envelope.lines([{"a": 1}, {"b": "客\n户"}]) == '{"a": 1}\n{"b": "客\\n户"}\n'


@given(st.text(max_size=30), st.sampled_from(["utf-8", "gbk", "ascii"]))
def test_json_is_the_same_value_harmless_and_writable(value: str, encoding: str) -> None:
    text = envelope.lines([{"x": value}], encoding=encoding)
    assert text.encode(encoding)
    assert visible(text, keep_newlines=True) == text
    assert json.loads(text) == {"x": value}
