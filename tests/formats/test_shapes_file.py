from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.exporting import BadShape, NoSuchShape
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead
from ledgerctl.formats.shapes_file import load_shape, shipped_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.domain.reports.shapes import Shape

COLUMN = '[[columns]]\nheading = "A"\n'
FIGURE = '[[figures]]\nheading = "A"\ncounts = "received"\n'


def loaded(folder: Path, text: str) -> Shape:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_shape(str(path))


@pytest.mark.parametrize("name", shipped_shapes())
def test_what_comes_with_the_program_can_be_read(name: str) -> None:
    shape = load_shape(name)
    assert shape.name == name
    assert shape.title
    headings = [each.heading for each in (*shape.columns, *shape.figures)]
    assert len(set(headings)) == len(headings)


def test_the_sixteen_columns_of_the_bureau() -> None:
    headings = [column.heading for column in load_shape("cfpb").columns]
    assert ",".join(headings) == (
        "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,"
        "Company public response,Company,State,ZIP code,Tags,Submitted via,Date sent to company,"
        "Company response to consumer,Timely response?,Complaint ID"
    )


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    shape = loaded(
        tmp_path, f'title = "T"\nguard = false\n{COLUMN}field = "channel"\nvalues = {{}}'
    )
    assert (shape.name, shape.guard, shape.columns[0].values) == ("own", False, {})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "columns | figures"),
        (COLUMN + FIGURE, "columns | figures"),
        ("x = 1", "x"),
        ("title = 1", "title"),
        (f"guard = 1\n{COLUMN}", "guard"),
        ("columns = 1", "columns"),
        ("columns = [1]", "columns"),
        (f"{COLUMN}feld = 'channel'", "columns: A: feld"),
        (f"{COLUMN}field = 'chanel'", "columns: A: field"),
        (f"{COLUMN}field = 1", "columns: A: field"),
        (f"{COLUMN}unless = ['chanel']", "columns: A: unless"),
        (f"{COLUMN}unless = 'x'", "columns: A: unless"),
        (f"{COLUMN}values = 1", "columns: A: values"),
        (f"{COLUMN}values = {{a = 1}}", "columns: A: values"),
        ('[[figures]]\nheading = "A"', "figures: A: counts | total"),
        (f"{FIGURE}total = 'amount'", "figures: A: counts | total"),
        ('[[figures]]\nheading = "A"\ncounts = "x"', "figures: A: counts"),
        ('[[figures]]\nheading = "A"\ntotal = "days"', "figures: A: total"),
        (f"{FIGURE}of = 'x'", "figures: A: of"),
        (f"{FIGURE}population = 'x'", "figures: A: population"),
        (f"{FIGURE}per = 0", "figures: A: per"),
        (f"{FIGURE}per = true", "figures: A: per"),
        (f"{FIGURE}[groups]\nA = []", "group_by"),
        (f"group_by = 'summary'\n{FIGURE}", "group_by"),
        (f"{FIGURE}[groups]\nA = 'x'", "groups.A"),
        ("[", "Invalid"),
        ("x = '\x00'", "Found"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(BadShape) as caught:
        loaded(tmp_path, text)
    assert str(caught.value.values["place"]).startswith(place)


def test_a_file_that_is_too_large_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadShape):
        loaded(tmp_path, "#" * ((1 << 20) + 1))
    (tmp_path / "gbk.toml").write_bytes("title = '投诉'".encode("gbk"))
    with pytest.raises(BadShape):
        load_shape(str(tmp_path / "gbk.toml"))


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchShape):
        load_shape("asic")
    with pytest.raises(NoSuchFile):
        load_shape(str(tmp_path / "none.toml"))
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(CannotRead):
        load_shape(str(tmp_path / "folder.toml"))
