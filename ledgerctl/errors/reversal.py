"""Corrections and taking back: a field named twice (E24x), no such event (E33x), not to be done (E46x)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, NotFound, RuleError, UsageProblem


class NamedTwice(UsageProblem):
    """One correction gives a field two values."""

    code = "E240"
    sentence = N_("{field} is named twice")
    hint = N_("Name each field once")


class NoSuchEvent(NotFound):
    """No event of the ledger has this number."""

    code = "E330"
    sentence = N_("There is no event {seq}")
    hint = N_("`ledgerctl show NUMBER` and every receipt in JSON name the events there are")


class NotConfirmed(RuleError):
    """Taking back is agreed to by a person who saw what will change, or by ``--yes``."""

    code = "E465"
    sentence = N_("Nothing was taken back, because nobody agreed to it")
    hint = N_("Look at what would change, and repeat the command with --yes")


class LaterStands(RuleError):
    """Later events rest on what would be taken back."""

    code = "E466"
    sentence = N_(
        "What {target} wrote cannot be taken back alone: {later} would have nothing to rest on"
    )
    hint = N_("Take these back as well: `ledgerctl undo {target} --with-later`")


class OthersCommand(RuleError):
    """The last command is somebody else's; it is taken back only when it is named."""

    code = "E467"
    sentence = N_("The last command (event {seq}) was recorded by {person}")
    hint = N_("To take it back all the same, name it: `ledgerctl undo {seq}`")


class RecordedAgain(RuleError):
    """An import that was taken back cannot stand again beside a second import of the same rows."""

    code = "E468"
    sentence = N_("{number} cannot stand again: the same row was imported again as {other}")
    hint = N_("Take the later import back first")


class BirthStays(RuleError):
    """A ledger without its first event is no ledger."""

    code = "E469"
    sentence = N_("The first event of a ledger cannot be taken back")
    hint = N_("Create another ledger: `ledgerctl init --ledger FILE --branch NAME`")
