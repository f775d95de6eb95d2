"""Files to import that are no table, or not one that is read (E907-E918, E927, E928)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, UsageProblem


class UnreadFormat(UsageProblem):
    """A file of a kind that is not read."""

    code = "E907"
    sentence = N_("{path} is {kind}; such files are not read")
    hint = N_("Open it in the program that wrote it and save it as XLSX or CSV")


class OverLimit(UsageProblem):
    """A file, or something in it, that is larger than any register."""

    code = "E908"
    sentence = N_("{path}: {what} is over the limit of {limit}")
    hint = N_("Divide it into several files; every row can be imported, only not in one piece")


class SuspiciousArchive(UsageProblem):
    """A packed file that would become absurdly large, as an attack does (a zip bomb)."""

    code = "E909"
    sentence = N_("{path} would unpack to {ratio} times its size or more; it is not opened")
    hint = N_("No register is packed so densely. Ask the sender what this file is")


class SheetNeeded(UsageProblem):
    """A workbook with several sheets that hold something."""

    code = "E910"
    sentence = N_("{path} has several sheets that hold something: {sheets}")
    hint = N_("Choose one with --sheet NAME")


class NoSuchSheet(UsageProblem):
    """A sheet that the workbook does not have."""

    code = "E911"
    sentence = N_("{path} has no sheet {sheet}")
    hint = N_("Its sheets: {sheets}")


class BadArchive(UsageProblem):
    """A zip file that holds several files."""

    code = "E912"
    sentence = N_("{path} holds {count} files; exactly one is read")
    hint = N_("Unpack it and import each file")


class Protected(UsageProblem):
    """A file that cannot be opened without its password."""

    code = "E913"
    sentence = N_("{path} is protected by a password")
    hint = N_("Save it without the password, in a place that only you can read")


class DamagedFile(UsageProblem):
    """A file whose inner structure is broken."""

    code = "E914"
    sentence = N_("{path} is damaged as {kind}: {problem}")
    hint = N_("Open it in the program that wrote it and save it again, or fetch it again")


class DuplicateHeading(UsageProblem):
    """Two columns with one heading: which of them is right is not ours to guess."""

    code = "E915"
    sentence = N_(
        "{path}: the heading {heading} stands twice in {row}, in columns {first} and {second}"
    )
    hint = N_(
        "Give every column a heading of its own; in a table, --header-row N names another row"
    )


class NoHeaderRow(UsageProblem):
    """A row of headings was named that is not there."""

    code = "E916"
    sentence = N_("{path} has no headings in row {row}")
    hint = N_("Give the row as the spreadsheet or editor counts it, with --header-row N")


class NotForThisFile(UsageProblem):
    """An option about how to read a file that this kind of file has no use for."""

    code = "E917"
    sentence = N_("{option} {value} does not fit {path}, which is {kind}")
    hint = N_(
        "--delimiter takes one character and is for CSV; --sheet is for workbooks;"
        " --encoding is for text files"
    )


class NoRecords(UsageProblem):
    """A JSON file without records."""

    code = "E918"
    sentence = N_("{path}: {problem}")
    hint = N_(
        "Give a list of objects, an object a line, the hits of a search or Socrata's columns and data"
    )


class FiguresOnly(UsageProblem):
    """A table of counts and rates, such as a regulator publishes: there is no case in it."""

    code = "E927"
    sentence = N_("{path} holds figures about complaints, and no complaints: no cell is a day")
    hint = N_("Import the register that was counted, with a row for each complaint")


class MeantAsBig5(UsageProblem):
    """Traditional Chinese in Big5, whose bytes pass for GB18030 as characters that hardly anybody writes."""

    code = "E928"
    sentence = N_("{path} passes for GB18030, but its characters are those of Big5")
    hint = N_("Say which it is: --encoding big5 or --encoding gb18030")
