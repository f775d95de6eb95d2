"""What can be wrong with handing data out (E930 to E944), and a look that stays recorded (E480)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, RuleError, UsageProblem


class LookStays(RuleError):
    """That somebody saw personal data is never taken back."""

    code = "E480"
    sentence = N_("Event {seq} records that somebody saw personal data; it cannot be taken back")
    hint = N_("Name the event, case or import that is to be taken back: `ledgerctl undo 7`")


class NoTarget(UsageProblem):
    """An export without a file, on a terminal."""

    code = "E930"
    sentence = N_("Where should the export go?")
    hint = N_("Give a file: --to cases.xlsx, or --to - for standard output")


class UnknownFileKind(UsageProblem):
    """The name of a file to write does not say what kind of file it is to be."""

    code = "E931"
    sentence = N_("{path} does not say what kind of file to write")
    hint = N_("End its name in one of {kinds}, or say --kind")


class KindNeedsFile(UsageProblem):
    """A kind of file that cannot be streamed."""

    code = "E932"
    sentence = N_("{kind} cannot be written to standard output")
    hint = N_("Give a file: --to FILE; standard output takes csv, json and jsonl")


class NotForThisKind(UsageProblem):
    """An option that means nothing for the kind of file."""

    code = "E934"
    sentence = N_("{option} means nothing for {kind}")
    hint = N_("Leave it out, or write one of: {kinds}")


class CellTooLong(UsageProblem):
    """A text that a cell of a spreadsheet cannot hold; nothing is ever cut."""

    code = "E935"
    sentence = N_("Row {row}, {column}: the text has {length} characters, a cell holds {limit}")
    hint = N_("Write CSV or JSON lines, or leave the column out with --fields")


class BadExtra(UsageProblem):
    """The column of an exported register that holds another register's columns is damaged."""

    code = "E936"
    sentence = N_("The original columns are no JSON object of texts")
    hint = N_("Leave the cell as it was exported, or empty it")


class MissingExtra(UsageProblem):
    """A library that only some need, and that is not installed."""

    code = "E937"
    sentence = N_("{module} is not installed, and this needs it")
    hint = N_("Install it with the extra {extra}: pip install 'ledgerctl[{extra}]'")


class UnknownSort(UsageProblem):
    """A column that a list cannot be sorted by."""

    code = "E938"
    sentence = N_("A list cannot be sorted by {value}")
    hint = N_("Nearest: {nearest}. Several: --sort -received_at,number")


class UnlikeAnySort(UnknownSort):
    """A column that a list cannot be sorted by, nor is any near it; ``nearest`` are the first that it can."""

    hint = N_("For instance: {nearest}. Several: --sort -received_at,number")


class NoSuchView(UsageProblem):
    """A saved view that is not there."""

    code = "E939"
    sentence = N_("There is no saved view {name}")
    hint = N_("There are: {known}. `ledgerctl list … --save-view NAME` makes one")


class BadViews(UsageProblem):
    """The file of saved views is damaged."""

    code = "E940"
    sentence = N_("{path} does not hold saved views")
    hint = N_("It is JSON: name of the view → option → text. Repair it, or move it away")


class NoSuchShape(UsageProblem):
    """A regulator's shape that does not come with the program."""

    code = "E941"
    sentence = N_("There is no shape {name}")
    hint = N_("There are: {known}; or give the path of a mapping file ending in .toml")


class BadShape(UsageProblem):
    """A mapping file of a shape with a mistake."""

    code = "E942"
    sentence = N_("{path} is no mapping file of a shape: {place}")
    hint = N_("Every key is described in the files that come with the program: --shape cfpb")


class PeriodNeeded(UsageProblem):
    """A table without the period that it is about, or a period for what is no table."""

    code = "E943"
    sentence = N_("The shape {name} is a table, and a table is of a period")
    hint = N_("Say --period 2024, 2024-H2, 2024-Q3 or 2024-07, and no filter")
