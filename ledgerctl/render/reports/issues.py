"""Issued reports: the register, the footer of a report that is issued, what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.reports.issued_names import name_of
from ledgerctl.render.reports.periods import data as period_data
from ledgerctl.render.reports.periods import said
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import arrow, clauses, field_label, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.reports.report_results import Changed, Issue, YearReport
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: Changes shown of one issue; all are in the JSON data.
_MOST_CHANGES = 8


def document(issues: Sequence[Issue], *, language: str, encoding: str) -> Document:
    """Return the register of issued reports."""
    if not issues:
        return Document((Paragraph(_("No report was issued yet.")),))
    blocks: list[Block] = [Heading(_("Issued reports"), 1), _table(issues, language, encoding)]
    return Document(tuple(blocks))


def earlier(report: YearReport, *, language: str, encoding: str) -> Iterator[Block]:
    """Yield the earlier issues of a report and what has changed since; nothing without any."""
    if report.issues:
        yield _table(report.issues, language, encoding)


def footer(report: YearReport) -> Iterator[Block]:
    """Yield by whom, when and to whom this very report is issued; nothing when it is not."""
    issued = report.issued
    if issued is not None:
        yield Heading(_("Issued"))
        yield KeyValues(
            (
                (_("Report number"), issued.number),
                (_("Issued to"), issued.to),
                (_("Issued by"), issued.by),
                (_("Issued at"), issued.at.replace("T", " ")),
                (_("Program"), f"ledgerctl {report.version}"),
                ("SHA-256", issued.sha256),
            )
        )


def told(receipt: Receipt) -> Iterator[str]:
    """Yield what was recorded, for the person at the terminal."""
    if receipt.dry_run:
        yield _("Dry run: nothing was written")
    elif receipt.repeated:
        yield _("{number} was issued before with this key").format(number=receipt.number)
    else:
        yield _("Issue recorded as {number}, event #{seq}").format(
            number=receipt.number, seq=receipt.seq
        )


def _table(issues: Sequence[Issue], language: str, encoding: str) -> Table:
    rows = tuple(
        (
            each.number,
            each.at[:10],
            _about(each, language),
            each.to,
            each.by,
            each.sha256[:12],
            _changes(each, language, encoding),
        )
        for each in issues
    )
    columns = (
        Column(_("Report number"), whole=True),
        Column(_("Issued at"), whole=True),
        Column(_("Period")),
        Column(_("Issued to")),
        Column(_("Issued by")),
        Column("SHA-256"),
        Column(_("Changed since")),
    )
    return Table(_("Issued before"), columns, rows)


def _about(issue: Issue, language: str) -> str:
    parts = [said(issue.period, language)]
    parts += [
        pair(field_label(name, language), value, language) for name, value in issue.equal.items()
    ]
    return clauses(parts, language)


def _changes(issue: Issue, language: str, encoding: str) -> str:
    if not issue.changes:
        return _("nothing")
    shown = [_change(each, language, encoding) for each in issue.changes[:_MOST_CHANGES]]
    if len(issue.changes) > _MOST_CHANGES:
        shown.append(_("{count} more").format(count=len(issue.changes) - _MOST_CHANGES))
    return clauses(shown, language)


def _change(change: Changed, language: str, encoding: str) -> str:
    return f"{name_of(change.figure, language)} {change.issued} {arrow(encoding)} {change.now}"


def data(issues: Sequence[Issue]) -> dict[str, Json]:
    """Return the register as JSON data."""
    return {"issues": [issue_data(each) for each in issues]}


def issue_data(issue: Issue) -> dict[str, Json]:
    """Return one issue: when, to whom, by whom, its figures' hash, and what has changed since."""
    return {
        "number": issue.number,
        **period_data(issue.period, issue.equal),
        "as_of": issue.as_of,
        "issued_to": issue.to,
        "issued_by": issue.by,
        "issued_at": issue.at,
        "sha256": issue.sha256,
        "ledger": head_data(issue.head),
        "changes": [
            {"figure": each.figure, "issued": each.issued, "now": each.now}
            for each in issue.changes
        ],
    }


def records(issues: Sequence[Issue]) -> list[dict[str, Json]]:
    """Return one record per issue."""
    return [
        {
            "number": each.number,
            "period": each.period.name,
            "as_of": each.as_of,
            "issued_to": each.to,
            "issued_by": each.by,
            "issued_at": each.at,
            "sha256": each.sha256,
            "changes": len(each.changes),
        }
        for each in issues
    ]
