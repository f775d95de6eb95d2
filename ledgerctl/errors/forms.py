"""What can be wrong with a form: its name, its template, its period (E488 to E494)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, RuleError


class UnknownForm(RuleError):
    """Neither a shipped form nor a file."""

    code = "E488"
    sentence = N_("There is no form {name}")
    hint = N_("Shipped forms: {known}; or name a file that ends in .j2")


class FormSyntax(RuleError):
    """A template that cannot be read."""

    code = "E489"
    sentence = N_("Line {line} of the form {name} cannot be read: {problem}")
    hint = N_("Compare the line with a shipped form: `ledgerctl report --form-init annual-zh FILE`")


class FormNotAllowed(RuleError):
    """A template that asks for what forms may not use."""

    code = "E490"
    sentence = N_("Line {line} of the form {name} uses {what}, which forms may not use")
    hint = N_("Forms know if, for, set, comparisons, sums, blank() and the filters of the how-to")


class FormUnknownName(RuleError):
    """A template that asks for a value that there is not."""

    code = "E491"
    sentence = N_("Line {line} of the form {name} asks for {what}, which there is not")
    hint = N_("The names are those of `ledgerctl report --json`; the how-to lists the others")


class FormTooLong(RuleError):
    """A template that runs or writes more than is allowed."""

    code = "E492"
    sentence = N_("The form {name} is too much: {limit} at most")
    hint = N_("Loops inside loops grow quickly; shorten them")


class FormFails(RuleError):
    """A template whose expression cannot be worked out."""

    code = "E493"
    sentence = N_("Line {line} of the form {name} cannot be worked out")
    hint = N_("A sum needs numbers, and only texts and numbers can be printed")


class FormPeriod(RuleError):
    """A form for another kind of period, or for the whole branch."""

    code = "E494"
    sentence = N_("The form {name} is for {wanted} of the whole branch")
    hint = N_("Say it so: `ledgerctl report {option} --form {name}`")
