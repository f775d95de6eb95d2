"""Receipts made ready column by column: the same texts, rows and hashes as one by one, in fewer steps.

What a large file repeats (codes, days, flags, company names) is worked out once per distinct value and
looked up from then on; rows are put together from whole columns. ``prepared.prepare`` remains the
definition: whatever the rules or the register row look at is computed by it, once per combination.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ledgerctl.domain.cases import chain
from ledgerctl.domain.days.policies import SHIPPED
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.events.base import CLOCKS
from ledgerctl.domain.handling import decisions
from ledgerctl.domain.imports.prepared import prepare
from ledgerctl.domain.imports.ready import COPIED, NOTHING_READY, Outline, ReadyColumns
from ledgerctl.domain.register.register import COPIED_ONLY, Row
from ledgerctl.domain.register.tallies import counted_part
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.domain.days.policies import Rulebook
    from ledgerctl.domain.events.base import Fact
    from ledgerctl.domain.register.tallies import Cell

#: A column's value: as facts have it, a list as a tuple, "" for unknown.
Value: TypeAlias = "str | int | bool | tuple[str, ...]"

#: Distinct values remembered per column, and combinations per file; then it starts anew.
_REMEMBERED = 20_000
#: Longer texts are stories: they do not come twice, and remembering them would cost memory.
_LONGEST = 128


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


class _Fragments(dict[Value, str]):
    """Members of a canonical object by value, each with its comma; "" for an unknown value."""

    def __init__(self, name: str) -> None:
        super().__init__({"": ""})
        self._start = f"{chain.canonical_text(name)}:"

    def text(self, value: Value) -> str:
        """Return the member of a value without remembering it."""
        if value == "":
            return ""
        if isinstance(value, str):
            return f"{self._start}{chain.canonical_text(value)},"
        plain = list(value) if isinstance(value, tuple) else value
        return f"{self._start}{chain.canonical_value(plain)},"

    def texts(self, values: Sequence[str]) -> list[str]:
        """Return the members of texts that hardly repeat, without remembering them."""
        if "" in values:
            return list(map(self.text, values))
        return [f"{self._start}{text}," for text in chain.canonical_texts(values)]

    def __missing__(self, value: Value) -> str:
        text = self.text(value)
        if len(text) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
                self[""] = ""
            self[value] = text
        return text


#: Stands for a combination that a rule refuses, in place of the number of its outline.
_REFUSED = -1


class ColumnPreparer:
    """Makes the receipts of one file ready.

    Args:
        now: the moment of recording, branch time.
        rules: the deadline policies of the ledger.
    """

    def __init__(self, *, now: str, rules: Rulebook = SHIPPED) -> None:
        self._now = now
        self._rules = rules
        # A column from which a clock counts decides what follows from a receipt.
        self._copied = COPIED_ONLY - rules.starting_facts()
        self._driving: tuple[str, ...] = ()
        self._numbers: dict[tuple[Value, ...], int] = {}
        self._clocks: list[tuple[str, ...]] = []
        self._outlines: list[Outline] = []
        self._facts: dict[str, _Fragments] = {}
        self._sealed: dict[str, _Fragments] = {}
        self._extra: dict[str, _Fragments] = {}

    def prepare(self, columns: Columns) -> tuple[ReadyColumns, list[int]]:
        """Return the receipts made ready, and the places of those that a rule refuses.

        A refused receipt is left out; whoever gave it reads it again by itself to hear the reason.
        """
        if not columns.lines:
            # It has no columns either, which must not look like another kind of file.
            return NOTHING_READY, []
        numbers = self._follow(columns)
        summaries = columns.sealed.get("summary") or [""] * len(numbers)
        refused: list[int] = []
        if _REFUSED in numbers or "" in summaries:
            refused = [
                place
                for place, (number, summary) in enumerate(zip(numbers, summaries, strict=True))
                if number == _REFUSED or not summary
            ]
            gone = set(refused)
            good = [place for place in range(len(numbers)) if place not in gone]
            columns, numbers = columns.only(good), [numbers[place] for place in good]
        if not numbers:
            return NOTHING_READY, refused
        clocked = zip(*map(self._clocks.__getitem__, numbers), strict=True)
        frozen = dict(zip(CLOCKS, clocked, strict=True))
        # Cases that arrive closed have one clock; columns without a value would only cost.
        facts = {**columns.facts, **{name: each for name, each in frozen.items() if any(each)}}
        texts = _objects(self._members(self._facts, facts))
        bodies = _objects(self._sealed_members(columns))
        size = len(numbers)
        ids = list(map(str, facts.get("source_id", repeat("", size))))
        contents = [""] * size
        if "" in ids:
            own = _objects(self._members(self._facts, columns.facts))
            contents = [
                "" if number else text + body
                for number, text, body in zip(ids, own, bodies, strict=True)
            ]
        copied = {
            name: cast("Sequence[Cell]", columns.facts[name])
            for name in COPIED
            if any(columns.facts.get(name, ()))
        }
        ready = ReadyColumns(
            columns.lines,
            ids,
            contents,
            texts,
            bodies,
            numbers,
            self._outlines,
            copied,
        )
        return ready, refused

    def _follow(self, columns: Columns) -> list[int]:
        """Return, per receipt, the number of what follows from the facts that the rules look at."""
        driving = tuple(name for name in sorted(columns.facts) if name not in self._copied)
        if driving != self._driving or len(self._numbers) >= _REMEMBERED:
            self._driving = driving
            self._numbers.clear()
            self._clocks.clear()
            # Chunks that were made ready before keep the list that their numbers belong to.
            self._outlines = []
        keys = list(zip(*[columns.facts[name] for name in driving], strict=True))
        found = list(map(self._numbers.get, keys))
        if None not in found:
            return cast("list[int]", found)
        return [
            self._work_out(key) if (number := self._numbers.get(key)) is None else number
            for key in keys
        ]

    def _work_out(self, key: tuple[Value, ...]) -> int:
        facts: dict[str, Fact] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in zip(self._driving, key, strict=True)
            if value != ""
        }
        try:
            decisions.check_receipt(facts, _SAID, now=self._now)
        except LedgerError:
            self._numbers[key] = _REFUSED
            return _REFUSED
        due = clocks.at_receipt(facts, self._rules)
        row = Row._make(prepare(due, {}).row)
        number = self._numbers[key] = len(self._outlines)
        # Plain tuples, which cross to another process in one piece.
        self._outlines.append(Outline(tuple(row), tuple(counted_part(row))))
        self._clocks.append(tuple(str(due.get(name, "")) for name in CLOCKS))
        return number

    def _members(
        self, known: dict[str, _Fragments], columns: Mapping[str, Sequence[Value]]
    ) -> list[list[str]]:
        """Return the members of canonical objects column by column, in canonical order."""
        members = []
        for name in sorted(columns, key=chain.normal_text):
            fragments = known.get(name)
            if fragments is None:
                fragments = known[name] = _Fragments(name)
            column = columns[name]
            if name == "source_id":
                # Every receipt has its own: remembering them is of no use.
                members.append(fragments.texts(cast("Sequence[str]", column)))
            else:
                members.append(list(map(fragments.__getitem__, column)))
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


def _objects(members: list[list[str]]) -> list[str]:
    """Return canonical objects from their members; the last comma goes."""
    return [f"{{{each[:-1]}}}" for each in map("".join, zip(*members, strict=True))]
