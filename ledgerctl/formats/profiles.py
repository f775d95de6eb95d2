"""Mapping profiles: TOML files that say what the columns of another register mean.

Every key is described in ``profiles/register.toml``; a profile with a mistake is refused with the
nearest thing it could have meant, never half understood.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.suggest import nearest
from ledgerctl.domain.text.reading import read_value
from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.house import NoSuchFile, NoSuchProfile
from ledgerctl.errors.system import BadProfile, CannotRead
from ledgerctl.formats.faults import Detail

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.events.base import Fact

#: Fields without which no complaint can be recorded.
REQUIRED = ("received_at", "channel", "summary")
#: Forms of dates that a profile may name, with an example of each.
DATE_FORMS = {
    "default": "2020-03-04",
    "mdy": "3/4/2020",
    "mdy2": "3/4/20",
    "mdy-12h": "3/4/2020 11:07:06 PM",
    "iso-timestamp": "2020-03-04T08:15:30.000Z",
}

_SHIPPED = Path(__file__).parent / "profiles"
_LARGEST = 1 << 20


class ClosedWhen(NamedTuple):
    """When a row's case is closed 办结: the column of ``field`` holds something.

    With ``values`` (folded) or ``starts`` (folded) it must hold one of these, or begin like that.
    """

    field: str
    values: frozenset[str] = frozenset()
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the columns of a table mean 列映射.

    ``columns`` maps folded headings to the fields they feed; with ``catalogue`` the headings that
    the field catalogue knows count too. ``values`` holds, per field, folded source texts and the
    value they stand for, "" for *nothing is said*; ``otherwise`` what an unlisted text is read as,
    with a warning. ``fallback`` names, per text field, the fields whose texts stand in for it. ``own`` says that
    the file is an export of this program, which ``formats/own.py`` takes back, ``updates`` that cases which are
    known need not be told whole.
    """

    name: str
    title: str = ""
    title_zh: str = ""
    catalogue: bool = True
    key_prefix: str = ""
    date_forms: tuple[str, ...] = ("default",)
    empty: frozenset[str] = frozenset()
    required: tuple[str, ...] = REQUIRED
    keep: frozenset[str] = frozenset()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Fact]] = field(default_factory=dict)
    otherwise: Mapping[str, Fact] = field(default_factory=dict)
    constants: Mapping[str, Fact] = field(default_factory=dict)
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed_when: ClosedWhen | None = None
    own: bool = False
    updates: bool = False


def fold_heading(text: str) -> str:
    """Return what makes two headings the same: letters and digits, without case and width."""
    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in kept if character.isalnum())


def fold_value(text: str) -> str:
    """Return what makes two source values the same: all but case, width and the amount of space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def shipped_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def own_profiles(folder: str) -> tuple[str, ...]:
    """Return the names of the profiles in a person's own folder, sorted; none when there is no folder."""
    return tuple(sorted(path.stem for path in Path(folder).glob("*.toml"))) if folder else ()


def load_profile(name_or_path: str, folder: str = "") -> Profile:
    """Return a profile by its name, or by the path of its TOML file.

    Args:
        name_or_path: the name of a shipped one, or of one in ``folder``, which wins; or a path.
        folder: the person's own profiles, "" for none.

    Raises:
        NoSuchProfile: it is neither a known name nor looks like a path.
        NoSuchFile, CannotRead: the path cannot be read.
        BadProfile: the file has a mistake; the error says which.
    """
    path, data = profile_bytes(name_or_path, folder)
    return parse_profile(data, path=name_or_path, name=path.stem)


def profile_bytes(name_or_path: str, folder: str = "") -> tuple[Path, bytes]:
    """Return where a profile stands and what its file holds; otherwise like ``load_profile``."""
    known, own = shipped_profiles(), own_profiles(folder)
    if name_or_path in own:
        path = Path(folder) / f"{name_or_path}.toml"
    elif name_or_path in known:
        path = _SHIPPED / f"{name_or_path}.toml"
    elif name_or_path.endswith(".toml") or "/" in name_or_path:
        path = Path(name_or_path)
    else:
        raise NoSuchProfile(name=name_or_path, known=", ".join((*own, *known)))
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (FileNotFoundError, ValueError):
        raise NoSuchFile(path=name_or_path) from None
    except OSError as error:
        raise CannotRead(path=name_or_path, problem=error.strerror or "") from None
    return path, data


def parse_profile(data: bytes, *, path: str, name: str) -> Profile:
    """Return the profile that TOML text describes.

    Args:
        data: the bytes of the file.
        path: its name for messages.
        name: the profile's name unless the text gives one.

    Raises:
        BadProfile: a mistake in the text.
    """
    if len(data) > _LARGEST:
        raise BadProfile(path=path, problem=N_("it is larger than 1 MiB"), expected="")
    try:
        tables = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        expected = N_("TOML 1.0 in UTF-8")
        raise BadProfile(path=path, problem=str(error), expected=expected) from None
    return _Parser(path, tables).profile(name)


