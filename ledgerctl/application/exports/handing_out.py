"""Suggestions, improvements, their measures and opportunities as rows to hand out 导出.

The watch list is not among them: a look at it is recorded one by one, and names on it spread no further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ledgerctl.application.exports.exporting import Sheet
from ledgerctl.application.exports.revealing import reveal
from ledgerctl.application.learning import improving, opportunities, suggesting
from ledgerctl.application.learning.entries import Entry, chosen, names_of
from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.domain.learning.improvements import SCOPE
from ledgerctl.domain.reports.register_columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.learning.improvements import Improvement
    from ledgerctl.domain.learning.opportunities import Opportunity
    from ledgerctl.domain.learning.suggestions import Suggestion
    from ledgerctl.domain.reports.register_columns import Value


Of = TypeVar("Of", bound=Entry)


class Kind(NamedTuple, Generic[Of]):
    """What is handed out of a family: its entries, the vocabulary of their states, columns, rows of one."""

    every: Callable[[Reader], Mapping[str, Of]]
    states: str
    columns: tuple[Column, ...]
    rows: Callable[[Of], Iterator[tuple[Value, ...]]]


def sheet(
    desk: Desk,
    what: str,
    meta: Meta,
    reason: str | None,
    *,
    status: str = "",
    year: int | None = None,
) -> Sheet:
    """Return the entries of a kind, by number, masked unless a reason is given, which is recorded.

    Args:
        desk: store, clock, entropy.
        what: a key of ``ENTRIES``.
        meta: who exports.
        reason: why words are to stand unmasked; None masks them.
        status: only entries in this state.
        year: only entries of this year.

    Raises:
        ReasonNeeded: the reason is blank.
    """
    revealed = 0
    if reason is not None:
        count = len(rows_of(desk, what, status=status, year=year, reveal=True))
        revealed = reveal(desk, "export", reason, meta, records=count, fields=sealed(what)).seq
    rows = rows_of(desk, what, status=status, year=year, reveal=reason is not None)
    return Sheet(what, ENTRIES[what].columns, iter(rows), desk.store.head(), revealed)


def rows_of(
    desk: Desk, what: str, *, status: str = "", year: int | None = None, reveal: bool
) -> list[Sequence[Value]]:
    """Return the rows of a kind in the order of its columns, words masked unless revealed."""
    kind = ENTRIES[what]
    entries = chosen(kind.every(desk.store), status=status, year=year)
    found = [row for entry in entries for row in kind.rows(entry)]
    names = () if reveal else names_of(desk, entries)
    return [row if reveal else _masked(kind.columns, row, names) for row in found]


def sealed(what: str) -> list[str]:
    """Return the names of the columns of a kind that are masked."""
    return [column.name for column in ENTRIES[what].columns if column.sealed]


def _masked(columns: Sequence[Column], row: Sequence[Value], names: Sequence[str]) -> list[Value]:
    return [
        masked(ENTRY_FIELDS[column.name], str(value), names) if column.sealed and value else value
        for column, value in zip(columns, row, strict=True)
    ]


def _column(name: str) -> Column:
    field = ENTRY_FIELDS.get(name) or FIELDS[name]
    return Column(name, field.zh, field.en, field.kind, field.vocabulary, field.sealed)


def _columns(states: str, *names: str) -> tuple[Column, ...]:
    number = Column("number", "编号", "Number", "text")
    return (number, Column("status", "状态", "Status", "code", states), *map(_column, names))


_SUGGESTION = (
    *("suggestion_kind", "by", "made_on", "case", "proposal", "forwarded_to", "forwarded_on"),
    *("answered_by", "answered_on", "adoption", "answer"),
)
_OPPORTUNITY = (
    *("case", "by", "heard_on", "need", "offer", "offered_on", "opportunity_outcome"),
    *("concluded_on", "result"),
)
_IMPROVEMENT = ("by", "opened_on", "lesson", "cases", *SCOPE, "done_on")
_VERIFIED = (
    Column("verified_on", "核实日期", "Verified", "day"),
    Column("before", "整改前投诉", "Complaints before", "count"),
    Column("after", "整改后投诉", "Complaints after", "count"),
    Column("probability", "偶然概率", "Probability of chance", "text"),
)
_MEASURE = ("plan", "owner", "set_on", "due_on", "done_on", "evidence")


def _suggestion(entry: Suggestion) -> Iterator[tuple[Value, ...]]:
    yield _known(entry, _SUGGESTION)


def _opportunity(entry: Opportunity) -> Iterator[tuple[Value, ...]]:
    yield _known(entry, _OPPORTUNITY)


def _known(entry: Entry, names: Sequence[str]) -> tuple[Value, ...]:
    return (entry.number, entry.status, *(getattr(entry, name) or None for name in names))


def _improvement(entry: Improvement) -> Iterator[tuple[Value, ...]]:
    scope = (entry.scope.get(name) for name in SCOPE)
    found = entry.verification
    result = found and (found.on, found.before, found.after, found.probability, found.effect)
    yield (
        *(entry.number, entry.status, entry.by, entry.opened_on, entry.lesson),
        *(list(entry.cases) or None, *scope, entry.done_on or None),
        *(result or (None,) * (len(_VERIFIED) + 1)),
    )


def _measures(entry: Improvement) -> Iterator[tuple[Value, ...]]:
    for measure in entry.measures:
        known = (getattr(measure, name) or None for name in _MEASURE)
        yield (entry.number, measure.step, *known)


#: What can be handed out beside cases and events. A measure stands by itself: its own row, its own day.
ENTRIES: dict[str, Kind[Any]] = {
    "suggestions": Kind(
        suggesting.every,
        "suggestion_status",
        _columns("suggestion_status", *_SUGGESTION),
        _suggestion,
    ),
    "improvements": Kind(
        improving.every,
        "rectification",
        (*_columns("rectification", *_IMPROVEMENT), *_VERIFIED, _column("effect")),
        _improvement,
    ),
    "measures": Kind(
        improving.every,
        "rectification",
        (
            _column("improvement"),
            Column("step", "措施序号", "Measure", "count"),
            *map(_column, _MEASURE),
        ),
        _measures,
    ),
    "opportunities": Kind(
        opportunities.every,
        "opportunity_status",
        _columns("opportunity_status", *_OPPORTUNITY),
        _opportunity,
    ),
}
