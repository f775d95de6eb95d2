"""Judging, suggesting, improving: numbers and periods (E23x), entries not found (E32x), rules (E45x)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, NotFound, RuleError, UsageProblem


class BadEntryNumber(UsageProblem):
    """A text that is no number of a suggestion, an improvement or an opportunity."""

    code = "E230"
    sentence = N_("{value} is not such a number")
    hint = N_("Write it like {example}")


class BadMonth(UsageProblem):
    """A text that is no month."""

    code = "E231"
    sentence = N_("{value} is not a month")
    hint = N_("Write it like 2020-04")


class BadWeek(UsageProblem):
    """A text that is no calendar week."""

    code = "E232"
    sentence = N_("{value} is not a calendar week")
    hint = N_("Write it like 2020-W17 (ISO 8601: weeks begin on Monday)")


class NoSuchEntry(NotFound):
    """No suggestion, improvement or opportunity has this number."""

    code = "E320"
    sentence = N_("There is no {number}")
    hint = N_("`{command} list` shows the numbers there are")


class NoSuchMeasure(NotFound):
    """An improvement has no measure of this number."""

    code = "E321"
    sentence = N_("{number} has no measure {step}")
    hint = N_("`ledgerctl improve show {number}` lists its measures")


class KindOfInvalidMissing(RuleError):
    """A complaint judged invalid must say why."""

    code = "E450"
    sentence = N_("{number} is judged invalid without the kind of invalidity")
    hint = N_("Give --invalid-kind; `ledgerctl codes invalid_kind` lists them")


class DoesNotFit(RuleError):
    """A part of a judgement that its responsibility leaves no room for."""

    code = "E451"
    sentence = N_("{field} does not go with the responsibility {responsibility}")
    hint = N_("Leave it out, or judge {number} anew as {needed}")


class NobodyResponsible(RuleError):
    """有责: a complaint at fault names who answers for it."""

    code = "E452"
    sentence = N_("{number} is judged at fault, but nobody is named as responsible")
    hint = N_("Give --responsible or --department")


class ApprovalMissing(RuleError):
    """An accountability decision is approved by somebody."""

    code = "E453"
    sentence = N_("The accountability decision on {number} names nobody who approved it")
    hint = N_("Give --approved-by")


class JudgesOwnCase(RuleError):
    """Nobody judges, or approves, what is decided about himself."""

    code = "E454"
    sentence = N_("{person} is held responsible in {number} and may not be its {role}")
    hint = N_("Let somebody else do it (--as, --approved-by)")


class AlreadyEnded(RuleError):
    """An entry that has its answer or its outcome."""

    code = "E455"
    sentence = N_("{number} was already brought to its end (on {day})")
    hint = N_("`{command} show {number}` tells how; a new matter gets a number of its own")


class BeforeItBegan(RuleError):
    """Nothing can happen to an entry before it began."""

    code = "E456"
    sentence = N_("{field} {value} lies before {began}, when it began")
    hint = N_("Check both dates")


class MeasureDone(RuleError):
    """A measure is carried out once."""

    code = "E457"
    sentence = N_("Measure {step} of {number} was already carried out (on {day})")
    hint = N_("Set a further measure: `ledgerctl improve measure {number} …`")


class NotYetDone(RuleError):
    """An effect can be verified once every measure was carried out."""

    code = "E458"
    sentence = N_("{number} is not put right yet: measures set {whole}, carried out {done}")
    hint = N_(
        "`ledgerctl improve measure {number} …` sets one, `ledgerctl improve done {number}` ends it"
    )


class TooEarly(RuleError):
    """An effect can be verified when the period after it is over."""

    code = "E459"
    sentence = N_("The {days} days after {done_on} last to {day}")
    hint = N_(
        "Verify {number} after that day; `ledgerctl improve show {number}` has the figures so far"
    )


class AlreadyVerified(RuleError):
    """An effect is verified once for the measures there are."""

    code = "E460"
    sentence = N_("The effect of {number} was already verified (on {day})")
    hint = N_(
        "If complaints came back, set a further measure: `ledgerctl improve measure {number} …`"
    )
