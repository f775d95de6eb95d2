"""A short run of what ``make fuzz`` does for five minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fuzz import TARGETS, mutated, with_hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import Markup, ods, rows_of, xlsx

from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.tables import DamagedFile
from ledgerctl.formats.opening import open_table

if TYPE_CHECKING:
    from pathlib import Path

SHEET = rows_of(("a", "b"), ("1", Markup(' s="1"><v>7</v>')), ("x", "y"))


@pytest.mark.parametrize("name", list(TARGETS))
@given(st.data())
def test_mutated_bytes_never_crash(name: str, data: st.DataObject) -> None:
    target, seeds = TARGETS[name]
    target(data.draw(mutated(seeds)))


@pytest.mark.parametrize("name", list(TARGETS))
@given(st.binary(max_size=200))
def test_any_bytes_never_crash(name: str, data: bytes) -> None:
    TARGETS[name][0](data)


@settings(max_examples=15)
@given(mutated([xlsx(SHEET), ods("")]))
def test_mutated_workbooks_never_crash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("f") / "book"
    path.write_bytes(data)
    try:
        file = open_table(str(path))
    except LedgerError:
        return
    try:
        table = file.table()
        try:
            list(table.records())
        finally:
            table.detach()
    except LedgerError:
        pass
    finally:
        file.close()


def test_markup_in_an_unknown_encoding_is_broken_markup() -> None:
    TARGETS["markup"][0](b'<?xml version="1.0" encoding="UUTF-8"?><a/>')
    TARGETS["markup"][0](b'<?xml version="1.0" encoding="gb18030"?><a/>')


def test_the_long_run_without_atheris_tells_what_it_tried(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with_hypothesis("profiles", 0.01)
    assert "profiles: 500 inputs, no crash" in capsys.readouterr().out


def test_a_damaged_part_that_names_the_kind_is_a_damaged_file(tmp_path: Path) -> None:
    whole = ods("")
    at = whole.index(b"mimetype") + len(b"mimetype")
    path = tmp_path / "book.ods"
    path.write_bytes(whole[:at] + b"\x00" * 8 + whole[at + 8 :])
    with pytest.raises(DamagedFile):
        open_table(str(path))
