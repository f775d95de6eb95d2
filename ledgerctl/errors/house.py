"""What was asked for: things not found (E3xx), rules of the house (E4xx), conflicts (E5xx)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, Conflict, NotFound, RuleError


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


class NoSuchFolder(NotFound):
    """The folder in which a file should be made does not exist."""

    code = "E306"
    sentence = N_("There is no folder {path}")
    hint = N_("Create it first, or choose another path")


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
    """The receipt of the case was taken back."""

    code = "E408"
    sentence = N_("{number} was taken back")
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
    """What was taken back cannot be taken back again, only restored."""

    code = "E412"
    sentence = N_("What {target} wrote was already taken back, by event {seq}")
    hint = N_("To let it stand again, take that back: `ledgerctl undo {seq}`")


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


class NotWithoutForce(FileExists):
    """A file to be written already exists, and the command can be told to replace it."""

    hint = N_("Choose another name, or replace the file with --force")


class BatchKnown(Conflict):
    """A row whose case is already in the ledger with other values."""

    code = "E504"
    sentence = N_("The row differs from {number}, which the ledger already holds")
    hint = N_("Choose --on-duplicate update to take its values over, or skip to leave them")
