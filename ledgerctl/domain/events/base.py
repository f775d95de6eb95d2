"""What every event kind has: a stable name, a schema version, facts, an optional sealed part, an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.ledger import Ledger

#: A fact is a code, a date as ISO text, a number, a yes/no or a list of identifiers; nothing personal.
Fact: TypeAlias = "str | int | bool | list[str]"
Facts: TypeAlias = "Mapping[str, Fact]"
#: Sealed values are names, contacts and free text; ``extra`` holds the columns no field takes.
Sealed: TypeAlias = "Mapping[str, str | Mapping[str, str]]"


#: Facts that hold the case's clocks: due days, policies, the calendar's edition.
CLOCKS = (
    *("due_on", "policy", "contact_due", "contact_policy", "progress_due", "progress_policy"),
    "calendar",
)

#: Facts that new facts undo: the answer to the complainant 告知, and the use of an extension.
UNDONE = ("notified_at", "notice_method", "told", "extended_under")

#: What a person does with a case: owns it from now on, helps, or accepts what was handed over.
HANDED_OVER, ASSISTING, ACCEPTED = "handed_over", "assisting", "accepted"


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


def clocks_of(facts: Facts) -> dict[str, Fact]:
    """Return the facts that hold clocks, for an event that sets some of them."""
    return {name: facts[name] for name in CLOCKS if name in facts}


def ended(complaint: Complaint, ending: str, at: str, outcome: Facts) -> Complaint:
    """Return the complaint closed on the day of ``at`` without having been resolved; ``ending`` says how."""
    facts = {**complaint.facts, **outcome, "ending": ending, "resolved_at": at}
    spells = complaint.spells
    if spells:
        spells = (*spells[:-1], spells[-1]._replace(closed=at[:10], ending=ending))
    return complaint._replace(facts=facts, spells=spells)


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


def subject(event: Event) -> str | None:
    """Return the number of the case or entry that an event is about; None for the whole ledger."""
    own: str | None = getattr(event, "entry", event.number)
    return own
