"""What a person has typed for a command that was interrupted, kept in private files until it is recorded."""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.cli.asking.confirming import agrees, typed
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.context import make_folder
from ledgerctl.config import draft_path
from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import NoPermission
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    #: The names that a command knows, with what makes two texts of a name comparable.
    Readers = Mapping[str, Callable[[str], object] | None]

#: Days after which a draft that nobody went on with is deleted; it may name people.
KEPT_DAYS = 30
_DAY_SECONDS = 86_400


class _Kept(NamedTuple):
    """One draft as it lies there: when it was last written (seconds), its file, the texts by name."""

    at: float
    path: str
    texts: Mapping[str, str]


class Draft:
    """The draft of one command on one ledger; it may hold personal data, so only its owner can read it.

    What is interrupted anew lies beside the drafts that are there: nothing is overwritten but what the
    person goes on with.

    Args:
        command: the command's words (``ledgerctl note``).
        ledger: the path of the ledger for which it was typed; it is offered for no other.
        subject: the name of the text that says which case or entry the command is about.
    """

    def __init__(self, command: str, ledger: str, subject: str = "") -> None:
        self.command = command
        self._ledger = os.path.abspath(ledger)  # noqa: PTH100 - pathlib costs start-up
        self._subject = subject
        self._path = ""

    def offered(self, given: Mapping[str, str], readers: Readers) -> Mapping[str, str]:
        """Return the texts of the draft with which the person wants to go on.

        A draft that says something else than the line is about something else, and is not offered. Those
        of any command and ledger that are too old are deleted first, and it is said.

        Args:
            given: what the line says, by name.
            readers: what the command can be told.
        """
        _expire(os.path.dirname(draft_path(self.command)), time.time())  # noqa: PTH120 - pathlib costs start-up
        fitting = [each for each in self._kept() if _fits(each.texts, given, readers)]
        chosen = self._one(fitting[0]) if len(fitting) == 1 else self._of_several(fitting)
        if chosen is None:
            return {}
        self._path = chosen.path
        return chosen.texts

    def secure(self, texts: Mapping[str, str]) -> bool:
        """Keep what was typed, before it is recorded; returns whether that worked."""
        kept = {name: text for name, text in texts.items() if text}
        try:
            make_folder(os.path.dirname(draft_path(self.command)))  # noqa: PTH120 - pathlib costs start-up
            with os.fdopen(self._opened(), "w", encoding="utf-8") as stream:
                json.dump({"ledger": self._ledger, "texts": kept}, stream, ensure_ascii=False)
        except (OSError, NoPermission):
            return False
        return True

    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep what was typed so far, and say whether that worked."""
        kept = self.secure(texts)
        streams.talk("")
        streams.talk(
            _("A draft was kept; `{command}` goes on with it").format(command=self._about(texts))
            if kept
            else _("No draft could be kept in {path}").format(path=draft_path(self.command))
        )

    def agrees(self, question: str, texts: Mapping[str, str]) -> bool:
        """Ask what Enter agrees to; who interrupts finds what was typed in the draft."""
        try:
            return agrees(question, otherwise=True)
        except KeyboardInterrupt:
            self.keep(texts)
            raise

    def forget(self) -> None:
        """Remove the draft once it is recorded."""
        if self._path:
            _remove(self._path)

    def _one(self, kept: _Kept) -> _Kept | None:
        question = _("A draft of an interrupted `{command}` was kept. Go on with it?")
        if agrees(question.format(command=self._about(kept.texts)), otherwise=True):
            return kept
        _remove(kept.path)
        return None

    def _of_several(self, kept: Sequence[_Kept]) -> _Kept | None:
        if not kept:
            return None
        streams.talk(_("Drafts of interrupted commands were kept:"))
        for place, each in enumerate(kept, 1):
            written = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.at))
            streams.talk(f"  {place}  {self._about(each.texts)}  ({written})")
        choices = {str(place): each for place, each in enumerate(kept, 1)}
        while True:
            answer = typed(_("Which one to go on with? Enter for none, - removes all of them: "))
            if answer == "-":
                for each in kept:
                    _remove(each.path)
            if answer in {"", "-"}:
                return None
            if answer in choices:
                return choices[answer]

    def _about(self, texts: Mapping[str, str]) -> str:
        return visible(f"{self.command} {texts.get(self._subject, '')}".strip())

    def _kept(self) -> list[_Kept]:
        """Return the drafts of this command on this ledger, the newest first."""
        return sorted(self._found(), reverse=True)

    def _found(self) -> Iterator[_Kept]:
        folder, first = os.path.split(draft_path(self.command))
        own = re.compile(rf"{re.escape(first.removesuffix('.json'))}(-\d+)?\.json")
        for name in filter(own.fullmatch, _names(folder)):
            kept = self._read(os.path.join(folder, name))  # noqa: PTH118 - pathlib costs start-up
            if kept is not None:
                yield kept

    def _read(self, path: str) -> _Kept | None:
        """Return a draft; None for one of another ledger, and for what is none."""
        try:
            with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - pathlib costs start-up
                found = json.load(stream)
                at = os.fstat(stream.fileno()).st_mtime
            texts = {name: str(text) for name, text in found["texts"].items()}
            own = found["ledger"] == self._ledger
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return _Kept(at, path, texts) if own and texts else None

    def _opened(self) -> int:
        """Open the file of this draft, at first one that nobody has."""
        flags = os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW
        place = 1
        while not self._path:
            path = draft_path(self.command, place)
            place += 1
            try:
                opened = os.open(path, flags | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            self._path = path
            return opened
        return os.open(self._path, flags | os.O_TRUNC, 0o600)


def _expire(folder: str, now: float) -> None:
    """Delete what was last written longer ago than drafts are kept, spoilt ones too, and say how many."""
    gone = 0
    for name in _names(folder):
        path = os.path.join(folder, name)  # noqa: PTH118 - pathlib costs start-up
        with suppress(OSError):
            if now - os.lstat(path).st_mtime > KEPT_DAYS * _DAY_SECONDS:
                os.unlink(path)  # noqa: PTH108 - pathlib costs start-up
                gone += 1
    if gone:
        streams.talk(
            _("Drafts that nobody went on with for {days} days were deleted: {count}").format(
                days=KEPT_DAYS, count=gone
            )
        )


def _names(folder: str) -> list[str]:
    """Return the names of the drafts of all commands; none where there is no folder."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(".json")]  # noqa: PTH208 - as above
    except OSError:
        return []


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - pathlib costs start-up


def _fits(texts: Mapping[str, str], given: Mapping[str, str], readers: Readers) -> bool:
    """Whether a command knows all that a draft says, and its line says nothing else."""
    return texts.keys() <= readers.keys() and all(
        _same(readers[name], texts[name], text) for name, text in given.items() if name in texts
    )


def _same(read: Callable[[str], object] | None, one: str, other: str) -> bool:
    if one == other or read is None:
        return one == other
    try:
        return read(one) == read(other)
    except LedgerError:
        return False
