"""Events to stored columns and back: the one place that knows how an event lies in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ledgerctl.application.desk.records import Recorded
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import Envelope
from ledgerctl.domain.events import load_event

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.events.base import Event, Facts, Sealed

#: Stored columns of an event row, the salt and body of its sealed part at the end.
EventRow = tuple[Any, ...]


class Encoder:
    """Turns the events of one command into envelopes and sealed rows, linked to the chain."""

    __slots__ = ("_linker", "_meta", "_recorded_at", "_salt")

    def __init__(self, head: Head, meta: Meta, recorded_at: str, salt: Callable[[], bytes]) -> None:
        self._meta = meta
        self._recorded_at = recorded_at
        self._salt = salt
        self._linker = chain.Linker(
            head,
            actor=meta.actor,
            on_behalf_of=meta.on_behalf_of,
            batch=meta.batch,
            recorded_at=recorded_at,
        )

    def encode(
        self, event: Event, key: str | None
    ) -> tuple[Envelope, tuple[int, bytes, str] | None]:
        """Return the envelope of an event and, when it has a sealed part, that part's row."""
        return self.encode_parts(
            event.kind, event.version, event.number, event.facts(), event.sealed(), key
        )

    def encode_parts(
        self,
        kind: str,
        version: int,
        number: str | None,
        facts: Facts,
        sealed: Sealed,
        key: str | None,
    ) -> tuple[Envelope, tuple[int, bytes, str] | None]:
        """Do the same for an event that is at hand in parts."""
        facts_text = chain.canonical(facts)
        commitment = None
        body = ""
        salt = b""
        if sealed:
            body = chain.canonical(sealed)
            salt = self._salt()
            commitment = chain.commit(salt, body)
        prev = self._linker.head.hash
        size, own = self._linker.link(kind, version, number, facts_text, commitment, key)
        envelope = Envelope(
            size,
            kind,
            version,
            number,
            self._recorded_at,
            self._meta.actor,
            self._meta.on_behalf_of,
            self._meta.batch,
            key,
            facts_text,
            commitment,
            prev,
            own,
        )
        return envelope, (size, salt, body) if sealed else None


def event_row(envelope: Envelope) -> EventRow:
    """Return the stored columns of an envelope; what a recording has in common lies in a table of its own."""
    seq, kind, version, number, _recorded_at, _actor, _on_behalf_of, _batch, *own = envelope
    return (seq, kind, version, number, *own)


def decode(row: EventRow) -> Recorded:
    """Return the event of a stored row."""
    envelope = Envelope(*row[:-2])
    sealed = sealed_of(row[-1])
    facts = facts_of(envelope.facts)
    event = load_event(envelope.kind, envelope.version, envelope.number, facts, sealed)
    return Recorded(envelope, event, sealed)


def facts_of(stored: str) -> Facts:
    """Return the facts that a stored text holds."""
    return cast("Facts", chain.parse(stored))


def sealed_of(body: str | None) -> Sealed:
    """Return the sealed part that a stored body holds; empty when there is none."""
    return cast("Sealed", chain.parse(body)) if body else {}
