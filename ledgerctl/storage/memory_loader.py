"""Loading many receipts into a ledger in memory: nothing is put off, every row is derived at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import Draft
from ledgerctl.storage.codec import Encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.imports.ready import ReadyColumns
    from ledgerctl.storage.memory import MemoryTransaction


class MemoryLoader:
    """Writes many receipts inside the transaction of its owner."""

    def __init__(
        self,
        transaction: MemoryTransaction,
        meta: Meta,
        recorded_at: str,
        salt: Callable[[], bytes],
    ) -> None:
        self._transaction = transaction
        self._meta = meta
        self._recorded_at = recorded_at
        self._salt = salt

    def add(self, drafts: Sequence[Draft]) -> None:
        """Write some more receipts."""
        head = self._transaction.head()
        encoder = Encoder(head, self._meta, self._recorded_at, self._salt)
        self._transaction.load(encoder, drafts)

    def add_columns(self, ready: ReadyColumns, numbers: Sequence[str], keys: Sequence[str]) -> None:
        """Write receipts that were made ready column by column."""
        parts = zip(numbers, keys, ready.receipts(), strict=True)
        self.add([Draft(number, {}, {}, key, receipt) for number, key, receipt in parts])

    def finish(self) -> None:
        """Do nothing: every row was derived with the receipts themselves."""
