from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from canonical_text import canonical

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import GENESIS, Envelope, Head, Linker

DOCS = Path(__file__).resolve().parents[3] / "docs"
VECTORS = json.loads((DOCS / "chain-vectors.json").read_text("ascii"))
EVENTS = VECTORS["events"]
by_event = pytest.mark.parametrize("vector", EVENTS, ids=lambda vector: vector["envelope"]["seq"])

Vector = dict[str, Any]


def hashed(prefix: str, content: bytes) -> str:
    return sha256(f"ledgerctl {prefix} 1\n".encode() + content).hexdigest()


def stored(vector: Vector) -> Envelope:
    parts = vector["envelope"]
    return Envelope(
        seq=parts["seq"],
        kind=parts["kind"],
        version=parts["version"],
        number=parts["case"],
        recorded_at=parts["recorded_at"],
        actor=parts["actor"],
        on_behalf_of=parts["on_behalf_of"],
        batch=parts["batch"],
        key=parts["key"],
        facts=chain.canonical(parts["facts"]),
        commitment=parts["commitment"],
        prev=parts["prev"],
        hash=vector["hash"],
    )


@by_event
def test_an_independent_reading_of_the_contract_gives_the_vectors(vector: Vector) -> None:
    assert canonical(vector["envelope"]) == vector["canonical"]
    assert hashed("event", vector["canonical"].encode()) == vector["hash"]
    sealed = vector.get("sealed")
    assert (sealed is None) == (vector["envelope"]["commitment"] is None)
    if sealed is not None:
        assert canonical(sealed["parts"]) == sealed["text"]
        content = bytes.fromhex(sealed["salt"]) + sealed["text"].encode()
        assert hashed("sealed", content) == sealed["commitment"]
        assert sealed["commitment"] == vector["envelope"]["commitment"]


@by_event
def test_the_program_gives_the_vectors(vector: Vector) -> None:
    assert chain.canonical(vector["envelope"]) == vector["canonical"]
    assert chain.digest(stored(vector)) == vector["hash"]
    sealed = vector.get("sealed")
    if sealed is not None:
        assert chain.canonical(sealed["parts"]) == sealed["text"]
        assert chain.commit(bytes.fromhex(sealed["salt"]), sealed["text"]) == sealed["commitment"]
        assert len(bytes.fromhex(sealed["salt"])) == chain.SALT_BYTES


def test_the_vectors_are_one_sound_chain() -> None:
    assert VECTORS["algorithm"] == "sha256"
    rows = []
    head = Head(0, GENESIS)
    for vector in EVENTS:
        envelope = stored(vector)
        assert (envelope.seq, envelope.prev) == (head.size + 1, head.hash)
        head = Head(envelope.seq, envelope.hash)
        sealed = vector.get("sealed")
        salt = bytes.fromhex(sealed["salt"]) if sealed else None
        rows.append((envelope, salt, sealed["text"] if sealed else None))
    assert list(chain.faults(rows)) == []
    assert len(rows) == 8


def test_a_linker_writes_the_vectors() -> None:
    head = Head(0, GENESIS)
    for vector in EVENTS:
        envelope = stored(vector)
        linker = Linker(
            head,
            actor=envelope.actor,
            on_behalf_of=envelope.on_behalf_of,
            batch=envelope.batch,
            recorded_at=envelope.recorded_at,
        )
        head = linker.link(
            envelope.kind,
            envelope.version,
            envelope.number,
            envelope.facts,
            envelope.commitment,
            envelope.key,
        )
        assert head == linker.head == Head(envelope.seq, vector["hash"])


def test_the_vectors_hold_what_other_languages_get_wrong() -> None:
    texts = [vector["canonical"] for vector in EVENTS]
    sealed = [vector["sealed"]["text"] for vector in EVENTS if "sealed" in vector]
    assert any(ord(max(text)) > 0xFFFF for text in texts)
    assert any('"a":"","Ａ":' in text and text.index("Ａ") < text.index("𠮷") for text in sealed)
    assert any("\\u0001 \x7f \u2028" in text for text in sealed)
    assert any("\\n\u0301" in text for text in sealed)
    assert [vector for vector in EVENTS if canonical(vector) != json.dumps(vector)] != []
    assert any("\u0301" in vector["envelope"]["actor"] for vector in EVENTS)
    assert not any("e\u0301" in text for text in (*texts, *sealed))


def test_the_example_of_the_contract_is_the_third_vector() -> None:
    page = (DOCS / "chain.md").read_text("utf-8")
    third = EVENTS[2]
    assert third["canonical"] in page.replace(",\n", ",")
    assert third["sealed"]["text"] in page
    for value in (third["hash"], third["sealed"]["commitment"], third["sealed"]["salt"]):
        assert f"`{value}`" in page
