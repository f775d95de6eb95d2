from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import pytest
from canonical_text import canonical, normal
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import GENESIS, Envelope, Fault, Head, Linker

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts

unhurried = settings(deadline=None)
RECORDED_AT = "2020-03-04T01:30:00.000Z"
SALT = bytes(range(16))

characters = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    [
        "\u0301",
        "\u0327",
        "e",
        "\n",
        "\t",
        '"',
        "\\",
        "\u2028",
        "\x00",
        "\x7f",
        "\u212b",
        "\U00020bb7",
    ]
)
words = st.text(characters, max_size=8)
facts_values = st.one_of(
    words, st.integers(-(10**20), 10**20), st.booleans(), st.lists(words, max_size=3)
)
facts_of_any_kind = st.dictionaries(words, facts_values, max_size=4)
sealed_of_any_kind = st.dictionaries(
    words, words | st.dictionaries(words, words, max_size=2), max_size=3
)


class TestCanonicalText:
    @pytest.mark.parametrize(
        ("parts", "text"),
        [
            ({}, "{}"),
            ({"b": 1, "a": "x"}, '{"a":"x","b":1}'),
            ({"yes": True, "no": False, "size": 78_000}, '{"no":false,"size":78000,"yes":true}'),
            ({"complained": ["C-2", "C-1"]}, '{"complained":["C-2","C-1"]}'),
            ({"extra": {"乙": "2", "甲": "1"}}, '{"extra":{"乙":"2","甲":"1"}}'),
            ({"note": 'a"b\\c/d'}, '{"note":"a\\"b\\\\c/d"}'),
            ({"note": "e\u0301"}, '{"note":"\u00e9"}'),
            ({"e\u0301": "x"}, '{"\u00e9":"x"}'),
            ({"complained": ["e\u0301"]}, '{"complained":["\u00e9"]}'),
            ({"extra": {"e\u0301": "e\u0301"}}, '{"extra":{"\u00e9":"\u00e9"}}'),
            ({"note": "line\n\u0301"}, '{"note":"line\\n\u0301"}'),
            ({"note": "\u212b"}, '{"note":"\u00c5"}'),
        ],
    )
    def test_has_one_form(self, parts: Facts, text: str) -> None:
        assert chain.canonical(parts) == text
        assert chain.parse(text) == normal(parts)

    def test_a_line_feed_does_not_lend_its_letter_to_a_combining_accent(self) -> None:
        text = chain.canonical({"note": "line\n\u0301"})
        assert chain.parse(text) == {"note": "line\n\u0301"}
        assert unicodedata.normalize("NFC", text) != text

    def test_the_order_given_makes_no_difference(self) -> None:
        one = {"b": "1", "a": "2", "\U00020bb7": "3", "\uff21": "4"}
        assert chain.canonical(one) == chain.canonical(dict(reversed(one.items())))
        assert list(chain.parse(chain.canonical(one))) == ["a", "b", "\uff21", "\U00020bb7"]

    @pytest.mark.parametrize("value", [float("nan"), float("inf")])
    def test_what_json_has_no_word_for_is_refused(self, value: float) -> None:
        with pytest.raises(ValueError, match="JSON"):
            chain.canonical(cast("Facts", {"rate": value}))

    @unhurried
    @given(facts_of_any_kind | sealed_of_any_kind)
    def test_is_sorted_json_of_normalised_strings(self, parts: Facts) -> None:
        text = chain.canonical(parts)
        assert text == canonical(parts)
        assert chain.canonical(cast("Facts", chain.parse(text))) == text
        assert chain.canonical_value(parts) == text

    @unhurried
    @given(words)
    def test_one_string(self, word: str) -> None:
        assert chain.canonical_text(word) == canonical(word)


class TestCommitment:
    def test_is_the_documented_hash(self) -> None:
        content = b"ledgerctl sealed 1\n" + SALT + '{"note":"已致电"}'.encode()
        assert chain.commit(SALT, '{"note":"已致电"}') == sha256(content).hexdigest()

    def test_depends_on_salt_and_text(self) -> None:
        own = chain.commit(SALT, "{}")
        assert own not in {chain.commit(SALT, "{} "), chain.commit(bytes(16), "{}")}


@unhurried
@given(
    actor=words,
    parts=st.tuples(*[st.none() | words] * 4),
    facts=facts_of_any_kind,
    sealed=st.booleans(),
    place=st.tuples(st.integers(0, 10**12), st.integers(1, 99)),
)
def test_a_linker_hashes_the_whole_envelope_as_sorted_json(
    actor: str,
    parts: tuple[str | None, str | None, str | None, str | None],
    facts: Facts,
    sealed: bool,  # noqa: FBT001 - hypothesis passes it by name
    place: tuple[int, int],
) -> None:
    on_behalf_of, batch, key, number = parts
    size, version = place
    commitment = chain.commit(SALT, "{}") if sealed else None
    prev = sha256(b"before").hexdigest()
    linker = Linker(
        Head(size, prev),
        actor=actor,
        on_behalf_of=on_behalf_of,
        batch=batch,
        recorded_at=RECORDED_AT,
    )
    text = chain.canonical(facts)
    head = linker.link("complaint.noted", version, number, text, commitment, key)
    whole = {
        "seq": size + 1,
        "kind": "complaint.noted",
        "version": version,
        "case": number,
        "recorded_at": RECORDED_AT,
        "actor": actor,
        "on_behalf_of": on_behalf_of,
        "batch": batch,
        "key": key,
        "facts": facts,
        "commitment": commitment,
        "prev": prev,
    }
    expected = sha256(b"ledgerctl event 1\n" + canonical(whole).encode()).hexdigest()
    assert head == linker.head == Head(size + 1, expected)
    envelope = Envelope(
        head.size,
        "complaint.noted",
        version,
        number,
        RECORDED_AT,
        actor,
        on_behalf_of,
        batch,
        key,
        text,
        commitment,
        prev,
        head.hash,
    )
    assert chain.digest(envelope) == head.hash
    assert chain.digest(envelope._replace(hash="")) == head.hash


