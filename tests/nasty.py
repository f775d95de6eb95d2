"""Reads each nasty file in a process with little memory and time, and judges it by other readers.

``python tests/nasty.py FOLDER`` prints a table: file, outcome. A file is read with exactly the cells
that Python's own readers give, or refused with a coded error.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import NamedTuple

from ledgerctl.errors.base import LedgerError
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.table import Choices

MEMORY = 256 << 20
SECONDS = 30
#: Workbooks with several filled sheets: the sheet to read.
SHEETS = {
    "csvkit/sheets.xls": "data",
    "csvkit/sheets.xlsx": "data",
    "frictionless-py/sheets.xlsx": "Sheet2",
    "frictionless-py/table.xlsx": "Лист1",
    "frictionless-py/table-with-two-sheets.ods": "Tabelle2",
    "frictionless-py/fixtures/template.xlsx": "abc list",
}
#: Files beside which their right content stands.
CONVERTED = {
    "csvkit/test.xls": "csvkit/testxls_converted.csv",
    "csvkit/test.xlsx": "csvkit/testxlsx_converted.csv",
    "csvkit/testjson.json": "csvkit/testjson_converted.csv",
    "csvkit/testjson_multiline.json": "csvkit/testjson_multiline_converted.csv",
    "csvkit/testjson_nested.json": "csvkit/testjson_nested_converted.csv",
    "csvkit/dummy.xls": "csvkit/dummy.csv",
    "csvkit/dummy.xlsx": "csvkit/dummy.csv",
    "csvkit/dummy.csv.gz": "csvkit/dummy.csv",
    **{
        f"frictionless-py/{name}": "frictionless-py/table.csv"
        for name in ("sheet2.xls", "sheet2.xlsx", "table.xls", "table.xlsx", "table.ods")
    },
    "frictionless-py/table-output.xlsx": "frictionless-py/table-output.csv",
    "frictionless-py/table-output.ods": "frictionless-py/table-output.csv",
    "frictionless-py/compression/implicit-gz.csv": "frictionless-py/table.csv",
    "frictionless-py/compression/implicit-zip.csv": "frictionless-py/table.csv",
}
WRONG = "WRONG"


class Outcome(NamedTuple):
    """What became of one file: a verdict of one word, and how it was read or refused."""

    file: str
    verdict: str
    detail: str


def judge(folder: Path, name: str) -> Outcome:
    """Read one file and compare it with what another reader finds."""
    signal.alarm(SECONDS)
    try:
        file = open_table(str(folder / name), choices=Choices(sheet=SHEETS.get(name)))
        table = file.table()
        try:
            found = list(table.records())
        finally:
            table.detach()
            file.close()
    except LedgerError as refusal:
        return Outcome(name, "refused", refusal.code)
    except BaseException:  # noqa: BLE001 - whatever it is, the table names the file
        return Outcome(name, WRONG, traceback.format_exc())
    finally:
        signal.alarm(0)
    faults = sorted({fault.code for _, _, fault in found if fault})
    detail = ", ".join([f"{len(found)} rows", *table.said.values(), *faults]).replace("\t", "TAB")
    mistake = ""
    rows = [list(table.header), *(cells for _, cells, _ in found)]
    if name in CONVERTED:
        mistake = _differs_loosely(rows, folder / CONVERTED[name])
    elif table.said["format"] == "csv" and not file.packing:
        mistake = _differs(rows, (folder / name).read_bytes(), table.said, bool(faults))
    elif table.said["format"].startswith("json"):
        mistake = _differs_from_json(rows, (folder / name).read_text("utf-8"))
    return Outcome(name, WRONG, mistake) if mistake else Outcome(name, "read", detail)


def _named(header: list[str]) -> list[str]:
    """Return headings as they are read: a blank one that does not trail is called after its place."""
    last = max((index for index, name in enumerate(header) if name.strip()), default=-1)
    return [
        f"column {index}" if not name.strip() and index <= last + 1 else name
        for index, name in enumerate(header, 1)
    ]


def _differs(rows: list[list[str]], data: bytes, said: dict[str, str], has_faults: bool) -> str:  # noqa: FBT001 - private
    text = data.decode(said["encoding"]).removeprefix("\ufeff")
    expected: list[list[str]] = []
    csv.field_size_limit(1 << 24)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=said["delimiter"], strict=True)
    try:
        expected.extend(reader)
    except csv.Error:
        if not has_faults:
            return "a broken quotation mark went unnoticed"
        rows = rows[: len(_filled(expected))]
    expected = _filled(expected)
    if expected:
        expected[0] = _named(expected[0])
    for index, (ours, theirs) in enumerate(zip(rows, expected, strict=False)):
        if ours != theirs:
            return f"row {index}: {ours[:5]!r} is not {theirs[:5]!r}"
    return "" if len(rows) == len(expected) else f"{len(rows)} rows are not {len(expected)}"


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows from the headings on, without blank lines."""
    while rows and not any(cell.strip() for cell in rows[0]):
        rows = rows[1:]
    width = len(rows[0]) if rows else 0
    return [row for row in rows if row and not (len(row) == 1 < width and not row[0].strip())]


def _differs_loosely(rows: list[list[str]], path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        expected = list(csv.reader(stream))
    if len(rows) != len(expected):
        return f"{len(rows)} rows are not {len(expected)}"
    for ours, theirs in zip(rows[1:], expected[1:], strict=True):
        if [*map(_plain, ours)] != [*map(_plain, theirs)]:
            return f"{ours!r} is not {theirs!r}"
    return ""


def _plain(cell: str) -> object:
    """Return what two writings of one value share: True and TRUE, 1.0 and 1, with and without T."""
    try:
        return float(cell)
    except ValueError:
        return cell.casefold().replace("t", " ").removesuffix(" 00:00:00").lstrip("0")


def _differs_from_json(rows: list[list[str]], text: str) -> str:
    try:
        whole = json.loads(text)
    except ValueError:
        whole = [json.loads(line) for line in text.splitlines() if line.strip()]
    records = (
        whole if isinstance(whole, list) else next(v for v in whole.values() if isinstance(v, list))
    )
    if len(rows) != len(records) + 1:
        return f"{len(rows) - 1} records are not {len(records)}"
    for cells, record in zip(rows[1:], records, strict=True):
        said = dict(zip(rows[0], cells, strict=True))
        for name, value in record.items():
            if value is None and said[name]:
                return f"{said[name]!r} is nothing"
            if isinstance(value, str) and said[name] != value:
                return f"{said[name]!r} is not {value!r}"
            if isinstance(value, int | float) and _plain(said[name]) != _plain(str(value)):
                return f"{said[name]!r} is not {value!r}"
    return ""


def main() -> None:
    """Judge the files of a folder and print a JSON line for each."""
    folder = Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    for name in names:
        print(json.dumps(judge(folder, name), ensure_ascii=False), flush=True)  # noqa: T201 - its output


if __name__ == "__main__":
    main()
