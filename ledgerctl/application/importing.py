"""Importing rows of another register 导入: every row checked, nothing dropped, safe to repeat.

A row's identity is the source's own number, else a keyed hash of its content with its n-th occurrence
in the file; never the file's name. So importing again, renamed or overlapping, adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from ledgerctl.application.batches import imported, repeated
from ledgerctl.application.desk import branch_now
from ledgerctl.application.keeping import past_moment
from ledgerctl.application.ports import Draft
from ledgerctl.application.results import ImportReport
from ledgerctl.application.rules import rules_of
from ledgerctl.application.screening import (
    DERIVED,
    IDENTIFYING,
    Screened,
    ScreenedChunk,
    chunked,
    parts_of,
    problem_of,
    screen,
    screen_chunks,
)
from ledgerctl.domain import chain, clocks, decisions
from ledgerctl.domain.people import identifiers
from ledgerctl.errors import BatchKnown, LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgerctl.application.desk import Desk, Moment
    from ledgerctl.application.files import RejectSink, RowSource
    from ledgerctl.application.ports import KnownReceipt, Meta, Transaction
    from ledgerctl.application.results import Problem
    from ledgerctl.domain.events.base import Fact

Value = TypeVar("Value")
OnDuplicate = Literal["skip", "update", "fail"]

_CHUNK = 500
#: Problems kept with their details; all are counted.
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How an import behaves.

    ``on_duplicate`` decides about a row whose number is known with other values; ``partial`` writes
    the good rows although some are bad; ``prefix`` is the namespace of the source's numbers; ``at`` says
    when the register was handed in, now by default. It never becomes a row's day of receipt.
    """

    prefix: str
    on_duplicate: OnDuplicate = "skip"
    partial: bool = False
    dry_run: bool = False
    at: str = ""


@dataclass(slots=True)
class _Tally:
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    differing: int = 0
    problem_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    first_number: str = ""
    last_number: str = ""


class _Rollback(Exception):
    pass


