from __future__ import annotations

import ast
import re
import sqlite3
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from ledgerctl import storage
from ledgerctl.domain.register.register import Row
from ledgerctl.storage.migrating import run_script
from ledgerctl.storage.statements import load_schema, load_statements

FOLDER = Path(storage.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
QUERIES = (FOLDER / "sql" / "queries.sql").read_text(encoding="utf-8")
STATEMENTS = load_statements()

#: What SQLite and PostgreSQL do not share, or read in two ways.
FORBIDDEN = {
    "rounding in SQL": r"\bROUND\s*\(",
    "ratios in SQL": r"\bAVG\s*\(|\bTOTAL\s*\(",
    "JSON": r"json|->",
    "date functions": r"strftime|julianday|unixepoch|\b(date|time|datetime|now)\s*\(|CURRENT_",
    "aggregates of text": r"group_concat|string_agg",
    "case folding": r"\b(upper|lower)\s*\(|COLLATE|\bILIKE\b",
    "patterns without ESCAPE": r"\bLIKE\b(?!\s+\S+\s+ESCAPE)",
    "other patterns": r"\bGLOB\b|\bREGEXP\b|\bMATCH\b",
    "conflict words of SQLite": r"\b(INSERT|UPDATE)\s+OR\b|\bREPLACE\s+INTO\b",
    "conditions of SQLite": r"\b(IFNULL|IIF|MAX\s*\([^()]*,|MIN\s*\([^()]*,)\s*\(?",
    "internals": r"\b(rowid|oid|sqlite_\w+|last_insert_rowid|changes)\b|\bPRAGMA\b",
    "other quotation marks": r"[`\[\]\"]",
    "equality of SQLite": r"==|\bIS\s+(?!NULL\b|NOT\s+NULL\b)",
    "numbered parameters": r"\?|\$\d|@\w",
    "order of nulls left open": r"ORDER BY[^;]*\b(amount|compensation|days|key|batch)\s+(ASC|DESC)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_statements_stay_in_the_shared_subset(what: str) -> None:
    for name, statement in STATEMENTS.items():
        assert re.search(FORBIDDEN[what], statement, re.IGNORECASE) is None, name


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("rounding in SQL", "SELECT round(1.5)"),
        ("ratios in SQL", "SELECT AVG(days) FROM cases"),
        ("JSON", "SELECT json_extract(facts, '$.a')"),
        ("date functions", "SELECT date('now')"),
        ("patterns without ESCAPE", "SELECT 1 WHERE body LIKE :text"),
        ("conflict words of SQLite", "INSERT OR REPLACE INTO event VALUES (1)"),
        ("conditions of SQLite", "SELECT IFNULL(a, 1)"),
        ("internals", "SELECT rowid FROM event"),
        ("equality of SQLite", "SELECT 1 WHERE a IS :a"),
    ],
)
def test_the_net_catches(what: str, statement: str) -> None:
    assert re.search(FORBIDDEN[what], statement, re.IGNORECASE)


@pytest.mark.parametrize("name", STATEMENTS)
def test_statement_is_one_that_prepares(name: str) -> None:
    statement = STATEMENTS[name]
    assert statement.count(";") == 1
    assert statement.endswith(";")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run_script(connection, load_schema())
        values = dict.fromkeys(re.findall(r":(\w+)", statement), 1)
        connection.execute(f"EXPLAIN {statement}", values)


def test_statements_are_named_once_and_described() -> None:
    parts = QUERIES.split("-- name: ")[1:]
    names = [part.partition("\n")[0].strip() for part in parts]
    assert len(set(names)) == len(names)
    assert set(names) == set(STATEMENTS)
    for part in parts:
        assert re.match(r"[a-z_]+\n-- [A-Z][^\n]*[.?]\n", part), part


def test_values_are_only_parameters() -> None:
    literals = {
        literal
        for statement in STATEMENTS.values()
        for literal in re.findall(r"'([^']*)'", statement)
    }
    # An index over part of the events is used only where its condition stands word for word
    assert literals <= {"", "total", "complaint.received", "sealed part", "recording"}


def named_patterns(module: Path) -> set[str]:
    """Every string of a module, the open places of formatted ones as ``*``."""
    patterns = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            patterns.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [
                str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values
            ]
            patterns.add("".join(parts))
    return {pattern for pattern in patterns if re.fullmatch(r"[a-z_]+[a-z_*]*", pattern)}


def test_every_statement_is_used() -> None:
    patterns = {pattern for module in MODULES for pattern in named_patterns(module)}
    unused = [
        name for name in STATEMENTS if not any(fnmatchcase(name, pattern) for pattern in patterns)
    ]
    assert unused == []


def asked_for(module: Path) -> set[str]:
    """The names that a module runs: ``run("x")``, ``rows("x")``, ``value("x")``, ``statements["x"]``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr in {"run", "rows", "value"}:
                names |= constants(node.args[0])
        elif (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "statements"
        ):
            names |= constants(node.slice)
    return names


def constants(node: ast.expr) -> set[str]:
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_every_name_asked_for_exists() -> None:
    asked = {name for module in MODULES for name in asked_for(module)}
    # The prefix of a formatted name stands for several.
    missing = {
        name
        for name in asked
        if name not in STATEMENTS and not any(each.startswith(name) for each in STATEMENTS)
    }
    assert "head" in asked
    assert missing == set()


def test_register_rows_and_their_table_have_the_same_columns() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run_script(connection, load_schema())
        columns = connection.execute("SELECT name FROM pragma_table_info('cases')").fetchall()
    assert tuple(name for (name,) in columns) == Row._fields
