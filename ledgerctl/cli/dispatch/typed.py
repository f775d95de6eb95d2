"""The way through Typer: commands registered on demand, usage errors in our words."""

from __future__ import annotations

import difflib
import os
from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from ledgerctl.cli.dispatch.helping import chinese_page
from ledgerctl.cli.dispatch.table import COMMANDS, EXAMPLES
from ledgerctl.errors.usage import (
    BadUsage,
    ExtraArgument,
    MissingOption,
    OptionNeedsValue,
    UnknownCommand,
    UnknownOption,
)
from ledgerctl.i18n import _, language

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context
    from ledgerctl.errors.base import LedgerError

_NEAR = 3
_CUTOFF = 0.5
_INTERRUPTED = 130
_EXTRA = "Got unexpected extra argument"


def run_typed(context: Context, words: list[str]) -> int:
    """Parse and run the command; returns its exit status.

    Raises:
        LedgerError: a usage error, or whatever the command refuses.
    """
    named = [words[0]] if words[0] in COMMANDS else list(COMMANDS)
    if words[0] not in COMMANDS and not words[0].startswith("-"):
        raise UnknownCommand(word=words[0], nearest=_nearest(words[0], list(COMMANDS)))
    _known_inside(words)
    _translate_typer()
    app = build(named)
    asks_help = not {"--help", "-h"}.isdisjoint(words)
    try:
        with chinese_page() if asks_help and language() == "zh" else nullcontext():
            ended = app(args=words, prog_name="ledgerctl", standalone_mode=False, obj=context)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # What Typer and rich make of a closed pipe.
        raise BrokenPipeError from None
    except Exception as error:
        # Typer's usage errors have no public base class; they carry the context they arose in.
        usage = _usage_error(error, words[0])
        if usage is None:
            raise
        raise usage from None
    if ended == _INTERRUPTED:
        # Typer turns Ctrl-C into a result.
        raise KeyboardInterrupt
    return context.exit_status


def _known_inside(words: list[str]) -> None:
    """Refuse a word that is none of the commands inside a group of commands.

    Raises:
        UnknownCommand: with the group before it, so that the nearest can be typed as they stand.
    """
    group, *rest = words
    inside = [each for each in EXAMPLES if each.startswith(f"{group} ")]
    typed = f"{group} {rest[0]}" if rest else ""
    if inside and typed and not rest[0].startswith("-") and typed not in inside:
        raise UnknownCommand(word=typed, nearest=_nearest(typed, inside))


def build(names: list[str]) -> typer.Typer:
    """Return the application with these commands."""
    app = typer.Typer(
        name="ledgerctl",
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback(help=_root_help(), epilog=_common_options())
    def root() -> None:
        """Nothing happens before the command."""

    for name in names:
        entry = COMMANDS[name]
        module = import_module(f"ledgerctl.cli.commands.{entry.module}")
        if hasattr(module, "app"):
            for each in module.app.registered_commands:
                each.epilog = _example(EXAMPLES[f"{name} {each.name}"]) + "\n\n" + _common_options()
            app.add_typer(
                module.app,
                name=name,
                help=_help(name),
                short_help=_short_help(name),
                epilog=_common_options(),
                rich_help_panel=_(entry.group),
            )
        else:
            app.command(
                name,
                help=_help(name),
                short_help=_short_help(name),
                epilog=_common_options(),
                rich_help_panel=_(entry.group),
            )(module.command)
    return app


def _help(name: str) -> str:
    entry = COMMANDS[name]
    return _(entry.help) + "\n\n" + _example(entry.example)


def _example(command: str) -> str:
    return _("Example: {example}").format(example=command)


def _short_help(name: str) -> str:
    entry = COMMANDS[name]
    return _("{help}. Example: {example}").format(
        help=_(entry.help), example=entry.example.removeprefix("ledgerctl ")
    )


def _root_help() -> str:
    return _("The complaint ledger of a bank branch: one file, figures that hold up.")


def _common_options() -> str:
    return _(
        "Every command also takes: --ledger PATH, --format table|plain|json|jsonl|csv|md"
        " (--json, --csv, --plain), --lang zh|en, --color auto|always|never, --no-input."
    )


def _usage_error(error: Exception, command: str) -> LedgerError | None:
    """Return our error for one of Typer's, or None when it is something else."""
    kind = type(error).__name__
    where = f"ledgerctl {command}" if command in COMMANDS else "ledgerctl"
    if kind == "NoSuchOption":
        option = str(getattr(error, "option_name", ""))
        near = getattr(error, "possibilities", None) or []
        return UnknownOption(option=option, nearest=", ".join(near) or "--help", command=where)
    if kind == "MissingParameter":
        parameter = getattr(error, "param", None)
        names = ", ".join(getattr(parameter, "opts", [])) or str(getattr(parameter, "name", ""))
        if getattr(parameter, "param_type_name", "") == "argument":
            names = str(getattr(parameter, "human_readable_name", names))
        return MissingOption(names=names, command=where)
    message = _number_wanted(error) or str(getattr(error, "message", ""))
    if kind == "BadOptionUsage" and "requires" in message:
        option = str(getattr(error, "option_name", ""))
        return OptionNeedsValue(option=option, command=where)
    if message.startswith(_EXTRA):
        arguments = message.partition(" (")[2].removesuffix(")")
        return ExtraArgument(arguments=arguments, command=where)
    if isinstance(error, typer.BadParameter) or hasattr(error, "format_message"):
        return BadUsage(message=message or kind, command=where)
    return None


def _number_wanted(error: Exception) -> str:
    """Return which option takes a number, and from where on, when the error is about that; else nothing."""
    parameter = getattr(error, "param", None)
    least = getattr(getattr(parameter, "type", None), "min", None)
    if not isinstance(error, typer.BadParameter) or least is None:
        return ""
    option = ", ".join(getattr(parameter, "opts", []))
    return _("{option} takes a whole number, at least {least}").format(option=option, least=least)


def _nearest(word: str, choices: list[str]) -> str:
    near = difflib.get_close_matches(word, choices, _NEAR, _CUTOFF)
    return ", ".join(near or choices[:_NEAR])


def _translate_typer() -> None:
    """Let Typer's own words (usage, options, arguments) come from our catalogue."""
    if language() != "zh":
        return
    import gettext

    import ledgerctl.i18n

    gettext.bindtextdomain("ledgerctl", os.path.join(ledgerctl.i18n.__path__[0], "locale"))  # noqa: PTH118 - gettext takes text
    gettext.textdomain("ledgerctl")
    os.environ["LANGUAGE"] = "zh_CN"
