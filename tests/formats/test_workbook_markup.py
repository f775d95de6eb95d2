"""What is special about cells of a sheet, wherever the markup lets them say where they stand."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from workbooks import xlsx

from ledgerctl.formats.workbook_markup import Findings, look_into_xlsx

ERRORED = '<c{} t="e"><v>#N/A</v></c>'
EMPTY_FORMULA = "<c{}><f>A1</f></c>"


def looked_into(rows: str) -> Findings:
    with ZipFile(io.BytesIO(xlsx(rows))) as archive:
        return look_into_xlsx(archive, "S1")


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (f'<row r="3">{ERRORED.format("")}</row>', (2, 0)),
        (f"<row><c><v>1</v></c>{ERRORED.format('')}</row>", (0, 1)),
        (f"<row/><row>{ERRORED.format('')}</row>", (1, 0)),
        (f'<row r="2"><c r="F2"><v>1</v></c>{ERRORED.format("")}</row>', (1, 6)),
        (f"<row>{ERRORED.format(' r=' + chr(34) + 'AA7' + chr(34))}</row>", (6, 26)),
        (f'<row r="2"><c r="F2"/></row><row>{ERRORED.format("")}</row>', (2, 0)),
    ],
    ids=["row", "after one", "unnumbered rows", "after a named one", "named", "next row"],
)
def test_a_cell_stands_where_it_says_or_behind_the_one_before(
    rows: str, place: tuple[int, int]
) -> None:
    assert looked_into(rows).faults == {place: ("error", "#N/A")}


def test_what_one_cell_says_is_not_taken_for_anothers() -> None:
    rows = (
        f"<row>{EMPTY_FORMULA.format('')}<c><v>1</v></c><c><f>A1</f><v>2</v></c>"
        f'<c t="str"><f>A1</f><v></v></c>{EMPTY_FORMULA.format("")}</row>'
    )
    assert looked_into(rows).faults == {(0, 0): ("uncomputed", ""), (0, 4): ("uncomputed", "")}


def test_names_of_elements_may_have_a_prefix() -> None:
    rows = '<x:row xmlns:x="x" r="2"><x:c r="B2"><x:f>A1</x:f></x:c></x:row>'
    assert looked_into(rows).faults == {(1, 1): ("uncomputed", "")}


def test_numbers_are_padded_only_where_their_style_says_so() -> None:
    rows = '<row><c s="1"><v>7</v></c><c s="1" t="str"><v>7</v></c><c s="6"><v>7</v></c></row>'
    assert looked_into(rows).zeros == {(0, 0): 4}
