"""What one command works with: opened on first use, closed at the end; no globals."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import Desk
from ledgerctl.application.desk.records import Meta
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.outside import SystemClock, SystemEntropy, system_user
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.ports import Store
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.config import Value


class Context:
    """The edge's own state for one command line.

    Args:
        values: configured values with their origins.
        command: the command's words, for messages and the JSON envelope.
        face: the output format: ``table``, ``plain``, ``json``, ``jsonl``, ``csv`` or ``md``.
        language: ``zh`` or ``en``.
        color: ``auto``, ``always`` or ``never``.
        ask: whether prompts are allowed at all.
    """

    def __init__(
        self,
        values: dict[str, Value],
        command: str,
        *,
        face: str,
        language: str,
        color: str,
        ask: bool,
    ) -> None:
        self.values = values
        self.command = command
        self.face = face
        self.language = language
        self.color = color
        self._ask = ask
        self.clock = SystemClock()
        self.entropy = SystemEntropy()
        self.exit_status = 0
        self.key = ""
        self._store: Store | None = None

    @property
    def ledger_path(self) -> str:
        """The path of the ledger, as configured."""
        return os.path.expanduser(self.values["ledger"].text)  # noqa: PTH111 - pathlib costs start-up

    @property
    def may_ask(self) -> bool:
        """Whether the person can be asked."""
        return self._ask and streams.can_ask()

    def desk(self, *, write: bool = False, trial: bool = False) -> Desk:
        """Return the desk over the opened ledger; a ``trial`` creates no file where there is none."""
        if self._store is None:
            self._store = self._open(write=write, trial=trial)
        return Desk(self._store, self.clock, self.entropy)

    def create(
        self, path: str, branch: str, meta: Meta, settings: Mapping[str, str], at: str = ""
    ) -> Receipt:
        """Create a ledger and work on it; a file without its first event is taken away again."""
        from ledgerctl.application.ledger import keeping
        from ledgerctl.storage.sqlite import SqliteStore

        self._store = SqliteStore.create(path)
        try:
            own = {**keeping.RECOMMENDED, **settings}
            return keeping.create(self.desk(), branch, meta, own, at)
        except BaseException:
            self.close()
            os.unlink(path)  # noqa: PTH108 - pathlib costs start-up
            raise

    def rehearse(
        self, branch: str, meta: Meta, settings: Mapping[str, str], at: str = ""
    ) -> Receipt:
        """Open books in memory and work on them: what a new ledger would be, without a file."""
        from ledgerctl.application.ledger import keeping
        from ledgerctl.storage.memory import MemoryStore

        self._store = MemoryStore.create()
        return keeping.create(self.desk(), branch, meta, {**keeping.RECOMMENDED, **settings}, at)

    def meta(self, on_behalf_of: str | None, key: str | None = None) -> Meta:
        """Return who writes; without a key of the caller's the command gets one of its own."""
        person = on_behalf_of or self._configured("person") or None
        self.key = key or f"cli-{self.entropy.token()}"
        return Meta(system_user(), person, None, self.key)

    def close(self) -> None:
        """Let go of the ledger."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _configured(self, name: str) -> str:
        value = self.values.get(name)
        return value.text if value else ""

    def _open(self, *, write: bool, trial: bool) -> Store:
        from ledgerctl.storage.sqlite import SqliteStore

        path = self.ledger_path
        if self.values["ledger"].origin == "default" and not os.path.lexists(path):
            if trial:
                self.rehearse(self._default_branch(), Meta(system_user()), {})
            else:
                self._create_default(path)
        return self._store or SqliteStore.open(path, write=write)

    def _default_branch(self) -> str:
        return self._configured("branch") or _("Unnamed branch")

    def _create_default(self, path: str) -> None:
        make_folder(os.path.dirname(path))  # noqa: PTH120 - pathlib costs start-up
        self.create(path, self._default_branch(), Meta(system_user()), {})
        streams.talk(_("Created the ledger {path}").format(path=path))


def make_folder(path: str) -> None:
    """Create a private folder (mode 0700) and those above it.

    Raises:
        NoPermission: the system does not let us.
    """
    from ledgerctl.errors.system import NoPermission

    try:
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103 - pathlib costs start-up
    except OSError:
        raise NoPermission(path=path) from None


def read_stdin() -> str:
    """Return the whole standard input as UTF-8 text.

    Raises:
        BadEncoding: it is not UTF-8.
    """
    from ledgerctl.errors.system import BadEncoding

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadEncoding(path="-", encoding="UTF-8", offset=error.start) from None
