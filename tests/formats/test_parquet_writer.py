from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from ledgerctl.domain.reports.register_columns import COLUMNS, chosen
from ledgerctl.errors.exporting import MissingExtra
from ledgerctl.formats import parquet_writer
from ledgerctl.formats.parquet_writer import parts_of, write_parquet

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.domain.reports.register_columns import Value


def written(path: Path, fields: str, *rows: list[Value]) -> list[dict[str, object]]:
    assert write_parquet(path, chosen(fields), iter(rows), {"masked": "yes"}) == len(rows)
    found: list[dict[str, object]] = parquet.read_table(path).to_pylist()
    return found


def test_values_keep_their_types(tmp_path: Path) -> None:
    fields = "number,due_on,amount,days,timely,complained,vulnerability,extra"
    row: list[Value] = ["001", "2020-03-04", -1250, 3, False, ["a", "b"], ["elderly"], {"x": "=1"}]
    [found] = written(tmp_path / "x.parquet", fields, row)
    assert found == {
        "number": "001",
        "due_on": date(2020, 3, 4),
        "amount": Decimal("-12.50"),
        "days": 3,
        "timely": False,
        "complained": ["a", "b"],
        "vulnerability": ["elderly"],
        "extra": [("x", "=1")],
    }


def test_a_day_without_a_time_does_not_become_midnight(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["2020-03-04"], ["2020-03-04T09:15"], [None]]
    assert written(tmp_path / "x.parquet", "received_at", *rows) == [
        {"received_on": date(2020, 3, 4), "received_at": None},
        {"received_on": date(2020, 3, 4), "received_at": datetime(2020, 3, 4, 9, 15)},  # noqa: DTZ001 - the branch's clock
        {"received_on": None, "received_at": None},
    ]


def test_the_file_says_what_it_is_and_what_its_columns_are_called(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    assert written(path, "channel") == []
    schema = parquet.read_schema(path)
    assert schema.metadata[b"masked"] == b"yes"
    assert schema.field("channel").metadata == {
        b"label_en": b"Channel",
        b"label_zh": "受理渠道".encode(),
    }


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_writer, "GROUP", 2)
    path = tmp_path / "x.parquet"
    assert len(written(path, "number", *[[str(each)] for each in range(5)])) == 5
    assert parquet.ParquetFile(path).num_row_groups == 3


def test_no_two_columns_get_one_name() -> None:
    names = [part.name for column in COLUMNS.values() for part in parts_of(column)]
    assert len(names) == len(set(names))


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as caught:
        write_parquet(tmp_path / "x.parquet", chosen("number"), iter([]), {})
    assert caught.value.values == {"module": "pyarrow", "extra": "parquet"}
