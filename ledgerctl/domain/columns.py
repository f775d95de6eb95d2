"""Receipts made ready column by column: the same texts, rows and hashes as one by one, in fewer steps.

What a large file repeats (codes, days, flags, company names) is worked out once per distinct value and
looked up from then on; rows are put together from whole columns. ``prepared.prepare`` remains the
definition: whatever the rules or the register row look at is computed by it, once per combination.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ledgerctl.domain import chain, clocks, decisions
from ledgerctl.domain.events.base import CLOCKS
from ledgerctl.domain.policies import SHIPPED
from ledgerctl.domain.prepared import AFTER, Prepared, prepare
from ledgerctl.domain.register import BLANK_ROW, COPIED_ONLY, Row
from ledgerctl.domain.tallies import counted_part
from ledgerctl.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgerctl.domain.events.base import Fact
    from ledgerctl.domain.policies import Rulebook
    from ledgerctl.domain.tallies import Cell, Counted

#: A column's value: as facts have it, a list as a tuple, "" for unknown.
Value: TypeAlias = "str | int | bool | tuple[str, ...]"

#: Distinct values remembered per column, and combinations per file; then it starts anew.
_REMEMBERED = 20_000
#: Longer texts are stories: they do not come twice, and remembering them would cost memory.
_LONGEST = 128

_TAIL = Row._fields[AFTER:]


class Columns(NamedTuple):
    """Receipts as columns; each column has one value per receipt, "" where it is unknown.

    No receipt names its complainant: pseudonyms are the ledger's business.
    """

    lines: Sequence[int]
    facts: Mapping[str, Sequence[Value]]
    sealed: Mapping[str, Sequence[str]]
    extra: Mapping[str, Sequence[str]]

    def only(self, places: Sequence[int]) -> Columns:
        """Return the receipts at these places."""
        return Columns(
            [self.lines[place] for place in places],
            {name: [column[place] for place in places] for name, column in self.facts.items()},
            {name: [column[place] for place in places] for name, column in self.sealed.items()},
            {name: [column[place] for place in places] for name, column in self.extra.items()},
        )


#: The columns of no receipts.
NO_COLUMNS = Columns((), {}, {}, {})


class ReadyColumns(NamedTuple):
    """Receipts made ready, part by part; each part has one entry per receipt.

    ``row`` holds the columns of the register row that are not blank throughout, without those that only
    a ledger knows. ``counted`` says what the receipts count as beside their dimensions, by number:
    ``parts`` are those that come for the first time, numbered on through the file. ``contents`` identify
    receipts without a number of their own ("" for the others).
    """

    lines: Sequence[int]
    source_ids: Sequence[str]
    contents: Sequence[str]
    facts: Sequence[str]
    sealed: Sequence[str]
    salts: Sequence[bytes]
    commitments: Sequence[str]
    row: Mapping[str, Sequence[Cell]]
    counted: Sequence[int]
    parts: Sequence[Counted]

    @property
    def years(self) -> Sequence[int]:
        """The years of receipt."""
        return cast("Sequence[int]", self.row.get("year", ()))

    def receipts(self) -> Iterator[Prepared]:
        """Yield the receipts one by one."""
        size = len(self.lines)
        columns = [
            self.row.get(name) or repeat(blank, size)
            for name, blank in zip(Row._fields, BLANK_ROW, strict=True)
        ]
        return map(
            Prepared,
            self.facts,
            self.sealed,
            self.salts,
            self.commitments,
            zip(*columns),  # noqa: B905 - one length
        )


#: No receipts at all.
NOTHING_READY = ReadyColumns((), (), (), (), (), (), (), {}, (), ())


class _Fragments(dict[Value, str]):
    """Members of a canonical object by value, each with its comma; "" for an unknown value."""

    def __init__(self, name: str) -> None:
        super().__init__({"": ""})
        self._start = f"{chain.canonical_text(name)}:"

    def __missing__(self, value: Value) -> str:
        if isinstance(value, str):
            text = f"{self._start}{chain.canonical_text(value)},"
        else:
            plain = list(value) if isinstance(value, tuple) else value
            text = f"{self._start}{chain.canonical_value(plain)},"
        if len(text) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
                self[""] = ""
            self[value] = text
        return text


class _Derived(NamedTuple):
    """What follows from the facts that the rules look at.

    ``head`` is the row up to its copied columns, ``due_on`` its own due day (of a clock that runs or ran),
    ``clocks`` the facts of that name, "" where there is none.
    """

    head: tuple[Cell, ...]
    counted: int
    due_on: str
    clocks: tuple[str, ...]


#: What stands for a combination that a rule refuses.
_REFUSED = _Derived((), 0, "", ())


class ColumnPreparer:
    """Makes the receipts of one file ready.

    Args:
        now: the moment of recording, branch time.
        rules: the deadline policies of the ledger.
    """

    def __init__(self, *, now: str, rules: Rulebook = SHIPPED) -> None:
        self._now = now
        self._rules = rules
        self._driving: tuple[str, ...] = ()
        self._derived: dict[tuple[Value, ...], _Derived] = {}
        self._numbers: dict[Counted, int] = {}
        self._fresh: list[Counted] = []
        self._facts: dict[str, _Fragments] = {}
        self._sealed: dict[str, _Fragments] = {}
        self._extra: dict[str, _Fragments] = {}

    def prepare(
        self, columns: Columns, salt: Callable[[], bytes]
    ) -> tuple[ReadyColumns, list[int]]:
        """Return the receipts made ready, and the places of those that a rule refuses.

        A refused receipt is left out; whoever gave it reads it again by itself to hear the reason.
        """
        derived = self._follow(columns)
        summaries = columns.sealed.get("summary") or [""] * len(derived)
        refused = [
            place
            for place, (each, summary) in enumerate(zip(derived, summaries, strict=True))
            if each is _REFUSED or not summary
        ]
        if refused:
            gone = set(refused)
            good = [place for place in range(len(derived)) if place not in gone]
            columns, derived = columns.only(good), [derived[place] for place in good]
        if not derived:
            return NOTHING_READY, refused
        heads, counted, due_on, clocked = zip(*derived, strict=True)
        frozen = dict(zip(CLOCKS, zip(*clocked, strict=True), strict=True))
        # Cases that arrive closed have one clock; columns without a value would only cost.
        facts = {**columns.facts, **{name: each for name, each in frozen.items() if any(each)}}
        texts = _objects(self._members(self._facts, facts))
        bodies = _objects(self._sealed_members(columns))
        size = len(derived)
        salts = [salt() for _ in range(size)]
        ids = list(map(str, facts.get("source_id", repeat("", size))))
        contents = [""] * size
        if "" in ids:
            own = _objects(self._members(self._facts, columns.facts))
            contents = [
                "" if number else text + body
                for number, text, body in zip(ids, own, bodies, strict=True)
            ]
        ready = ReadyColumns(
            columns.lines,
            ids,
            contents,
            texts,
            bodies,
            salts,
            chain.commit_all(salts, bodies),
            _row(heads, {**facts, "due_on": due_on}),
            counted,
            self._fresh_parts(),
        )
        return ready, refused

    def _follow(self, columns: Columns) -> list[_Derived]:
        """Return, per receipt, what follows from the facts that the rules look at."""
        driving = tuple(name for name in sorted(columns.facts) if name not in COPIED_ONLY)
        if driving != self._driving:
            self._driving = driving
            self._derived.clear()
        if len(self._derived) >= _REMEMBERED:
            self._derived.clear()
        keys = list(zip(*[columns.facts[name] for name in driving], strict=True))
        found = list(map(self._derived.get, keys))
        if None not in found:
            return cast("list[_Derived]", found)
        return [self._derived.get(key) or self._work_out(key) for key in keys]

    def _work_out(self, key: tuple[Value, ...]) -> _Derived:
        facts: dict[str, Fact] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in zip(self._driving, key, strict=True)
            if value != ""
        }
        try:
            decisions.check_receipt(facts, _SAID, now=self._now)
        except LedgerError:
            self._derived[key] = _REFUSED
            return _REFUSED
        due = clocks.at_receipt(facts, self._rules)
        row = Row._make(prepare(due, {}, b"").row)
        # A plain tuple crosses to another process in one piece; there it is a part again.
        part = tuple(counted_part(row))
        number = self._numbers.get(part)
        if number is None:
            number = self._numbers[part] = len(self._numbers)
            self._fresh.append(part)
        frozen = tuple(str(due.get(name, "")) for name in CLOCKS)
        found = _Derived(row[:AFTER], number, row.due_on, frozen)
        self._derived[key] = found
        return found

    def _fresh_parts(self) -> list[Counted]:
        fresh, self._fresh = self._fresh, []
        return fresh

    def _members(
        self, known: dict[str, _Fragments], columns: Mapping[str, Sequence[Value]]
    ) -> list[list[str]]:
        """Return the members of canonical objects column by column, in canonical order."""
        members = []
        for name in sorted(columns, key=chain.normal_text):
            fragments = known.get(name)
            if fragments is None:
                fragments = known[name] = _Fragments(name)
            members.append(list(map(fragments.__getitem__, columns[name])))
        return members

    def _sealed_members(self, columns: Columns) -> list[list[str]]:
        members = self._members(self._sealed, columns.sealed)
        parts = dict(zip(sorted(columns.sealed, key=chain.normal_text), members, strict=True))
        if columns.extra:
            inner = map("".join, zip(*self._members(self._extra, columns.extra), strict=True))
            parts[_EXTRA] = [f'"{_EXTRA}":{{{each[:-1]}}},' if each else "" for each in inner]
        return [parts[name] for name in sorted(parts)]


#: The rules ask only whether a summary is there, which is looked at for each receipt.
_SAID = {"summary": "…"}
_EXTRA = "extra"


def _row(
    heads: Sequence[tuple[Cell, ...]], facts: Mapping[str, Sequence[Value]]
) -> dict[str, Sequence[Cell]]:
    """Return the register columns that are not blank throughout."""
    copied = {name: cast("Sequence[Cell]", facts[name]) for name in _TAIL if name in facts}
    known = {**dict(zip(Row._fields, zip(*heads, strict=True), strict=False)), **copied}
    blanks = dict(zip(Row._fields, BLANK_ROW, strict=True))
    return {
        name: column
        for name, column in known.items()
        if not (column[0] == blanks[name] and len(set(column)) == 1)
    }


def _objects(members: list[list[str]]) -> list[str]:
    """Return canonical objects from their members; the last comma goes."""
    return [f"{{{each[:-1]}}}" for each in map("".join, zip(*members, strict=True))]
