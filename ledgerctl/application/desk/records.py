"""What passes between the use cases and a store: plain tuples with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.domain.cases.chain import Envelope
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Event, Facts, Sealed
    from ledgerctl.domain.imports.prepared import Prepared
    from ledgerctl.domain.register.register import Row
    from ledgerctl.domain.register.tallies import Sums
    from ledgerctl.domain.reports.sorting import Sort


class Meta(NamedTuple):
    """Who writes, for whom, in which batch, under which idempotency key."""

    actor: str
    on_behalf_of: str | None = None
    batch: str | None = None
    key: str | None = None

    @property
    def person(self) -> str:
        """The person acting: the one acted for, else the system's user."""
        return self.on_behalf_of or self.actor


class Recorded(NamedTuple):
    """One stored event with its envelope; ``sealed`` is empty when there is none or it was erased."""

    envelope: Envelope
    event: Event
    sealed: Sealed


class Draft(NamedTuple):
    """A complaint about to be received in bulk: its facts and sealed part in final form, and its key.

    One that was made ready elsewhere brings ``prepared``; then facts and sealed part may be empty.
    """

    number: str
    facts: Facts
    sealed: Sealed
    key: str
    prepared: Prepared | None = None


class KnownReceipt(NamedTuple):
    """A receipt that an idempotency key stands for: its case, and its two parts as first recorded.

    The parts are the canonical texts that are stored ("" for no sealed part): a row that has not changed
    has the same texts, and nobody reads them. ``reversed`` when the case was taken back.
    """

    number: str
    facts: str
    sealed: str
    reversed: bool = False


class YearCounts(NamedTuple):
    """The counts that a report is made of, of a year or another period; never ratios.

    ``sums`` by dimension and value, ``days`` as a histogram of the cases answered in the period,
    ``opening`` and ``closing`` the open cases at its two ends, then what came and went, the period's
    complaints that are overdue, and every ``anchor`` of the period by name and bin. ``open_since`` are
    all open cases by the ordinal of the day on which they were opened, ``open_due`` those received by the
    end of the period, by the ordinal of their due day.
    """

    period: ReportPeriod
    sums: Mapping[str, Mapping[str, Sums]]
    days: Mapping[int, int]
    opening: int
    closing: int
    received: int
    reopened: int
    closed: int
    overdue: int
    anchors: Mapping[str, Mapping[int, int]]
    open_since: Mapping[int, int]
    open_due: Mapping[int, int]

    def count(self, name: str) -> int:
        """Return one anchor over all its bins."""
        return sum(self.anchors.get(name, {}).values())


class CaseFilter(NamedTuple):
    """Which cases a list shows; None means no such condition.

    ``moved`` asks for those whose day of receipt was corrected to another; ``not_closed_by`` is an ISO
    day: cases that are open, or were closed after it. ``overdue_on`` asks for open cases whose decision
    was due before an ISO day, ``due_by`` for open cases of which any clock runs out by an ISO moment,
    ``followup_by`` for cases, open or closed, whose follow-up is due by an ISO day. Without an ``order``
    the oldest receipt comes first.
    """

    status: str | None = None
    is_open: bool | None = None
    year: int | None = None
    received_from: str | None = None
    received_to: str | None = None
    equal: Mapping[str, str] = {}
    overdue_on: str | None = None
    moved: bool = False
    not_closed_by: str | None = None
    due_by: str | None = None
    followup_by: str | None = None
    text: str | None = None
    search: str | None = None
    limit: int | None = None
    order: Sequence[Sort] = ()


class Page(NamedTuple):
    """The cases shown and how many there are in all."""

    rows: Sequence[Row]
    total: int


class Case(NamedTuple):
    """One case as a register tells it: some columns of its row, what is known and what is sealed now."""

    row: Sequence[str | int | None]
    facts: Facts
    sealed: Sealed


class CrossCell(NamedTuple):
    """One cell of a cross table: cases and a histogram of the days that the closed ones took.

    ``counts`` are those asked for, in their order.
    """

    cases: int
    closed: int
    escalated: int
    repeats: int
    compensation: int
    days: Mapping[int, int]
    counts: tuple[int, ...] = ()
