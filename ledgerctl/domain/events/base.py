"""What every event kind has: a stable name, a schema version, facts, an optional sealed part, an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.ledger import Ledger

#: A fact is a code, a date as ISO text, a number, a yes/no or a list of identifiers; nothing personal.
Fact: TypeAlias = "str | int | bool | list[str]"
Facts: TypeAlias = "Mapping[str, Fact]"
#: Sealed values are names, contacts and free text; ``extra`` holds the columns no field takes.
Sealed: TypeAlias = "Mapping[str, str | Mapping[str, str]]"


class Event(Protocol):
    """One thing that happened 事件; frozen, and written once."""

    kind: ClassVar[str]
    version: ClassVar[int]

    @property
    def number(self) -> str | None:
        """The case it belongs to; None for an event of the whole ledger."""
        ...

    def facts(self) -> Facts:
        """Return the hashed part: codes, dates, numbers, identifiers."""
        ...

    def sealed(self) -> Sealed:
        """Return the part kept beside the chain; empty when there is none."""
        ...

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the event that these stored parts describe; never refuses history."""
        ...


class ComplaintEvent(Event, Protocol):
    """An event in the life of one complaint."""

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint after this event; total: history is never refused."""
        ...


class LedgerEvent(Event, Protocol):
    """An event of the whole ledger: its birth, its settings, its populations, its batches."""

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger's own state after this event; total."""
        ...


def text(facts: Facts, name: str) -> str:
    """Return a fact as text, empty when absent."""
    value = facts.get(name, "")
    return value if isinstance(value, str) else str(value)


def whole(facts: Facts, name: str) -> int:
    """Return a fact as a whole number, 0 when absent."""
    value = facts.get(name, 0)
    return value if isinstance(value, int) else 0


def sealed_text(sealed: Sealed, name: str) -> str:
    """Return a sealed text, empty when absent or erased."""
    value = sealed.get(name, "")
    return value if isinstance(value, str) else ""
