"""The variables of a form 报表模板: the JSON data of a report, and what stands beside it; all documented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledgerctl.domain.privacy import mask_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.forming import Forwarded, Learnt
    from ledgerctl.domain.improvements import Measure
    from ledgerctl.domain.ledger import Population
    from ledgerctl.render.envelope import Json

_FOLDER = Path(__file__).parent / "shipped_forms"
_ENDING = ".md.j2"
#: The language in which a shipped form is written.
LANGUAGES = {"annual-zh": "zh", "nfra": "zh"}


def shipped() -> list[str]:
    """Return the names of the forms that come with the program."""
    return sorted(LANGUAGES)


def source_of(name: str) -> str:
    """Return the template of a shipped form."""
    return (_FOLDER / f"{name}{_ENDING}").read_text("utf-8")


def values_of(
    report: Mapping[str, Json],
    learnt: Learnt,
    forwarded: tuple[Forwarded, Forwarded, Forwarded],
    populations: Mapping[str, Population],
) -> dict[str, Json]:
    """Return the variables of a form by name; the words of clerks are masked.

    Args:
        report: the JSON data of the report.
        learnt: of the same period.
        forwarded: of the period, the same period last year, the period before.
        populations: the denominators by measure.
    """
    now, last_year, before = forwarded
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
            "before": sum(before.channels.values()),
            "channels": _counted(now.channels),
            "business": _counted(now.business),
        },
        "populations": {
            measure: {"size": each.size, "as_of": each.as_of, "source": each.source}
            for measure, each in populations.items()
        },
    }


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
