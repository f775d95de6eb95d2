"""PapaParse's own cases for its parser: what it expects of each input, our reader must give too."""

from __future__ import annotations

import ast
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.errors.system import BadTable
from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.table import Choices

if TYPE_CHECKING:
    from pathlib import Path

_STRING = r"""(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_ENTRY = re.compile(r"\n\t\{\n(.*?)\n\t\}", re.DOTALL)
_INPUT = re.compile(rf"\binput: ({_STRING}),\n")
_DATA = re.compile(r"\bdata: (\[.*?\]),\n\t\t\terrors: (\[\]|\[)", re.DOTALL)
_CONFIG = re.compile(r"\bconfig: \{(.*?)\}", re.DOTALL)
_DELIMITER = re.compile(rf"\s*delimiter: ({_STRING})\s*")


class Case(NamedTuple):
    """An input, its delimiter, the rows expected, and whether PapaParse finds it faulty."""

    name: str
    text: str
    delimiter: str
    rows: list[list[str]]
    is_faulty: bool


def cases(script: str) -> list[Case]:
    """Return the cases that need nothing of PapaParse's own options."""
    core = script.split("CORE_PARSER_TESTS = [")[1].split("PARSE_TESTS = [", maxsplit=1)[0]
    found = []
    for entry in _ENTRY.findall(core):
        text, data, config = _INPUT.search(entry), _DATA.search(entry), _CONFIG.search(entry)
        if text is None or data is None:
            continue
        delimiter = ","
        if config is not None:
            said = _DELIMITER.fullmatch(config[1])
            if said is None:
                continue
            delimiter = ast.literal_eval(said[1])
        rows = ast.literal_eval(re.sub(r"//.*", "", data[1]))
        name = entry.strip().split("\n")[0]
        found.append(Case(name, ast.literal_eval(text[1]), delimiter, rows, data[2] == "["))
    return found


def test_every_case_is_read_alike_or_found_faulty(real_data: Path) -> None:
    script = (real_data / "nasty" / "PapaParse" / "test-cases.js").read_text("utf-8")
    tried = alike = 0
    for case in cases(script):
        if len(case.delimiter) != 1:
            continue
        width = max((len(row) for row in case.rows), default=1)
        header = [f"h{index}" for index in range(width)]
        text = case.delimiter.join(header) + "\n" + case.text
        expected = [row for row in case.rows if row != [""] or width == 1]
        tried += 1
        try:
            table = CsvTable(
                io.BytesIO(text.encode()),
                path="t",
                encoding="utf-8",
                choices=Choices(delimiter=case.delimiter),
            )
            found = list(table.records())
        except BadTable:
            assert [row for row in expected if any(cell.strip() for cell in row)] == [], case.name
            continue
        if any(fault is not None and len(cells) == 1 < width for _, cells, fault in found):
            # The quotation marks are broken: PapaParse guesses on, we name the row
            continue
        if case.is_faulty:
            assert any(fault for _, _, fault in found), case.name
        expected = [row for row in expected if any(cell.strip() for cell in row) or len(row) > 1]
        assert [cells for _, cells, _ in found] == expected, case.name
        alike += 1
    assert (tried, alike) == (42, 36)


def test_a_case_is_understood() -> None:
    script = """var CORE_PARSER_TESTS = [
\t{
\t\tdescription: "x",
\t\tinput: 'a;"b"\\n',
\t\tconfig: { delimiter: ';' },
\t\texpected: {
\t\t\tdata: [['a', 'b']],
\t\t\terrors: []
\t\t}
\t}
]; var PARSE_TESTS = ["""
    assert cases(script) == [
        Case('description: "x",', 'a;"b"\n', ";", [["a", "b"]], is_faulty=False)
    ]
