"""Configuration: defaults < file < environment < option; each value remembers where it came from."""

from __future__ import annotations

import os
from typing import NamedTuple

from ledgerctl.errors.system import CannotRead
from ledgerctl.errors.usage import BadSetting

#: The user's own settings (the ledger's settings are events in the ledger).
KEYS = ("ledger", "lang", "format", "person", "branch")
_FILE = "config.toml"
_NAME = "ledgerctl"


class Value(NamedTuple):
    """A configured value and its origin: ``default``, ``file``, ``environment`` or ``option``."""

    text: str
    origin: str


def config_path() -> str:
    """Return the path of the user's configuration file."""
    return _join(os.environ.get("XDG_CONFIG_HOME") or _join("~", ".config"), _NAME, _FILE)


def profiles_folder() -> str:
    """Return the folder of the user's own mapping profiles; it need not be there."""
    return _join(os.environ.get("XDG_CONFIG_HOME") or _join("~", ".config"), _NAME, "profiles")


def data_folder() -> str:
    """Return the platform's folder for a user's data of this program."""
    return _join(os.environ.get("XDG_DATA_HOME") or _join("~", ".local", "share"), _NAME)


def draft_path(command: str, place: int = 1) -> str:
    """Return where is kept what was typed for a command that was interrupted, by its place among others."""
    state = os.environ.get("XDG_STATE_HOME") or _join("~", ".local", "state")
    words = [*command.removeprefix(_NAME).split(), *([str(place)] if place > 1 else [])]
    return _join(state, _NAME, "drafts", f"{'-'.join(words)}.json")


def default_ledger() -> str:
    """Return the ledger that is used when nobody names one."""
    return _join(data_folder(), "ledger.db")


def load(options: dict[str, str]) -> dict[str, Value]:
    """Return every configured value; options win over the environment, that over the file.

    Raises:
        BadSetting: the file has an unknown key or a value that is no text.
        CannotRead: the file is no TOML, or cannot be read.
    """
    values = {"ledger": Value(default_ledger(), "default")}
    values |= {key: Value(text, "file") for key, text in _from_file().items()}
    for key in KEYS:
        text = os.environ.get(f"LEDGERCTL_{key.upper()}", "")
        if text:
            values[key] = Value(text, "environment")
    return values | {key: Value(text, "option") for key, text in options.items() if text}


def _from_file() -> dict[str, str]:
    path = config_path()
    if not os.path.exists(path):  # noqa: PTH110 - pathlib costs a tenth of start-up
        return {}
    import tomllib  # noqa: PLC0415 - most machines have no such file

    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            found = tomllib.load(stream)
    except (OSError, ValueError) as error:
        raise CannotRead(path=path, problem=type(error).__name__) from None
    for key, text in found.items():
        if key not in KEYS or not isinstance(text, str):
            raise BadSetting(value=key, name=path, expected=", ".join(KEYS))
    return found


def _join(*parts: str) -> str:
    return os.path.expanduser(os.path.join(*parts))  # noqa: PTH111, PTH118 - as above
