"""What ``verify`` found 核验结果: sound, or each place where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import field_label, figure, joined

if TYPE_CHECKING:
    from ledgerctl.application.cases.attaching import FileCheck
    from ledgerctl.application.reports.results import Verification
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: Fault of the chain → words.
_FAULTS = {
    "missing": N_("The event is missing"),
    "link": N_("It does not follow the event before it"),
    "hash": N_("Its content was changed after it was recorded"),
    "sealed part": N_("Its sealed part was changed after it was recorded"),
    "sealed part missing": N_("Its sealed part is missing"),
    "recording": N_("A note of who recorded when belongs to no event"),
    "file": N_("The file itself is damaged"),
}
#: Fault of an attached file → words.
_FILE_FAULTS = {
    "missing": N_("The file is not where it was"),
    "changed": N_("The file is not the one that was attached"),
    "unreadable": N_("The file cannot be read"),
    "erased": N_("Where the file lies was erased"),
}
_SCHEMA = "schema: "


def document(result: Verification, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the verdict first, then what was checked, then each fault."""
    blocks: list[Block] = [
        Heading(_("The ledger is sound") if result.sound else _("The ledger is NOT sound"), 1),
        KeyValues(tuple(_checked(result, language))),
    ]
    if result.faults:
        rows = tuple((str(fault.seq or ""), fault_words(fault.problem)) for fault in result.faults)
        columns = (Column(_("Event"), "right"), Column(_("What is wrong")))
        blocks.append(Table(_("Events"), columns, rows))
    if result.derived:
        said = _("Derived tables that do not match the events: {tables}")
        blocks.append(Paragraph(said.format(tables=joined(list(result.derived), language))))
    if result.derived and not result.rebuilt and not result.faults:
        blocks.append(Paragraph(_("Derive them anew: `ledgerctl verify --rebuild`")))
    if result.recusal_breaches:
        said = _("Open or closed by a person complained about: {cases}")
        cases = joined(list(result.recusal_breaches), language)
        blocks.append(Paragraph(said.format(cases=cases)))
    if result.files is not None and result.files.faults:
        blocks.append(_files(result.files, language))
    return Document(tuple(blocks))


def _files(check: FileCheck, language: str) -> Table:
    columns = (
        Column(field_label("number", language)),
        Column(_("Event"), "right"),
        Column(_("What is wrong")),
    )
    rows = tuple(
        (fault.number, str(fault.seq), _(_FILE_FAULTS[fault.problem])) for fault in check.faults
    )
    return Table(_("Files"), columns, rows)


def fault_words(problem: str) -> str:
    """Return a fault in words; one that has none is shown as it is."""
    if problem.startswith(_SCHEMA):
        said = _("Table, index or trigger {name} is missing, foreign or altered")
        return said.format(name=problem.removeprefix(_SCHEMA))
    return _(_FAULTS.get(problem, problem))


def _checked(result: Verification, language: str) -> list[tuple[str, str]]:
    rows = [
        (_("Events checked"), figure(result.events, language)),
        (_("Cases checked"), figure(result.cases, language)),
    ]
    if result.receipt:
        held = result.receipt_holds
        answer = _("holds") if held else _("does NOT hold: the ledger is not the one it came from")
        rows.append((_("Receipt {receipt}").format(receipt=result.receipt), answer))
    if result.files is not None:
        rows.append((_("Files checked"), figure(result.files.checked, language)))
    if result.rebuilt:
        rows.append((_("Derived tables"), _("derived anew")))
    rows.append((_("Ledger"), result.head.short))
    return rows


def data(result: Verification) -> dict[str, Json]:
    """Return the JSON data: sound or not, what was checked, each fault."""
    return {
        "sound": result.sound,
        "events": result.events,
        "cases": result.cases,
        "faults": [{"seq": fault.seq, "problem": fault.problem} for fault in result.faults],
        "derived": list(result.derived),
        "recusal_breaches": list(result.recusal_breaches),
        "files": None
        if result.files is None
        else {
            "checked": result.files.checked,
            "faults": [fault._asdict() for fault in result.files.faults],
        },
        "receipt": result.receipt,
        "receipt_holds": result.receipt_holds,
        "rebuilt": result.rebuilt,
        "ledger": head_data(result.head),
    }