Stored = tuple[Envelope, bytes | None, str | None]


def sound_chain() -> list[Stored]:
    """Five events, the second and fourth with a sealed part."""
    linker = Linker(
        Head(0, GENESIS), actor="chen", on_behalf_of=None, batch=None, recorded_at=RECORDED_AT
    )
    rows: list[Stored] = []
    for seq in range(1, 6):
        facts = chain.canonical({"at": f"2020-03-0{seq}"})
        salt, text = (SALT, f'{{"note":"第{seq}次"}}') if seq % 2 == 0 else (None, None)
        commitment = chain.commit(salt, text) if salt is not None and text is not None else None
        prev = linker.head.hash
        own = linker.link("complaint.noted", 1, "2020-0001", facts, commitment, None).hash
        envelope = Envelope(
            seq,
            "complaint.noted",
            1,
            "2020-0001",
            RECORDED_AT,
            "chen",
            None,
            None,
            None,
            facts,
            commitment,
            prev,
            own,
        )
        rows.append((envelope, salt, text))
    return rows


def changed(rows: list[Stored], place: int, **values: object) -> list[Stored]:
    envelope, salt, text = rows[place]
    parts = {**envelope._asdict(), **values}
    return [*rows[:place], (Envelope(**parts), salt, text), *rows[place + 1 :]]


class TestFaults:
    def test_a_sound_chain_has_none(self) -> None:
        assert list(chain.faults(sound_chain())) == []
        assert list(chain.faults([])) == []

    @pytest.mark.parametrize(
        "values",
        [
            {"facts": '{"at":"2020-03-09"}'},
            {"facts": '{"at": "2020-03-03"}'},
            {"actor": "wang"},
            {"on_behalf_of": "wang"},
            {"kind": "complaint.received"},
            {"version": 2},
            {"number": "2020-0002"},
            {"number": None},
            {"recorded_at": "2020-03-04T01:30:00.001Z"},
            {"batch": "import-1"},
            {"key": "k"},
            {"key": ""},
            {"hash": "f" * 64},
        ],
        ids=lambda values: next(iter(values)),
    )
    def test_every_part_of_an_envelope_is_covered(self, values: dict[str, object]) -> None:
        found = list(chain.faults(changed(sound_chain(), 2, **values)))
        assert Fault(3, "hash") in found
        assert {fault.seq for fault in found} <= {3, 4}

    def test_a_changed_number_of_sequence(self) -> None:
        found = list(chain.faults(changed(sound_chain(), 4, seq=6)))
        assert found == [Fault(5, "missing"), Fault(6, "hash")]

    def test_an_event_whose_hash_was_made_to_fit_breaks_the_next_link(self) -> None:
        rows = changed(sound_chain(), 2, facts='{"at":"2020-03-09"}')
        rows = changed(rows, 2, hash=chain.digest(rows[2][0]))
        assert list(chain.faults(rows)) == [Fault(4, "link")]

    def test_a_wrong_link(self) -> None:
        rows = changed(sound_chain(), 2, prev="f" * 64)
        assert list(chain.faults(rows)) == [Fault(3, "link"), Fault(3, "hash")]
        rows = changed(rows, 2, hash=chain.digest(rows[2][0]))
        assert list(chain.faults(rows)) == [Fault(3, "link"), Fault(4, "link")]

    @pytest.mark.parametrize("place", [0, 1, 2, 3])
    def test_a_missing_event(self, place: int) -> None:
        rows = sound_chain()
        del rows[place]
        assert list(chain.faults(rows)) == [Fault(place + 1, "missing"), Fault(place + 2, "link")]

    def test_swapped_events(self) -> None:
        rows = sound_chain()
        rows[1], rows[2] = rows[2], rows[1]
        found = list(chain.faults(rows))
        assert {fault.problem for fault in found} == {"missing", "link"}
        assert found[0] == Fault(2, "missing")

    def test_an_inserted_event(self) -> None:
        rows = sound_chain()
        rows.insert(2, rows[2])
        assert Fault(3, "link") in list(chain.faults(rows))

    def test_a_missing_sealed_part(self) -> None:
        rows = sound_chain()
        envelope, salt, text = rows[1]
        for gone in ((None, None), (salt, None), (None, text)):
            rows[1] = (envelope, *gone)
            assert list(chain.faults(rows)) == [Fault(2, "sealed part missing")]

    def test_a_sealed_text_or_salt_that_was_changed(self) -> None:
        rows = sound_chain()
        envelope, salt, text = rows[1]
        for other in ((salt, '{"note":"第3次"}'), (bytes(16), text)):
            rows[1] = (envelope, *other)
            assert list(chain.faults(rows)) == [Fault(2, "sealed part")]

    def test_a_sealed_part_that_no_event_committed_to(self) -> None:
        rows = sound_chain()
        rows[0] = (rows[0][0], SALT, "{}")
        assert list(chain.faults(rows)) == [Fault(1, "sealed part")]

    def test_a_cut_tail_is_not_seen_from_inside(self) -> None:
        assert list(chain.faults(sound_chain()[:-2])) == []


def test_the_short_form_of_a_head() -> None:
    assert Head(26, "1f0c9ab4d2e7" + "0" * 52).short == "26:1f0c9ab4d2e7"
    assert Head(0, GENESIS).short == "0:000000000000"
