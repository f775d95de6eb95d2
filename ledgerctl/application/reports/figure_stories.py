"""One figure explained 口径说明: definition, inputs, and the cases behind it, found one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.hindsight import overdue_on
from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.reports.comparing import counts_compared
from ledgerctl.application.reports.issued_figures import figures_of
from ledgerctl.application.reports.rectified import rectified
from ledgerctl.application.reports.reporting import SPLITS, period_report
from ledgerctl.application.reports.results import Explanation
from ledgerctl.domain.days.periods import YEAR
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.cohort import COMPARED
from ledgerctl.domain.metrics.members import MEMBERS, Period, behind
from ledgerctl.domain.metrics.metric import MONEY, folded_name
from ledgerctl.domain.metrics.rectifying import RECTIFYING
from ledgerctl.domain.metrics.table_rows import counted, table_row
from ledgerctl.domain.register.period_tallies import with_persons
from ledgerctl.errors.figures import FiguresDisagree, UnknownMetric, UnlikeAnyMetric

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.metrics.members import Members
    from ledgerctl.domain.metrics.metric import Figure, Metric
    from ledgerctl.domain.register.register import Row


#: Figures that stand elsewhere in a report than among its metrics → how many cases it counts there.
_KEPT: dict[str, Callable[[YearReport], int]] = {
    "ageing": lambda report: sum(report.ages.values()),
    "identity": lambda report: report.stock.closing,
    "ack_time": lambda report: report.contact_known,
    "resolve_time": lambda report: report.days_known,
    "settled_at_branch": lambda report: report.totals.settled_at_branch,
}


def explain(
    desk: Desk,
    period: ReportPeriod,
    name: str,
    equal: Mapping[str, str] | None = None,
    *,
    on: str = "",
) -> Explanation:
    """Return what stands behind one figure of a period's report.

    The report adds up kept sums; here every case is looked at. The two must agree.

    Args:
        desk: store, clock, entropy.
        period: the period of the report.
        name: a metric by key or by label, in either language; a row of a table (``channel:nfra``); or a count
            that periods are compared by (``late``).
        equal: the filter of the report.
        on: the report date, ISO; today by default.

    Raises:
        UnknownMetric: there is no such metric.
        UnknownCode: the table of that field has no such row.
        FiguresDisagree: the cases give another figure than the kept sums.
        StatisticsDisagree: the books of the period do not balance.
    """
    row = table_row(name.strip(), SPLITS) or counted(name)
    metric, members = row or _of_the_catalogue(name)
    report = period_report(desk, period, equal, on=on)
    span = Period(period.first, period.last, report.today, report.window)
    figure = report.figures.get(metric.key)
    numerator: list[Row] | None = None
    denominator: list[Row] | None = None
    if members is not None:
        rows = desk.store.cases(CaseFilter(equal=report.equal)).rows
        if period.kind != YEAR or report.equal:
            rows = with_persons(rows, period)
        numerator, denominator = behind(members, rows, span)
        if metric.key == "overdue_open" and report.today < today(desk):
            numerator = overdue_on(
                desk.store, report.today, received_to=period.last, equal=report.equal
            )
        _check(metric, report, figure, numerator, denominator)
    elif metric in RECTIFYING:
        return _of_improvements(desk, metric, report, span)
    return Explanation(
        metric,
        period,
        report.equal,
        report.branch,
        span,
        figure,
        None if numerator is None else [row.number for row in numerator],
        None if denominator is None else [row.number for row in denominator],
        report.head,
    )


def _of_improvements(desk: Desk, metric: Metric, report: YearReport, period: Period) -> Explanation:
    """Return what stands behind a figure of improvements: measures, or complaints before and after."""
    found = rectified(desk.store, period)
    counted, denominator = found.measures.get(metric.key, (None, None))
    return Explanation(
        *(metric, report.period, report.equal, report.branch, period, found.figures[metric.key]),
        counted,
        denominator,
        report.head,
        measures=counted is not None,
        effects=None if counted is not None else found.effects,
    )


def _of_the_catalogue(name: str) -> tuple[Metric, Members | None]:
    metric = find_metric(name)
    return metric, MEMBERS.get(metric.key)


def find_metric(name: str) -> Metric:
    """Return a metric by its key or one of its labels.

    Raises:
        UnknownMetric: there is none; UnlikeAnyMetric: nor one that is near.
    """
    wanted = folded_name(name)
    for metric in METRICS.values():
        if wanted in {folded_name(each) for each in (metric.key, *metric.label)}:
            return metric
    from ledgerctl.domain.codes.suggest import nearest

    known = {
        spelling: key
        for key, metric in (COMPARED | METRICS).items()
        for spelling in (*metric.label, key)
    }
    near = dict.fromkeys(known[spelling] for spelling in nearest(name, known))
    refusal = UnknownMetric if near else UnlikeAnyMetric
    raise refusal(value=name, nearest=", ".join(near or list(METRICS)[:5]))


def _check(
    metric: Metric,
    report: YearReport,
    figure: Figure | None,
    numerator: Sequence[Row],
    denominator: Sequence[Row] | None,
) -> None:
    if metric.key in _KEPT:
        kept, found = _KEPT[metric.key](report), len(numerator)
    elif metric.key in COMPARED:
        kept, found = counts_compared(report)[metric.key], len(numerator)
    elif metric.key not in METRICS:
        kept, found = int(figures_of(report).get(metric.key, "0")), len(numerator)
    elif figure is None:
        return
    elif metric.unit == MONEY:
        kept, found = figure.numerator, sum(row.compensation or 0 for row in numerator)
    else:
        kept, found = figure.numerator, len(numerator)
        if denominator is not None and figure.denominator != len(denominator):
            kept, found = figure.denominator or 0, len(denominator)
    if kept != found:
        raise FiguresDisagree(metric=metric.key, year=report.period.name, kept=kept, found=found)
