"""The hash chain: canonical bytes, commitments, links and their verification. A documented contract.

``docs/chain.md`` publishes this form with test vectors, so that any language gives the same bytes.
An event's hash covers the envelope (who, when, what kind, which case), the facts and a *salted
commitment* to the sealed part; the sealed text itself may be erased without breaking the chain.
Modelled on Haber & Stornetta, "How to time-stamp a digital document" (1991).
"""

from __future__ import annotations

import json
from hashlib import sha256
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgerctl.domain.events.base import Facts, Sealed

#: The ``prev`` of the first event.
GENESIS = "0" * 64
#: Bytes of salt in front of every sealed part.
SALT_BYTES = 16
#: Digits of the head that receipts and reports print.
SHORT = 12

_EVENT_TAG = b"ledgerctl event 1\n"
_SEALED_TAG = b"ledgerctl sealed 1\n"

_encoder = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_encode = _encoder.encode


class Envelope(NamedTuple):
    """Everything about one stored event that its hash covers.

    ``recorded_at`` is UTC, ``YYYY-MM-DDTHH:MM:SS.mmmZ``; ``facts`` is canonical text; ``commitment``
    is lower-case hexadecimal or None; ``key`` is the idempotency key or None.
    """

    seq: int
    kind: str
    version: int
    number: str | None
    recorded_at: str
    actor: str
    on_behalf_of: str | None
    batch: str | None
    key: str | None
    facts: str
    commitment: str | None
    prev: str
    hash: str


class Fault(NamedTuple):
    """One place where a chain does not hold: the event's sequence number and what is wrong there."""

    seq: int
    problem: str


class Head(NamedTuple):
    """How many events a ledger holds and the hash of the last one."""

    size: int
    hash: str

    @property
    def short(self) -> str:
        """The form that receipts and report footers print, for instance ``26:1f0c9ab4d2e7``."""
        return f"{self.size}:{self.hash[:SHORT]}"


def canonical(parts: Facts | Sealed) -> str:
    """Return the canonical text: JSON, keys sorted, no spaces, NFC, whole numbers only.

    A float is refused by type in the event kinds; the form has none.
    """
    encoded = _encode(parts)
    if encoded.isascii():
        return encoded
    from unicodedata import is_normalized  # noqa: PLC0415 - only for text beyond ASCII

    # Strings are normalised one by one: in the encoded text an escape may end in a letter (\n),
    # which must not combine with a mark that follows it.
    return encoded if is_normalized("NFC", encoded) else _encode(_normalized(parts))


def _normalized(value: object) -> object:
    from unicodedata import normalize  # noqa: PLC0415 - only for text beyond ASCII

    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [_normalized(item) for item in value]
    if isinstance(value, dict):
        return {_normalized(name): _normalized(item) for name, item in value.items()}
    return value


def parse(text: str) -> dict[str, object]:
    """Return the parts that a canonical text holds."""
    parts: dict[str, object] = json.loads(text)
    return parts


def commit(salt: bytes, sealed: str) -> str:
    """Return the salted commitment to a sealed part's canonical text, lower-case hexadecimal."""
    return sha256(_SEALED_TAG + salt + sealed.encode()).hexdigest()


def commit_all(salts: Iterable[bytes], bodies: Iterable[str]) -> list[str]:
    """Return the commitments to many sealed parts, as ``commit`` gives them."""
    return [
        sha256(_SEALED_TAG + salt + body.encode()).hexdigest()
        for salt, body in zip(salts, bodies, strict=True)
    ]


