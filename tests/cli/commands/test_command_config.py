from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def test_settings_of_the_ledger_are_shown(line: Line) -> None:
    outcome = line("config")
    assert (outcome.status, outcome.err) == (0, "")
    assert "东侨支行" in outcome.out
    assert "repeat_window" in outcome.out


def test_a_setting_is_changed_by_an_event(line: Line) -> None:
    outcome = line("config", "set", "repeat_window", "60", "--reason", "总行要求")
    assert outcome.status == 0
    assert outcome.out.startswith("Setting changed\n")
    rows = [each.split() for each in line("config").out.splitlines()]
    assert any(row[:1] == ["repeat_window"] and row[-2:] == ["60", "30"] for row in rows)


def test_json_contract(line: Line) -> None:
    data = line("config", "show", "--json").data
    assert set(data) == {"file", "values", "ledger"}
    assert data["values"]["ledger"] == {"value": line.ledger, "origin": "option"}
    changed = line("config", "set", "currency", "USD", "--reason", "x", "--json").data
    assert changed["action"] == "setting.changed"


def test_a_changed_window_changes_what_repeats(line: Line) -> None:
    caller = ("--phone", "13800138000", "--business", "loan")
    line.add(*caller, "--at", "2020-11-20")
    line("config", "set", "repeat_window", "60", "--reason", "x")
    line.add(*caller)
    assert line("list", "--json").data["cases"][-1]["repeat_of"] == "2020-0001"


def test_dry_run(line: Line) -> None:
    before = line.content
    words = ("config", "set", "repeat_window", "60", "--reason", "x", "-n")
    assert "Dry run" in line(*words).err
    assert line.content == before


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("colour", "red", "--reason", "x"), "E212", 2),
        (("repeat_window", "soon", "--reason", "x"), "E212", 2),
        (("timezone", "Beijing", "--reason", "x"), "E212", 2),
        (("repeat_window", "60"), "E102", 2),
        (("repeat_window",), "E102", 2),
    ],
)
def test_refusals(line: Line, words: tuple[str, ...], code: str, status: int) -> None:
    refused(line, "config", "set", *words, code=code, status=status)