class _Import:
    """One import inside one transaction."""

    def __init__(
        self,
        desk: Desk,
        transaction: Transaction,
        choices: ImportChoices,
        meta: Meta,
        moment: Moment,
        rejects: RejectSink | None,
    ) -> None:
        self.tally = _Tally()
        self._desk = desk
        self._transaction = transaction
        self._choices = choices
        self._meta = meta
        self._moment = moment
        self._rejects = rejects
        self._rules = rules_of(transaction)
        self._recorded_at = desk.clock.utc()
        self._loader = transaction.loader(
            meta, self._recorded_at, keep_indexes=choices.on_duplicate == "update"
        )

    def take(self, rows: Sequence[Screened]) -> None:
        """Match and write one chunk of rows."""
        keyed = [(row, self._key(row)) for row in rows if self._acceptable(row)]
        known = self._transaction.known([key for _, key in keyed])
        if any(receipt.reversed for receipt in known.values()):
            keyed = [(row, self._living_key(key, known)) for row, key in keyed]
            known = self._transaction.known([key for _, key in keyed])
        drafts: list[Draft] = []
        matched: list[tuple[Screened, KnownReceipt]] = []
        here: dict[str, Screened] = {}
        for row, key in keyed:
            if key in known:
                matched.append((row, known[key]))
            elif key in here:
                self._duplicate(same=parts_of(here[key]) == parts_of(row))
            else:
                here[key] = row
                drafts.append(self._draft(row, key))
        self._loader.add(drafts)
        # Updates come after the receipts, so that events and pseudonyms are made in one order.
        for row, receipt in matched:
            self._match(row, receipt)
        self.tally.added += len(drafts)
        if drafts:
            self.tally.first_number = self.tally.first_number or drafts[0].number
            self.tally.last_number = drafts[-1].number

    def take_chunk(self, chunk: ScreenedChunk) -> None:
        """Match and write one chunk; new rows that all are plain are written column by column."""
        ready = chunk.ready
        self._loader.learn(ready.parts)
        if chunk.others or "" in ready.source_ids:
            self.take(chunk.rows())
            return
        prefix = self._choices.prefix
        keys = [f"{prefix}:{source_id}" for source_id in ready.source_ids]
        if not keys:
            # Every row of it was wholly blank.
            return
        if len(set(keys)) < len(keys) or self._transaction.known(keys):
            self.take(chunk.rows())
            return
        numbers = self._transaction.next_numbers(ready.years)
        self._loader.add_columns(ready, numbers, keys)
        self.tally.read += len(keys)
        self.tally.added += len(keys)
        self.tally.first_number = self.tally.first_number or numbers[0]
        self.tally.last_number = numbers[-1]

    def finish(self) -> None:
        """Complete what was put off during the load."""
        self._loader.finish()

    def _acceptable(self, row: Screened) -> bool:
        self.tally.read += 1
        if row.problems:
            self._note(row.problems)
        if row.rejected:
            self._reject(row, row.problems)
        return not row.rejected

    def _note(self, problems: Sequence[Problem]) -> None:
        self.tally.problem_count += len(problems)
        room = MOST_PROBLEMS - len(self.tally.problems)
        self.tally.problems.extend(problems[:room])

    def _reject(self, row: Screened, problems: Sequence[Problem]) -> None:
        self.tally.rejected += 1
        if self._rejects is not None and row.row is not None:
            self._rejects.add(row.row._replace(problems=problems))

    def _key(self, row: Screened) -> str:
        if row.source_id:
            return f"{self._choices.prefix}:{row.source_id}"
        content = self._transaction.source_key(row.content)
        return f"{self._choices.prefix}#{content}:{self._transaction.occurrence(content)}"

    def _living_key(self, key: str, known: Mapping[str, KnownReceipt]) -> str:
        """Return the key under which a case taken back may stand again: its own, counted on."""
        life = 1
        receipt = known.get(key)
        own = key
        while receipt is not None and receipt.reversed:
            life += 1
            own = f"{key}~{life}"
            receipt = self._transaction.known([own]).get(own)
        return own

    def _draft(self, row: Screened, key: str) -> Draft:
        number = self._transaction.next_number(row.year)
        if row.ready is not None:
            return Draft(number, {}, {}, key, row.ready)
        facts, sealed = parts_of(row)
        found = identifiers(sealed)
        if found:
            person = self._transaction.person(found, self._desk.entropy.token())
            facts = {**facts, "person": person}
        return Draft(number, clocks.at_receipt(facts, self._rules), sealed, key)

    def _match(self, row: Screened, known: KnownReceipt) -> None:
        facts, sealed = parts_of(row)
        first = {name: value for name, value in known.facts.items() if name not in DERIVED}
        if first == facts and dict(known.sealed) == sealed:
            self.tally.unchanged += 1
            return
        complaint = self._transaction.complaint(known.number)
        # An empty cell never erases: only what the row says is compared.
        changed = _differing(facts, complaint.facts) if complaint else {}
        private = _differing(sealed, complaint.sealed) if complaint else {}
        if not changed and not private:
            self.tally.unchanged += 1
        elif self._choices.on_duplicate == "update":
            self._update(row, known.number, changed, private)
        elif self._choices.on_duplicate == "fail":
            problem = problem_of(BatchKnown(number=known.number), row.line)
            self._note([problem])
            self._reject(row, [problem])
        else:
            self._duplicate(same=False)

    def _duplicate(self, *, same: bool) -> None:
        self.tally.duplicate += 1
        self.tally.differing += not same

    def _update(
        self,
        row: Screened,
        number: str,
        facts: dict[str, Fact],
        sealed: dict[str, str | Mapping[str, str]],
    ) -> None:
        complaint = self._transaction.complaint(number)
        try:
            if complaint is not None:
                if not sealed.keys().isdisjoint(IDENTIFYING):
                    found = identifiers({**complaint.sealed, **sealed})
                    fresh = self._desk.entropy.token()
                    facts["person"] = self._transaction.find_person(found) or fresh
                event = decisions.take_over(complaint, facts, sealed, now=self._moment.local)
                self._transaction.append([event], self._meta._replace(key=None), self._recorded_at)
            self.tally.updated += 1
        except LedgerError as error:
            problem = problem_of(error, row.line)
            self._note([problem])
            self._reject(row, [problem])


def _differing(row: Mapping[str, Value], case: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: value
        for name, value in row.items()
        if name not in case
        or (
            case[name] != value
            and chain.canonical_value(case[name]) != chain.canonical_value(value)
        )
    }


