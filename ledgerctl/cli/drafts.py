"""What a person has typed for a command that was interrupted, kept in a private file until it is recorded."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from ledgerctl.cli import streams
from ledgerctl.cli.confirming import agrees
from ledgerctl.cli.context import make_folder
from ledgerctl.config import draft_path
from ledgerctl.errors import LedgerError, NoPermission
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Draft:
    """The draft of one command on one ledger; it may hold personal data, so only its owner can read it.

    Args:
        command: the command's words (``ledgerctl note``); each command has one draft.
        ledger: the path of the ledger for which it was typed; it is offered for no other.
    """

    def __init__(self, command: str, ledger: str) -> None:
        self.command = command
        self._ledger = os.path.abspath(ledger)  # noqa: PTH100 - pathlib costs start-up
        self._path = draft_path(command)
        self._free = True

    def offered(
        self, given: Mapping[str, str], readers: Mapping[str, Callable[[str], object] | None]
    ) -> dict[str, str]:
        """Return the texts kept when the person wants to go on with them; refused ones are removed.

        A draft that says something else than the line is about something else: it stays, and is not
        offered.

        Args:
            given: what the line says, by name.
            readers: the names that the command knows, with what makes two texts of a name comparable.
        """
        texts = {name: text for name, text in self._kept().items() if name in readers}
        if any(
            not _same(readers[name], texts[name], text)
            for name, text in given.items()
            if name in texts
        ):
            self._free = False
        if not texts or not self._free:
            return {}
        about = f"{self.command} {texts.get('number', '')}".strip()
        question = _("A draft of an interrupted `{command}` was kept. Go on with it?")
        if agrees(question.format(command=about), otherwise=True):
            return texts
        self.forget()
        return {}

    def secure(self, texts: Mapping[str, str]) -> None:
        """Keep what was typed before it is recorded, unless a draft about something else is there."""
        if self._free:
            self._written(texts)

    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep what was typed so far, in the place of any other draft, and say whether that worked."""
        self._free = True
        kept = self._written(texts)
        streams.talk("")
        streams.talk(
            _("A draft was kept; `{command}` goes on with it").format(command=self.command)
            if kept
            else _("No draft could be kept in {path}").format(path=self._path)
        )

    def agrees(self, question: str, texts: Mapping[str, str]) -> bool:
        """Ask what Enter agrees to; who interrupts finds what was typed in the draft."""
        try:
            return agrees(question, otherwise=True)
        except KeyboardInterrupt:
            self.keep(texts)
            raise

    def forget(self) -> None:
        """Remove the draft once it is recorded or nobody wants it; what is about something else stays."""
        if self._free and os.path.lexists(self._path):
            os.unlink(self._path)  # noqa: PTH108 - pathlib costs start-up

    def _kept(self) -> dict[str, str]:
        try:
            with open(self._path, encoding="utf-8") as stream:  # noqa: PTH123 - pathlib costs start-up
                found = json.load(stream)
            self._free = found["ledger"] == self._ledger
            texts = {name: str(text) for name, text in found["texts"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._free = True
            return {}
        return texts if self._free else {}

    def _written(self, texts: Mapping[str, str]) -> bool:
        kept = {name: text for name, text in texts.items() if text}
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW
        try:
            make_folder(os.path.dirname(self._path))  # noqa: PTH120 - pathlib costs start-up
            with os.fdopen(os.open(self._path, flags, 0o600), "w", encoding="utf-8") as stream:
                json.dump({"ledger": self._ledger, "texts": kept}, stream, ensure_ascii=False)
        except (OSError, NoPermission):
            return False
        return True


def _same(read: Callable[[str], object] | None, one: str, other: str) -> bool:
    if one == other or read is None:
        return one == other
    try:
        return read(one) == read(other)
    except LedgerError:
        return False
