"""What Datasette is told about a snapshot: titles, labels of columns, what to count by, how to find words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.storage.snapshots import key_of, searched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.exports.exporting import Sheet

#: What a table is counted by at first sight, where it has such columns.
_FACETS = ("status", "channel", "business", "cause", "suggestion_kind", "adoption")
#: The name of the query that finds words of any length by reading every text.
FIND = "find"


def metadata(
    name: str, sheets: Sequence[Sheet], language: str, *, title: str, note: str, find: str
) -> dict[str, object]:
    """Return the metadata document of Datasette for a snapshot.

    Args:
        name: what Datasette calls the database, the name of its file without the ending.
        sheets: what is in it; their rows are left alone.
        language: of the labels.
        title: of the whole.
        note: one sentence on what this is.
        find: the title of the query that finds words of any length.
    """
    codes = {each.vocabulary for sheet in sheets for each in sheet.columns if each.vocabulary}
    tables: dict[str, object] = {sheet.what: _table(sheet, language) for sheet in sheets}
    tables |= {code: {"label_column": "label", "hidden": True} for code in sorted(codes)}
    database: dict[str, object] = {"tables": tables}
    words = searched(sheets[0].columns)
    if words:
        database["queries"] = {FIND: {"title": find, "sql": _find(sheets[0].what, words)}}
    return {"title": title, "description": note, "databases": {name: database}}


def _table(sheet: Sheet, language: str) -> Mapping[str, object]:
    names = {column.name for column in sheet.columns}
    found: dict[str, object] = {
        "columns": {column.name: column.label(language) for column in sheet.columns},
        "facets": [name for name in _FACETS if name in names],
    }
    if searched(sheet.columns):
        found |= {"fts_table": f"{sheet.what}_fts", "fts_pk": "rowid"}
    [first, *_] = key_of(sheet.what)
    return found | ({"sort_desc": first} if first in names else {})


def _find(table: str, words: Sequence[str]) -> str:
    texts = " || char(10) || ".join(f"coalesce([{name}], '')" for name in words)
    return f"SELECT * FROM [{table}] WHERE instr(lower({texts}), lower(:words)) > 0"  # noqa: S608 - names of columns
