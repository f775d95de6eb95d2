"""Screening rows 初审: every check that needs no ledger, so that it can run beside the writer."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ledgerctl.application.imports.files import CHUNK_ROWS
from ledgerctl.application.imports.import_results import Problem
from ledgerctl.domain.cases import chain
from ledgerctl.domain.codes.fields import FIELDS, PERSONAL
from ledgerctl.domain.days.policies import SHIPPED
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.events.base import CLOCKS
from ledgerctl.domain.handling import decisions
from ledgerctl.domain.imports.columns import ColumnPreparer
from ledgerctl.domain.imports.prepared import Prepared, prepare
from ledgerctl.domain.imports.ready import NOTHING_READY, Crossing, ReadyColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgerctl.application.imports.files import Chunk, MappedRow
    from ledgerctl.domain.days.policies import Rulebook
    from ledgerctl.domain.events.base import Fact, Facts, Sealed
    from ledgerctl.errors.base import LedgerError

#: Facts that a ledger adds to what a row says.
DERIVED = (*CLOCKS, "person")
#: Sealed fields by which a complainant is recognised again.
IDENTIFYING = frozenset(field.name for field in PERSONAL)


class Screened(NamedTuple):
    """A row after the checks that need no ledger.

    ``ready`` is missing for a rejected row and for one that names a complainant, whose pseudonym only
    the ledger knows; such rows are kept whole in ``row``. ``content`` identifies a row without a number.
    """

    line: int
    source_id: str
    content: str
    year: int
    row: MappedRow | None
    ready: Prepared | None
    problems: Sequence[Problem]
    rejected: bool


def screen(
    rows: Iterable[MappedRow],
    *,
    now: str,
    rules: Rulebook = SHIPPED,
    keep: bool = False,
) -> Iterator[Screened]:
    """Check rows one by one and make the good ones ready; needs no ledger, so it can run elsewhere.

    ``keep`` keeps every row whole, for choices that may still reject a good one.
    """
    for row in rows:
        problems = row.problems
        rejected = bool(problems) and not all(problem.warning for problem in problems)
        facts, sealed = row.facts, row.sealed
        # Of a row that could not be read at all there is nothing to check
        found = _broken_rules(row, now) if facts or not rejected else []
        if found:
            problems, rejected = [*problems, *found], True
        if rejected:
            yield Screened(row.line, "", "", 0, row, None, problems, rejected=True)
            continue
        source_id = str(facts.get("source_id", ""))
        content = "" if source_id else chain.canonical(facts) + chain.canonical(sealed)
        if row.lacking:
            yield Screened(row.line, source_id, content, 0, row, None, problems, rejected=False)
            continue
        year = int(str(facts["received_at"])[:4])
        if sealed.keys().isdisjoint(IDENTIFYING):
            ready = prepare(clocks.at_receipt(facts, rules), sealed)
            kept = row if keep else None
            yield Screened(
                row.line, source_id, content, year, kept, ready, problems, rejected=False
            )
        else:
            yield Screened(row.line, source_id, content, year, row, None, problems, rejected=False)


def _broken_rules(row: MappedRow, now: str) -> list[Problem]:
    """Return what rules say against a row, but nothing about fields that were refused already."""
    blamed = {problem.values.get("field") for problem in row.problems if not problem.warning}
    blamed.update(row.lacking)
    return [
        problem_of(fault, row.line)
        for fault in decisions.receipt_faults(row.facts, row.sealed, now=now)
        if fault.values.get("field") not in blamed
    ]


class ScreenedChunk(NamedTuple):
    """Some rows after the checks that need no ledger, in order: good ones as columns, the rest by place.

    After one that ``hands_over`` the next reader of the file has its turn.
    """

    ready: ReadyColumns
    places: Sequence[int]
    others: Mapping[int, Screened]
    hands_over: bool = False

    def rows(self) -> list[Screened]:
        """Return every row one by one, in order."""
        found = dict(self.others)
        ready = self.ready
        known = zip(
            self.places, ready.lines, ready.source_ids, ready.contents, ready.years,
            ready.receipts(), strict=True,
        )  # fmt: skip
        for place, line, source_id, content, year, receipt in known:
            found[place] = Screened(
                line, source_id, content, year, None, receipt, (), rejected=False
            )
        return [found[place] for place in sorted(found)]


def screen_chunks(
    chunks: Iterable[Chunk],
    *,
    now: str,
    rules: Rulebook = SHIPPED,
) -> Iterator[ScreenedChunk]:
    """Check chunks of rows and make the good ones ready; needs no ledger, so it can run elsewhere."""
    preparer = ColumnPreparer(now=now, rules=rules)
    for chunk in chunks:
        ready, refused = preparer.prepare(chunk.columns)
        others = dict(chunk.others)
        places = chunk.places
        if refused:
            gone = [places[each] for each in refused]
            others |= {place: chunk.again(place) for place in gone}
            places = [place for place in places if place not in set(gone)]
        screened = {
            place: row
            for place, mapped in others.items()
            for row in screen([mapped], now=now, rules=rules)
        }
        yield ScreenedChunk(ready, places, screened, chunk.hands_over)


def chunked(rows: Iterable[Screened]) -> Iterator[ScreenedChunk]:
    """Yield rows that are needed whole, in chunks without columns."""
    waiting = iter(rows)
    while found := list(islice(waiting, CHUNK_ROWS)):
        yield ScreenedChunk(NOTHING_READY, (), dict(enumerate(found)))


class ChunkCrossing:
    """Takes chunks from the process that reads to the one that writes; each has its own."""

    def __init__(self) -> None:
        self._crossing = Crossing()

    def pack(self, chunk: ScreenedChunk) -> tuple[object, ...]:
        """Return a chunk as plain parts, as far as it may be; rows that are kept whole stay objects."""
        return self._crossing.pack(chunk.ready), chunk.places, chunk.others, chunk.hands_over

    def unpack(self, packed: tuple[Any, ...]) -> ScreenedChunk:
        """Return the chunk that ``pack`` made plain on the other side."""
        ready, *others = packed
        return ScreenedChunk(self._crossing.unpack(ready), *others)


def parts_of(
    row: Screened,
) -> tuple[dict[str, Fact], dict[str, str | Mapping[str, str]]]:
    """Return facts and sealed fields as the file gave them, without what was derived."""
    if row.row is not None:
        return row.row.facts, row.row.sealed
    ready = row.ready
    if ready is None:
        return {}, {}
    facts = cast("Facts", chain.parse(ready.facts))
    sealed = cast("Sealed", chain.parse(ready.sealed)) if ready.sealed else {}
    return {k: v for k, v in facts.items() if k not in DERIVED}, dict(sealed)


def problem_of(error: LedgerError, line: int, value: str = "") -> Problem:
    """Return the problem that a coded error is for one row."""
    name = str(error.values.get("field", ""))
    known = FIELDS.get(name)
    return Problem(
        line,
        known.zh if known is not None else name,
        value or str(error.values.get("value", "")),
        error.code,
        error.sentence,
        error.hint,
        error.values,
    )