def import_rows(
    desk: Desk,
    source: RowSource,
    meta: Meta,
    choices: ImportChoices,
    *,
    rejects: RejectSink | None = None,
    progress: Callable[[int], None] | None = None,
    elsewhere: Callable[[Iterator[ScreenedChunk]], Iterator[ScreenedChunk]] = iter,
) -> ImportReport:
    """Import every row of a source in one transaction: all of it, or with ``partial`` the good part.

    Args:
        desk: store, clock, entropy.
        source: the opened file.
        meta: who imports; its key makes a repetition harmless, the batch gets a name of its own.
        choices: what to do about known rows, bad rows, and whether to write at all.
        rejects: where bad rows go.
        progress: told how many rows were read, now and then.
        elsewhere: may run the reading and checking of rows in another process.

    Raises:
        KeyReused: the key stands for another command.
        LedgerError: the file or the ledger fails as a whole; a bad row is a problem in the report.
    """
    report: ImportReport | None = None
    moment = branch_now(desk, desk.store.ledger().settings)
    handed_in = past_moment(choices.at, moment)
    chunks = elsewhere(_screened(desk, source, choices, moment))
    try:
        with desk.store.writing() as transaction:
            known = repeated(transaction, meta.key)
            if known is not None:
                return known
            batch = _batch_name(desk, transaction, source)
            own = meta._replace(batch=batch, key=None)
            work = _Import(desk, transaction, choices, own, moment, rejects)
            for chunk in chunks:
                work.take_chunk(chunk)
                if progress is not None:
                    progress(work.tally.read)
            work.finish()
            tally = work.tally
            written = (
                not choices.dry_run
                and (choices.partial or not tally.rejected)
                and tally.added + tally.updated > 0
            )
            report = _report(transaction, source, tally, choices, batch, rejects, written)
            if not written:
                raise _Rollback
            last = own._replace(key=meta.key or desk.entropy.token())
            transaction.append([imported(report, handed_in)], last, desk.clock.utc())
            report = replace(report, head=transaction.head())
    except _Rollback:
        pass
    assert report is not None  # noqa: S101 - either made above or an error left
    if not report.written:
        # What was counted inside the transaction was taken back with it.
        report = replace(report, head=desk.store.head())
    if rejects is not None and report.rejected and not choices.dry_run:
        rejects.finish()
    return report


def _screened(
    desk: Desk, source: RowSource, choices: ImportChoices, moment: Moment
) -> Iterator[ScreenedChunk]:
    now, salt, rules = moment.local, desk.entropy.salt, rules_of(desk.store)
    if choices.on_duplicate == "skip":
        chunks = source.chunks(today=moment.today)
        return screen_chunks(chunks, now=now, salt=salt, rules=rules)
    # Another choice may still reject a good row, which is then needed as it stood.
    rows = screen(source.rows(today=moment.today), now=now, salt=salt, rules=rules, keep=True)
    return chunked(rows, _CHUNK)


def _batch_name(desk: Desk, transaction: Transaction, source: RowSource) -> str:
    stamp = desk.clock.utc()[:19].replace("-", "").replace(":", "")
    name = f"import-{stamp}-{source.sha256[:8] or desk.entropy.token()[:8]}"
    # Two imports within one second must not be taken back together.
    return f"{name}-{desk.entropy.token()}" if transaction.batch_numbers(name) else name


def _report(
    transaction: Transaction,
    source: RowSource,
    tally: _Tally,
    choices: ImportChoices,
    batch: str,
    rejects: RejectSink | None,
    written: bool,  # noqa: FBT001 - private
) -> ImportReport:
    report = ImportReport(
        source=source.name,
        sha256=source.sha256,
        encoding=source.encoding,
        said=source.said,
        profile=source.profile,
        batch=batch,
        read=tally.read,
        added=tally.added,
        updated=tally.updated,
        unchanged=tally.unchanged,
        duplicate=tally.duplicate,
        rejected=tally.rejected,
        differing=tally.differing,
        written=written,
        dry_run=choices.dry_run,
        problems=tally.problems,
        problem_count=tally.problem_count,
        kept_columns=list(source.kept_columns),
        first_number=tally.first_number,
        last_number=tally.last_number,
        rejects_path=rejects.path if rejects is not None and tally.rejected else "",
        repeats=transaction.batch_repeats(batch),
        head=transaction.head(),
    )
    if not report.reconciles:
        message = f"{report.read} rows read do not reconcile"
        raise AssertionError(message)
    return report