class Linker:
    """Gives the events of one writer their bytes and hashes, each linked to the one before.

    The parts that do not change between events of one command are encoded once.
    """

    __slots__ = ("_actor", "_batch", "_tail", "head")

    def __init__(
        self,
        head: Head,
        *,
        actor: str,
        on_behalf_of: str | None,
        batch: str | None,
        recorded_at: str,
    ) -> None:
        self.head = head
        self._actor = f'{{"actor":{_text(actor)},"batch":{_text(batch)},"case":'
        self._tail = f',"on_behalf_of":{_text(on_behalf_of)},"prev":"'
        self._batch = f'","recorded_at":{_text(recorded_at)},"seq":'

    def link(
        self,
        kind: str,
        version: int,
        number: str | None,
        facts: str,
        commitment: str | None,
        key: str | None,
    ) -> Head:
        """Return the head after one more event; ``facts`` is canonical text."""
        size, prev = self.head
        size += 1
        sealed = f'"{commitment}"' if commitment else "null"
        content = (
            f'{self._actor}{_text(number)},"commitment":{sealed},"facts":{facts},"key":{_text(key)}'
            f',"kind":"{kind}"{self._tail}{prev}{self._batch}{size},"version":{version}}}'
        )
        self.head = Head(size, sha256(_EVENT_TAG + content.encode()).hexdigest())
        return self.head

    def link_all(
        self,
        kind: str,
        version: int,
        numbers: Sequence[str],
        facts: Sequence[str],
        commitments: Sequence[str],
        keys: Sequence[str],
    ) -> list[str]:
        """Return the hashes of many events of one kind with a sealed part, as ``link`` gives them."""
        first, prev = self.head
        start, end = self._actor, f',"version":{version}}}'
        middle, stamp = f',"kind":"{kind}"{self._tail}', self._batch
        hashes = []
        tag = _EVENT_TAG.decode()
        parts = zip(numbers, commitments, facts, canonical_texts(keys), strict=True)
        for size, (number, commitment, fact, key) in enumerate(parts, first + 1):
            # A case number is digits and a hyphen: as text it is canonical already.
            content = (
                f'{tag}{start}"{number}","commitment":"{commitment}","facts":{fact},"key":{key}'
                f"{middle}{prev}{stamp}{size}{end}"
            )
            prev = sha256(content.encode()).hexdigest()
            hashes.append(prev)
        self.head = Head(first + len(hashes), prev)
        return hashes


def _text(value: str | None) -> str:
    return "null" if value is None else canonical_text(value)


def canonical_value(value: object) -> str:
    """Return any one value in canonical form, to compare it with another."""
    return _encode(_normalized(value))


def normal_text(value: str) -> str:
    """Return a string as canonical form has it, without quotation marks; names are sorted by this."""
    return value if value.isascii() else str(_normalized(value))


def canonical_text(value: str) -> str:
    """Return one string in canonical form, with its quotation marks."""
    # The encoder of a string by itself is the same one, reached without a detour.
    return encode_basestring(value if value.isascii() else str(_normalized(value)))


def canonical_texts(values: Sequence[str]) -> Iterator[str]:
    """Yield many strings as ``canonical_text`` gives them, faster when all of them are ASCII."""
    return map(encode_basestring if "".join(values).isascii() else canonical_text, values)


def digest(envelope: Envelope) -> str:
    """Return the hash that an envelope's content has; its own ``hash`` is not part of it."""
    linker = Linker(
        Head(envelope.seq - 1, envelope.prev),
        actor=envelope.actor,
        on_behalf_of=envelope.on_behalf_of,
        batch=envelope.batch,
        recorded_at=envelope.recorded_at,
    )
    return linker.link(
        envelope.kind,
        envelope.version,
        envelope.number,
        envelope.facts,
        envelope.commitment,
        envelope.key,
    ).hash


def faults(
    events: Iterable[tuple[Envelope, bytes | None, str | None]],
) -> Iterator[Fault]:
    """Walk a chain from its first event and yield every place where it does not hold.

    Args:
        events: in sequence, each with the salt and the text of its sealed part (None when it has
            none, or when it was erased).
    """
    previous = Head(0, GENESIS)
    for envelope, salt, sealed in events:
        if envelope.seq != previous.size + 1:
            yield Fault(previous.size + 1, "missing")
        if envelope.prev != previous.hash:
            yield Fault(envelope.seq, "link")
        if digest(envelope) != envelope.hash:
            yield Fault(envelope.seq, "hash")
        if envelope.commitment is not None:
            if salt is None or sealed is None:
                yield Fault(envelope.seq, "sealed part missing")
            elif commit(salt, sealed) != envelope.commitment:
                yield Fault(envelope.seq, "sealed part")
        elif sealed is not None:
            yield Fault(envelope.seq, "sealed part")
        previous = Head(envelope.seq, envelope.hash)
