"""Standard streams: data on stdout, talk on stderr; no character can make them fail."""

from __future__ import annotations

import io
import os
import sys

#: Columns below which nothing fits: a wide character alone takes two.
_NARROWEST = 20
#: Digits of a number of columns that cannot be meant.
_LONGEST = 6


def prepare() -> None:
    """Let characters that a console cannot show come out escaped; a closed stream is an empty one."""
    # Python leaves None where the caller closed a stream (`>&-`).
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - a stream for life
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def data(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def talk(text: str) -> None:
    """Write a message to stderr."""
    sys.stderr.write(f"{text}\n")


def encoding() -> str:
    """Return the encoding of stdout."""
    return sys.stdout.encoding or "utf-8"


def on_terminal() -> bool:
    """Whether stdout is a terminal; decides colour, width and pager only."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Whether somebody sits at both ends and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def width() -> int | None:
    """Return the columns of the terminal, ``COLUMNS`` first; None where nothing is cut."""
    columns = os.environ.get("COLUMNS", "")
    found = (
        int(columns) if columns.isascii() and columns.isdigit() and len(columns) < _LONGEST else 0
    )
    if not found and on_terminal():
        # A terminal that does not know its width says 0.
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    return max(found, _NARROWEST) if found else None


def coloured(wish: str) -> bool:
    """Whether to colour: ``always``, ``never``, or by terminal, ``NO_COLOR`` and ``TERM``."""
    if wish in {"always", "never"}:
        return wish == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or on_terminal()


def silence() -> None:
    """After a stream that failed: keep the interpreter's last flush from complaining."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
