"""Importing rows of another register 导入: every row checked, nothing dropped, safe to repeat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.desk.moments import past_moment
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.imports import batches
from ledgerctl.application.imports.files import Share
from ledgerctl.application.imports.import_results import ImportReport
from ledgerctl.application.imports.matching import Matching
from ledgerctl.application.imports.runs import ImportChoices, Run
from ledgerctl.application.imports.screening import ScreenedChunk, chunked, screen, screen_chunks
from ledgerctl.application.imports.turns import taking_turns
from ledgerctl.domain.codes.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import RejectSink, RowSource
    from ledgerctl.application.imports.import_plans import Plan
    from ledgerctl.application.imports.import_results import Problem


#: Readers that may share one file: more would wait for the one that writes.
_MOST_READERS = 3


class _Rollback(Exception):
    pass


def import_rows(
    desk: Desk,
    source: RowSource,
    meta: Meta,
    choices: ImportChoices,
    *,
    rejects: RejectSink | None = None,
    progress: Callable[[int], None] | None = None,
    elsewhere: Callable[[Iterator[ScreenedChunk]], Iterator[ScreenedChunk]] = iter,
    cores: int = 1,
    plan: Plan | None = None,
) -> ImportReport:
    """Import every row of a source in one transaction: all of it, or with ``partial`` the good part.

    With ``commit_every`` there are several transactions of about so many rows; what an earlier run of the
    same file has written is known, and its batch is gone on with.

    Args:
        desk: store, clock, entropy.
        source: the opened file.
        meta: who imports; its key makes a repetition harmless, the batch gets a name of its own.
        choices: what to do about known rows, bad rows, and whether to write at all.
        rejects: where bad rows go.
        progress: told how many rows were read, now and then.
        elsewhere: may run the reading and checking of rows in another process.
        cores: how many processes can compute at once; those that do not write share the reading.
        plan: what was agreed to; whatever else would come of it is not written.

    Raises:
        KeyReused: the key stands for another command.
        LedgerMoved, FileMoved, PlanFails: the plan no longer holds.
        LedgerError: the file or the ledger fails as a whole; a bad row is a problem in the report.
    """
    known = batches.repeated(desk.store, meta.key)
    if known is not None:
        return known
    moment = branch_now(desk, desk.store.ledger().settings)
    work = _Work(desk, source, choices, meta, moment, rejects)
    readers = _readers(desk, source, choices, cores)
    shares = _screened(desk, source, choices, moment, readers)
    chunks = taking_turns([elsewhere(share) for share in shares])
    while not work.part(chunks, progress, plan):
        pass
    report = work.report
    if not report.written:
        # What was counted inside the transaction was taken back with it.
        report = replace(report, head=desk.store.head())
    if rejects is not None and report.rejected and not choices.dry_run:
        rejects.finish()
    return report


def _readers(desk: Desk, source: RowSource, choices: ImportChoices, cores: int) -> int:
    """Return how many processes are to share the reading."""
    if cores == 1:
        return 1
    # Of a file that was imported before most rows are known, and hardly anything is written.
    idle = cores if batches.seen(desk.store, source, choices.prefix) else cores - 1
    return min(idle, _MOST_READERS)


def _screened(
    desk: Desk, source: RowSource, choices: ImportChoices, moment: Moment, readers: int
) -> list[Iterator[ScreenedChunk]]:
    """Return the rows after the checks that need no ledger, for each reader those of its share."""
    now, rules, today = moment.local, rules_of(desk.store), moment.today
    if choices.on_duplicate == "skip" and not source.own:
        size = source.readers(readers)
        shares = [Share(place, size) for place in range(size)]
        chunks = [source.chunks(today=today, share=share) for share in shares]
        return [screen_chunks(each, now=now, rules=rules) for each in chunks]
    # Another choice may still reject a good row, and a row of our own export says which case it is:
    # then rows are needed as they stood.
    rows = screen(source.rows(today=today), now=now, rules=rules, keep=True)
    return [chunked(rows)]


class _Work:
    """One run over a file, part by part; each part is one transaction."""

    report: ImportReport

    def __init__(
        self,
        desk: Desk,
        source: RowSource,
        choices: ImportChoices,
        meta: Meta,
        moment: Moment,
        rejects: RejectSink | None,
    ) -> None:
        self._desk = desk
        self._source = source
        self._choices = choices
        # A trial in parts would see each part without those before it.
        self._size = 0 if choices.dry_run else choices.commit_every
        self._run = Run(choices, meta, moment, rejects, frozenset(source.fields))
        self._key = meta.key
        self._at = past_moment(choices.at, moment)
        self._batch = ""
        self._parts = 0
        self._written = False

    def part(
        self,
        chunks: Iterator[ScreenedChunk],
        progress: Callable[[int], None] | None,
        plan: Plan | None,
    ) -> bool:
        """Take in rows until the file or the part ends; returns whether the file has ended."""
        try:
            with self._desk.store.writing(large=True) as transaction:
                self._begin(transaction, plan)
                before = replace(self._run.tally)
                matching = Matching(self._desk, transaction, self._run)
                complete = True
                for chunk in chunks:
                    matching.take_chunk(chunk)
                    if progress is not None:
                        progress(matching.tally.read)
                    if self._size and matching.tally.read - before.read >= self._size:
                        complete = False
                        break
                matching.finish()
                tally = matching.tally
                added, updated = tally.added - before.added, tally.updated - before.updated
                written = self._may_write and added + updated > 0
                recorded = written or (self._may_write and complete and self._parts > 0)
                if recorded:
                    self._record(transaction, added, updated, complete=complete)
                self._written = self._written or written
                self.report = self._report(transaction)
                if plan is not None and not self._size:
                    plan.check_outcome(self.report)
                if not recorded and not self._size:
                    raise _Rollback
        except _Rollback:
            pass
        self._parts += recorded
        return complete

    @property
    def _may_write(self) -> bool:
        choices = self._choices
        return not choices.dry_run and (choices.partial or not self._run.tally.rejected)

    def _begin(self, transaction: Transaction, plan: Plan | None) -> None:
        if self._batch:
            transaction.go_on_counting()
            return
        if plan is not None:
            plan.check_before(transaction, self._source)
        begun = batches.unfinished(transaction, self._source.sha256, self._choices.prefix)
        self._parts = int(bool(begun))
        self._batch = begun or _batch_name(self._desk, transaction, self._source)
        self._run.meta = self._run.meta._replace(batch=self._batch, key=None)

    def _record(
        self, transaction: Transaction, added: int, updated: int, *, complete: bool
    ) -> None:
        event = batches.recorded(
            self._source, self._run, added=added, updated=updated, complete=complete, at=self._at
        )
        # A load that was broken off goes on when it is repeated.
        meta = self._run.meta._replace(key=self._key) if complete else self._run.meta
        transaction.append([event], meta, self._desk.clock.utc())

    def _report(self, transaction: Transaction) -> ImportReport:
        source, tally, rejects = self._source, self._run.tally, self._run.rejects
        report = ImportReport(
            source=source.name,
            sha256=source.sha256,
            encoding=source.encoding,
            said=source.said,
            profile=source.profile,
            batch=self._batch,
            read=tally.read,
            added=tally.added,
            updated=tally.updated,
            unchanged=tally.unchanged,
            duplicate=tally.duplicate,
            rejected=tally.rejected,
            differing=tally.differing,
            written=self._written,
            dry_run=self._choices.dry_run,
            problems=_below_headings(tally.problems, source.mapped),
            problem_count=tally.problem_count,
            kept_columns=list(source.kept_columns),
            first_number=tally.first_number,
            last_number=tally.last_number,
            rejects_path=rejects.path if rejects is not None and tally.rejected else "",
            repeats=transaction.batch_repeats(self._batch),
            head=transaction.head(),
            codes=dict(tally.codes),
            suspects=tally.suspects,
            suspect_count=tally.suspect_count,
            samples=tally.samples,
        )
        if not report.reconciles:
            message = f"{report.read} rows read do not reconcile"
            raise AssertionError(message)
        return report


def _below_headings(
    problems: Sequence[Problem], mapped: Sequence[tuple[str, str]]
) -> list[Problem]:
    """Return the problems with the file's own headings where a rule knew the field only."""
    headings = {FIELDS[field].zh: heading for heading, field in mapped}
    return [replace(each, column=headings.get(each.column, each.column)) for each in problems]


def _batch_name(desk: Desk, transaction: Transaction, source: RowSource) -> str:
    stamp = desk.clock.utc()[:19].replace("-", "").replace(":", "")
    name = f"import-{stamp}-{source.sha256[:8] or desk.entropy.token()[:8]}"
    # Two imports within one second must not be taken back together.
    return f"{name}-{desk.entropy.token()}" if transaction.batch_numbers(name) else name
