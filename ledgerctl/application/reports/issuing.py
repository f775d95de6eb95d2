"""Handing out reports 出具报告: the register of what was issued, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ledgerctl.application.desk.desk import record
from ledgerctl.application.learning.entries import next_number, read_parts
from ledgerctl.application.reports.issued_figures import figures_of
from ledgerctl.application.reports.report_results import Changed, Issue
from ledgerctl.application.reports.reporting import period_report
from ledgerctl.domain.cases.chain import Head
from ledgerctl.domain.events.report_issued import ReportIssued
from ledgerctl.domain.reports import issuing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Store, Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta, Recorded
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Event

FAMILY = "report"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be handed out: a period with its filter, to whom; as of ``on`` (today), ``at`` (now)."""

    period: ReportPeriod
    equal: Mapping[str, str]
    to: str
    on: str = ""
    at: str = ""


def issue(
    desk: Desk,
    request: Request,
    meta: Meta,
    *,
    fingerprint: Callable[[YearReport], str],
    dry_run: bool = False,
) -> tuple[YearReport, Receipt]:
    """Record that a report is handed out; returns it, with its issue, and the receipt.

    The report is made and recorded in one transaction, so that its figures are those of its ledger head.

    Args:
        desk: store, clock, entropy.
        request: the report, and to whom.
        meta: who hands it out.
        fingerprint: the SHA-256 of a report's figures in canonical form.
        dry_run: check everything and write nothing.

    Raises:
        EmptyValue, FutureDate, BadDate, StatisticsDisagree.
    """
    made: list[YearReport] = []

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        # A report only reads, and a transaction reads as a store does.
        within = desk._replace(store=cast("Store", transaction))
        report = _made(within, request)
        texts = {"by": meta.person, "issued_to": request.to, "at": request.at}
        facts, _ = read_parts(texts, moment)
        event = issuing.issue(
            next_number(transaction, FAMILY, issuing.LETTER, facts),
            request.period,
            request.equal,
            figures_of(report),
            facts,
            as_of=report.today,
            sha256=fingerprint(report),
            now=moment.local,
        )
        made.append(report)
        return [event], None

    receipt = record(desk, meta, ReportIssued.kind, work, dry_run=dry_run)
    if receipt.repeated:
        report = _made(desk, request)
        issued = next(each for each in report.issues if each.number == receipt.number)
        return replace(report, issued=issued), receipt
    report = made[0]
    handed = issuing.issued_report(ReportIssued(receipt.details, {}))
    return replace(report, issued=_issue(handed, report.head)), receipt


def _made(desk: Desk, request: Request) -> YearReport:
    report = period_report(desk, request.period, request.equal, on=request.on)
    return with_issues(desk, report)


def with_issues(desk: Desk, report: YearReport) -> YearReport:
    """Return a report with its earlier issues, each with what has changed since."""
    found = [
        each
        for each in desk.store.family(FAMILY)
        if _asks_the_same(issuing.issued_report(each.event), report)
    ]
    return replace(report, issues=[_with_changes(desk, each, report) for each in found])


def register(desk: Desk) -> list[Issue]:
    """Return every report that was issued, in order, with what has changed since."""
    return [_with_changes(desk, each, None) for each in desk.store.family(FAMILY)]


def _asks_the_same(issued: issuing.IssuedReport, report: YearReport) -> bool:
    return (issued.period, dict(issued.equal)) == (report.period, dict(report.equal))


def _with_changes(desk: Desk, recorded: Recorded, report: YearReport | None) -> Issue:
    envelope, event, _ = recorded
    issued = issuing.issued_report(event)
    if report is None or report.today != issued.as_of:
        report = period_report(desk, issued.period, issued.equal, on=issued.as_of)
    changes = issuing.changed(issued.figures, figures_of(report))
    return _issue(issued, Head(envelope.seq - 1, envelope.prev), changes)


def _issue(
    issued: issuing.IssuedReport, head: Head, changes: Sequence[tuple[str, str, str]] = ()
) -> Issue:
    return Issue(
        issued.number,
        issued.period,
        issued.equal,
        issued.as_of,
        issued.to,
        issued.by,
        issued.at,
        issued.sha256,
        head,
        [Changed(*each) for each in changes],
    )
