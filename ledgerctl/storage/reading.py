"""Reading a ledger file: every question of the ``Reader`` port, answered with named statements."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from json import JSONDecoder
from operator import add
from sqlite3 import ProgrammingError
from typing import TYPE_CHECKING, Any, cast

from ledgerctl.application.desk.records import Case, CrossCell, Page
from ledgerctl.application.desk.standing import complaint_of
from ledgerctl.domain.cases.chain import GENESIS, Head
from ledgerctl.domain.cases.ledger import Ledger, Population
from ledgerctl.domain.cases.reversal import Reversal, Span, standing, taken_back
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.register.anchors import CARRIED, OPEN_DUE, OPEN_SINCE
from ledgerctl.domain.register.register import Row
from ledgerctl.domain.register.tallies import Sums
from ledgerctl.storage.codec import decode
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.counting import by_name, counts_of
from ledgerctl.storage.projecting import mentions, sealed_now
from ledgerctl.storage.statements import load_statements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from ledgerctl.application.desk.records import CaseFilter, Recorded, YearCounts
    from ledgerctl.domain.cases.chain import Fault
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Sealed


class SqliteReader:
    """Answers questions about one open ledger file."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self.statements = load_statements()

    def run(self, statement: str, /, **values: object) -> sqlite3.Cursor:
        """Run a named statement."""
        with translated(self.path):
            return self.connection.execute(self.statements[statement], values)

    def rows(self, statement: str, /, **values: object) -> list[tuple[Any, ...]]:
        """Return every row of a named statement."""
        with translated(self.path):
            return self.connection.execute(self.statements[statement], values).fetchall()

    def value(self, statement: str, /, **values: object) -> Any:  # noqa: ANN401 - a column of any type
        """Return the first column of the first row, or None."""
        row = self.run(statement, **values).fetchone()
        return None if row is None else row[0]

    def head(self) -> Head:
        """Return size and last hash."""
        row = self.run("head").fetchone()
        return Head(0, GENESIS) if row is None else Head(*row)

    def ledger(self) -> Ledger:
        """Return identity, settings and populations."""
        about = dict(self.rows("about"))
        populations = [Population(*row) for row in self.rows("populations")]
        return Ledger(
            about.get("identity", ""),
            about.get("branch", ""),
            about.get("algorithm", ""),
            dict(self.rows("settings")),
            {(each.year, each.measure): each for each in populations},
            self.taken_back(),
        )

    def taken_back(self) -> TakenBack:
        """Return which events do not stand."""
        rows = self.rows("standing_reversals")
        return taken_back([Reversal(seq, Span(*span)) for seq, *span in rows])

    def history(self, number: str) -> Sequence[Recorded]:
        """Return the events of one complaint in order."""
        return [decode(row) for row in self.rows("history", number=number)]

    def complaint(self, number: str) -> Complaint | None:
        """Return a complaint folded from its events, or None."""
        return complaint_of(number, self.history(number), self.taken_back())

    def recorded(self, seq: int) -> Recorded | None:
        """Return one event, or None."""
        row = self.run("event", seq=seq).fetchone()
        return None if row is None else decode(row)

    def keyed(self, key: str) -> Recorded | None:
        """Return the event that an idempotency key stands for, or None."""
        row = self.run("event_by_key", key=key).fetchone()
        return None if row is None else decode(row)

    def family(self, name: str) -> Sequence[Recorded]:
        """Return the standing events of a family of kinds in order."""
        return standing(self.every(name), self.taken_back())

    def every(self, name: str) -> Sequence[Recorded]:
        """Return all events of a family of kinds in order, those taken back included."""
        # "." is followed by "/" in every collation of bytes.
        rows = self.rows("family", first=f"{name}.", last=f"{name}/")
        return [decode(row) for row in rows]

    def between(self, first: int, last: int) -> Sequence[Recorded]:
        """Return the events from one sequence number to another."""
        return [decode(row) for row in self.rows("events_between", first=first, last=last)]

    def row(self, number: str) -> Row | None:
        """Return a complaint's register row, or None."""
        row = self.run("case", number=number).fetchone()
        return None if row is None else Row(*row)

    def person_cases(self, person: str) -> Sequence[Row]:
        """Return the cases of one complainant, oldest first."""
        return [Row(*row) for row in self.rows("person_cases", person=person)]

    def texts(self, numbers: Sequence[str]) -> Mapping[str, Sealed]:
        """Return what is sealed about each case now."""
        back = self.taken_back()
        return {number: sealed_now(self.history(number), back, number) for number in numbers}

    def cases(self, query: CaseFilter) -> Page:
        """Return the cases that a filter selects, in its order."""
        if query.text is not None:
            return self._cases_mentioning(query, query.text)
        select, count, values = self._statements(query)
        with translated(self.path):
            total = self.connection.execute(count, values).fetchone()[0]
            found = self.connection.execute(select, values).fetchall()
        return Page([Row(*row) for row in found], total)

    def search(self, words: str) -> set[str]:
        """Return the numbers of the cases of which every word stands in some text, masked."""
        from ledgerctl.storage.searching import found

        return found(self, words)

    def _statements(self, query: CaseFilter) -> tuple[str, str, dict[str, object]]:
        from ledgerctl.storage.filtering import filter_statements

        found = None if query.search is None else self.search(query.search)
        return filter_statements(query, found)

    def _cases_mentioning(self, query: CaseFilter, text: str) -> Page:
        """Return the cases whose texts hold some words; the statement finds candidates only."""
        select, _, values = self._statements(query._replace(limit=None))
        with translated(self.path):
            rows = [Row(*row) for row in self.connection.execute(select, values).fetchall()]
        found = [row for row in rows if mentions(self.history(row.number), text)]
        return Page(found[: query.limit], len(found))

    def stream(self, query: CaseFilter, columns: Sequence[str]) -> Iterator[Case]:
        """Yield every case that a filter selects by number, with some columns of its row; as of one moment."""
        from ledgerctl.storage.filtering import register_statement

        with self.one_moment():
            among = None if query.search is None else self.search(query.search)
            if query.text is not None:
                found = {row.number for row in self.cases(query._replace(limit=None)).rows}
                among, query = found, query._replace(text=None, search=None)
            statement, values = register_statement(query, among, columns)
            back = self.taken_back()
            parse = JSONDecoder().raw_decode
            with translated(self.path):
                for number, version, more, parts, *row in self.connection.execute(
                    statement, values
                ):
                    if more or version != ComplaintReceived.version:
                        complaint = complaint_of(number, self.history(number), back)
                        if complaint is not None:
                            yield Case(row, complaint.facts, complaint.sealed)
                    else:
                        # Nothing but the receipt: what it said is what is known
                        yield Case(row, *parse(parts)[0])

    def events(self) -> Iterator[Recorded]:
        """Yield every event in order; all as of one moment."""
        with self.one_moment():
            for row in self.run("events"):
                yield decode(row)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Hold a reading transaction, unless one is held already."""
        if self.connection.in_transaction:
            yield
            return
        with translated(self.path):
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            # Whoever gives up half-way may have let go of the ledger before this generator ends
            with suppress(ProgrammingError):
                self.connection.execute("ROLLBACK")

    def year_counts(self, year: int, today: str) -> YearCounts:
        """Return the counts of a year's report."""
        from ledgerctl.domain.days.periods import year_period

        sums: dict[str, dict[str, Sums]] = {}
        for dimension, value, *numbers in self.rows("year_tally", year=year):
            sums.setdefault(dimension, {})[value] = Sums(*numbers)
        return counts_of(
            year_period(year),
            today,
            sums,
            by_name(self.rows("year_anchors", year=year)),
            carried_before=self.value("year_anchor", year=year - 1, name=CARRIED),
            open_since=by_name(self.rows("year_anchors", year=0)).get(OPEN_SINCE, {}),
            open_due=dict(self.rows("anchor_until", year=year, name=OPEN_DUE)),
        )

    def period_counts(
        self, period: ReportPeriod, today: str, equal: Mapping[str, str]
    ) -> YearCounts:
        """Return the counts of the cases with some values, over any period."""
        from ledgerctl.storage.periods import period_counts

        return period_counts(self, period, today, equal)

    def received(self, period: ReportPeriod, equal: Mapping[str, str]) -> int:
        """Return how many complaints with some values were received in a period."""
        from ledgerctl.storage.periods import received

        return received(self, period, equal)

    def values(self, dimension: str) -> Sequence[str]:
        """Return the values of a dimension that complaints of any year have."""
        return [row[0] for row in self.rows("dimension_values", dimension=dimension)]

    def batch_numbers(self, batch: str) -> Sequence[str]:
        """Return the cases that a batch touched."""
        return [row[0] for row in self.rows("batch_numbers", batch=batch)]

    def years(self) -> Sequence[int]:
        """Return the years in which complaints were received."""
        return [row[0] for row in self.rows("years")]

    def cross(
        self,
        dimensions: Sequence[str],
        first: str,
        last: str,
        *,
        counts: Sequence[str] = (),
        today: str = "",
    ) -> Mapping[tuple[str, ...], CrossCell]:
        """Return cross counts over counted cases received between two ISO days."""
        from ledgerctl.storage.filtering import cross_statement

        cells: dict[tuple[str, ...], CrossCell] = {}
        with translated(self.path):
            found = self.connection.execute(
                cross_statement(dimensions, counts),
                {"first": first, "last": last, "today": today},
            )
            width = len(dimensions)
            nothing = CrossCell(0, 0, 0, 0, 0, {}, (0,) * len(counts))
            for values in found:
                key, days, (cases, closed, escalated, repeats, compensation, *more) = (
                    *(values[:width], values[width], values[width + 1 :]),
                )
                cell = cells.get(tuple(key), nothing)
                histogram = {**cell.days, days: cases} if days is not None else cell.days
                cells[tuple(key)] = CrossCell(
                    cell.cases + cases,
                    cell.closed + closed,
                    cell.escalated + escalated,
                    cell.repeats + repeats,
                    cell.compensation + compensation,
                    histogram,
                    tuple(map(add, cell.counts, more)),
                )
        return cells

    def secret(self) -> bytes:
        """Return the key of the blind index."""
        return cast("bytes", self.value("secret", name="blind_index"))

    def chain_faults(self) -> Iterator[Fault]:
        """Walk the whole chain and yield every place where it does not hold."""
        from ledgerctl.storage.verifying import chain_faults

        return chain_faults(self)

    def derived_faults(self) -> Iterator[str]:
        """Derive every read table anew and yield the name of each thing that differs."""
        from ledgerctl.storage.verifying import derived_faults

        return derived_faults(self)
