"""From the rows of a table to columns, for files of a size where a call per cell would be felt.

A chunk is turned on its side, each column is mapped with one call, and whatever is not plain (a fault, a
warning, a forbidden character, a complainant's name) is left to ``RowMapper``, whose rows these columns equal.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from ledgerctl.application.imports.files import CHUNK_ROWS, Chunk
from ledgerctl.domain.codes.fields import PERSONAL
from ledgerctl.domain.imports.columns import NO_COLUMNS, Columns
from ledgerctl.domain.text.privacy import check_text
from ledgerctl.formats.encodings import may_be_hostile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.domain.imports.columns import Value
    from ledgerctl.formats.layout import Feed
    from ledgerctl.formats.mapping import Coded, RowMapper
    from ledgerctl.formats.table import Record

_PERSONAL = frozenset(field.name for field in PERSONAL)


_NONE: dict[int, MappedRow] = {}
#: A chunk of nothing.
NO_ROWS = Chunk(NO_COLUMNS, (), _NONE, _NONE.__getitem__)


class ChunkMapper:
    """Maps the rows of one file chunk by chunk; ``mapper`` reads what is not plain."""

    def __init__(self, mapper: RowMapper) -> None:
        self._mapper = mapper
        # A constant's value may be a list, which no column holds.
        self._constants = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in mapper.constant_facts.items()
        }

    def chunks(self, records: Iterable[Record]) -> Iterator[Chunk]:
        """Yield the rows in order, some hundred at a time."""
        waiting = iter(records)
        while found := list(islice(waiting, CHUNK_ROWS)):
            yield self._chunk(found)

    def _chunk(self, records: Sequence[Record]) -> Chunk:
        mapper = self._mapper
        plain = [place for place, (_, _, fault) in enumerate(records) if fault is None]
        if mapper.suspicious:
            plain = [place for place in plain if not _hostile(records[place][1])]
        if not plain:
            return self._cut(NO_COLUMNS, (), records)
        cells: list[tuple[str, ...]] = list(zip(*[records[place][1] for place in plain]))  # noqa: B905 - as wide as the headings
        odd: set[int] = set()
        facts = self._facts(cells, len(plain), odd)
        sealed = self._texts(mapper.sealed, cells, odd)
        for name in _PERSONAL & sealed.keys():
            odd.update(place for place, text in enumerate(sealed[name]) if text)
            del sealed[name]
        for name, text in mapper.constant_sealed.items():
            column = sealed.get(name, [""] * len(plain))
            sealed[name] = [own or cast("str", text) for own in column]
        extra = {
            heading: list(map(str.strip, cells[index])) for index, heading in mapper.layout.extras
        }
        self._fall_back(facts, sealed, len(plain))
        known: dict[str, Sequence[Value]] = {**facts, **sealed}
        for name in mapper.profile.required:
            needed = known.get(name, [""] * len(plain))
            if "" in needed:
                odd.update(place for place, value in enumerate(needed) if value == "")
        columns = Columns([records[place][0] for place in plain], facts, sealed, extra)
        if odd:
            even = [place for place in range(len(plain)) if place not in odd]
            columns, plain = columns.only(even), [plain[place] for place in even]
        return self._cut(columns, plain, records)

    def _cut(self, columns: Columns, plain: Sequence[int], records: Sequence[Record]) -> Chunk:
        return Chunk(columns, plain, self._others(records, plain), lambda p: self._row(records[p]))

    def _facts(
        self, cells: Sequence[Sequence[str]], size: int, odd: set[int]
    ) -> dict[str, list[Value]]:
        mapper = self._mapper
        facts: dict[str, list[Value]] = {
            name: [value] * size for name, value in self._constants.items()
        }
        found = {item.name: self._coded(item, cells, odd) for item in mapper.coded}
        texts = self._texts(mapper.facts, cells, odd)
        given: list[Value]
        for name, given in (*found.items(), *cast("dict[str, list[Value]]", texts).items()):
            constant = self._constants.get(name, "")
            facts[name] = [constant if v == "" else v for v in given] if constant != "" else given
        return facts

    def _coded(self, item: Coded, cells: Sequence[Sequence[str]], odd: set[int]) -> list[Value]:
        """Return a column of values; the places of texts that are refused or warned of are odd."""
        column = cells[item.feed.position]
        values = list(map(item.known.get, column))
        if None in values:
            for place, value in enumerate(values):
                if value is None:
                    values[place], error = item.value(column[place])
                    if error is not None:
                        odd.add(place)
        if item.feed.field.kind in {"staff_list", "codes"}:
            return [tuple(value) if isinstance(value, list) else "" for value in values]
        return cast("list[Value]", values)

    def _texts(
        self,
        part: Sequence[tuple[int, str, Feed, int]],
        cells: Sequence[Sequence[str]],
        odd: set[int],
    ) -> dict[str, list[str]]:
        nothing = self._mapper.nothing
        found = {}
        for index, name, _feed, limit in part:
            texts = list(map(str.strip, cells[index]))
            if len(nothing) > 1:
                texts = ["" if text in nothing else text for text in texts]
            if max(map(len, texts)) > limit:
                odd.update(place for place, text in enumerate(texts) if len(text) > limit)
            found[name] = texts
        return found

    def _fall_back(
        self, facts: dict[str, list[Value]], sealed: dict[str, list[str]], size: int
    ) -> None:
        for name, is_sealed, sources in self._mapper.fallbacks:
            part = cast("dict[str, list[Value]]", sealed) if is_sealed else facts
            column = part.get(name, [""] * size)
            if "" not in column:
                continue
            known = [facts[source] for source in sources if source in facts]
            part[name] = [
                value
                if value != ""
                else " / ".join([str(each[place]) for each in known if each[place] != ""])
                for place, value in enumerate(column)
            ]

    def _others(self, records: Sequence[Record], plain: Sequence[int]) -> dict[int, MappedRow]:
        taken = set(plain)
        rows = {}
        for place, record in enumerate(records):
            if place not in taken:
                # A wholly blank row is no row at all.
                for row in self._mapper.rows([record]):
                    rows[place] = row
        return rows

    def _row(self, record: Record) -> MappedRow:
        (row,) = self._mapper.rows([record])
        return row


def without_columns(rows: Iterable[MappedRow]) -> Iterator[Chunk]:
    """Yield rows that are needed one by one, in chunks without columns."""
    waiting = iter(rows)
    while found := list(islice(waiting, CHUNK_ROWS)):
        yield Chunk(NO_COLUMNS, (), dict(enumerate(found)), found.__getitem__)


def _hostile(cells: Sequence[str]) -> bool:
    joined = " ".join(cells)
    return may_be_hostile(joined) and check_text(joined) is not None
