"""The variables of a form 报表模板: the JSON data of a report, and what stands beside it; all documented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerctl.application.reports.reporting import ordered
from ledgerctl.domain import metrics
from ledgerctl.domain.text.privacy import mask_text
from ledgerctl.render.reports.year_data import too_few

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ledgerctl.application.reports.forming import Forwarded, Learnt, Quarter
    from ledgerctl.domain.cases.ledger import Population
    from ledgerctl.domain.learning.improvements import Measure
    from ledgerctl.domain.reports.half_year import Group
    from ledgerctl.render.words.envelope import Json

_FOLDER = Path(__file__).parent / "shipped_forms"
_ENDING = ".md.j2"
#: The forms that come with the program.
SHIPPED = ("annual-zh", "nfra", "quarterly-zh", "uk-half-year")
_LANGUAGE = re.compile(r"\{#-? *language: *(zh|en)\b")


def source_of(name: str) -> str:
    """Return the template of a shipped form."""
    return (_FOLDER / f"{name}{_ENDING}").read_text("utf-8")


def language_of(source: str) -> str:
    """Return the language that a template says it is written in, ``zh`` or ``en``; else nothing."""
    found = _LANGUAGE.match(source)
    return found[1] if found else ""


def values_of(
    report: Mapping[str, Json],
    learnt: Learnt,
    forwarded: tuple[Forwarded, Forwarded],
    populations: Mapping[str, Population],
) -> dict[str, Json]:
    """Return the variables of a form by name; the words of clerks are masked.

    Args:
        report: the JSON data of the report.
        learnt: of the same period.
        forwarded: of the period, and of the same period last year.
        populations: the denominators by measure.
    """
    now, last_year = forwarded
    return {
        "report": report,
        "learning": {
            "suggestions": [
                {
                    "number": each.number,
                    "kind": each.suggestion_kind,
                    "proposal": mask_text(each.proposal),
                    "forwarded_to": each.forwarded_to,
                    "status": each.status,
                    "adoption": each.adoption,
                }
                for each in learnt.suggestions
            ],
            "forwarded": sum(bool(each.forwarded_on) for each in learnt.suggestions),
            "answered": sum(bool(each.answered_on) for each in learnt.suggestions),
            "adopted": sum(
                each.adoption in {"adopted", "partly_adopted"} for each in learnt.suggestions
            ),
            "improvements": [
                {"number": each.number, "lesson": mask_text(each.lesson), "status": each.status}
                for each in learnt.improvements
            ],
            "done": [_measure(number, each) for number, each in learnt.done],
            "waiting": [_measure(number, each) for number, each in learnt.waiting],
            "opportunities": learnt.opportunities,
            "watched": learnt.watched,
        },
        "forwarded": {
            "total": sum(now.channels.values()),
            "last_year": sum(last_year.channels.values()),
            "channels": _counted(now.channels),
            "business": _counted(now.business),
        },
        "populations": {
            measure: {"size": each.size, "as_of": each.as_of, "source": each.source}
            for measure, each in populations.items()
        },
    }


def quarters_of(quarters: Sequence[Quarter]) -> list[Json]:
    """Return the quarters of a year, each with its changes, rates and tables."""
    return [
        {
            "number": each.number,
            "first": each.first,
            "last": each.last,
            "received": each.received,
            "last_year": each.last_year,
            "yoy": _text(metrics.change(each.received, each.last_year).percent),
            "before": each.before,
            "qoq": _text(metrics.change(each.received, each.before).percent),
            "closed": each.closed,
            "to_close": each.received - each.withdrawn,
            "closing_rate": _text(metrics.percent(each.closed, each.received - each.withdrawn)),
            "agreed": each.agreed,
            "asked": each.asked,
            "agreement_rate": _text(metrics.percent(each.agreed, each.asked)),
            "repeats": each.repeats,
            "misdirected": each.misdirected,
            "tables": {name: _shared(name, counts) for name, counts in each.tables.items()},
            "silent": list(each.silent),
            "stated": each.stated,
        }
        for each in quarters
    ]


def half_years_of(
    halves: Sequence[tuple[str, str, Sequence[Group]]], populations: Mapping[str, Population]
) -> list[Json]:
    """Return both half-years: product groups, and their sum with its rate by 1,000 accounts."""
    accounts = populations.get("accounts")
    found: list[Json] = []
    for first, last, groups in halves:
        opened = sum(each.opened for each in groups)
        rate = metrics.rate(opened, accounts.size if accounts else None, per=1_000, places=2)
        found.append(
            {
                "first": first,
                "last": last,
                "opened": opened,
                "closed": sum(each.closed for each in groups),
                "outstanding": sum(each.outstanding for each in groups),
                "redress": sum(each.redress for each in groups),
                "per_1000_accounts": _text(rate.value),
                "groups": [
                    {
                        **each._asdict(),
                        "over_8_weeks": each.closed - each.within_3_days - each.within_8_weeks,
                        "percent_3_days": _text(metrics.percent(each.within_3_days, each.closed)),
                        "percent_8_weeks": _text(metrics.percent(each.within_8_weeks, each.closed)),
                        "percent_upheld": _text(metrics.percent(each.upheld, each.closed)),
                    }
                    for each in groups
                ],
            }
        )
    return found


def _shared(name: str, counts: Mapping[str, int]) -> list[Json]:
    values = ordered(name, counts)
    known = [value for value in values if value]
    shares = dict(zip(known, metrics.shares([counts[value] for value in known]), strict=True))
    return [
        {
            "value": value,
            "count": counts[value],
            "share": None if too_few(name, counts[value]) else _text(shares.get(value)),
        }
        for value in values
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _counted(counts: Mapping[str, int]) -> list[Json]:
    return [{"value": value, "count": count} for value, count in counts.items()]


def _measure(number: str, measure: Measure) -> Json:
    return {
        "improvement": number,
        "step": measure.step,
        "plan": mask_text(measure.plan),
        "owner": measure.owner,
        "due_on": measure.due_on,
        "done_on": measure.done_on,
    }
