from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.text.grams import LONGEST, grams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("late fee", "late fee"),
        ("刷卡机 POS", "刷 刷卡 刷卡机 卡 卡机 机 POS"),
        ("用ATM取款", "用 用ATM 用ATM取 用ATM取款 ATM ATM取 ATM取款 取 取款 款"),
        ("，。", ""),
    ],
)
def test_groups_of_neighbours(text: str, expected: str) -> None:
    assert grams(text) == expected


@given(st.text("银行卡网点排队费用", min_size=1, max_size=12), st.data())
def test_a_word_index_finds_every_short_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    word = text[start : start + data.draw(st.integers(1, LONGEST))]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5 (words)")
        connection.execute("INSERT INTO found VALUES (?)", (grams(text),))
        query = "SELECT COUNT(*) FROM found WHERE found MATCH ?"
        assert connection.execute(query, (f'"{word}"',)).fetchone() == (1,)
