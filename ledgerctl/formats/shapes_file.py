"""Mapping files of regulators' shapes: TOML, shipped ones and a person's own; a mistake is refused with its place."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ledgerctl.domain.codes.vocabulary import MEASURE
from ledgerctl.domain.register.register import FILTERABLE
from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.domain.reports.shapes import COUNTS, SUMS, CaseColumn, Figure, Shape
from ledgerctl.errors.exporting import BadShape, NoSuchShape
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead

if TYPE_CHECKING:
    from collections.abc import Collection

_SHIPPED = Path(__file__).parent / "shapes"
_LARGEST = 1 << 20
_TEXTS = ("name", "title", "group_by", "first", "rest", "all")


def shipped_shapes() -> tuple[str, ...]:
    """Return the names of the shapes that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def load_shape(name_or_path: str) -> Shape:
    """Return a shipped shape by its name, or a person's own by the path of its TOML file.

    Raises:
        NoSuchShape: neither a known name nor a path.
        NoSuchFile, CannotRead: the path cannot be read.
        BadShape: the file has a mistake; the error says where.
    """
    known = shipped_shapes()
    if name_or_path in known:
        path = _SHIPPED / f"{name_or_path}.toml"
    elif name_or_path.endswith(".toml"):
        path = Path(name_or_path)
    else:
        raise NoSuchShape(name=name_or_path, known=", ".join(known))
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (FileNotFoundError, ValueError):
        raise NoSuchFile(path=name_or_path) from None
    except OSError as error:
        raise CannotRead(path=name_or_path, problem=error.strerror or "") from None
    try:
        if len(data) > _LARGEST:
            raise BadShape(path=name_or_path, place=f"> {_LARGEST:,}")
        return _Parser(name_or_path).shape(path.stem, tomllib.loads(data.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadShape(path=name_or_path, place=str(error)) from None


class _Parser:
    """Reads one document; every check names the place that fails it."""

    def __init__(self, path: str) -> None:
        self._path = path

    def shape(self, name: str, found: dict[str, Any]) -> Shape:
        self._keys("", found, {*_TEXTS, "guard", "columns", "figures", "groups"})
        texts = {key: self._text(key, found[key]) for key in _TEXTS if key in found}
        guard = found.get("guard", True)
        if not isinstance(guard, bool):
            self._refuse("guard")
        shape = Shape(
            **{"name": name, **texts},
            guard=guard,
            columns=tuple(map(self._column, self._tables("columns", found))),
            figures=tuple(map(self._figure, self._tables("figures", found))),
            groups={
                heading: self._texts(f"groups.{heading}", codes)
                for heading, codes in self._table("groups", found.get("groups", {})).items()
            },
        )
        if bool(shape.columns) == bool(shape.figures):
            self._refuse("columns | figures")
        if shape.group_by:
            self._one_of("group_by", shape.group_by, FILTERABLE)
        elif shape.groups:
            self._refuse("group_by")
        return shape

    def _column(self, found: dict[str, Any]) -> CaseColumn:
        place = f"columns: {found.get('heading', '')}"
        self._keys(place, found, CaseColumn._fields)
        texts = {
            key: self._text(f"{place}: {key}", found.get(key, ""))
            for key in ("heading", "field", "extra", "constant")
        }
        if texts["field"]:
            self._one_of(f"{place}: field", texts["field"], COLUMNS)
        unless = self._texts(f"{place}: unless", found.get("unless", []))
        for name in unless:
            self._one_of(f"{place}: unless", name, COLUMNS)
        values = found.get("values")
        if values is not None:
            table = self._table(f"{place}: values", values)
            values = {key: self._text(f"{place}: values", text) for key, text in table.items()}
        return CaseColumn(**texts, values=values, unless=unless)

    def _figure(self, found: dict[str, Any]) -> Figure:
        place = f"figures: {found.get('heading', '')}"
        self._keys(place, found, Figure._fields)
        texts = {
            key: self._text(f"{place}: {key}", found.get(key, ""))
            for key in ("heading", "counts", "of", "population", "total")
        }
        if bool(texts["counts"]) == bool(texts["total"]):
            self._refuse(f"{place}: counts | total")
        for key, known in (
            ("counts", COUNTS),
            ("of", COUNTS),
            ("population", MEASURE.keys()),
            ("total", SUMS),
        ):
            if texts[key]:
                self._one_of(f"{place}: {key}", texts[key], known)
        per = found.get("per", 1)
        if not isinstance(per, int) or isinstance(per, bool) or per < 1:
            self._refuse(f"{place}: per")
        return Figure(**texts, per=per)

    def _refuse(self, place: str) -> NoReturn:
        raise BadShape(path=self._path, place=place)

    def _keys(self, place: str, found: dict[str, Any], known: Collection[str]) -> None:
        for key in found:
            self._one_of(f"{place}: {key}" if place else key, key, known)

    def _one_of(self, place: str, value: str, known: Collection[str]) -> None:
        if value not in known:
            self._refuse(f"{place} ({', '.join(sorted(known)[:40])})")

    def _text(self, place: str, value: object) -> str:
        if not isinstance(value, str):
            self._refuse(place)
        return value

    def _texts(self, place: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._refuse(place)
        return tuple(self._text(place, each) for each in value)

    def _table(self, place: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._refuse(place)
        return value

    def _tables(self, key: str, found: dict[str, Any]) -> list[dict[str, Any]]:
        value = found.get(key, [])
        if not isinstance(value, list):
            self._refuse(key)
        return [self._table(key, each) for each in value]
