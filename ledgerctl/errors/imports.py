"""What can be wrong with an import as a whole: plans, batches, drafts (E926, E945, E946; E345, E495, E545-E548)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, Conflict, NotFound, RuleError, UsageProblem


class SameHeading(UsageProblem):
    """Two headings that are the same text in two spellings of Unicode: nobody can tell them apart."""

    code = "E926"
    sentence = N_(
        "{path}: in {row} the headings of columns {first} and {second} look alike, {heading}, and differ"
        " only in how Unicode writes them"
    )
    hint = N_("Rename one of them, or delete the column that is too many")


class BadPlan(UsageProblem):
    """A file that is no plan of an import, or one that is not wholly understood."""

    code = "E945"
    sentence = N_("{path} is no import plan that this program understands: {problem}")
    hint = N_("Make a new one: `ledgerctl import FILE --plan PLAN`")


class NothingToUpdate(UsageProblem):
    """A row of an update that names no known case and says too little for a new one."""

    code = "E946"
    sentence = N_("No case has this number, and a new one needs {fields}")
    hint = N_("Correct the number, or fill in what a new case needs")


class NoSuchImport(NotFound):
    """A batch was named that is no import of this ledger."""

    code = "E345"
    sentence = N_("No import, or several, begin with {batch}")
    hint = N_("`ledgerctl imports` lists them")


class NotAgreed(RuleError):
    """An import on a terminal is agreed to by a person who saw the plan, or by ``--yes``."""

    code = "E495"
    sentence = N_("Nothing was imported, because nobody agreed to the plan")
    hint = N_("Repeat the command, or give it --yes")


class LedgerMoved(Conflict):
    """The plan was made for another state of the ledger, or for another ledger."""

    code = "E545"
    sentence = N_("The plan was made at {planned}; the ledger is at {found}")
    hint = N_("Make a new plan and look at it")


class FileMoved(Conflict):
    """The plan was made for a file with other bytes."""

    code = "E546"
    sentence = N_("{path} is not the file that the plan was made for: its SHA-256 differs")
    hint = N_("Make a new plan and look at it")


class ProfileMoved(Conflict):
    """The mapping profile is not what it was when the plan was made."""

    code = "E547"
    sentence = N_("The profile {profile} is not what it was when the plan was made")
    hint = N_("Make a new plan and look at it")


class PlanFails(Conflict):
    """The rows would become something else than the plan says; nothing was written."""

    code = "E548"
    sentence = N_("Something else would come of it than the plan says: {differences}")
    hint = N_("Make a new plan and look at it; a day has passed, or rules have changed")
