"""Rows as columns: whatever a table holds, both ways of reading it say the same."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.application.imports.files import WHOLE, Share
from ledgerctl.application.imports.screening import screen, screen_chunks
from ledgerctl.application.imports.turns import taking_turns
from ledgerctl.formats import chunks, sharing
from ledgerctl.formats.profiles import load_profile, parse_profile
from ledgerctl.formats.source import TableSource, open_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ledgerctl.application.imports.screening import Screened, ScreenedChunk
    from ledgerctl.formats.profiles import Profile

TODAY = date(2026, 3, 4)
NOW = "2026-03-04T12:00"
REGISTER = load_profile("register")
OWN = parse_profile(
    b"""
name = "own"
empty = ["N/A"]
required = ["institution"]
keep = ["channel"]
[columns]
"who" = ["institution", "department"]
[constants]
complained = "DQ-0101; DQ-0102"
business = "loan"
summary = "as told"
[values.channel]
"W" = "online"
[otherwise]
channel = "other"
""",
    path="own.toml",
    name="own",
)
COLUMNS = {
    "投诉编号": ("A1", "A2", "A3", "0042", "2.02E+11", ""),
    "收到时间": ("2020-03-04", "2020/3/4", "2026-12-31", "昨天", "never", ""),
    "受理渠道": ("客服热线", "counter", "W", "conter", ""),
    "投诉内容摘要": ("排队", "cafe\u0301", "=1+1", "x\u202ey", "many\nlines", ""),
    "who": ("BANK", "N/A", "", "一行"),
    "办结时间": ("2020-03-06", "2020-01-01", "", "2020-03-04 09:30"),
    "承办人": ("DQ-0101", "DQ-0312", ""),
    "被投诉人员": ("DQ-0101", "dq-0101; DQ-0300", ""),
    "所附材料": ("identity; 合同", "identity", "nonsense", ""),
    "涉及金额": ("5000", "1.2万", "five", ""),
    "是否越级": ("是", "no", "perhaps", ""),
    "投诉人": ("张三", ""),
    "联系方式": ("19900000001", "1.99E+10", ""),
    "State": ("CA", "  ", "é", ""),
}
cells = st.tuples(*[st.sampled_from(values) for values in COLUMNS.values()])
rows = st.one_of(cells, cells.map(lambda row: row[:5]), st.just(("",) * len(COLUMNS)))


def source_of(table: list[tuple[str, ...]], profile: Profile, tmp_path: Path) -> TableSource:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([tuple(COLUMNS), *table])
    path = tmp_path / "table.csv"
    path.write_text(text.getvalue(), "utf-8", newline="")
    return open_source(str(path), profile=profile)


def screened_by(source: TableSource, readers: int) -> Iterator[ScreenedChunk]:
    """Yield the screened rows of all readers of a file, each in its turn."""
    shares = [Share(place, readers) for place in range(readers)]
    return taking_turns(
        [screen_chunks(source.chunks(today=TODAY, share=each), now=NOW) for each in shares]
    )


def plain(found: list[Screened]) -> list[Screened]:
    return [each._replace(problems=list(each.problems)) for each in found]


@pytest.mark.parametrize("profile", [REGISTER, OWN], ids=["register", "own"])
@given(table=st.lists(rows, min_size=1, max_size=12), readers=st.integers(1, 3))
def test_columns_equal_rows(
    tmp_path_factory: pytest.TempPathFactory,
    profile: Profile,
    table: list[tuple[str, ...]],
    readers: int,
) -> None:
    with (
        source_of(table, profile, tmp_path_factory.mktemp("t")) as source,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(chunks, "CHUNK_ROWS", 5)
        patch.setattr(sharing, "STRETCH", 256)
        singly = list(screen(source.rows(today=TODAY), now=NOW))
        screened = screened_by(source, readers)
        together = [row for chunk in screened for row in chunk.rows()]
    assert plain(together) == plain(singly)


def test_plain_rows_really_are_columns(tmp_path: Path) -> None:
    row = (
        "A1",
        "2020-03-04",
        "counter",
        "排队",
        "BANK",
        "",
        "DQ-0312",
        "",
        "",
        "5000",
        "",
        "",
        "",
        "CA",
    )
    table = [row, (*row[:11], "张三", "", "CA"), row]
    with source_of(table, REGISTER, tmp_path) as source:
        _, chunk = source.chunks(today=TODAY, share=WHOLE)
    assert list(chunk.places) == [0, 2]
    assert list(chunk.others) == [1]
    assert chunk.columns.facts["source_id"] == ["A1", "A1"]
    assert chunk.columns.extra == {"who": ["BANK", "BANK"], "State": ["CA", "CA"]}


def test_real_files_say_the_same_both_ways(real_data: Path) -> None:
    profile = load_profile("cfpb")
    for name in ("cfpb_2014_14col_mdy", "cfpb_2012-2026_18col_iso_1000"):
        path = real_data / "cfpb" / f"{name}.csv"
        with open_source(str(path), profile=profile) as source:
            singly = list(screen(source.rows(today=TODAY), now=NOW))
            screened = list(screened_by(source, source.readers(2)))
        together = [row for chunk in screened for row in chunk.rows()]
        assert plain(together) == plain(singly)
        assert sum(len(chunk.places) for chunk in screened) > len(singly) * 0.9
