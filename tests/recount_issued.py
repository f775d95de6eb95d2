"""Reports that were handed out, told again: what each said, and which of its figures are others now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recount_beside import period_of
from recount_story import standing
from recount_year import SPLITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from recount_story import Line
    from recount_year import Span

#: What a row of a table holds beside its cases → what an issue calls it.
_ROW = {
    **{name: name for name in ("closed", "settled_at_branch", "escalated", "at_fault", "late")},
    "repeat": "repeats",
}
_BOOKS = ("opening", "reopened", "closed", "withdrawn", "declined", "closing")


def issued_before(
    lines: list[Line], span: Span, only: dict[str, str], report: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the issues of a report in order; ``report`` counts it again as of a day."""
    period = period_of(span)
    found = []
    for line in standing(lines):
        facts = line["facts"]
        if line["kind"] != "report.issued" or only != _pairs(facts["filter"]):
            continue
        if (facts["period_kind"], facts["first"], facts["last"]) != (
            *(period["kind"], period["first"], period["last"]),
        ):
            continue
        said = {name: count for count, name in (each.split("=", 1) for each in facts["figures"])}
        now = figures_of(report(facts["as_of"]))
        found.append(
            {
                "number": facts["report"],
                "period": period,
                "filter": only,
                "as_of": facts["as_of"],
                "issued_to": facts["issued_to"],
                "issued_by": facts["by"],
                "issued_at": facts["at"],
                "sha256": facts["sha256"],
                "ledger": {
                    "size": line["seq"] - 1,
                    "head": line["prev"],
                    "short": f"{line['seq'] - 1}:{line['prev'][:12]}",
                },
                "changes": {
                    name: (said.get(name, "0"), now.get(name, "0"))
                    for name in {*said, *now}
                    if said.get(name, "0") != now.get(name, "0")
                },
            }
        )
    return found


def _pairs(texts: list[str]) -> dict[str, str]:
    return dict(each.split("=", 1) for each in texts)


def figures_of(report: dict[str, Any]) -> dict[str, str]:
    """Return every count of a report under the name by which an issue keeps it; noughts are left out."""
    faults = report["responsibility"].get("at_fault", {})
    found: dict[str, Any] = {
        "total.cases": report["received"],
        "total.closed": report["received"] - report["open"],
        "total.settled_at_branch": report["resolved_at_branch"]["count"],
        "total.escalated": report["escalated"],
        "total.skip_level": report["over_the_head"],
        "total.repeats": report["repeat"],
        "total.reopened": report["reopened"],
        "total.at_fault": faults.get("count", 0),
        "total.on_time": report["on_time"],
        "total.late": report["late"],
        "total.undated": report["undated"],
        "total.compensation": report["compensation"]["minor_units"],
        **{f"books.{name}": report["stock"][name] for name in _BOOKS},
        "overdue": report["overdue"],
        "overdue_longest": report["overdue_longest_days"],
        "previous_year": report["previous_year"]["received"],
        "previous_period": report["previous_period"]["received"],
        **{f"month:{each['month']}": each["count"] for each in report["months"]},
        **{f"age:{band}": count for band, count in report["ageing"]["bands"].items()},
        **{f"excluded:{why}": count for why, count in report["excluded"].items()},
        "known_before": report["over_the_head_known_before"],
        "not_reached": report["satisfaction_answers"]["not_reached"],
        **{f"silent:{name}": len(units) for name, units in report["without_complaint"].items()},
        **{f"learning.{name}": count for name, count in (report["learning"] or {}).items()},
        **_rows(report),
    }
    texts = {name: str(count) for name, count in found.items() if count}
    times = {
        **{f"days.{name}": report["days"][name] for name in ("median", "mean", "p90", "max")},
        **{f"hours.{name}": report["first_contact_hours"][name] for name in ("median", "p90")},
    }
    # Nought days are not the same as days that nobody knows.
    texts |= {name: str(value) for name, value in times.items() if value is not None}
    for key, metric in report["metrics"].items():
        if metric["denominator"] is not None:
            texts[key] = f"{metric['numerator']}/{metric['denominator']}"
        elif metric["numerator"]:
            texts[key] = str(metric["numerator"])
    for each in report["improvement_effects"]:
        texts[f"effect:{each['improvement']}"] = f"{len(each['before'])}/{len(each['after'])}"
    return texts


def _rows(report: dict[str, Any]) -> dict[str, int]:
    found = {}
    for key, dimension in SPLITS.items():
        for value, row in report[key].items():
            found[f"{dimension}:{value}"] = row["count"]
            for name, called in _ROW.items():
                found[f"{dimension}.{called}:{value}"] = row[name]
    return found
