"""The assessment 考核: numbers with what they are of; percentages only of enough cases; no ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.reports.cross_measures import LEAST
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, Paragraph, Table
from ledgerctl.render.words.texts import percent, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.learning.assessing import Assessment, Record
    from ledgerctl.domain.reports.cross_measures import Proportion
    from ledgerctl.render.words.envelope import Json

_RATIOS = {
    "closed": N_("Closed"),
    "on_time": N_("On time"),
    "first_level": N_("Settled at the first level"),
    "upheld": N_("Upheld"),
    "satisfied": N_("Satisfied"),
    "scored": N_("Call-backs scored"),
}
_TITLES = {
    "person": N_("Assessment of {year} by person"),
    "department": N_("Assessment of {year} by department"),
}


def document(result: Assessment, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the table with its notes."""
    heading = Heading(_(_TITLES[result.by]).format(year=result.year), 1)
    if not result.records:
        return Document((heading, Paragraph(_("No case"))))
    columns = [Column(_("Name"))]
    columns += [Column(_(title), "right") for title in (N_("Received"), N_("Handled"))]
    columns += [Column(_(title), "right") for title in _RATIOS.values()]
    columns.append(Column(_("At fault"), "right"))
    rows = tuple(tuple(_cells(record, language)) for record in result.records)
    return Document((heading, Table("", tuple(columns), rows), *map(Paragraph, _notes())))


def _cells(record: Record, language: str) -> Iterator[str]:
    yield record.name or unknown(language)
    yield str(record.received)
    yield str(record.handled)
    for name in _RATIOS:
        yield _ratio(getattr(record, name), language)
    yield str(record.at_fault)


def _ratio(ratio: Proportion, language: str) -> str:
    plain = f"{ratio.part}/{ratio.whole}"
    return plain if ratio.percent is None else f"{plain} {percent(ratio.percent, language)}"


def _notes() -> Iterator[str]:
    yield _("Of fewer than {least} cases no percentage is shown").format(least=LEAST)
    yield _(
        "Sorted by name: numbers of complaints are never ranked alone. Guidance of the People's Bank of"
        " China, as quoted, has timeliness and pass rate as indicators, not only number and repeat rate"
    )


def data(result: Assessment) -> dict[str, Json]:
    """Return the JSON data: every ratio with part, whole and percent (null below the least number)."""
    return {"year": result.year, "by": result.by, "least": LEAST, "records": records(result)}


def records(result: Assessment) -> list[dict[str, Json]]:
    """Return one flat record per name."""
    found: list[dict[str, Json]] = []
    for each in result.records:
        record: dict[str, Json] = {
            "name": each.name,
            "received": each.received,
            "handled": each.handled,
            "at_fault": each.at_fault,
        }
        for name in _RATIOS:
            ratio: Proportion = getattr(each, name)
            record |= {
                name: ratio.part,
                f"{name}_of": ratio.whole,
                f"{name}_percent": None if ratio.percent is None else str(ratio.percent),
            }
        found.append(record)
    return found
