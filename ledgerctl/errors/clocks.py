"""What the clocks of a case and the deadline policies refuse: values (E21x), names (E31x), rules (E42x)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, NotFound, RuleError, UsageProblem


class BadPolicy(UsageProblem):
    """A policy of one's own has a field that is missing or not accepted."""

    code = "E216"
    sentence = N_("{value} is not accepted as {field} of a deadline policy")
    hint = N_("Accepted: {accepted}")


class NoSuchPolicy(NotFound):
    """No policy or shipped set has this name."""

    code = "E310"
    sentence = N_("There is no deadline policy or set {name}")
    hint = N_("Shipped sets: {known}; `ledgerctl policy list` shows the policies there are")


class Suspended(RuleError):
    """The clock stands still; the command needs it running."""

    code = "E420"
    sentence = N_("The clock of {number} stands still since {day}")
    hint = N_("Let it run again first: `ledgerctl resume {number}`")


class NotSuspended(RuleError):
    """Only a clock that stands still can be let run again."""

    code = "E421"
    sentence = N_("The clock of {number} runs")
    hint = N_("`ledgerctl deadline {number}` shows its steps")


class NoExtension(RuleError):
    """The policy that rules the case allows no further extension."""

    code = "E422"
    sentence = N_("The period of {number} cannot be extended under {policy}")
    hint = N_("Due on {due}; `ledgerctl deadline {number}` shows how")


class ExtensionTooLong(RuleError):
    """More than the policy allows."""

    code = "E423"
    sentence = N_("An extension by {days} is more than {policy} allows")
    hint = N_("Give --days from 1 to {limit}")


class ApprovalNeeded(RuleError):
    """The extension needs the approval of somebody above."""

    code = "E424"
    sentence = N_("This extension needs an approval under {policy}")
    hint = N_(
        "Name with --approved-by who approved it at the superior institution, or which senior manager"
        " of the head office"
    )


class NoticeIncomplete(RuleError):
    """A notice says the facts, the basis and the remedies, or it is none."""

    code = "E425"
    sentence = N_("The notice leaves out: {missing}")
    hint = N_("Tell all of it, then give --told facts,basis,remedies")


class AlreadyNotified(RuleError):
    """The complainant has been told already."""

    code = "E426"
    sentence = N_("The complainant of {number} was told on {day}")
    hint = N_("Correct it with `ledgerctl amend {number} notified_at …`")


class CannotPause(RuleError):
    """The policy does not stop for this cause."""

    code = "E427"
    sentence = N_("The clock of {number} does not stop for {cause} under {policy}")
    hint = N_("It stops for: {known}")


class NoDeadline(RuleError):
    """The case has no decision clock: no policy applied at its receipt."""

    code = "E428"
    sentence = N_("{number} has no deadline for its decision")
    hint = N_("No policy applied when it was received; see `ledgerctl policy list`")


class PolicyUnverified(RuleError):
    """Nobody has read the source of the rule."""

    code = "E429"
    sentence = N_("The source of {policy} was not verified")
    hint = N_("Read {source}, then adopt it as the branch's own rule with --own")


class PolicyStands(RuleError):
    """The same policy already applies."""

    code = "E430"
    sentence = N_("{policy} already applies as it is")
    hint = N_("Nothing was written")