class _Parser:
    """Reads one TOML document; each method takes one key."""

    def __init__(self, path: str, tables: dict[str, object]) -> None:
        self._path = path
        self._tables = tables

    def profile(self, name: str) -> Profile:
        known = Profile.__dataclass_fields__
        for key in self._tables:
            self._check(key, known, N_("there is no key {word}"))
        name = self._text("name") or name
        return Profile(
            name=name,
            title=self._text("title"),
            title_zh=self._text("title_zh"),
            catalogue=self._flag("catalogue", default=True),
            key_prefix=self._text("key_prefix") or name,
            date_forms=self._date_forms(),
            empty=frozenset(self._texts("empty", self._tables.get("empty", []))),
            required=tuple(dict.fromkeys((*REQUIRED, *self._fields("required")))),
            keep=frozenset(map(fold_heading, self._texts("keep", self._tables.get("keep", [])))),
            columns=self._columns(),
            values=self._values(),
            otherwise={
                self._open_field("otherwise", name): self._value(name, text)
                for name, text in self._named_texts("otherwise").items()
            },
            constants={
                name: self._value(name, text, may_be_empty=False)
                for name, text in self._named_texts("constants").items()
            },
            fallback=self._fallback(),
            closed_when=self._closed_when(),
            own=self._flag("own", default=False),
        )

    def _wrong(self, template: str, expected: str = "", **values: object) -> BadProfile:
        problem = Detail.of(template, **values)
        return BadProfile(path=self._path, problem=problem, expected=expected)

    def _check(self, word: str, known: Iterable[str], template: str) -> None:
        choices = list(known)
        if word not in choices:
            near = ", ".join(nearest(word, choices) or choices[:8])
            expected = Detail.of(N_("Nearest: {nearest}"), nearest=near)
            raise self._wrong(template, expected, word=word)

    def _field(self, name: str) -> str:
        self._check(name, FIELDS, N_("there is no field {word}"))
        return name

    def _text(self, key: str) -> str:
        value = self._tables.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(N_("{key} is not a text"), key=key)
        return value

    def _flag(self, key: str, *, default: bool) -> bool:
        value = self._tables.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(N_("{key} is neither true nor false"), key=key)
        return value

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(N_("{key} is not a list of texts"), key=key)
        return tuple(value)

    def _fields(self, key: str) -> tuple[str, ...]:
        return tuple(map(self._field, self._texts(key, self._tables.get(key, []))))

    def _table(self, key: str) -> dict[str, object]:
        value = self._tables.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(N_("{key} is not a table"), key=key)
        return value

    def _named_texts(self, key: str) -> dict[str, str]:
        return {
            self._field(name): self._one_text(f"{key}.{name}", value)
            for name, value in self._table(key).items()
        }

    def _one_text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._wrong(N_("{key} is not a text"), key=key)
        return value

    def _date_forms(self) -> tuple[str, ...]:
        forms = self._texts("date_forms", self._tables.get("date_forms", ["default"]))
        for form in forms:
            self._check(form, DATE_FORMS, N_("there is no form of dates {word}"))
        return forms or ("default",)

    def _columns(self) -> dict[str, tuple[str, ...]]:
        columns: dict[str, tuple[str, ...]] = {}
        for heading, value in self._table("columns").items():
            names = [value] if isinstance(value, str) else value
            folded = fold_heading(heading)
            if not folded or folded in columns:
                raise self._wrong(N_("the heading {heading} stands twice"), heading=heading)
            fields = map(self._field, self._texts(f"columns.{heading}", names))
            columns[folded] = tuple(dict.fromkeys(fields))
        return columns

    def _open_field(self, key: str, name: str) -> str:
        """Return the name of a field that is no personal or free text: only facts are coded."""
        if FIELDS[self._field(name)].sealed:
            raise self._wrong(N_("{key}: {word} is free text and has no codes"), key=key, word=name)
        return name

    def _values(self) -> dict[str, dict[str, Fact]]:
        return {
            self._open_field("values", name): {
                fold_value(source): self._value(name, self._one_text(f"values.{name}", value))
                for source, value in self._values_of(name, table).items()
            }
            for name, table in self._table("values").items()
        }

    def _values_of(self, name: str, table: object) -> dict[str, object]:
        if not isinstance(table, dict):
            raise self._wrong(N_("{key} is not a table"), key=f"values.{name}")
        return table

    def _value(self, name: str, text: str, *, may_be_empty: bool = True) -> Fact:
        if not text and may_be_empty:
            return ""
        try:
            # Words such as 昨天 have no meaning in a profile, so any day will do
            return read_value(FIELDS[name], text, today=date(2000, 1, 1))
        except LedgerError as error:
            template = N_("{value} is not a value of {field}")
            expected = Detail.of(error.hint, **error.values)
            raise self._wrong(template, expected, value=text, field=name) from None

    def _fallback(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, sources in self._table("fallback").items():
            key = f"fallback.{name}"
            found[self._field(name)] = tuple(map(self._field, self._texts(key, sources)))
            if FIELDS[name].kind not in {"text", "long"}:
                raise self._wrong(N_("{key}: {word} is no text"), key=key, word=name)
            for source in found[name]:
                if FIELDS[source].kind != "text":
                    raise self._wrong(N_("{key}: {word} is no short text"), key=key, word=source)
        return found

    def _closed_when(self) -> ClosedWhen | None:
        table = self._table("closed_when")
        if not table:
            return None
        for key in table:
            self._check(key, ClosedWhen._fields, N_("closed_when has no key {word}"))
        values = self._texts("closed_when.values", table.get("values", []))
        return ClosedWhen(
            self._field(self._one_text("closed_when.field", table.get("field"))),
            frozenset(map(fold_value, values)),
            fold_value(self._one_text("closed_when.starts", table.get("starts", ""))),
        )
