"""A draft of a mapping profile, made from a file's headings and its first rows; every guess is marked.

Its comments are in the language chosen. Nothing personal stands in a draft: only of coded columns it shows
what stands there, masked.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.fields import FIELDS, find_field
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.complainants.identity import normalize_phone
from ledgerctl.domain.text import dates
from ledgerctl.domain.text.privacy import valid_resident_id, visible
from ledgerctl.errors.base import LedgerError
from ledgerctl.formats.faults import shown_value
from ledgerctl.formats.layout import OWN_COLUMNS
from ledgerctl.formats.profiles import REQUIRED, fold_heading, fold_value, load_profile
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.formats.profiles import Profile
    from ledgerctl.formats.table import Table

#: Rows that are looked at, and distinct values of a coded column that are listed.
_ROWS = 500
_VALUES = 60
#: So large a part of the values must look like something.
_MOST, _DAYS = 0.8, 0.5
#: From so many characters on average a text tells a story.
_LONG = 8
#: A number of fewer digits may be anything, of more it is no telephone.
_MOBILE_DIGITS, _LONGEST_PHONE = 11, 14
_ANY_DAY = date(2000, 1, 1)
#: Shipped profiles whose headings are tried for a heading that the catalogue does not know.
_LIKELY = ("register-zh", "register-en", "generic")
_CODED = ("channel", "business", "cause", "severity", "finding", "remedy", "satisfaction")
_CLOSING_WORDS = ("clos", "resol", "end", "finish", "结", "完成", "归档")


class _Column(NamedTuple):
    heading: str
    values: Sequence[str]
    field: str
    guess: str


def draft(table: Table, *, name: str, file: str) -> str:
    """Return the text of a draft profile.

    Args:
        table: the opened table; its first rows are read.
        name: what the profile is to be called.
        file: the file's name, for the first line.
    """
    records = [cells for _, cells, fault in islice(table.records(), _ROWS) if fault is None]
    headings = [heading.strip() for heading in table.header[: table.named]]
    columns = list(_columns(headings, records))
    return "\n".join([*_head(name, file, len(records), columns), *_body(columns), ""])


def _columns(headings: Sequence[str], records: Sequence[Sequence[str]]) -> Iterator[_Column]:
    taken: set[str] = set()
    cells = {
        index: [row[index].strip() for row in records if row[index].strip()]
        for index in range(len(headings))
    }
    known = {index: _known(heading, taken) for index, heading in enumerate(headings)}
    longest = _longest(cells, known)
    for index, heading in enumerate(headings):
        if heading in OWN_COLUMNS:
            continue
        field, guess = known[index], ""
        if not field:
            field, guess = _guess(heading, cells[index], taken, is_longest=index == longest)
            taken.add(field)
        yield _Column(heading, cells[index], field, guess)


def _known(heading: str, taken: set[str]) -> str:
    field = find_field(heading)
    if field is None or field.name in taken:
        return ""
    taken.add(field.name)
    return field.name


def _longest(cells: dict[int, list[str]], known: dict[int, str]) -> int:
    means = {
        index: sum(map(len, values)) / len(values)
        for index, values in cells.items()
        if values and not known[index]
    }
    best = max(means, key=means.__getitem__, default=-1)
    return best if means.get(best, 0) >= _LONG else -1


def _guess(
    heading: str, values: Sequence[str], taken: set[str], *, is_longest: bool
) -> tuple[str, str]:
    """Return the field that a column of unknown heading may feed, and why; two empty texts for none."""
    for profile in _likely():
        for name in profile.columns.get(fold_heading(heading), ()):
            if name not in taken:
                return name, _("as in the profile {profile}").format(profile=profile.name)
    day = "resolved_at" if _sounds_closed(heading) else "received_at"
    tests: list[tuple[str, Callable[[str], bool]]] = [
        (
            "phone",
            lambda text: _MOBILE_DIGITS <= len(normalize_phone(text) or "") <= _LONGEST_PHONE,
        ),
        ("id_number", valid_resident_id),
        (day, lambda text: bool(_date_form(text))),
        *((name, _meaner(name)) for name in _CODED),
    ]
    for name, looks in tests:
        count = sum(map(looks, values))
        # Half of a column of days may be broken; nothing else looks like a day
        enough = _DAYS if name == day else _MOST
        if values and name not in taken and count >= enough * len(values):
            said = _("{count} of {all} values look like it")
            return name, said.format(count=count, all=len(values))
    if is_longest and "summary" not in taken:
        return "summary", _("the longest texts")
    numbered = all(any(map(str.isdigit, text)) and len(text) <= _VALUES for text in values)
    if values and "source_id" not in taken and numbered and len(set(values)) == len(values):
        return "source_id", _("every value is there once")
    return "", ""


def _sounds_closed(heading: str) -> bool:
    return any(word in heading.casefold() for word in _CLOSING_WORDS)


@cache
def _likely() -> tuple[Profile, ...]:
    return tuple(map(load_profile, _LIKELY))


def _other_code(name: str, text: str) -> tuple[str, str]:
    """Return the code that a shipped profile gives a value, and its name; two empty texts for none."""
    for profile in _likely():
        code = profile.values.get(name, {}).get(fold_value(text))
        if code:
            return str(code), profile.name
    return "", ""


def _meaner(name: str) -> Callable[[str], bool]:
    is_code = _coder(FIELDS[name])
    return lambda text: is_code(text) or bool(_other_code(name, text)[0])


def _coder(field: Field) -> Callable[[str], bool]:
    def looks(text: str) -> bool:
        try:
            VOCABULARIES[field.vocabulary].parse(text)
        except LedgerError:
            return False
        return True

    return looks


def _date_form(text: str) -> str:
    """Return the first form of dates that reads a text, "" for none."""
    try:
        dates.parse_moment(text, today=_ANY_DAY)
    except dates.DateError:
        pass
    else:
        return "default"
    for form in ("mdy", "mdy2", "mdy-12h", "iso-timestamp"):
        try:
            dates.parse_with(text, form)
        except dates.DateError:
            continue
        return form
    return ""


def _head(name: str, file: str, rows: int, columns: Iterable[_Column]) -> Iterator[str]:
    said = _("A draft for {file}, made from its headings and first {rows} rows")
    yield "# " + said.format(file=visible(file), rows=rows)
    command = "ledgerctl profile check THIS-FILE REGISTER"
    yield "# " + _("What is marked GUESS needs a look; then: {command}").format(command=command)
    yield "# " + _("All keys: {command}").format(command="ledgerctl profile show register")
    yield ""
    yield f"name = {_quoted(name)}"
    yield f"key_prefix = {_quoted(name)}"
    forms = [
        _date_form(text)
        for column in columns
        if column.field and FIELDS[column.field].kind in {"moment", "day"}
        for text in column.values
    ]
    found = list(dict.fromkeys(form for form in forms if form))
    if found and found != ["default"]:
        yield f"date_forms = {json.dumps(found)}  # GUESS: {_('is the first number the month?')}"
    yield ""


def _body(columns: Sequence[_Column]) -> Iterator[str]:
    yield "[columns]"
    seen: set[str] = set()
    for column in columns:
        folded = fold_heading(column.heading)
        usable = bool(column.field and folded and folded not in seen)
        seen.add(folded)
        yield _line(column, usable=usable)
    yield ""
    for column in columns:
        if column.field and FIELDS[column.field].kind == "code":
            yield from _codes(column)
    mapped = {column.field for column in columns}
    missing = [name for name in REQUIRED if name not in mapped]
    if missing:
        yield "[constants]"
        for name in missing:
            said = _("no column is {field}").format(field=f"{name} {FIELDS[name].zh}")
            yield f'# {name} = "..."  # GUESS wanted: {said}'
        yield ""
    if "resolved_at" in mapped:
        yield "[closed_when]"
        yield 'field = "resolved_at"'


def _line(column: _Column, *, usable: bool) -> str:
    if not usable:
        longest = max(map(len, column.values), default=0)
        said = _("{heading} is kept as it is: {count} values of up to {longest} characters")
        heading = visible(_quoted(column.heading))
        return "# " + said.format(heading=heading, count=len(column.values), longest=longest)
    why = f"  # GUESS: {column.guess}" if column.guess else ""
    return f"{_quoted(column.heading)} = {_quoted(column.field)}{why}"


def _codes(column: _Column) -> Iterator[str]:
    """Yield a table for the values of a coded column that are no code."""
    looks = _coder(FIELDS[column.field])
    unknown = [text for text in dict.fromkeys(column.values) if not looks(text)][:_VALUES]
    if not unknown:
        return
    yield f"[values.{column.field}]"
    for text in unknown:
        yield _code(column.field, text)
    yield ""


def _code(name: str, text: str) -> str:
    """Return the line for a value that is no code: as another profile has it, or with the codes near to it."""
    field = FIELDS[name]
    shown = _quoted(shown_value(text, field))
    code, profile = _other_code(name, text)
    if code:
        why = _("as in the profile {profile}").format(profile=profile)
        return f"{shown} = {_quoted(code)}  # GUESS: {why}"
    vocabulary = VOCABULARIES[field.vocabulary]
    near = ", ".join(f"{key} {vocabulary.label(key, 'zh')}" for key in vocabulary.near(text))
    said = _("nearest: {near}") if near else _("see `ledgerctl codes {vocabulary}`")
    return f'{shown} = ""  # GUESS wanted; {said.format(near=near, vocabulary=field.vocabulary)}'


def _quoted(text: str) -> str:
    # JSON leaves DEL as it is, TOML does not take it
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
