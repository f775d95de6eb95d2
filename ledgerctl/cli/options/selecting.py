"""Which cases a command is about: the filters of ``list`` and ``export``, in one wording."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledgerctl.application.desk.moments import read_year, today
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.cli.options.periods import bounds
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.register.register import UNDECIDED
from ledgerctl.errors.usage import ContradictoryOptions, UnknownOption
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk

Status = Annotated[str, typer.Option("--status", help=_("`ledgerctl codes status`"))]
Year = Annotated[str, typer.Option("--year", help=_("Year of receipt"))]
Channel = Annotated[str, typer.Option("--channel", help=_("`ledgerctl codes channel`"))]
Cause = Annotated[str, typer.Option("--cause", help=_("`ledgerctl codes cause`"))]
Business = Annotated[str, typer.Option("--business", help=_("`ledgerctl codes business`"))]
Responsibility = Annotated[
    str, typer.Option("--responsibility", help=_("`ledgerctl codes responsibility`"))
]
RecordType = Annotated[str, typer.Option("--record-type", help=_("`ledgerctl codes record_type`"))]
Accountability = Annotated[
    str, typer.Option("--accountability", help=_("`ledgerctl codes accountability`"))
]
Undecided = Annotated[
    bool, typer.Option("--undecided", help=_("Only at fault without an accountability decision"))
]
Handler = Annotated[str, typer.Option("--handler", help=_("Who owns the case"))]
Department = Annotated[str, typer.Option("--department", help=_("The department complained about"))]
Batch = Annotated[str, typer.Option("--batch", help=_("The import that wrote it"))]
Last = Annotated[str, typer.Option("--last", help=_("Received in the last 30d, 8w, 3m or 1y"))]
Text = Annotated[str, typer.Option("--text", help=_("Words in any text of the case"))]
Search = Annotated[
    str,
    typer.Option("--search", help=_("Words in the texts as everybody sees them; found quickly")),
]
Sort = Annotated[
    str, typer.Option("--sort", help=_("Columns: days, or -received_at,number; - turns one round"))
]
View = Annotated[str, typer.Option("--view", help=_("A saved view; other options add to it"))]
OpenOnly = Annotated[bool, typer.Option("--open", help=_("Only open cases"))]
ClosedOnly = Annotated[bool, typer.Option("--closed", help=_("Only closed cases"))]
Overdue = Annotated[bool, typer.Option("--overdue", help=_("Only open cases past their due day"))]


class Selection(NamedTuple):
    """The filters as they were typed; empty ones ask for nothing."""

    status: str = ""
    year: str = ""
    channel: str = ""
    cause: str = ""
    business: str = ""
    responsibility: str = ""
    handler: str = ""
    department: str = ""
    batch: str = ""
    last: str = ""
    text: str = ""
    open_only: bool = False
    closed_only: bool = False
    overdue: bool = False
    record_type: str = ""
    accountability: str = ""
    undecided: bool = False
    search: str = ""
    sort: str = ""

    def over(self, view: Mapping[str, str | bool]) -> Selection:
        """Return a saved view with what was typed now in place of what it says.

        Raises:
            UnknownOption: the view has an option that a list has not.
        """
        for name, value in view.items():
            known = self._field_defaults.get(name)
            if type(value) is not type(known):
                nearest = ", ".join(f"--{each}" for each in self._fields[:3])
                option = f"--{name}"
                raise UnknownOption(option=option, nearest=nearest, command="ledgerctl list")
        typed = {name: value for name, value in self._asdict().items() if value}
        return Selection(**{**view, **typed})

    def options(self) -> dict[str, str | bool]:
        """Return what was asked for, by name."""
        return {name: value for name, value in self._asdict().items() if value}


def query(selection: Selection, desk: Desk) -> CaseFilter:
    """Return the filter that was asked for; ``overdue`` and ``last`` as of the branch's today.

    Raises:
        ContradictoryOptions, UnknownCode, BadPeriod.
    """
    if selection.open_only and selection.closed_only:
        raise ContradictoryOptions(first="--open", second="--closed")
    for name in ("responsibility", "accountability"):
        if selection.undecided and getattr(selection, name):
            raise ContradictoryOptions(first="--undecided", second=f"--{name}")
    coded = (
        *("status", "channel", "cause", "business", "responsibility"),
        *("record_type", "accountability"),
    )
    typed = {name: getattr(selection, name) for name in coded}
    equal = {name: VOCABULARIES[name].parse(text) for name, text in typed.items() if text}
    for name in ("handler", "department", "batch"):
        if getattr(selection, name):
            equal[name] = getattr(selection, name)
    if selection.undecided:
        equal |= UNDECIDED
    if selection.sort:
        from ledgerctl.domain.reports.sorting import parse_sort
    day = today(desk)
    first, last = bounds("", "", selection.last, date.fromisoformat(day))
    return CaseFilter(
        status=equal.pop("status", None),
        is_open=True if selection.open_only else False if selection.closed_only else None,
        year=read_year(selection.year) if selection.year else None,
        received_from=first or None,
        received_to=last or None,
        equal=equal,
        overdue_on=day if selection.overdue else None,
        text=selection.text or None,
        search=selection.search if selection.search.strip() else None,
        order=parse_sort(selection.sort) if selection.sort else (),
    )
