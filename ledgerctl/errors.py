"""Every error a person may see: a class that owns its code, sentence, hint and exit status.

    LedgerError
    ├── UsageProblem        exit 2   the command or a value is wrong
    ├── NotFound            exit 3   the thing named does not exist
    ├── RuleError           exit 4   a rule of the house refuses
    ├── Conflict            exit 5   it clashes with what is recorded
    ├── Damaged             exit 6   the ledger is not what it should be
    ├── Busy                exit 7   somebody else holds the ledger
    └── StorageFailure      exit 8   disk or input/output; safe to retry

Sentences are English message ids; the edge translates them and fills in the values.
A value is shown only through ``visible()`` at the edge; personal data is never a value.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = ["N_", "LedgerError"]


def N_(message: str) -> str:  # noqa: N802 - the name translators' tools look for
    """Mark a message for the catalogue without translating it here."""
    return message


class LedgerError(Exception):
    """A refusal with a stable code; the values fill the sentence and the hint.

    Args:
        **values: what the sentence and the hint name; ``where`` (file, line, column) is optional.
    """

    code: ClassVar[str] = "E000"
    exit_status: ClassVar[int] = 1
    sentence: ClassVar[str] = ""
    hint: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        """Return the English sentence with its code, for logs and tests."""
        return f"{self.code} {self.sentence.format(**self.values)}"


class UsageProblem(LedgerError):
    """The command line or a value on it is wrong."""

    exit_status = 2


class NotFound(LedgerError):
    """What was named does not exist."""

    exit_status = 3


class RuleError(LedgerError):
    """A rule of the house refuses the command; nothing was written."""

    exit_status = 4


class Conflict(LedgerError):
    """The command clashes with what is already recorded."""

    exit_status = 5


class Damaged(LedgerError):
    """The ledger file is not what it should be."""

    exit_status = 6


class Busy(LedgerError):
    """Somebody else holds the ledger."""

    exit_status = 7


class StorageFailure(LedgerError):
    """The disk or the system refused; the command may be repeated safely."""

    exit_status = 8


# --- E1xx: the command line ------------------------------------------------------------------


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


# --- E2xx: values ------------------------------------------------------------------------------


class UnknownCode(UsageProblem):
    """A value that the vocabulary does not hold."""

    code = "E201"
    sentence = N_("{value} is not a known {field}")
    hint = N_("Nearest: {nearest}. All codes: `ledgerctl codes {vocabulary}`")


class BadDate(UsageProblem):
    """A date in a form that is not on the closed list, or that does not exist."""

    code = "E202"
    sentence = N_("{value} is not a date that {field} accepts")
    hint = N_("Accepted forms: {forms}")


class ImpossibleDate(UsageProblem):
    """A date in a known form whose day, month or time does not exist."""

    code = "E203"
    sentence = N_("{value} ({field}) does not exist in the calendar")
    hint = N_("Check day, month and time")


class BadAmount(UsageProblem):
    """Money that cannot be read exactly."""

    code = "E204"
    sentence = N_("{value} is not an amount of money that {field} accepts")
    hint = N_("Write it like 5000, 5,000.00 or 1.2万; at most two decimals, not negative")


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


# --- E3xx: not found ---------------------------------------------------------------------------


class NoSuchLedger(NotFound):
    """The ledger file named does not exist."""

    code = "E301"
    sentence = N_("There is no ledger at {path}")
    hint = N_("Create it: `ledgerctl init --ledger {path} --branch NAME`")


class NoSuchCase(NotFound):
    """No complaint has this number."""

    code = "E302"
    sentence = N_("There is no complaint {number}")
    hint = N_("`ledgerctl list` shows the numbers there are")


class NoSuchFile(NotFound):
    """A file named on the command line does not exist."""

    code = "E303"
    sentence = N_("There is no file {path}")
    hint = N_("Check the name; `-` reads standard input")


class NoSuchBatch(NotFound):
    """No import has this batch name."""

    code = "E304"
    sentence = N_("There is no batch {batch}")
    hint = N_("The import that wrote it printed its name; `ledgerctl show` of a case names it too")


class NoSuchProfile(NotFound):
    """No mapping profile has this name."""

    code = "E305"
    sentence = N_("There is no mapping profile {name}")
    hint = N_("Known profiles: {known}")


# --- E4xx: rules of the house ------------------------------------------------------------------


class Recused(RuleError):
    """回避: a person complained about may not handle, take over or close the case."""

    code = "E401"
    sentence = N_("{person} is complained about in {number} and may not be its {role}")
    hint = N_("Name somebody else (recusal, order 2020 No. 3 of the CBIRC)")


class ClimbsDown(RuleError):
    """The ladder goes up only."""

    code = "E402"
    sentence = N_("{number} already stands at {level}; it cannot go to {target}")
    hint = N_("The ladder goes up only: {ladder}")


class SkipsRungs(RuleError):
    """Rungs may be skipped upward, but with a reason."""

    code = "E403"
    sentence = N_("Going from {level} to {target} skips {skipped}")
    hint = N_("Give the reason with --reason")


class AlreadyClosed(RuleError):
    """The case is closed; the command needs an open one."""

    code = "E404"
    sentence = N_("{number} is already closed (on {day})")
    hint = N_("Reopen it first: `ledgerctl reopen {number} --reason …`, or correct it with `amend`")


class NotClosed(RuleError):
    """Only a closed case can be reopened or have its outcome corrected."""

    code = "E405"
    sentence = N_("{number} is still open")
    hint = N_("Close it first: `ledgerctl resolve {number} --finding …`")


class FutureDate(RuleError):
    """A thing that happened cannot lie in the future."""

    code = "E406"
    sentence = N_("{field} {value} lies in the future")
    hint = N_("Today is {today} in the branch's time zone")


class BeforeReceipt(RuleError):
    """Nothing can happen to a complaint before it was received."""

    code = "E407"
    sentence = N_("{field} {value} lies before the receipt on {received}")
    hint = N_("Check both dates")


class ReversedCase(RuleError):
    """The case was taken back with its batch."""

    code = "E408"
    sentence = N_("{number} was taken back with its batch")
    hint = N_("Its number is not used again; `ledgerctl show {number}` tells why")


class NothingChanges(RuleError):
    """A correction to the value that is already there."""

    code = "E409"
    sentence = N_("{field} of {number} already has this value")
    hint = N_("Nothing was written")


class NotCorrectable(RuleError):
    """A field that other commands own."""

    code = "E410"
    sentence = N_("{field} is not corrected by amend")
    hint = N_("Use `{command}`")


class ReasonNeeded(RuleError):
    """A step that must give its reason."""

    code = "E411"
    sentence = N_("{step} needs a reason")
    hint = N_("Give it with --reason")


class AlreadyReversed(RuleError):
    """A batch can be taken back once."""

    code = "E412"
    sentence = N_("Batch {batch} was already taken back")
    hint = N_("Import the file again if it should stand after all")


# --- E5xx: conflicts ---------------------------------------------------------------------------


class KeyReused(Conflict):
    """An idempotency key that stands for another command."""

    code = "E501"
    sentence = N_("The key {key} already stands for another command (event {seq})")
    hint = N_("Use a key of its own for each command")


class LedgerExists(Conflict):
    """A file already stands where a ledger should be created."""

    code = "E502"
    sentence = N_("{path} already exists")
    hint = N_("Choose another path; a ledger is never overwritten")


class FileExists(Conflict):
    """A file to be written already exists."""

    code = "E503"
    sentence = N_("{path} already exists and is not overwritten")
    hint = N_("Choose another name or move the file away")


class BatchKnown(Conflict):
    """A row whose case is already in the ledger with other values."""

    code = "E504"
    sentence = N_("The row differs from {number}, which the ledger already holds")
    hint = N_("Choose --on-duplicate update to take its values over, or skip to leave them")


# --- E6xx: the ledger itself -------------------------------------------------------------------


class NotALedger(Damaged):
    """The file is something else."""

    code = "E601"
    sentence = N_("{path} is not a ledger: {problem}")
    hint = N_("Check the path; a ledger is made by `ledgerctl init`")


class LedgerTooNew(Damaged):
    """The ledger was written by a newer program."""

    code = "E602"
    sentence = N_(
        "{path} was written by a newer ledgerctl (schema {version}, this one knows {known})"
    )
    hint = N_("Install the newer ledgerctl; nothing was changed")


class LedgerCorrupt(Damaged):
    """SQLite itself finds the file damaged."""

    code = "E603"
    sentence = N_("{path} is damaged: {problem}")
    hint = N_("Take the newest backup and run `ledgerctl verify` on it")


class StatisticsDisagree(Damaged):
    """The stock-flow identity does not hold, so no report is printed."""

    code = "E604"
    sentence = N_(
        "The books of {year} do not balance: {opening} + {received} + {reopened} - {closed}"
        " is not {closing}"
    )
    hint = N_("Run `ledgerctl verify`; then `ledgerctl verify --rebuild`")


# --- E7xx, E8xx: the system --------------------------------------------------------------------


class LedgerBusy(Busy):
    """The ledger stayed locked for the whole waiting time."""

    code = "E701"
    sentence = N_("{path} is in use by another program; waited {seconds} seconds")
    hint = N_("Try again; nothing was written")


class NoPermission(StorageFailure):
    """The system does not let us."""

    code = "E801"
    sentence = N_("No permission for {path}")
    hint = N_("Ask its owner, or choose another path")


class DiskFailure(StorageFailure):
    """The disk is full or reports an error."""

    code = "E802"
    sentence = N_("The disk refused: {problem}")
    hint = N_("Free some space or check the disk, then repeat the command with --key {key}")


class CannotRead(StorageFailure):
    """A file that cannot be read."""

    code = "E803"
    sentence = N_("{path} cannot be read: {problem}")
    hint = N_("Check the file")


class Unexpected(StorageFailure):
    """A mistake in the program itself; what it was is shown only on request."""

    code = "E899"
    sentence = N_("Something went wrong inside ledgerctl ({kind})")
    hint = N_(
        "Nothing was half-written. Set LEDGERCTL_DEBUG=1, repeat the command, and report what it shows"
    )


# --- E9xx: files to import ---------------------------------------------------------------------


class BadEncoding(UsageProblem):
    """Bytes that no accepted encoding explains."""

    code = "E901"
    sentence = N_("{path} is not {encoding} text (byte {offset})")
    hint = N_("Name the encoding with --encoding, for instance gb18030, big5 or cp1252")


class BadTable(UsageProblem):
    """A file that is not a table as the format demands."""

    code = "E902"
    sentence = N_("{path}: {problem}")
    hint = N_("{expected}")


class BadProfile(UsageProblem):
    """A mapping profile with a mistake in it."""

    code = "E903"
    sentence = N_("The mapping profile {path} is not usable: {problem}")
    hint = N_("{expected}")
