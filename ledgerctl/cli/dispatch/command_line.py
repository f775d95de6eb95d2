"""The command line before Typer sees it: options that every command takes, anywhere on the line."""

from __future__ import annotations

from typing import NamedTuple

from ledgerctl.errors.usage import (
    ContradictoryOptions,
    HostileText,
    OptionNeedsValue,
    UnknownChoice,
)

FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")
#: Faces of a report alone.
REPORT_FORMATS = ("html", "xlsx", "docx")
_WITH_VALUE = {
    "--ledger": "ledger",
    "--lang": "lang",
    "--format": "format",
    "--color": "color",
}
_SHORT_FORMS = {"--json": "json", "--jsonl": "jsonl", "--csv": "csv", "--plain": "plain"}


class CommandLine(NamedTuple):
    """What every command takes, and the words that are left for the command itself."""

    options: dict[str, str]
    ask: bool
    words: list[str]


def split(arguments: list[str]) -> CommandLine:
    """Take the common options out of the arguments; everything after ``--`` is left alone.

    Raises:
        MissingOption: a common option without its value, or with an empty one.
        HostileText: a control character, or bytes that are no text.
        UnknownCode: a format or colour that there is not.
        ContradictoryOptions: two formats.
    """
    options: dict[str, str] = {}
    words: list[str] = []
    ask = True
    _check_text(arguments)
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            words.extend((word, *rest))
        elif name in _WITH_VALUE:
            given = value if equals else next(rest, None)
            if not given:
                # An empty --ledger is a script's unset variable, never the default ledger.
                raise OptionNeedsValue(option=name, command="ledgerctl")
            _put(options, _WITH_VALUE[name], given)
        elif word in _SHORT_FORMS:
            _put(options, "format", _SHORT_FORMS[word])
        elif word == "--no-input":
            ask = False
        else:
            words.append(word)
    command = next((word for word in words if not word.startswith("-")), "")
    _check(options, "format", FORMATS + (REPORT_FORMATS if command == "report" else ()))
    _check(options, "color", ("auto", "always", "never"))
    _check(options, "lang", ("zh", "en", "zh_CN", "zh-CN", "en_US", "en_GB"))
    return CommandLine(options, ask, words)


def _check_text(words: list[str]) -> None:
    field = "argument"
    for word in words:
        if not word.isprintable():
            from ledgerctl.domain.text.privacy import check_text

            character = check_text(word)
            if character is not None:
                own = word.partition("=")[0] if word.startswith("--") else field
                raise HostileText(field=own, character=character)
        field = word if word.startswith("--") else "argument"


def _put(options: dict[str, str], name: str, value: str) -> None:
    if name == "format" and options.get(name, value) != value:
        raise ContradictoryOptions(first=f"--{options[name]}", second=f"--{value}")
    options[name] = value


def _check(options: dict[str, str], name: str, known: tuple[str, ...]) -> None:
    value = options.get(name)
    if value is not None and value not in known:
        raise UnknownChoice(value=value, option=f"--{name}", choices=", ".join(known))
