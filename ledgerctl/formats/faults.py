"""What can be wrong with a file: sentences with values, and the errors of single rows (E904-E906, E919-E925, E929)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ledgerctl.application.imports.import_results import Problem
from ledgerctl.domain.text import privacy
from ledgerctl.errors.base import N_, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.errors.base import LedgerError

#: Characters of a cell that a report shows at most.
SHOWN = 60

_MASKS = {"name": privacy.mask_name, "phone": privacy.mask_phone, "id": privacy.mask_id}


class Detail(str):
    """An English sentence with its values filled in, which still knows its message id.

    It reads as plain English where nobody translates; the edge translates ``template`` and fills in
    ``values`` itself.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, template: str, **values: object) -> Detail:
        """Return the sentence ``template`` with its values."""
        detail = cls(template.format(**values))
        detail.template = template
        detail.values = values
        return detail


class UnlistedValue(UsageProblem):
    """A value that the profile's table does not list and that was read as its fallback."""

    code = "E904"
    sentence = N_("{value} is not in the profile's table for {field}; read as {code}")
    hint = N_("The original text is kept with the case; add the value to the profile")


class RaggedRow(UsageProblem):
    """A row that does not have one cell for each heading, or whose quotation marks are broken."""

    code = "E905"
    sentence = N_("{problem}")
    hint = N_("Compare the row with the headings: a comma or quotation mark too many or too few")


class CutRecord(UsageProblem):
    """The end of the file is missing."""

    code = "E906"
    sentence = N_("{problem}")
    hint = N_("The file is probably incomplete: fetch or export it again")


class OfOneCell:
    """A fault of one cell of a row: ``others`` are those of its further cells, so that all are named at once."""

    others: Sequence[CellFault] = ()


class CellError(OfOneCell, UsageProblem):
    """A cell of a spreadsheet that holds an error instead of a value."""

    code = "E919"
    sentence = N_("{cell}: the error {shown}")
    hint = N_("Correct its formula, or type the value")


class Uncomputed(OfOneCell, UsageProblem):
    """A formula whose value the file does not hold: the program that wrote it never computed it."""

    code = "E920"
    sentence = N_("{cell}: a formula without a value")
    hint = N_("Open the file in a spreadsheet program and save it, so that formulas are computed")


class DigitsLost(OfOneCell, UsageProblem):
    """A number that a spreadsheet has rounded: only its first 15 digits are what was typed."""

    code = "E921"
    sentence = N_("{cell}: a number of more than 15 digits; its last digits are lost")
    hint = N_("Format the column as text and type the number again")


class MergedCell(OfOneCell, UsageProblem):
    """A cell that is hidden inside a merged one, which spans several rows."""

    code = "E922"
    sentence = N_("{cell}: inside a merged cell that spans several rows")
    hint = N_("Split the merged cell and fill in each row")


class NotARecord(UsageProblem):
    """A record of a JSON file that is not what a record must be."""

    code = "E923"
    sentence = N_("{problem}")
    hint = N_("A record is an object with each name once, or a list as long as the columns")


class ShortenedNumber(UsageProblem):
    """A number such as 1.10101E+17: a spreadsheet showed it so, and saved what it showed."""

    code = "E924"
    sentence = N_("{value} is a number that was shortened; its last digits are lost")
    hint = N_(
        "In the spreadsheet format the column as text, type the number again, and save as CSV"
    )


class TotalsRow(UsageProblem):
    """A row of totals 合计 below a register."""

    code = "E925"
    sentence = N_("The row holds totals, and no complaint")
    hint = N_("Delete the row; with --partial the others are taken")


class MappedToNothing(UsageProblem):
    """A value of a column that is needed, for which the profile gives no code."""

    code = "E929"
    sentence = N_("The profile makes nothing of {value}, and {field} is needed")
    hint = N_("Give it a code in the profile; all codes: `ledgerctl codes {vocabulary}`")


#: What can be wrong with one cell of a workbook.
CellFault: TypeAlias = "CellError | Uncomputed | DigitsLost | MergedCell"

#: Faults of a row that its cells alone do not show: they must not be imported unrepaired.
UNSEEN = (CellError, Uncomputed, DigitsLost, MergedCell, NotARecord)


def problem_of(
    error: LedgerError, line: int, column: str, cell: str, field: Field | None = None
) -> Problem:
    """Return the problem that an error is for one cell; what a person may not see is masked.

    Args:
        error: the coded error.
        line: the physical line on which the row begins.
        column: the heading as it stands in the file.
        cell: what stood there; only its beginning is kept.
        field: the field the column feeds, None for a column that no field takes.
    """
    shown = shown_value(cell, field)
    values = dict(error.values)
    if "value" in values:
        values["value"] = shown
    if field is not None:
        # Rules that look at the row afterwards do not blame the field a second time
        values.setdefault("field", field.name)
    return Problem(
        line,
        column,
        shown,
        error.code,
        error.sentence,
        error.hint,
        values,
        warning=isinstance(error, UnlistedValue),
    )


def shown_value(cell: str, field: Field | None) -> str:
    """Return a cell as a report may show it: masked where personal, at most 60 characters."""
    # Masks see a little past the cut, so that a number across it is still known as one
    text = cell.strip()[: 4 * SHOWN]
    if field is not None and field.personal:
        text = _MASKS[field.kind](text)
    elif field is None or field.sealed:
        text = privacy.mask_text(text)
    text = privacy.visible(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
