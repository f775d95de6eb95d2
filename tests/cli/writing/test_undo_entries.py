"""Taking back what other things rest on: steps of entries, words of a case, the original of a duplicate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from desk_line import LANGUAGES, REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line

TAKE_BACK = ("--reason", "x", "--yes")


def seq(line: Line) -> str:
    """The number of the last event."""
    return str(line("verify", "--json").data["ledger"]["size"])


@pytest.fixture
def suggestion(line: Line) -> list[str]:
    """A suggestion made, forwarded and answered: the numbers of its events."""
    steps = (
        ("add", "more counters", "--kind", "process"),
        ("forward", "S2021-0001", "--to", "分行"),
        ("answer", "S2021-0001", "yes", "--adoption", "adopted"),
    )
    found = []
    for words in steps:
        assert line("suggest", *words).status == 0
        found.append(seq(line))
    return found


def suggestions(line: Line) -> list[dict[str, Any]]:
    found = line("suggest", "--json").data["suggestions"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_forwarded_and_answered_is_not_taken_back_alone(
    line: Line, suggestion: list[str], language: str
) -> None:
    made, forwarded, answered = suggestion
    words = ("undo", made, *TAKE_BACK, "--lang", language)
    outcome = refused(line, *words, code="E466", status=4)
    said = {"en": ("Suggestion forwarded", "Suggestion answered"), "zh": ("已上报", "已答复")}
    for number, what in zip((forwarded, answered), said[language], strict=True):
        assert f"#{number} " in outcome.err
        assert what in outcome.err.replace("建议", "")
    assert "S2021-0001" in outcome.err
    outcome = refused(line, "undo", forwarded, *TAKE_BACK, code="E466", status=4)
    assert f"#{answered} " in outcome.err
    assert f"#{made} " not in outcome.err


def test_the_later_steps_go_with_it_and_come_back_with_it(
    line: Line, suggestion: list[str]
) -> None:
    assert line("undo", suggestion[1], *TAKE_BACK, "--with-later").status == 0
    assert [each["status"] for each in suggestions(line)] == ["made"]
    assert line("undo", *TAKE_BACK).status == 0
    assert [each["status"] for each in suggestions(line)] == ["answered"]
    assert line("undo", suggestion[2], *TAKE_BACK).status == 0
    assert [each["status"] for each in suggestions(line)] == ["forwarded"]


def test_a_measure_carried_out_is_not_taken_back_alone(line: Line) -> None:
    line("improve", "add", "Queue", "--at", "2020-06-01")
    line("improve", "measure", "I2020-0001", "x", "--owner", "x", "--due", "2021-02-01")
    planned = seq(line)
    line("improve", "done", "I2020-0001")
    refused(line, "undo", planned, *TAKE_BACK, code="E466", status=4)
    assert line("undo", planned, *TAKE_BACK, "--with-later").status == 0
    assert line("improve", "show", "I2020-0001", "--json").data["measures"] == []


def test_a_need_heard_goes_with_its_case(line: Line) -> None:
    number = line.add()
    received = seq(line)
    line("opportunity", "add", number, "a loan")
    heard = seq(line)
    outcome = refused(line, "undo", received, *TAKE_BACK, code="E466", status=4)
    assert f"#{heard} " in outcome.err
    assert line("undo", received, *TAKE_BACK, "--with-later").status == 0
    assert line("opportunity", "--json").data["opportunities"] == []


def duplicates(line: Line, original: str) -> str:
    second = line.add("--received-at", "2021-01-05")
    assert line("link", second, original, "--as", "duplicate").status == 0
    assert line("show", second, "--json").data["status"] == "merged"
    return second


def test_an_original_is_not_taken_back_while_something_is_merged_into_it(line: Line) -> None:
    original = line.add("--received-at", "2021-01-05")
    received = seq(line)
    second = duplicates(line, original)
    refused(line, "undo", received, *TAKE_BACK, code="E466", status=4)
    assert line("undo", received, *TAKE_BACK, "--with-later").status == 0
    shown = line("show", second, "--json").data
    assert (shown["status"], shown["record"]["merged_into"], shown["record"]["counted"]) == (
        *("received", "", 1),
    )
    assert line("verify").status == 0


def test_nor_is_an_import_that_brought_the_original(line: Line) -> None:
    batch = line("import", str(REGISTER), "--json").data["batch"]
    original = "2020-0025"
    within = line("show", original, "--json").data["record"]["received_on"]
    second = line.add("--received-at", within)
    assert line("link", second, original, "--as", "duplicate").status == 0
    refused(line, "undo", batch, *TAKE_BACK, code="E466", status=4)
    assert line("undo", batch, *TAKE_BACK, "--with-later").status == 0
    assert line("show", second, "--json").data["status"] == "received"


def test_what_was_merged_is_followed_up_no_more(line: Line) -> None:
    original = line.add("--received-at", "2020-12-01")
    second = line.add("--received-at", "2020-12-01")
    line("resolve", second, "--finding", "upheld", "--at", "2020-12-10")
    assert line("followup", second, "reached", "--score", "1").status == 0

    def followed() -> list[str]:
        tasks = line("due", "--json").data["tasks"]
        return [each["number"] for each in tasks if each["kind"] == "followup"]

    assert followed() == [second]
    assert line("link", second, original, "--as", "duplicate").status == 0
    assert followed() == []
    assert line("unlink", second, original, "--as", "duplicate", "--reason", "x").status == 0
    assert followed() == [second]
