"""What a figure of an issued report is called when it has changed since."""

from __future__ import annotations

from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.reports.figures import BANDS
from ledgerctl.render.reports.report_sections import LEARNING
from ledgerctl.render.words.texts import clauses, excluded_as, field_label, label, pair

_PLAIN = {
    "total.cases": N_("Received"),
    "total.closed": N_("Closed"),
    "total.settled_at_branch": N_("Settled at the branch"),
    "total.escalated": N_("Escalated"),
    "total.skip_level": N_("Over the branch's head"),
    "total.repeats": N_("Repeated"),
    "total.reopened": N_("Reopened"),
    "total.at_fault": N_("At fault"),
    "total.on_time": N_("On time"),
    "total.late": N_("Late"),
    "total.undated": N_("Closed without a date"),
    "total.compensation": N_("Compensation"),
    "books.opening": N_("Open at the start"),
    "books.reopened": N_("Taken up again"),
    "books.closed": N_("Closed in the period"),
    "books.withdrawn": N_("Withdrawn"),
    "books.declined": N_("Declined"),
    "books.closing": N_("Open at the end"),
    "overdue": N_("Overdue"),
    "overdue_longest": N_("Overdue, the longest in days"),
    "previous_year": N_("Received a year before"),
    "previous_period": N_("Received in the period before"),
    "days.median": N_("Days to the answer, median"),
    "days.mean": N_("Days to the answer, mean"),
    "days.p90": N_("Days to the answer, 90th percentile"),
    "days.max": N_("Days to the answer, most"),
    "hours.median": N_("Hours to the first contact, median"),
    "hours.p90": N_("Hours to the first contact, 90th percentile"),
    "known_before": N_("Over the branch's head, known to the branch before"),
    "not_reached": N_("Not reached by a call-back"),
}
#: Figures of which there are several: what stands before the colon → what they are called.
_OF_SEVERAL = {
    "month": N_("Received"),
    "age": N_("Still open"),
    "effect": N_("Effect of the improvements"),
    "excluded": N_("Not counted as complaints"),
    "silent": N_("Units without a complaint"),
}


def name_of(figure: str, language: str) -> str:
    """Return what a figure of an issued report is called."""
    if figure in METRICS:
        return METRICS[figure].label.said(language)
    if figure in _PLAIN:
        return _(_PLAIN[figure])
    group, _sign, value = figure.partition(":")
    if not value and group.startswith("learning."):
        return _(LEARNING[group.removeprefix("learning.")])
    if group in _OF_SEVERAL:
        return pair(_(_OF_SEVERAL[group]), _one(group, value, language), language)
    dimension, _dot, part = group.partition(".")
    shown = label(dimension, value, language) if dimension in VOCABULARIES or not value else value
    row = f"{field_label(dimension, language)} {shown}"
    return clauses([row, _(_PLAIN[f"total.{part}"])], language) if part else row


def _one(group: str, value: str, language: str) -> str:
    match group:
        case "age":
            return _(BANDS[value])
        case "excluded":
            return label(excluded_as(value), value, language)
        case "silent":
            return field_label(value, language)
        case _:
            return value
