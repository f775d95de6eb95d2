"""Writing a SQLite file to hand out or to browse: typed tables, code lists, views, full-text search.

It is made with sqlite-utils and is no ledger: it holds what the sheets hold, masked where they are. Code lists are
tables of their own, so that Datasette shows labels and counts by them (docs/adr/0054-snapshots.md).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ledgerctl.domain.reports.register_columns import LISTS
from ledgerctl.domain.text.grams import grams

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils.db import Database

    from ledgerctl.application.exports.exporting import Sheet
    from ledgerctl.domain.reports.register_columns import Column, Value

#: Kinds of column that are no text: what SQLite calls the values.
_TYPES = {"count": int, "flag": int, "money": float}
#: Kinds of column whose words are found by the full-text search.
_WORDS = frozenset({"text", "long", "table"})
#: Columns that name one row, by sheet; the rest have a number of their own.
_KEYS = {"measures": ("improvement", "step"), "events": ("seq",)}
#: Columns that name a row of another sheet.
_REFERENCES = {"case": "cases", "repeat_of": "cases", "improvement": "improvements"}
#: States of a case on which nobody works any more.
_ENDED = ("closed", "withdrawn", "declined", "merged", "reversed")


def write_snapshot(
    path: Path, sheets: Sequence[Sheet], language: str, about: Mapping[str, str]
) -> dict[str, int]:
    """Write sheets as the tables of a SQLite file; returns how many rows each got.

    Args:
        path: the file; empty, or not there.
        sheets: what is handed out, a table each.
        language: of labels, and of the headings of the views.
        about: what the file says of itself, in the table ``about``.
    """
    from sqlite_utils.db import Database

    with closing(sqlite3.connect(path)) as connection:
        # Whoever has this file written throws it away when anything fails
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.create_function("grams", 1, _grams, deterministic=True)
        database = Database(connection, execute_plugins=False)
        _code_lists(database, sheets, language)
        for sheet in sheets:
            _table(database, sheet, {each.what for each in sheets})
        counts = {sheet.what: _fill(connection, sheet) for sheet in sheets}
        for sheet in sheets:
            _views(database, sheet, language)
        database.table("about").insert_all(
            ({"name": name, "value": value} for name, value in about.items()), pk="name"
        )
        connection.commit()
    return counts


def searched(columns: Sequence[Column]) -> list[str]:
    """Return the names of the columns whose words are found: everything that a person wrote freely."""
    return [column.name for column in columns if column.sealed and column.kind in _WORDS]


def key_of(what: str) -> tuple[str, ...]:
    """Return the columns that name one row of a sheet."""
    return _KEYS.get(what, ("number",))


def _code_lists(database: Database, sheets: Sequence[Sheet], language: str) -> None:
    used = {column.vocabulary for sheet in sheets for column in sheet.columns if column.vocabulary}
    for name in sorted(used):
        terms = LISTS[name].terms()
        database.table(name).insert_all(
            [
                {"key": each.key, "label": each.zh if language == "zh" else each.en}
                for each in terms
            ],
            pk="key",
        )


def _table(database: Database, sheet: Sheet, tables: Collection[str]) -> None:
    names = [column.name for column in sheet.columns]
    coded = [(each.name, each.vocabulary, "key") for each in sheet.columns if each.kind == "code"]
    linked = [
        (name, other, "number")
        for name, other in _REFERENCES.items()
        if name in names and other in tables
    ]
    key = [name for name in key_of(sheet.what) if name in names]
    table = database.table(sheet.what).create(
        {column.name: _TYPES.get(column.kind, str) for column in sheet.columns},
        pk=(tuple(key) if len(key) > 1 else key[0]) if key else None,
        foreign_keys=[*coded, *linked],
    )
    words = searched(sheet.columns)
    if words:
        table.enable_fts(words)


def _fill(connection: sqlite3.Connection, sheet: Sheet) -> int:
    """Write the rows, then index their words: groups of characters, while the table is what is shown."""
    # Names of tables and columns are this program's own; values are parameters
    listed = ", ".join(f"[{column.name}]" for column in sheet.columns)
    marks = ", ".join("?" * len(sheet.columns))
    insert = f"INSERT INTO [{sheet.what}] ({listed}) VALUES ({marks})"  # noqa: S608 - as said
    count = connection.executemany(insert, _stored(sheet)).rowcount
    words = searched(sheet.columns)
    if words:
        listed = ", ".join(f"[{name}]" for name in words)
        groups = ", ".join(f"grams([{name}])" for name in words)
        connection.execute(
            f"INSERT INTO [{sheet.what}_fts] (rowid, {listed})"  # noqa: S608 - as said
            f" SELECT rowid, {groups} FROM [{sheet.what}]"
        )
    return count


def _grams(text: str | None) -> str | None:
    return text and grams(text)


def _stored(sheet: Sheet) -> Iterator[list[object]]:
    writers = [_WRITERS.get(column.kind) for column in sheet.columns]
    for row in sheet.rows:
        yield [
            write(value) if write is not None and value is not None else value
            for write, value in zip(writers, row, strict=True)
        ]


def _moment(value: Value) -> str:
    return str(value).replace("T", " ")


def _money(value: Value) -> float | str:
    return value / 100 if isinstance(value, int) else str(value)


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


_WRITERS: dict[str, Callable[[Value], object]] = {
    "moment": _moment,
    "money": _money,
    "staff_list": _json,
    "codes": _json,
    "table": _json,
}


def _views(database: Database, sheet: Sheet, language: str) -> None:
    """Make the table once more as a person reads it, with headings and labels; and the open cases."""
    shown = ", ".join(
        f"{_label(column)} AS {database.quote(column.label(language))}" for column in sheet.columns
    )
    database.create_view(f"{sheet.what}_labelled", f"SELECT {shown} FROM [{sheet.what}]")  # noqa: S608 - as said
    if sheet.what == "cases" and "status" in (column.name for column in sheet.columns):
        ended = ", ".join(f"'{state}'" for state in _ENDED)
        database.create_view(
            "open_cases",
            f"SELECT * FROM cases WHERE status NOT IN ({ended})",  # noqa: S608 - as said
        )


def _label(column: Column) -> str:
    if column.kind != "code":
        return f"[{column.name}]"
    return f"(SELECT label FROM [{column.vocabulary}] WHERE key = [{column.name}])"  # noqa: S608 - as said
