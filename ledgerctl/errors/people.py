"""People and fairness: values (E22x), what is not there (E31x), rules of the house (E43x, E44x)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, NotFound, RuleError, UsageProblem


class ScoreWithoutCall(UsageProblem):
    """A score given by somebody who was not spoken to."""

    code = "E225"
    sentence = N_("A score needs a call-back that reached the customer, not {outcome}")
    hint = N_("Leave --score out, or record the call-back as reached")


class NoSuchLink(NotFound):
    """Two cases that nobody linked this way."""

    code = "E315"
    sentence = N_("{number} is not linked to {other} as {relation}")
    hint = N_(
        "`ledgerctl show {number}` lists its links; a repetition found by the rule is no link,"
        " it follows complainant, business and window"
    )


class NotWatched(NotFound):
    """A complainant who does not stand on the watch list."""

    code = "E316"
    sentence = N_("The complainant of {subject} is not on the watch list")
    hint = N_("`ledgerctl watch` shows who is; `ledgerctl watch add {subject} --reason …`")


class NoSuchPerson(NotFound):
    """A pseudonym that no case has."""

    code = "E317"
    sentence = N_("No case has the complainant {person}")
    hint = N_("Name a case of the complainant, or a pseudonym that `ledgerctl watch` shows")


class SecondPersonNeeded(RuleError):
    """四眼原则: who handled a case does not reject it alone."""

    code = "E435"
    sentence = N_("{number} was handled by {person}; closing it as {finding} needs a second person")
    hint = N_(
        "Name who looked at it with --second PERSON, or let somebody else close it with --as"
        " (four eyes, `ledgerctl config set four_eyes off --reason …`)"
    )


class NotSecondPerson(RuleError):
    """The second person had a hand in the case already."""

    code = "E436"
    sentence = N_("{person} cannot be the second person of {number}: already its {role}")
    hint = N_("Name somebody who never had the case and does not close it")


class NotTheHandler(RuleError):
    """Only who was given a case accepts it."""

    code = "E437"
    sentence = N_("{number} belongs to {handler}; {person} cannot accept it")
    hint = N_("Say who accepts it with --as, or hand it over: `ledgerctl assign {number} HANDLER`")


class TooManyRepresentatives(RuleError):
    """A joint complaint in person has at most five representatives."""

    code = "E438"
    sentence = N_("{count} representatives are named; at most {limit} are allowed")
    hint = N_(
        "Joint complainants choose at most five (order 2020 No. 3 of the CBIRC, article 12);"
        " --complainants-count says how many they are"
    )


class MergedCase(RuleError):
    """The case is a duplicate: the other one is worked on."""

    code = "E439"
    sentence = N_("{number} was merged into {other}")
    hint = N_(
        "Work on {other}, or take the link away:"
        " `ledgerctl unlink {number} {other} --as duplicate --reason …`"
    )


class LinkedToItself(RuleError):
    """A case cannot be related to itself."""

    code = "E440"
    sentence = N_("{number} cannot be linked to itself")
    hint = N_("Name two cases")


class OutsidePeriod(RuleError):
    """A duplicate comes while the other case is being handled."""

    code = "E441"
    sentence = N_("{number} came on {received}, when {other} was not being handled")
    hint = N_("Only a case that comes within the handling period is merged; link it --as repeat")


class NotRegulatory(RuleError):
    """An own-channel case becomes a regulatory one by a case that a regulator forwarded."""

    code = "E442"
    sentence = N_("{number} is not a case that a regulator forwarded later")
    hint = N_("Name the own-channel case first, then the case received from the NFRA or the PBoC")


class UnknownComplainant(RuleError):
    """Nobody knows who complained."""

    code = "E443"
    sentence = N_("The complainant of {number} is unknown")
    hint = N_("Name the complainant first: `ledgerctl amend {number} phone …`")


class AlreadyWatched(RuleError):
    """A complainant stands on the watch list once."""

    code = "E444"
    sentence = N_("The complainant of {subject} is already on the watch list")
    hint = N_("`ledgerctl watch tell {subject} STAFF --reason …` lets somebody know")


class MergedElsewhere(RuleError):
    """A case that is a duplicate itself takes no duplicates."""

    code = "E445"
    sentence = N_("{number} cannot be merged: {merged} already is, into {other}")
    hint = N_("Link it to {other}, or take the other link away first")


class OwnCase(RuleError):
    """回避: a person complained about takes no step in the handling of the case."""

    code = "E446"
    sentence = N_("{person} is complained about in {number}; this step is somebody else's")
    hint = N_(
        "Let somebody else do it, who is named with --as (recusal, order 2020 No. 3 of the CBIRC)"
    )
