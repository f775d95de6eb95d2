from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line

CALLER = ("--phone", "19900000001", "--complainant", "张三")


@pytest.fixture
def twice(line: Line) -> tuple[str, str]:
    """Two cases of one complainant."""
    first = line.add(*CALLER, "--demand", "退还 19900000001 的手续费", "--at", "2020-12-01")
    return first, line.add(*CALLER, "--at", "2020-12-20")


def shown(line: Line, *words: str) -> list[dict[str, object]]:
    found = line("watch", "list", *words, "--json").data["complainants"]
    assert isinstance(found, list)
    return found


def test_repeat_complainers_of_a_window(line: Line, twice: tuple[str, str]) -> None:
    line.add("--phone", "19900000002")
    (entry,) = shown(line)
    assert [each["number"] for each in entry["cases"]] == list(twice)  # type: ignore[attr-defined]  # JSON
    assert entry["since"] is None
    assert shown(line, "--last", "10d") == []
    assert shown(line, "--from", "2020-12-01", "--to", "2020-12-19") == []
    assert "Nobody" in line("watch", "list", "--last", "10d").out


def test_the_list_names_nobody(line: Line, twice: tuple[str, str]) -> None:
    line("watch", "add", twice[0], "--reason", "call 19900000001")
    for face in ((), ("--lang", "zh"), ("--json",), ("--format", "md")):
        out = line("watch", "list", *face).out
        assert "手续费" in out or "..." in out
        for personal in ("19900000001", "张三"):
            assert personal not in out


def test_put_on_told_and_taken_off(line: Line, twice: tuple[str, str]) -> None:
    data = line("watch", "add", twice[0], "--reason", "third time", "--json").data
    assert data["action"] == "watch.added"
    assert "person" not in data["details"]
    refused(line, "watch", "add", twice[1], "--reason", "x", code="E444", status=4)
    assert line("watch", "tell", twice[1], "DQ-0312", "--reason", "counter").status == 0
    refused(line, "watch", "tell", twice[0], "dq-0312", "--reason", "x", code="E409", status=4)
    (entry,) = shown(line)
    assert (entry["reason"], entry["told"]) == ("third time", ["DQ-0312"])
    assert "DQ-0312" in line("watch").out
    person = str(entry["person"])
    assert line("watch", "lift", person, "--reason", "settled").status == 0
    assert shown(line)[0]["since"] is None
    refused(line, "watch", "lift", person, "--reason", "x", code="E316", status=3)
    refused(line, "watch", "tell", person, "DQ-1", "--reason", "x", code="E316", status=3)


def test_who_is_on_the_list_stays_on_it_outside_the_window(
    line: Line, twice: tuple[str, str]
) -> None:
    line("watch", "add", twice[0], "--reason", "x")
    (entry,) = shown(line, "--last", "3d")
    assert entry["cases"] == []


def test_every_look_is_recorded(line: Line, twice: tuple[str, str]) -> None:
    before = int(line.head().partition(":")[0])
    line("watch", "--lang", "zh")
    line("watch", "list", "--as", "DQ-0500")
    assert int(line.head().partition(":")[0]) == before + 2
    assert line("verify").status == 0


def test_the_clerk_is_told_at_once(line: Line, twice: tuple[str, str]) -> None:
    assert "watched" not in line("add", "--channel", "counter", "--summary", "x", *CALLER).err
    line("watch", "add", twice[0], "--reason", "x")
    words = ("add", "--channel", "counter", "--summary", "x", *CALLER)
    outcome = line(*words)
    assert "is on the watch list" in outcome.err
    assert twice[0] in outcome.err
    assert "重点关注名单" in line(*words, "--lang", "zh").err
    data = line(*words, "--json").data
    assert data["watched"] is True
    assert twice[0] in [each["number"] for each in data["earlier"]]
    line("watch", "lift", twice[0], "--reason", "x")
    assert line(*words, "--json").data["watched"] is False


def test_an_entry_can_be_taken_back(line: Line, twice: tuple[str, str]) -> None:
    line("watch", "add", twice[0], "--reason", "x")
    assert line("undo", "--yes", "--reason", "wrong person").status == 0
    assert shown(line)[0]["since"] is None


def test_refusals(line: Line, twice: tuple[str, str]) -> None:
    nameless = line.add()
    refused(line, "watch", "add", nameless, "--reason", "x", code="E443", status=4)
    refused(line, "watch", "add", "2020-0999", "--reason", "x", code="E302", status=3)
    refused(line, "watch", "add", "deadbeef", "--reason", "x", code="E317", status=3)
    refused(line, "watch", "add", twice[0], code="E102", status=2)
    future = ("--reason", "x", "--at", "2021-01-06")
    refused(line, "watch", "add", twice[0], *future, code="E406", status=4)
    line("watch", "add", twice[0], "--reason", "x")
    refused(line, "watch", "tell", twice[0], " ", "--reason", "x", code="E102", status=2)


def test_dry_run_key_and_json_input(line: Line, twice: tuple[str, str]) -> None:
    before = line.content
    given = '{"reason": "多次投诉"}'
    words = ("watch", "add", twice[0], "--input", "-", "--json")
    assert line(*words, "--dry-run", stdin=given).data["dry_run"]
    assert line.content == before
    assert not line(*words, "--key", "k", stdin=given).data["repeated"]
    assert line(*words, "--key", "k", stdin=given).data["repeated"]
