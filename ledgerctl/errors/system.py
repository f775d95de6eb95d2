"""What lies underneath: the ledger file (E6xx), the system (E7xx, E8xx), files to import (E9xx)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, Busy, Damaged, StorageFailure, UsageProblem


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
        " - {withdrawn} - {declined} is not {closing}"
    )
    hint = N_("Run `ledgerctl verify`; then `ledgerctl verify --rebuild`")


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
