"""From history to register rows: what every store derives the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.standing import complaint_of
from ledgerctl.domain.cases.links import REPEAT
from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.codes.fields import PERSONAL
from ledgerctl.domain.complainants.identity import blind_index
from ledgerctl.domain.complainants.repeats import Contact, of_the_year, repeats, window_of
from ledgerctl.domain.events.base import ASSISTING
from ledgerctl.domain.register.anchors import is_late
from ledgerctl.domain.register.register import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.complainants.people import Identifier
    from ledgerctl.domain.events.base import Event, Facts, Sealed
    from ledgerctl.domain.register.register import Row

#: Facts by which a step says when something happened.
_MOMENTS = ("at", "resolved_at", "notified_at", "told_at")
_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
_PERSONAL = frozenset(field.name for field in PERSONAL)


def row_from(number: str, history: Sequence[Recorded], back: TakenBack) -> Row | None:
    """Return the register row of a history, before the repeat rule."""
    complaint = complaint_of(number, history, back)
    if complaint is None:
        return None
    first = history[0].envelope
    row = row_of(
        complaint,
        batch=first.batch or "",
        recorded_at=first.recorded_at,
        received_seq=first.seq,
    )
    if len(history) == 1:
        return row
    row = _with_later_steps(row, standing(history, back))
    linked = any(link.relation == REPEAT and not link.outgoing for link in complaint.links)
    return row._replace(not_at_once=1) if linked else row


def _with_later_steps(row: Row, history: Sequence[Recorded]) -> Row:
    """Return a row with what only the whole history tells.

    A moved receipt, steps entered late, when it was scored, whether it was ever in other hands.
    """
    told = history[0].event.facts() if history else {}
    first = str(told.get("received_at", ""))[:10]
    later = [(step.envelope.kind, step.event.facts()) for step in history[1:]]
    return row._replace(
        first_received_on=first if first != row.received_on else "",
        backdated=int(any(_is_backdated(step) for step in history[1:])),
        scored_on=next(
            (str(facts["at"])[:10] for _, facts in reversed(later) if "score" in facts), ""
        ),
        not_at_once=int(any(_hands_over(kind, facts, row.first_receiver) for kind, facts in later)),
    )


def _hands_over(kind: str, facts: Facts, first_receiver: str) -> bool:
    if kind == "complaint.assigned":
        return facts["assignment"] != ASSISTING and facts["handler"] != first_receiver
    return kind == "complaint.escalated"


def _is_backdated(step: Recorded) -> bool:
    if step.envelope.batch:
        return False
    facts = step.event.facts()
    named = [str(facts[name])[:10] for name in _MOMENTS if facts.get(name)]
    return bool(named) and is_late(min(named), step.envelope.recorded_at[:10])


def with_repeats(rows: Iterable[Row], settings: Mapping[str, str]) -> list[Row]:
    """Return one complainant's rows with the columns of ``BY_RULE`` as the rule has them."""
    rows = list(rows)
    contacts = [Contact(row.number, row.received_on, row.business, row.counted) for row in rows]
    found = repeats(contacts, window_of(settings))
    linked = {row.number: row.repeat_linked for row in rows if row.repeat_linked}
    repeated = {*found.values(), *linked.values()}
    first, again = of_the_year(contacts)
    return [
        row._replace(
            repeat_of=row.repeat_linked or found.get(row.number, ""),
            repeated=int(row.number in repeated),
            person_first=int(row.number in first),
            person_again=int(row.number in again),
        )
        for row in rows
    ]


def blinds(secret: bytes, identifiers: Iterable[Identifier]) -> list[str]:
    """Return the keyed hashes under which identifiers are looked up."""
    return [blind_index(secret, kind, text) for kind, text in identifiers]


def tells_person(event: Event) -> bool:
    """Return whether an event changes by what a case's complainant is recognised."""
    # Taking away a telephone may leave the name as what a person is known by.
    cleared = event.facts().get("cleared", ())
    names = {name.removeprefix("new.") for name in event.sealed()}
    names.update(cleared if isinstance(cleared, list) else ())
    return not _PERSONAL.isdisjoint(names)


def content_key(secret: bytes, content: str) -> str:
    """Return a keyed hash of a row's content, for identity across files; 32 hexadecimal digits."""
    import hmac

    return hmac.digest(secret, content.encode(), "sha256").hex()[:32]


def mentions(history: Iterable[Recorded], text: str) -> bool:
    """Whether any text ever written about a case holds these words; names of fields do not count."""
    wanted = folded(text)
    return any(wanted in folded(value) for item in history for value in _texts(item.sealed))


def finds(history: Iterable[Recorded], words: str) -> bool:
    """Whether each of some words stands in a text of the case, as everybody may see it."""
    texts = [searchable(item.sealed) for item in history]
    return all(any(word in text for text in texts) for word in words_of(words))


def searchable(sealed: Sealed) -> str:
    """Return what can be found of a sealed part: its texts, masked and folded, a line each."""
    from ledgerctl.domain.complainants.masking import masked_part

    return folded("\n".join(_texts(masked_part(sealed))))


def words_of(text: str) -> list[str]:
    """Return the words of a search as they are compared."""
    return folded(text).split()


def folded(text: str) -> str:
    """Return a text as searches compare it: NFC, the letters of ASCII small (as SQL's LIKE has it)."""
    from unicodedata import normalize

    normal = normalize("NFC", text)
    return normal.lower() if normal.isascii() else normal.translate(_SMALL)


def _texts(sealed: Sealed) -> Iterator[str]:
    for value in sealed.values():
        yield from (value,) if isinstance(value, str) else value.values()


def sealed_now(history: Sequence[Recorded], back: TakenBack, number: str) -> Sealed:
    """Return what is sealed about a case after its whole history."""
    complaint = complaint_of(number, history, back)
    return complaint.sealed if complaint is not None else {}
