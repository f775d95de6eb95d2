"""Mapping profiles 映射配置: which there are, and what comes of one on a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.i18n import _
from ledgerctl.render.ledger import problems
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Lines, Table
from ledgerctl.render.words.texts import field_label, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.imports.profile_checks import ProfileCheck
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json


class Listed(NamedTuple):
    """A profile in the list: its name, titles, and whether it is the person's own."""

    name: str
    title: str
    title_zh: str
    own: bool


def document(found: Sequence[Listed], *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return one line per profile."""
    rows = tuple(
        (
            each.name,
            (each.title_zh if language == "zh" else each.title) or each.title,
            _("own") if each.own else _("shipped"),
        )
        for each in found
    )
    return Document(
        (Table("", (Column(_("Profile")), Column(_("Title")), Column(_("Origin"))), rows),)
    )


def data(found: Sequence[Listed]) -> dict[str, Json]:
    """Return the JSON data of the list."""
    return {"profiles": [each._asdict() for each in found]}


def checked(result: ProfileCheck, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return what each column feeds, how many rows are good, and what is wrong with the others."""
    pairs = [
        (_("Read"), f"{result.read:,}"),
        (_("Rejected"), f"{result.rejected:,}"),
        (_("Columns kept as they are"), joined(list(result.kept), language)),
    ]
    mapped = tuple((heading, field_label(name, language)) for heading, name in result.mapped)
    title = _("Profile {profile} on {file}").format(profile=result.profile, file=result.file)
    blocks: list[Block] = [
        Heading(title, 1),
        KeyValues(tuple(pairs)),
        Table("", (Column(_("Column")), Column(_("Field"))), mapped),
    ]
    if result.problems:
        count = sum(result.codes.values())
        codes = tuple((code, f"{many:,}") for code, many in problems.by_code(result.codes))
        blocks += [
            Heading(_("Problems")),
            Lines(tuple(problems.lines(result.problems, result.file, count))),
            Table("", (Column(_("Code")), Column(_("Count"), "right")), codes),
        ]
    return Document(tuple(blocks))


def checked_data(result: ProfileCheck) -> dict[str, Json]:
    """Return the JSON data of a trial."""
    return {
        "file": result.file,
        "profile": result.profile,
        "read_as": dict(result.said),
        "columns": [{"heading": heading, "field": name} for heading, name in result.mapped],
        "kept_columns": list(result.kept),
        "read": result.read,
        "rejected": result.rejected,
        "problem_codes": dict(result.codes),
        "problems": [problems.problem_data(problem) for problem in result.problems],
    }
