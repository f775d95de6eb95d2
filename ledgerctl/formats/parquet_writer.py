"""Writing Parquet: typed columns for whoever computes; pyarrow is the extra ``parquet``.

A moment whose time nobody recorded must not become midnight, so each is two columns: ``received_on`` holds the
day, ``received_at`` the moment or nothing (docs/adr/0055-parquet.md).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ledgerctl.errors.exporting import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from ledgerctl.domain.reports.register_columns import Column, Value

#: Rows of one group; what is held in memory at a time.
GROUP = 20_000
_DAY = len("2020-03-04")


class Part(NamedTuple):
    """One column of the file: its name, its type by name, what makes a value of it."""

    name: str
    type: str
    read: Callable[[Any], object]


def parts_of(column: Column) -> list[Part]:
    """Return the columns of the file that a column becomes: one, or a day and a moment."""
    name = column.name
    if column.kind == "moment":
        stem = name.removesuffix("_at")
        return [Part(f"{stem}_on", "day", _day), Part(name, "moment", _moment)]
    kind, read = _KINDS.get(column.kind, ("text", str))
    return [Part(name, kind, read)]


def write_parquet(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    about: Mapping[str, str],
) -> int:
    """Write rows under their stable names and return how many there are.

    Args:
        path: the file.
        columns: what the values are; their labels in both languages go into the schema.
        rows: typed values.
        about: what the file says of itself.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra(module="pyarrow", extra="parquet") from None
    parts = [(place, part) for place, each in enumerate(columns) for part in parts_of(each)]
    types = _types()
    schema = pa.schema(
        [
            pa.field(part.name, types[part.type], metadata=_labels(columns[place]))
            for place, part in parts
        ],
        metadata=about,
    )
    count = 0
    pending = iter(rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(pending, GROUP)):
            arrays = [
                pa.array([_value(row[place], part) for row in group], types[part.type])
                for place, part in parts
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    return count


def _value(value: Value, part: Part) -> object:
    return None if value is None else part.read(value)


def _labels(column: Column) -> dict[str, str]:
    return {"label_en": column.en, "label_zh": column.zh}


def _types() -> dict[str, pa.DataType]:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "day": pa.date32(),
        "moment": pa.timestamp("ms"),
        "count": pa.int64(),
        "flag": pa.bool_(),
        "money": pa.decimal128(20, 2),
        "texts": pa.list_(pa.string()),
        "table": pa.map_(pa.string(), pa.string()),
    }


def _day(value: str) -> date:
    return date.fromisoformat(value[:_DAY])


def _moment(value: str) -> datetime | None:
    return datetime.fromisoformat(value) if len(value) > _DAY else None


def _money(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def _table(value: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(value.items())


_KINDS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "day": ("day", _day),
    "count": ("count", int),
    "flag": ("flag", bool),
    "money": ("money", _money),
    "staff_list": ("texts", list),
    "codes": ("texts", list),
    "table": ("table", _table),
}
