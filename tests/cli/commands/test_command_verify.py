from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def alter(path: str, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def drop_triggers(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')


def test_a_sound_ledger(line: Line) -> None:
    line.add()
    outcome = line("verify")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("The ledger is sound\n")


def test_json_contract(line: Line) -> None:
    line.add()
    data = line("verify", "--json").data
    assert set(data) == {
        *("sound", "events", "cases", "faults", "derived", "recusal_breaches", "receipt"),
        *("receipt_holds", "rebuilt", "ledger", "files"),
    }
    assert (data["sound"], data["events"], data["cases"], data["faults"]) == (True, 2, 1, [])


def test_an_earlier_receipt(line: Line) -> None:
    short = line.head()
    line.add()
    assert line("verify", "--receipt", short).status == 0
    size, _, digits = short.partition(":")
    other = digits.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    outcome = line("verify", "--receipt", f"{size}:{other}")
    assert outcome.status == 1
    assert "does NOT hold" in outcome.out


def test_a_receipt_of_a_longer_ledger_shows_a_cut_tail(line: Line) -> None:
    before = line.content
    line.add()
    short = line.head()
    with open(line.ledger, "wb") as file:  # noqa: PTH123 - a name as text
        file.write(before)
    assert line("verify").status == 0
    assert line("verify", "--receipt", short).status == 1


def test_a_read_table_changed_behind_our_back(line: Line) -> None:
    line.add()
    alter(line.ledger, "UPDATE cases SET channel = 'hotline'")
    outcome = line("verify", "--json")
    assert outcome.status == 1
    assert outcome.envelope["data"]["derived"] != []
    assert "verify --rebuild" in line("verify").out
    assert line("verify", "--rebuild").status == 0
    assert line("verify").status == 0


def test_refusals(line: Line) -> None:
    refused(line, "verify", "--receipt", "42", code="E212", status=2)
    refused(line, "verify", "--receipt", "2:XYZ", code="E212", status=2)
    refused(line, "verify", "all", code="E108", status=2)
