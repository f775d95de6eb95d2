from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, process

from ledgerctl import __version__
from ledgerctl.cli.dispatch.table import CLERK, COMMANDS, DATA, EXAMPLES, SUPERVISOR, TRUST
from ledgerctl.render.words.texts import cell_width

if TYPE_CHECKING:
    from desk_line import Line

both = pytest.mark.parametrize("language", LANGUAGES)


def words(text: str) -> str:
    """Return help without its frames, on one line, however it was folded."""
    return " ".join(re.sub("[│╭╮╰╯─|]", " ", text).split())


@both
@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_its_example(
    bare: Line, name: str, option: str, language: str
) -> None:
    outcome = bare(name, option, "--lang", language)
    assert (outcome.status, outcome.err) == (0, "")
    assert COMMANDS[name].example in words(outcome.out)
    assert "--ledger" in words(outcome.out)
    if language == "en":
        assert COMMANDS[name].help in words(outcome.out)


@both
@pytest.mark.parametrize("path", sorted(EXAMPLES))
def test_every_command_of_a_group_has_help_with_its_example(
    bare: Line, path: str, language: str
) -> None:
    outcome = bare(*path.split(), "--help", "--lang", language)
    assert (outcome.status, outcome.err) == (0, "")
    found = words(outcome.out)
    assert EXAMPLES[path] in found
    assert "--ledger" in found
    # What the example shows is what the command takes.
    assert all(word in found.replace(EXAMPLES[path], "") for word in options(EXAMPLES[path]))


def options(example: str) -> list[str]:
    return [word for word in example.split() if word.startswith("--")]


def test_root_help_groups_commands_by_who_uses_them(bare: Line) -> None:
    outcome = bare("--help")
    assert outcome.status == 0
    found = words(outcome.out)
    places = [found.index(group) for group in (CLERK, SUPERVISOR, DATA, TRUST)]
    assert places == sorted(places)
    for name, entry in COMMANDS.items():
        assert f" {name} " in outcome.out
        assert entry.help in found


@both
def test_root_help_in_both_languages(bare: Line, language: str) -> None:
    outcome = bare("--lang", language, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert all(f" {name} " in outcome.out for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_example_begins_with_its_command(name: str) -> None:
    assert COMMANDS[name].example.split()[:2] == ["ledgerctl", name]


def test_three_lines_on_a_new_machine(bare: Line) -> None:
    outcome = bare()
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert len(lines) == 3
    assert "ledgerctl init --branch" in lines[0]
    assert "ledgerctl --help" in lines[2]


def test_what_is_open_on_an_old_one(line: Line) -> None:
    line.add("--at", "2020-12-01")
    outcome = line()
    assert outcome.status == 0
    assert "2020-0001" in outcome.out
    assert outcome.err == "1 open, 1 overdue. All commands: ledgerctl --help\n"


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str) -> None:
    outcome = process(option)
    assert (outcome.returncode, outcome.stdout.decode()) == (0, f"ledgerctl {__version__}\n")


@both
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lst", "list"), ("reslove", "resolve"), ("ad", "add"), ("exort", "report")],
)
def test_an_unknown_command_is_answered_with_the_nearest(
    bare: Line, typed: str, meant: str, language: str
) -> None:
    outcome = bare(typed, "--lang", language)
    assert (outcome.status, outcome.code) == (2, "E103")
    assert meant in outcome.err
    assert outcome.out == ""


@both
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("add", "--chanel", "counter"), "--channel"),
        (("list", "--yaer", "2020"), "--year"),
        (("resolve", "2021-0001", "--findin", "upheld"), "--finding"),
        (("base", "set", "2020", "--customer", "5"), "--customers"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_an_unknown_option_is_answered_with_the_nearest(
    line: Line, typed: tuple[str, ...], meant: str, language: str
) -> None:
    outcome = line(*typed, "--lang", language)
    assert (outcome.status, outcome.code) == (2, "E104")
    assert meant in outcome.err


@both
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("show",), "E102"),
        (("note", "2021-0001"), "E102"),
        (("show", "2021-0001", "and", "more"), "E108"),
        (("base", "bogus"), "E103"),
        (("--",), "E101"),
        (("-x",), "E104"),
        (("list", "--open=yes"), "E101"),
        (("list", "--year"), "E109"),
        (("import", "x.csv", "--commit-every", "-5"), "E101"),
        (("import", "x.csv", "--header-row", "two"), "E101"),
    ],
)
def test_usage_errors_are_coded(
    line: Line, typed: tuple[str, ...], code: str, language: str
) -> None:
    outcome = line("--lang", language, *typed)
    assert (outcome.status, outcome.code, outcome.out) == (2, code, "")
    assert "--help" in outcome.err
    assert "Usage:" not in outcome.err


def test_usage_errors_speak_chinese(line: Line) -> None:
    number = ("import", "x.csv", "--commit-every", "-5")
    for typed in (("base", "bogus"), ("list", "--year"), ("show", "1", "2"), ("--",), number):
        outcome = line("--lang", "zh", *typed)
        sentence = outcome.err.splitlines()[0].split("  ", 1)[1]
        assert re.search("[一-鿿]", sentence), sentence


def test_an_option_that_takes_a_number_says_so_by_name(line: Line) -> None:
    said = "--header-row takes a whole number, at least 1"
    assert said in line("import", "x.csv", "--header-row", "0").err
    assert said in line("import", "x.csv", "--header-row", "two").err


@pytest.mark.parametrize("words", [["--help"], ["add", "--help"], ["base", "set", "-h"]])
def test_chinese_help_has_no_english_sentence(line: Line, words: list[str]) -> None:
    text = line("--lang", "zh", *words).out
    assert "用法：" in text
    assert "显示本帮助后退出" in text
    for english in ("Usage:", "Show this message", "[OPTIONS]"):
        assert english not in text
    edges = [row for row in text.splitlines() if row.rstrip().endswith(("│", "╮", "╯"))]
    assert len({cell_width(row.rstrip()) for row in edges}) == 1
