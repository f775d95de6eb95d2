"""Report periods that cannot be made (E950-E952)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, UsageProblem


class BadReportPeriod(UsageProblem):
    """A quarter or month that is not written as one, or that there is not."""

    code = "E950"
    sentence = N_("{value} is not a report period")
    hint = N_("Write it like {form}")


class PeriodBackwards(UsageProblem):
    """A period that ends before it begins."""

    code = "E951"
    sentence = N_("A period from {first} to {last} ends before it begins")
    hint = N_("Give the earlier day to --from and the later one to --to")


class UnknownUnit(UsageProblem):
    """A branch or department that no complaint names: a report of nothing would hide a slip of the pen."""

    code = "E952"
    sentence = N_("No complaint in the ledger is about {value}")
    hint = N_("Known: {nearest}")
