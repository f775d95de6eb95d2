"""What was typed: the command line (E1xx) and its values (E2xx)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, UsageProblem


class BadUsage(UsageProblem):
    """A usage error that Typer found."""

    code = "E101"
    sentence = "{message}"
    hint = N_("See `{command} --help`")


class MissingOption(UsageProblem):
    """A required option or argument is missing and nobody can be asked."""

    code = "E102"
    sentence = N_("Missing {names}")
    hint = N_("Give it on the command line; there is no terminal to ask on. See `{command} --help`")


class UnknownCommand(UsageProblem):
    """The first word is no command."""

    code = "E103"
    sentence = N_("There is no command {word}")
    hint = N_("Did you mean: {nearest}? All commands: `ledgerctl --help`")


class UnknownOption(UsageProblem):
    """An option that this command does not have."""

    code = "E104"
    sentence = N_("There is no option {option}")
    hint = N_("Did you mean: {nearest}? All options: `{command} --help`")


class ContradictoryOptions(UsageProblem):
    """Two options that exclude each other."""

    code = "E105"
    sentence = N_("{first} and {second} cannot be given together")
    hint = N_("Leave one of them out")


class NothingToDo(UsageProblem):
    """A command that was given nothing to change."""

    code = "E106"
    sentence = N_("Nothing to {verb}: no value was given")
    hint = N_("Give at least one of: {options}")


class UnknownChoice(UsageProblem):
    """An option that takes one of a few words."""

    code = "E107"
    sentence = N_("{value} is not a choice for {option}")
    hint = N_("Choose one of: {choices}")


class ExtraArgument(UsageProblem):
    """More words than the command takes."""

    code = "E108"
    sentence = N_("Unexpected argument: {arguments}")
    hint = N_("Put a text of several words in quotation marks. See `{command} --help`")


class OptionNeedsValue(UsageProblem):
    """An option at the end of the line, without its value."""

    code = "E109"
    sentence = N_("{option} needs a value")
    hint = N_("See `{command} --help`")


class OptionAlone(UsageProblem):
    """An option that says how another is meant, without that other."""

    code = "E110"
    sentence = N_("{option} does nothing without {other}")
    hint = N_("Give {other} too, or leave {option} out")


class UnknownCode(UsageProblem):
    """A value that the vocabulary does not hold."""

    code = "E201"
    sentence = N_("{value} is not a known {field}")
    hint = N_("Nearest: {nearest}. All codes: `ledgerctl codes {vocabulary}`")


class UnlikeAnyCode(UnknownCode):
    """A value that the vocabulary does not hold, nor anything near it; ``nearest`` are its first codes."""

    hint = N_("For instance: {nearest}. All codes: `ledgerctl codes {vocabulary}`")


class BadDate(UsageProblem):
    """A date in a form that is not on the closed list, or that does not exist."""

    code = "E202"
    sentence = N_("{value} is not a date that {field} accepts")
    hint = N_("Accepted forms: {forms}")


class NumberOfDay(BadDate):
    """A date as the bare number by which a spreadsheet counts days; ``day`` is the one that it is."""

    hint = N_(
        "In a spreadsheet this is the number of {day}: type that, or format the column as a date"
    )


class ImpossibleDate(UsageProblem):
    """A date in a known form whose day, month or time does not exist."""

    code = "E203"
    sentence = N_("{value} ({field}) does not exist in the calendar")
    hint = N_("Check day, month and time")


class BadAmount(UsageProblem):
    """Money that cannot be read exactly."""

    code = "E204"
    sentence = N_("{value} is not an amount of money that {field} accepts")
    hint = N_("Write it like 5000, 5,000.00, 5千 or 1.2万; at most two decimals, not negative")


class BadNumber(UsageProblem):
    """A whole number was expected."""

    code = "E205"
    sentence = N_("{value} is not a whole number that {field} accepts")
    hint = N_("{expected}")


class BadFlag(UsageProblem):
    """Yes or no was expected."""

    code = "E206"
    sentence = N_("{value} is neither yes nor no ({field})")
    hint = N_("Write yes or no, 是 or 否")


class HostileText(UsageProblem):
    """Text with characters that no ledger may hold."""

    code = "E207"
    sentence = N_("{field} holds the forbidden character {character}")
    hint = N_("Remove it; control characters and half characters are not accepted")


class TooLong(UsageProblem):
    """Text over the limit."""

    code = "E208"
    sentence = N_("{field} is {length} characters long; at most {limit} are accepted")
    hint = N_("Shorten it, or keep the document outside and name it")


class BadCaseNumber(UsageProblem):
    """A case number that is not like 2020-0007."""

    code = "E209"
    sentence = N_("{value} is not a case number")
    hint = N_("Case numbers look like 2020-0007; `ledgerctl list` shows them")


class UnknownField(UsageProblem):
    """A field name that the catalogue does not hold."""

    code = "E210"
    sentence = N_("There is no field {value}")
    hint = N_("Nearest: {nearest}. All fields: `ledgerctl codes fields`")


class UnlikeAnyField(UnknownField):
    """A field name that the catalogue does not hold, nor anything near it; ``nearest`` are the first fields."""

    hint = N_("For instance: {nearest}. All fields: `ledgerctl codes fields`")


class EmptyValue(UsageProblem):
    """A required value is blank."""

    code = "E211"
    sentence = N_("{field} is empty")
    hint = N_("Give a value")


class BadSetting(UsageProblem):
    """A setting that does not exist or a value that it does not accept."""

    code = "E212"
    sentence = N_("{value} is not accepted for the setting {name}")
    hint = N_("{expected}")


class BadJson(UsageProblem):
    """Standard input that is not the JSON object expected."""

    code = "E213"
    sentence = N_("The JSON on standard input cannot be read: {problem}")
    hint = N_('Give one object, like {{"channel": "counter", "summary": "…"}}')


class BadPeriod(UsageProblem):
    """A year or period that cannot be."""

    code = "E214"
    sentence = N_("{value} is not a year or period")
    hint = N_("Give a year like 2020; --from must not be after --to")


class NoSuchPeriod(BadPeriod):
    """A year, half-year, quarter or month that cannot be."""

    hint = N_("Give 2024, 2024-H2, 2024-Q3 or 2024-07")


class BadLength(BadPeriod):
    """A length of time up to today that cannot be read."""

    hint = N_("Give a number with d, w, m or y: 30d, 8w, 3m, 1y")
