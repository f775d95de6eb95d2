"""What every error has, and the seven families; the family decides the exit status."""

from __future__ import annotations

from typing import ClassVar


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
