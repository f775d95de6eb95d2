"""The edge: ``main(argv)`` runs one command line and returns its exit status.

Only the command named on the line is registered, so start-up does not grow with their number; every
error leaves through one table.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ledgerctl import config, i18n
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.context import Context
from ledgerctl.cli.context.outside import spoken_language
from ledgerctl.cli.dispatch import command_line
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import DiskFailure, Unexpected
from ledgerctl.errors.usage import BadSetting

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
CLOSED_PIPE = 141


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; nothing but that leaves this function."""
    streams.prepare()
    try:
        return _guarded(list(arguments))
    except BrokenPipeError:
        streams.silence()
        return CLOSED_PIPE


def _guarded(given: list[str]) -> int:
    i18n.install(spoken_language(_language_wish(given), os.environ))
    face = "json" if "--json" in given else "table"
    command = ""
    context: Context | None = None
    try:
        line = command_line.split(given)
        face = line.options.get("format", "table")
        command = next((word for word in line.words if not word.startswith("-")), "")
        context = _context(line, command)
        face = context.face
        status = _run(context, line.words)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        streams.talk("")
        return INTERRUPTED
    except LedgerError as error:
        return fail(error, command, face)
    except OSError as error:
        # Only stdout is written without an error of ours: a full disk behind `>`.
        streams.silence()
        key = context.key if context is not None else ""
        return fail(DiskFailure(problem=error.strerror or "", key=key or "…"), command, "table")
    except Exception as error:
        # A traceback would print values; who needs it asks for it.
        if os.environ.get("LEDGERCTL_DEBUG"):
            raise
        return fail(Unexpected(kind=type(error).__name__), command, face)
    finally:
        if context is not None:
            context.close()
    return status


def _language_wish(words: list[str]) -> str:
    """Return the language asked for, before the line is parsed: errors about it speak it too."""
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    wish = os.environ.get("LEDGERCTL_LANG", "")
    if wish:
        return wish
    try:
        found = config.load({}).get("lang")
    except LedgerError:
        return ""
    return found.text if found else ""


def _context(line: command_line.CommandLine, command: str) -> Context:
    values = config.load(line.options)
    face = values.get("format")
    checked = line.options.get("format")
    if face is not None and face.text not in {checked, *command_line.FORMATS}:
        accepted = ", ".join(command_line.FORMATS)
        raise BadSetting(value=face.text, name="format", expected=accepted)
    return Context(
        values,
        command,
        face=face.text if face else "table",
        language=i18n.language(),
        color=line.options.get("color", "auto"),
        ask=line.ask,
    )


def _run(context: Context, words: list[str]) -> int:
    if not words:
        from ledgerctl.cli.dispatch.start import greet

        return greet(context)
    if words[0] == "add":
        from ledgerctl.cli.dispatch.quick import quick_add

        if quick_add(context, words[1:]):
            return context.exit_status
    from ledgerctl.cli.dispatch.typed import run_typed

    return run_typed(context, words)


def fail(error: LedgerError, command: str, face: str) -> int:
    """Say what went wrong, in the face that was asked for, and return the exit status."""
    from ledgerctl.render.words import errors

    if face in {"json", "jsonl"}:
        from ledgerctl.render.words import envelope

        streams.data(
            envelope.failure(command, errors.error_data(error), encoding=streams.encoding())
        )
        sys.stdout.flush()
    for line in errors.error_lines(error, command=f"ledgerctl {command}".strip()):
        streams.talk(line)
    return error.exit_status
