"""Named SQL: the statements of ``queries.sql``, by name; no other text reaches a database."""

from __future__ import annotations

from os.path import dirname, join

_MARK = "-- name: "
_FOLDER = join(dirname(__file__), "sql")  # noqa: PTH118, PTH120 - pathlib costs a tenth of start-up


def _read(name: str) -> str:
    with open(join(_FOLDER, name), encoding="utf-8") as stream:  # noqa: PTH118, PTH123 - as above
        return stream.read()


def load_statements() -> dict[str, str]:
    """Return every named statement; comment lines describe it and are left out."""
    statements = {}
    for part in _read("queries.sql").split(_MARK)[1:]:
        name, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if not line.startswith("--")]
        statements[name.strip()] = "\n".join(lines).strip()
    return statements


def load_schema() -> str:
    """Return the data definition of the newest schema."""
    return _read("schema.sql")
