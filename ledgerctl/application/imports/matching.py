"""Matching rows with the ledger 比对: each is new, known, changed or refused, and is written as such.

A row's identity is the source's own number, else a keyed hash of its content with its n-th occurrence
in the file; never the file's name. So importing again, renamed or overlapping, adds nothing. A row of our
own export is the case that it says it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ledgerctl.application.desk.records import Draft, KnownReceipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.imports.import_results import Sample, Suspect
from ledgerctl.application.imports.runs import MOST_PROBLEMS
from ledgerctl.application.imports.screening import (
    DERIVED,
    IDENTIFYING,
    Screened,
    ScreenedChunk,
    parts_of,
    problem_of,
)
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.guards import standing
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.masking import masked_case
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.handling import decisions
from ledgerctl.domain.imports.erasing import erased
from ledgerctl.domain.register.suspicion import look_alikes
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.house import BatchKnown
from ledgerctl.errors.imports import NothingToUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.application.imports.runs import Run
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import ComplaintEvent, Fact, Sealed

Value = TypeVar("Value")


class Matching:
    """The rows of one run inside one transaction."""

    def __init__(self, desk: Desk, transaction: Transaction, run: Run) -> None:
        self._desk = desk
        self._transaction = transaction
        self._run = run
        self._choices = run.choices
        self.tally = run.tally
        self._rules = rules_of(transaction)
        self._ledger = transaction.ledger().identity
        self._recorded_at = desk.clock.utc()
        self._loader = transaction.loader(
            run.meta, self._recorded_at, keep_indexes=run.choices.on_duplicate == "update"
        )

    def take(self, rows: Sequence[Screened]) -> None:
        """Match and write one chunk of rows."""
        matched: list[tuple[Screened, KnownReceipt]] = []
        keyed: list[tuple[Screened, str]] = []
        for row in rows:
            if self._acceptable(row):
                own = self._own(row)
                if own is None:
                    keyed.append((row, self._key(row)))
                else:
                    matched.append((row, own))
        known = self._transaction.known([key for _, key in keyed])
        if any(receipt.reversed for receipt in known.values()):
            keyed = [(row, self._living_key(key, known)) for row, key in keyed]
            known = self._transaction.known([key for _, key in keyed])
        keyed = self._telling(keyed, known)
        drafts: list[Draft] = []
        here: dict[str, Screened] = {}
        for row, key in keyed:
            if key in known:
                matched.append((row, known[key]))
            elif key in here:
                self._duplicate(row, "", same=parts_of(here[key]) == parts_of(row))
            else:
                here[key] = row
                drafts.append(self._draft(row, key))
        self._loader.add(drafts)
        # Updates come after the receipts, so that events and pseudonyms are made in one order.
        for row, receipt in matched:
            self._match(row, receipt)
        self._suspect(zip(here.values(), drafts, strict=True))
        self.tally.added += len(drafts)
        if drafts:
            self.tally.first_number = self.tally.first_number or drafts[0].number
            self.tally.last_number = drafts[-1].number

    def take_chunk(self, chunk: ScreenedChunk) -> None:
        """Match and write one chunk; rows that all are plain are dealt with column by column."""
        ready, tally = chunk.ready, self.tally
        if chunk.others or "" in ready.source_ids or self._wants_samples:
            self.take(chunk.rows())
            return
        prefix = self._choices.prefix
        keys = [f"{prefix}:{source_id}" for source_id in ready.source_ids]
        if not keys:
            # Every row of it was wholly blank.
            return
        known = self._transaction.known(keys)
        if len(set(keys)) < len(keys) or known:
            if _all_unchanged(keys, chunk, known):
                tally.read += len(keys)
                tally.unchanged += len(keys)
            else:
                self.take(chunk.rows())
            return
        numbers = self._transaction.next_numbers(ready.years)
        self._loader.add_columns(ready, numbers, keys)
        tally.read += len(keys)
        tally.added += len(keys)
        tally.first_number = tally.first_number or numbers[0]
        tally.last_number = numbers[-1]

    def finish(self) -> None:
        """Complete what was put off during the load."""
        self._loader.finish()

    @property
    def _wants_samples(self) -> bool:
        found = sum(sample.outcome == "added" for sample in self.tally.samples)
        return found < self._choices.samples

    def _acceptable(self, row: Screened) -> bool:
        self.tally.read += 1
        if row.problems:
            self._note(row.problems)
        if row.rejected:
            self._reject(row, row.problems)
        return not row.rejected

    def _note(self, problems: Sequence[Problem]) -> None:
        self.tally.problem_count += len(problems)
        self.tally.codes.update(problem.code for problem in problems)
        room = MOST_PROBLEMS - len(self.tally.problems)
        self.tally.problems.extend(problems[:room])

    def _reject(self, row: Screened, problems: Sequence[Problem]) -> None:
        self.tally.rejected += 1
        if self._run.rejects is not None and row.row is not None:
            self._run.rejects.add(row.row._replace(problems=problems))

    def _telling(
        self, keyed: Sequence[tuple[Screened, str]], known: Mapping[str, KnownReceipt]
    ) -> list[tuple[Screened, str]]:
        """Return the rows without those that lack what a case needs which nobody knows; these are rejected."""
        cases = known.keys() | {key for row, key in keyed if not _lacking(row)}
        for row, key in keyed:
            if key not in cases:
                fields = ", ".join(f"{name} {FIELDS[name].zh}" for name in _lacking(row))
                problem = problem_of(NothingToUpdate(field="source_id", fields=fields), row.line)
                self._note([problem])
                self._reject(row, [problem])
        return [(row, key) for row, key in keyed if key in cases]

    def _own(self, row: Screened) -> KnownReceipt | None:
        """Return the receipt of the case that a row of our own export says it is, if it stands."""
        origin = row.row.origin if row.row is not None else None
        if origin is None or origin.ledger != self._ledger:
            return None
        history = self._transaction.history(origin.number)
        if not history or history[0].envelope.kind != "complaint.received":
            return None
        first = history[0]
        if self._transaction.taken_back().reversal(first.envelope.seq, first.envelope.batch):
            return None
        sealed = chain.canonical(first.sealed) if first.sealed else ""
        return KnownReceipt(origin.number, first.envelope.facts, sealed)

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
        self._sample("added", row, number)
        if row.ready is not None:
            return Draft(number, {}, {}, key, row.ready)
        facts, sealed = parts_of(row)
        found = identifiers(sealed)
        if found:
            person = self._transaction.person(found, self._desk.entropy.token())
            facts = {**facts, "person": person}
        return Draft(number, clocks.at_receipt(facts, self._rules), sealed, key)

    def _suspect(self, drafted: Iterable[tuple[Screened, Draft]]) -> None:
        """Name the new cases that look like one recorded before them."""
        for row, draft in drafted:
            person = str(draft.facts.get("person", ""))
            if not person:
                continue
            cases = self._transaction.person_cases(person)
            own = next(case for case in cases if case.number == draft.number)
            for number in look_alikes(own, cases):
                self.tally.suspect_count += 1
                if len(self.tally.suspects) < MOST_PROBLEMS:
                    self.tally.suspects.append(Suspect(row.line, draft.number, number))

    def _match(self, row: Screened, known: KnownReceipt) -> None:
        if not self._choices.blank_erases and _as_recorded(row, known):
            self._unchanged(row, known.number)
            return
        facts, sealed = parts_of(row)
        complaint = self._transaction.complaint(known.number)
        if complaint is None:
            self._unchanged(row, known.number)
            return
        # An empty cell erases only when somebody says so: otherwise what the row says is compared.
        changed = _differing(facts, complaint.facts)
        if complaint.closed:
            # A case that was closed here is closed, whatever closed it
            changed.pop("closed", None)
        private = _differing(sealed, complaint.sealed)
        if row.row is not None and row.row.origin is not None:
            private = _unmasked(private, complaint.sealed)
        gone: tuple[str, ...] = ()
        if self._choices.blank_erases:
            gone = erased(complaint, self._run.columns, facts.keys() | sealed.keys())
        if not changed and not private and not gone:
            self._unchanged(row, known.number)
        elif self._choices.on_duplicate == "update":
            self._update(row, complaint, changed, private, gone)
        elif self._choices.on_duplicate == "fail":
            problem = problem_of(BatchKnown(number=known.number), row.line)
            self._note([problem])
            self._reject(row, [problem])
        else:
            self._duplicate(row, known.number, same=False, changed=(*changed, *private))

    def _unchanged(self, row: Screened, number: str) -> None:
        self.tally.unchanged += 1
        self._sample("unchanged", row, number)

    def _duplicate(
        self, row: Screened, number: str, *, same: bool, changed: tuple[str, ...] = ()
    ) -> None:
        self.tally.duplicate += 1
        self.tally.differing += not same
        self._sample("duplicate", row, number, changed)

    def _update(
        self,
        row: Screened,
        complaint: Complaint,
        facts: dict[str, Fact],
        sealed: dict[str, str | Mapping[str, str]],
        gone: tuple[str, ...],
    ) -> None:
        named = (*facts, *sealed, *gone)
        try:
            if not IDENTIFYING.isdisjoint((*sealed, *gone)):
                merged = {**complaint.sealed, **sealed}
                found = identifiers({k: v for k, v in merged.items() if k not in gone})
                if found:
                    fresh = self._desk.entropy.token()
                    facts["person"] = self._transaction.find_person(found) or fresh
                elif "person" in complaint.facts:
                    gone = (*gone, "person")
            events: list[ComplaintEvent] = []
            if facts or sealed:
                now = self._run.moment.local
                events.append(decisions.take_over(complaint, facts, sealed, now=now))
            if gone:
                standing(complaint)
                events.append(ComplaintCorrected(complaint.number, {}, {}, gone, "import"))
            meta = self._run.meta._replace(key=None)
            self._transaction.append(events, meta, self._recorded_at)
            self.tally.updated += 1
            self._sample("updated", row, complaint.number, named)
        except LedgerError as error:
            problem = problem_of(error, row.line)
            self._note([problem])
            self._reject(row, [problem])

    def _sample(
        self, outcome: str, row: Screened, number: str, changed: tuple[str, ...] = ()
    ) -> None:
        wanted, samples = self._choices.samples, self.tally.samples
        if wanted and sum(sample.outcome == outcome for sample in samples) < wanted:
            facts, sealed = parts_of(row)
            samples.append(Sample(outcome, row.line, number, facts, masked_case(sealed), changed))


def _lacking(row: Screened) -> Sequence[str]:
    return row.row.lacking if row.row is not None else ()


def _all_unchanged(
    keys: Sequence[str], chunk: ScreenedChunk, known: Mapping[str, KnownReceipt]
) -> bool:
    """Whether every row of a plain chunk is recorded exactly as it is, without reading any text."""
    if len(known) < len(keys):
        return False
    texts = zip(keys, chunk.ready.facts, chunk.ready.sealed, strict=True)
    return all(
        known[key] == (known[key].number, facts, sealed, False) for key, facts, sealed in texts
    )


def _as_recorded(row: Screened, known: KnownReceipt) -> bool:
    """Whether a row is what was first recorded: its texts, else what they say."""
    ready = row.ready
    if ready is not None and (ready.facts, ready.sealed) == (known.facts, known.sealed):
        return True
    facts, sealed = parts_of(row)
    first = {k: v for k, v in chain.parse(known.facts).items() if k not in DERIVED}
    return first == facts and (chain.parse(known.sealed) if known.sealed else {}) == sealed


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


def _unmasked(
    changed: dict[str, str | Mapping[str, str]], sealed: Sealed
) -> dict[str, str | Mapping[str, str]]:
    """Return the changes without those that only show what the case holds in its masked form."""
    masked = masked_case(sealed)
    return {name: value for name, value in changed.items() if masked.get(name) != value}
