"""What is special about cells of a sheet, wherever the markup lets them say where they stand."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from workbooks import ods, xlsx, zipped

from ledgerctl.formats.workbook_markup import (
    Findings,
    Forbidden,
    look_into_ods,
    look_into_xlsx,
)

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


def without_styles(data: bytes) -> bytes:
    """Return a workbook as programs write it that know no styles."""
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    del parts["xl/styles.xml"]
    return zipped(parts)


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        ("<c><v>1</v></c>", {}),
        (ERRORED.format(""), {(0, 0): ("error", "#N/A")}),
        ("<c t='e'><v>#N/A</v></c>", {(0, 0): ("error", "#N/A")}),
        ("<c><f/></c>", {(0, 0): ("uncomputed", "")}),
        ('<c><f t="shared" si="0"/></c>', {(0, 0): ("uncomputed", "")}),
        ('<x:c xmlns:x="x"><x:f>A1</x:f></x:c>', {(0, 0): ("uncomputed", "")}),
    ],
)
def test_the_bytes_of_a_sheet_say_whether_it_is_worth_a_look(
    cell: str, faults: dict[tuple[int, int], tuple[str, str]]
) -> None:
    # The mark lies across the edge of what is looked at together
    for before in (0, (1 << 20) - 230):
        rows = f"<!--{' ' * before}--><row>{cell}</row>"
        with ZipFile(io.BytesIO(without_styles(xlsx(rows)))) as archive:
            assert look_into_xlsx(archive, "S1").faults == faults


def test_a_document_type_is_forbidden_without_a_look_too() -> None:
    data = without_styles(xlsx("<row/>", prologue="<!DOCTYPE w>"))
    with ZipFile(io.BytesIO(data)) as archive, pytest.raises(Forbidden):
        look_into_xlsx(archive, "S1")


def test_another_table_of_ods_is_not_looked_at() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p>Err:502</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{cell}</table:table-row>"
    rows = f'{row}</table:table><table:table table:name="other">{row}{row}'
    with ZipFile(io.BytesIO(ods(rows))) as archive:
        assert look_into_ods(archive, "S1").faults == {(0, 0): ("error", "Err:502")}
