"""Figures that are asked for (E235, E236) and figures that do not hold (E605)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, Damaged, UsageProblem


class UnknownMetric(UsageProblem):
    """A metric that the catalogue does not hold."""

    code = "E235"
    sentence = N_("There is no metric {value}")
    hint = N_(
        "Nearest: {nearest}. A row of a table is channel:nfra or department.late:NAME."
        " All metrics: docs/reference/metrics.md"
    )


class UnlikeAnyMetric(UnknownMetric):
    """A metric that the catalogue does not hold, nor any that is near; ``nearest`` are the first metrics."""

    hint = N_(
        "For instance: {nearest}. A row of a table is channel:nfra or department.late:NAME."
        " All metrics: docs/reference/metrics.md"
    )


class UnknownMeasure(UsageProblem):
    """A measure that no cross table has."""

    code = "E236"
    sentence = N_("There is no measure {value}")
    hint = N_("Nearest: {nearest}. All measures: `ledgerctl summarize --explain`")


class UnlikeAnyMeasure(UnknownMeasure):
    """A measure that no cross table has, nor is any near it; ``nearest`` are the first measures."""

    hint = N_("For instance: {nearest}. All measures: `ledgerctl summarize --explain`")


class FiguresDisagree(Damaged):
    """The kept sums and the cases themselves give different figures, so none is printed."""

    code = "E605"
    sentence = N_("{metric} of {year} is {kept} by the kept sums and {found} by the cases")
    hint = N_("Run `ledgerctl verify`; then `ledgerctl verify --rebuild`")
