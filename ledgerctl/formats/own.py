"""Reading back what this program exported: guards taken off, derived columns passed over, extras restored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledgerctl.application.imports.files import Origin
from ledgerctl.domain.codes.fields import EXTRA
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.reports.register_columns import COLUMNS, LEDGER
from ledgerctl.domain.text.formulas import guard, unguard
from ledgerctl.errors.exporting import BadExtra
from ledgerctl.errors.usage import UnknownCode
from ledgerctl.formats.faults import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.errors.base import LedgerError
    from ledgerctl.formats.table import Record

#: Heading → column, for the columns that are no field of a case.
_OTHERS = {
    heading: column.name
    for column in COLUMNS.values()
    if column.derived or column.name == EXTRA
    for heading in (column.name, column.zh, column.en)
}
#: The columns by which an export is known; whoever left them out said so (`--fields`).
_SIGNS = frozenset({"number", LEDGER})
#: What JSON calls a column inside the original columns.
_INSIDE = f"{EXTRA}/"


def is_export(header: Iterable[str]) -> bool:
    """Whether these are the headings of a register that this program exported."""
    return {_OTHERS.get(heading.strip()) for heading in header}.issuperset(_SIGNS)


def is_own(heading: str) -> bool:
    """Whether a heading is a column that an export adds to the fields of a case."""
    return heading in _OTHERS


def unguarded(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records with the cells as they were before the export guarded them."""
    for line, cells, fault in records:
        if fault is None and any(cell[:1] == "'" for cell in cells):
            yield line, [unguard(cell) for cell in cells], None
        else:
            yield line, cells, fault


def restored(rows: Iterable[MappedRow]) -> Iterator[MappedRow]:
    """Yield the rows with their other columns read: closed or not, the columns of another register."""
    for row in rows:
        kept = row.sealed.pop(EXTRA, {})
        extra = kept if not isinstance(kept, str) else {}
        others = {_OTHERS[heading]: text for heading, text in extra.items() if is_own(heading)}
        if others.get("number") and others.get("ledger"):
            origin = Origin(others["ledger"], others["number"])
            row = row._replace(origin=origin)  # noqa: PLW2901 - the same row, with its origin
        own: dict[str, str] = {
            name.removeprefix(_INSIDE): text for name, text in extra.items() if not is_own(name)
        }
        try:
            own |= _table(others.get(EXTRA, ""))
            if others.get("status") and _is_closed(others["status"]):
                row.facts["closed"] = True
        except (UnknownCode, BadExtra) as error:
            row = row._replace(problems=[*row.problems, _problem(error, row.line)])  # noqa: PLW2901 - the same row with one problem more
        if own:
            row.sealed[EXTRA] = own
        if row.problems:
            # What goes into a file of rejected rows is guarded as it was
            row = row._replace(cells=[guard(cell) for cell in row.cells])  # noqa: PLW2901 - as above
        yield row


def _is_closed(text: str) -> bool:
    status = VOCABULARIES["status"].parse(text)
    if status == "reversed":
        # A case that was taken back must not come to life by a detour
        raise UnknownCode(
            value=text, field="status", vocabulary="status", nearest="received, closed"
        )
    return status == "closed"


def _table(text: str) -> Mapping[str, str]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadExtra from None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise BadExtra
    return found


def _problem(error: LedgerError, line: int) -> Problem:
    name = str(error.values.get("field", EXTRA))
    return problem_of(error, line, COLUMNS[name].zh, str(error.values.get("value", "")))
