"""Which column of a table feeds which field: decided once from the headings and the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.fields import FIELDS, find_field
from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import N_
from ledgerctl.errors.system import BadTable
from ledgerctl.formats.faults import Detail, NotARecord
from ledgerctl.formats.profiles import fold_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.formats.profiles import Profile
    from ledgerctl.formats.table import Record

#: Columns that a rejects file adds; every profile passes over them when it is imported again.
OWN_COLUMNS = ("_line", "_code", "_message")

_SHOWN_HEADINGS = 300


class Feed(NamedTuple):
    """A column that feeds a field: its position, its heading, the field."""

    position: int
    heading: str
    field: Field


class Layout(NamedTuple):
    """What the columns of one table are for.

    ``feeds`` are the columns that fields take, ``extras`` position and heading of those whose text
    is kept, ``kept_columns`` the headings that no field takes. ``alternatives`` are pairs of columns that
    mean one field; records have one or the other.
    """

    feeds: tuple[Feed, ...]
    extras: tuple[tuple[int, str], ...]
    kept_columns: tuple[str, ...]
    alternatives: tuple[tuple[int, int], ...] = ()


def lay_out(
    profile: Profile, header: Sequence[str], named: int, *, path: str, is_json: bool = False
) -> Layout:
    """Return the layout of a table.

    Args:
        profile: the mapping.
        header: the headings as they stand.
        named: how many of them are not blank.
        path: the file's name for messages.
        is_json: whether each record names its own columns, so that two of them may mean one field.

    Raises:
        BadTable: two columns mean one field, or a required field has no column; an update needs none but that
            of the numbers.
    """
    feeds: list[Feed] = []
    extras: list[tuple[int, str]] = []
    kept: list[str] = []
    alternatives: list[tuple[int, int]] = []
    taken: dict[str, str] = {}
    for index, raw in enumerate(header[:named]):
        heading = raw.strip()
        if heading in OWN_COLUMNS:
            continue
        names = _fields_of(profile, heading)
        for name in names:
            if name in taken:
                if not is_json:
                    raise _ambiguous(path, name, taken[name], heading)
                alternatives += [
                    (feed.position, index) for feed in feeds if feed.field.name == name
                ]
                continue
            taken[name] = heading
            feeds.append(Feed(index, heading, FIELDS[name]))
        if not names:
            kept.append(heading)
        if not names or fold_heading(heading) in profile.keep:
            extras.append((index, heading))
    _check_required(profile, taken, header, path)
    return Layout(tuple(feeds), tuple(extras), tuple(kept), tuple(dict.fromkeys(alternatives)))


def joined(records: Iterable[Record], layout: Layout, header: Sequence[str]) -> Iterator[Record]:
    """Yield the records with columns that mean one field made one; saying two things is a fault."""
    for line, cells, fault in records:
        found = fault
        if found is None:
            for first, second in layout.alternatives:
                here, there = cells[first].strip(), cells[second].strip()
                if here and there and here != there:
                    template = N_("{first} and {second} mean one field and differ")
                    names = {"first": visible(header[first]), "second": visible(header[second])}
                    found = NotARecord(problem=Detail.of(template, **names))
                cells[first] = cells[first] if here else cells[second]
        yield line, cells, found


def known_fields(profile: Profile, header: Sequence[str]) -> set[str]:
    """Return the fields that any of these headings feeds."""
    return {name for heading in header for name in _fields_of(profile, heading.strip())}


def _fields_of(profile: Profile, heading: str) -> tuple[str, ...]:
    names = profile.columns.get(fold_heading(heading))
    if names is not None:
        return names
    field = find_field(heading) if profile.catalogue else None
    return () if field is None else (field.name,)


def _ambiguous(path: str, name: str, first: str, second: str) -> BadTable:
    template = N_("the columns {first} and {second} both mean {field}")
    problem = Detail.of(template, first=visible(first), second=visible(second), field=name)
    expected = N_("Rename one of them, or say with a mapping profile what each is")
    return BadTable(path=path, problem=problem, expected=expected)


def _check_required(
    profile: Profile, taken: dict[str, str], header: Sequence[str], path: str
) -> None:
    missing = [
        name
        for name in profile.required
        if name not in taken
        and name not in profile.constants
        and not any(source in taken for source in profile.fallback.get(name, ()))
    ]
    if not missing or (profile.updates and "source_id" in taken):
        return
    headings = visible(", ".join(heading.strip() for heading in header if heading.strip()))
    if len(headings) > _SHOWN_HEADINGS:
        headings = headings[: _SHOWN_HEADINGS - 1] + "…"
    names = ", ".join(f"{name} {FIELDS[name].zh}" for name in missing)
    template = N_("no column is {missing}; the headings are: {headings}")
    expected = (
        N_(
            "Add the columns, or say with a mapping profile (--profile) which columns they are:"
            " `ledgerctl profile init FILE` drafts one"
        )
        if taken
        else N_(
            "Not one heading is known: the headings may stand in another row (--header-row), or the"
            " table needs a mapping profile (--profile): `ledgerctl profile init FILE` drafts one"
        )
    )
    problem = Detail.of(template, missing=names, headings=headings)
    raise BadTable(path=path, problem=problem, expected=expected)
