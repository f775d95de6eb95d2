"""What the use cases of entries share: a family that opens entries, goes on with them, finds and lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from ledgerctl.application.desk.desk import case_of, record
from ledgerctl.domain.cases.numbers import entry_number, parse_number, split_number
from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.events.base import subject
from ledgerctl.domain.text.reading import read_value
from ledgerctl.errors.learning import NoSuchEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Reader, Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Event, Fact


class Entry(Protocol):
    """What every entry has."""

    @property
    def number(self) -> str:
        """Its own number, such as ``S2020-0001``."""
        ...

    @property
    def status(self) -> str:
        """Its state, a code of its family's vocabulary."""
        ...


Kind = TypeVar("Kind", bound=Entry)


class Said(NamedTuple):
    """What was said of an entry: ``facts`` and ``words`` by name, ``now`` as the branch reckons, and the ledger."""

    ledger: Transaction
    facts: dict[str, Fact]
    words: dict[str, str]
    now: str


def read_parts(texts: Mapping[str, str], moment: Moment) -> tuple[dict[str, Fact], dict[str, str]]:
    """Return facts and words by name; blank texts are left out, ``at`` is now unless it is given.

    Raises:
        LedgerError: a value that its field does not accept (E2xx).
    """
    facts: dict[str, Fact] = {"at": moment.local}
    words: dict[str, str] = {}
    for name, text in texts.items():
        if not text.strip():
            continue
        field = FIELDS.get(name) or ENTRY_FIELDS[name]
        value = read_value(field, text, today=moment.today)
        if field.sealed:
            words[name] = str(value)
        else:
            facts[name] = value
    return facts, words


def read_case(transaction: Transaction, facts: dict[str, Fact]) -> Complaint | None:
    """Bring the fact ``case`` into its stored form; returns that case, or None when none is named.

    Raises:
        BadCaseNumber, NoSuchCase.
    """
    if "case" not in facts:
        return None
    complaint = case_of(transaction, parse_number(str(facts["case"])))
    facts["case"] = complaint.number
    return complaint


def read_cases(transaction: Transaction, facts: dict[str, Fact]) -> None:
    """Bring the fact ``cases`` into its stored form, every case once.

    Raises:
        BadCaseNumber, NoSuchCase.
    """
    named = facts.get("cases", [])
    numbers = [parse_number(text) for text in named] if isinstance(named, list) else []
    for number in numbers:
        case_of(transaction, number)
    facts["cases"] = list(dict.fromkeys(numbers))


def next_number(
    transaction: Transaction, family: str, letter: str, facts: Mapping[str, Fact]
) -> str:
    """Return the next number of a family in the year of the fact ``at``.

    Numbers are gapless and never used again: those of events taken back count as given.
    """
    year = int(str(facts["at"])[:4])
    given = [subject(recorded.event) or "" for recorded in transaction.every(family)]
    pairs = [split_number(number.removeprefix(letter)) for number in given if number]
    return entry_number(
        letter, year, max((last for of, last in pairs if of == year), default=0) + 1
    )


def events_of(reader: Reader, family: str) -> Iterable[Event]:
    """Return the standing events of a family in order."""
    return (recorded.event for recorded in reader.family(family))


def chosen(entries: Mapping[str, Kind], *, status: str = "", year: int | None = None) -> list[Kind]:
    """Return the entries of a status and of a year of opening, in the order in which they were made."""
    return [
        entry
        for entry in entries.values()
        if (not status or entry.status == status)
        and (year is None or split_number(entry.number[1:])[0] == year)
    ]


def names_of(desk: Desk, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the names that the ledger knows of the cases which these entries name."""
    numbers: dict[str, None] = {}
    for entry in entries:
        named = (getattr(entry, "case", ""), *getattr(entry, "cases", ()))
        numbers |= {number: None for number in named if number}
    return names_in(desk.store.texts(list(numbers)).values())


@dataclass(frozen=True, slots=True)
class Family(Generic[Kind]):
    """One family of entries: its name in events, the letter of its numbers, its command, its fold."""

    name: str
    letter: str
    command: str
    fold: Callable[[Iterable[Event]], Mapping[str, Kind]]

    def open(
        self,
        desk: Desk,
        texts: Mapping[str, str],
        meta: Meta,
        kind: str,
        decide: Callable[[str, Said], Event],
        *,
        dry_run: bool,
    ) -> Receipt:
        """Open an entry under the family's next number.

        ``decide`` makes the event of a ``kind`` from the number and what was said. Who acts raised it
        unless another is named.

        Raises:
            LedgerError: a value is bad, or ``decide`` refuses.
        """

        def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
            facts, words = read_parts({"by": meta.person, **texts}, moment)
            number = next_number(transaction, self.name, self.letter, facts)
            return [decide(number, Said(transaction, facts, words, moment.local))], None

        return record(desk, meta, kind, work, dry_run=dry_run)

    def go_on(
        self,
        desk: Desk,
        number: str,
        texts: Mapping[str, str],
        meta: Meta,
        kind: str,
        decide: Callable[[Kind, Said], Event],
        *,
        dry_run: bool,
    ) -> Receipt:
        """Record what happens to an entry; ``decide`` is given the entry as it stands.

        Raises:
            NoSuchEntry.
            LedgerError: a value is bad, or ``decide`` refuses.
        """

        def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
            facts, words = read_parts(texts, moment)
            entry = self.found(transaction, number)
            return [decide(entry, Said(transaction, facts, words, moment.local))], None

        return record(desk, meta, kind, work, dry_run=dry_run, number=number)

    def every(self, reader: Reader) -> Mapping[str, Kind]:
        """Return every entry by number."""
        return self.fold(events_of(reader, self.name))

    def found(self, reader: Reader, number: str) -> Kind:
        """Return an existing entry.

        Raises:
            NoSuchEntry: naming the command whose ``list`` shows what there is.
        """
        entries = self.every(reader)
        if number not in entries:
            raise NoSuchEntry(number=number, command=self.command)
        return entries[number]

    def one(self, desk: Desk, number: str) -> Kind:
        """Return an existing entry.

        Raises:
            NoSuchEntry.
        """
        return self.found(desk.store, number)

    def listing(self, desk: Desk, *, status: str = "", year: int | None = None) -> list[Kind]:
        """Return the entries of a status and of a year of opening, in the order in which they were made."""
        return chosen(self.every(desk.store), status=status, year=year)
