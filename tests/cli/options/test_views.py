"""The order of lists, and what somebody asks for again and again."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


@pytest.fixture
def three(line: Line) -> Line:
    line.add("--at", "2020-03-04", "--channel", "hotline", "--amount", "20")
    line.add("--at", "2020-12-31", "--channel", "counter")
    line.add("--at", "2020-06-01", "--channel", "hotline", "--amount", "9")
    return line


@pytest.fixture
def kept(home: Path) -> Path:
    return home / "config" / "ledgerctl" / "views.json"


def numbers(line: Line, *words: str) -> str:
    return " ".join(each["number"][-1] for each in line("list", "--json", *words).data["cases"])


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("number", "1 2 3"),
        ("-received_at", "2 3 1"),
        ("amount", "3 1 2"),
        ("-amount", "1 3 2"),
        ("channel,-number", "2 3 1"),
    ],
)
def test_sorted_lists(three: Line, sort: str, expected: str) -> None:
    assert numbers(three, "--sort", sort) == expected
    assert numbers(three, "--sort", sort, "--limit", "2") == expected[:3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_sorted_by_is_refused(three: Line, language: str) -> None:
    refused(three, "--lang", language, "list", "--sort", "complainant", code="E938", status=2)


def test_a_view_is_kept_and_added_to(three: Line, kept: Path) -> None:
    words = ("--channel", "hotline", "--open", "--sort", "-received_at")
    assert numbers(three, *words, "--save-view", "热线") == "3 1"
    assert numbers(three, "--view", "热线") == "3 1"
    assert numbers(three, "--view", "热线", "--sort", "number") == "1 3"
    assert numbers(three, "--view", "热线", "--channel", "counter") == "2"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text("utf-8")) == {
        "热线": {"channel": "hotline", "open_only": True, "sort": "-received_at"}
    }


def test_export_knows_the_view_too(three: Line) -> None:
    numbers(three, "--channel", "hotline", "--sort", "-number", "--save-view", "a")
    out = three("export", "--view", "a", "--fields", "number").out
    assert out.split() == ["Number", "2020-0001", "2020-0003"]


def test_a_failed_list_saves_nothing(three: Line, kept: Path) -> None:
    refused(three, "list", "--channel", "nowhere", "--save-view", "a", code="E201", status=2)
    assert not kept.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_views_are_shown_and_taken_away(three: Line, language: str) -> None:
    assert three("--lang", language, "config", "views").err != ""
    numbers(three, "--channel", "hotline", "--last", "30d", "--open", "--save-view", "a b")
    assert "--channel hotline --last 30d --open" in three("--lang", language, "config", "views").out
    assert three("config", "views", "--json").data["views"] == {
        "a b": {"channel": "hotline", "last": "30d", "open_only": True}
    }
    assert three("config", "views", "--remove", "a b").status == 0
    refused(three, "config", "views", "--remove", "a b", code="E939", status=2)
    refused(three, "--lang", language, "list", "--view", "a b", code="E939", status=2)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"open": 1}}', "\xff", "[" * 9999])
def test_a_damaged_file_is_said(three: Line, kept: Path, text: str) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(text, encoding="latin-1")
    refused(three, "list", "--view", "a", code="E940", status=2)
    refused(three, "list", "--save-view", "a", code="E940", status=2)


@pytest.mark.parametrize(
    "options", [{"chanel": "hotline"}, {"open_only": "yes"}, {"channel": True}]
)
def test_a_view_with_another_option_is_refused(
    three: Line, kept: Path, options: dict[str, object]
) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"a": options}))
    refused(three, "list", "--view", "a", code="E104", status=2)


def test_a_file_that_cannot_be_read(three: Line, kept: Path) -> None:
    kept.mkdir(parents=True)
    refused(three, "list", "--view", "a", code="E803", status=8)
