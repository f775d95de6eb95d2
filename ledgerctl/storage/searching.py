"""Searching the texts of cases 检索: pairs of neighbouring characters in a full-text index.

Pairs find exactly what looking through every text would, words of two Chinese characters included
(docs/adr/0053-search.md). The index holds texts as everybody may see them and is brought up to date
by whoever searches; what it does not cover yet is looked through, so it never answers wrongly.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ledgerctl.storage.codec import sealed_of
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.projecting import searchable, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from ledgerctl.storage.reading import SqliteReader
    from ledgerctl.storage.writing import SqliteTransaction

#: So many new events are rather looked through than written to the index.
PATIENCE = 200
# Full-text statements are SQLite's own, so they stand here and not among those of every database
_SEARCH = (
    "SELECT DISTINCT event.number FROM search JOIN event ON event.seq = search.rowid"
    " WHERE search MATCH :pairs AND event.seq <= :last"
)
_COVER = "INSERT INTO search (rowid, pairs) VALUES (?, ?)"
_EMPTY = "INSERT INTO search (search) VALUES (?)"
#: Hexadecimal digits of one UTF-16 code unit, which is what a pair is made of.
_UNIT = 4


def found(reader: SqliteReader, words: str) -> set[str]:
    """Return the numbers of the cases of which every word stands in some text."""
    wanted = words_of(words)
    last = covered(reader)
    hits = [_hits(reader, word, last) for word in wanted]
    for number, _seq, text in _texts(reader, last):
        for word, numbers in zip(wanted, hits, strict=True):
            if word in text:
                numbers.add(number)
    return set.intersection(*hits) if hits else set()


def covered(reader: SqliteReader) -> int:
    """Return the last event whose texts are in the index."""
    return reader.value("search_covered") or 0


def cover(transaction: SqliteTransaction, last: int | None = None) -> None:
    """Write the texts of the events that are not in the index yet, up to ``last`` or all."""
    upto = transaction.head().size if last is None else last
    if not covered(transaction):
        forget(transaction)
    rows = (
        (seq, _pairs(text))
        for _number, seq, text in _texts(transaction, covered(transaction))
        if seq <= upto
    )
    with translated(transaction.path):
        transaction.connection.executemany(_COVER, rows)
    transaction.run("uncover_search")
    transaction.run("cover_search", last=upto)


def forget(transaction: SqliteTransaction) -> None:
    """Empty the index, as whoever erases a sealed part does; the next search makes it anew."""
    with translated(transaction.path):
        transaction.connection.execute(_EMPTY, ("delete-all",))
    transaction.run("uncover_search")


def same(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> bool:
    """Whether two indexes hold the same pairs at the same places of the same texts."""
    found = []
    for connection in (ours, theirs):
        connection.execute(
            "CREATE VIRTUAL TABLE temp.search_places USING fts5vocab(main, search, instance)"
        )
        found.append(connection.execute("SELECT * FROM temp.search_places"))
    is_same = all(mine == other for mine, other in zip_longest(*found))
    for connection, rows in zip((ours, theirs), found, strict=True):
        rows.close()
        connection.execute("DROP TABLE temp.search_places")
    return is_same


def _hits(reader: SqliteReader, word: str, last: int) -> set[str]:
    with translated(reader.path):
        rows = reader.connection.execute(_SEARCH, {"pairs": _phrase(word), "last": last})
        return {number for (number,) in rows}


def _texts(reader: SqliteReader, after: int) -> Iterator[tuple[str, int, str]]:
    for number, seq, body in reader.run("search_texts", after=after):
        yield number, seq, searchable(sealed_of(body))


def _pairs(text: str) -> str:
    # Digits and letters alone, so that no tokenizer has an opinion about the characters
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return " ".join([units[at : at + 2 * _UNIT] for at in range(0, len(units), _UNIT)])


def _phrase(word: str) -> str:
    pairs = _pairs(word).split()
    return f'"{pairs[0]}" *' if len(pairs) == 1 else f'"{" ".join(pairs[:-1])}"'
