"""Import plans as files: JSON with a version, read as hostile input and never half understood."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, cast

from ledgerctl.application.imports.import_plans import COUNTS, Plan
from ledgerctl.domain.cases.chain import Head
from ledgerctl.errors.base import N_
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.imports import BadPlan
from ledgerctl.errors.system import CannotRead
from ledgerctl.formats.faults import Detail
from ledgerctl.formats.placing import placed

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
_KIND = "ledgerctl import plan"
_LARGEST = 4 << 20
_MOST_ROWS = 1 << 53
_HASH_DIGITS = 64
#: Characters of a strange name that a refusal repeats.
_SHOWN = 40

#: Option → the types that its value may have.
OPTIONS: Mapping[str, tuple[type, ...]] = {
    "encoding": (str, type(None)),
    "delimiter": (str, type(None)),
    "sheet": (str, type(None)),
    "header_row": (int, type(None)),
    "on_duplicate": (str,),
    "partial": (bool,),
    "blank_erases": (bool,),
}
_ON_DUPLICATE = ("skip", "update", "fail")
_SHAPE: Mapping[str, type] = {
    "kind": str,
    "version": int,
    "ledger": dict,
    "file": dict,
    "profile": dict,
    "options": dict,
    "counts": dict,
    "problems": dict,
}
_LEDGER: Mapping[str, type] = {"identity": str, "size": int, "head": str}
_FILE: Mapping[str, type] = {"path": str, "sha256": str}
_PROFILE: Mapping[str, type] = {"name": str, "text": str}


def write_plan(path: str, plan: Plan) -> None:
    """Write a plan to a new file that only its owner can read (mode 0600).

    Raises:
        FileExists, NoSuchFolder, NoPermission, DiskFailure.
    """
    with placed(path) as place:
        place.write_text(plan_text(plan), "utf-8")


def plan_text(plan: Plan) -> str:
    """Return the text of a plan."""
    parts = {
        "kind": _KIND,
        "version": VERSION,
        "ledger": {"identity": plan.ledger, "size": plan.head.size, "head": plan.head.hash},
        "file": {"path": plan.path, "sha256": plan.sha256},
        "profile": {"name": plan.profile, "text": plan.profile_text},
        "options": dict(plan.options),
        "counts": dict(plan.counts),
        "problems": dict(plan.codes),
    }
    return json.dumps(parts, ensure_ascii=False, indent=2) + "\n"


def read_plan(path: str) -> Plan:
    """Return the plan that a file holds.

    Raises:
        NoSuchFile, CannotRead.
        BadPlan: it is none, or there is something in it that is not understood.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a name as typed
            data = stream.read(_LARGEST + 1)
    except (FileNotFoundError, ValueError):
        raise NoSuchFile(path=path) from None
    except OSError as error:
        raise CannotRead(path=path, problem=error.strerror or "") from None
    return parse_plan(data, path=path)


def parse_plan(data: bytes, *, path: str) -> Plan:
    """Return the plan that bytes say; ``path`` is their name for messages.

    Raises:
        BadPlan.
    """
    if len(data) > _LARGEST:
        raise BadPlan(path=path, problem=N_("it is larger than 4 MiB"))
    try:
        found = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_number)
        # An escape may name half a character, which is no text
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadPlan(path=path, problem=N_("it is no JSON in UTF-8 with each name once")) from None
    return _Reader(path).plan(found)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _no_number(_text: str) -> None:
    raise ValueError


class _Reader:
    """Reads one plan; whatever has another shape is refused by its name."""

    def __init__(self, path: str) -> None:
        self._path = path

    def plan(self, found: object) -> Plan:
        if not isinstance(found, dict) or found.get("kind") != _KIND:
            raise BadPlan(path=self._path, problem=N_("it does not say that it is one"))
        if found.get("version") != VERSION:
            raise BadPlan(path=self._path, problem=N_("it is of another version"))
        parts = self._table("plan", found, _SHAPE)
        ledger = self._table("ledger", parts["ledger"], _LEDGER)
        file = self._table("file", parts["file"], _FILE)
        profile = self._table("profile", parts["profile"], _PROFILE)
        for name, digits in (("head", ledger["head"]), ("sha256", file["sha256"])):
            if len(digits) != _HASH_DIGITS or not set(digits) <= set("0123456789abcdef"):
                self._refuse(name)
        return Plan(
            ledger=ledger["identity"],
            head=Head(ledger["size"], ledger["head"]),
            path=file["path"],
            sha256=file["sha256"],
            profile=profile["name"],
            profile_text=profile["text"],
            options=self._options(parts["options"]),
            counts=self._numbers(
                self._table("counts", parts["counts"], dict.fromkeys(COUNTS, int))
            ),
            codes=self._numbers(parts["problems"]),
        )

    def _refuse(self, name: str) -> NoReturn:
        problem = Detail.of(N_("{name} is wrong"), name=name[:_SHOWN])
        raise BadPlan(path=self._path, problem=problem)

    def _table(self, name: str, found: dict[str, Any], shape: Mapping[str, type]) -> dict[str, Any]:
        """Return a table that has exactly these names, each with a value of its type."""
        if found.keys() != shape.keys():
            odd = sorted(map(str, found.keys() ^ shape.keys()))
            self._refuse(f"{name}.{odd[0]}")
        for key, kind in shape.items():
            # A yes or no is no number, whatever Python thinks
            if type(found[key]) is not kind:
                self._refuse(f"{name}.{key}")
        return found

    def _options(self, found: dict[str, Any]) -> Mapping[str, str | int | bool | None]:
        if found.keys() != OPTIONS.keys():
            self._refuse("options")
        for name, kinds in OPTIONS.items():
            if type(found[name]) not in kinds:
                self._refuse(f"options.{name}")
        header_row = found["header_row"]
        if found["on_duplicate"] not in _ON_DUPLICATE:
            self._refuse("options.on_duplicate")
        if header_row is not None and not 0 < header_row < _MOST_ROWS:
            self._refuse("options.header_row")
        return cast("Mapping[str, str | int | bool | None]", found)

    def _numbers(self, found: dict[str, Any]) -> dict[str, int]:
        for name, count in found.items():
            if type(count) is not int or not 0 <= count < _MOST_ROWS:
                self._refuse(name)
        return found
