"""The named metrics of a year, each by its definition alone: numerator, denominator, value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from recount_arithmetic import interval, ratio
from recount_improvements import Issue, issues_of, of_issue
from recount_story import Case, cases_of, day_of
from recount_year import (
    OUTSIDE,
    REGULATORS,
    Year,
    at_fault,
    decided,
    met,
    resolved,
    told,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Figure = dict[str, Any]


def overdue(of: Year) -> list[Case]:
    """Return the cases received by the end of the period that were open, and their due day over, on the day."""
    then = {case.number: case for case in cases_of(of.lines, of.today)}
    last = min(of.span[1], of.today)
    return [
        then[case.number]
        for case in of.all
        if case.received <= last and _overdue_then(then[case.number], of.today)
    ]


def _overdue_then(case: Case, day: date) -> bool:
    answered = case.facts.get("notified_at")
    return (
        any(each.start <= day and (each.end is None or each.end > day) for each in case.open)
        # What was answered, or stands still, runs no longer.
        and not (answered and day_of(answered) <= day)
        and not (case.still and case.still[-1].end is None)
        and (case.facts.get("due_on") or "9999") < day.isoformat()
    )


def metrics_of(of: Year) -> dict[str, Figure]:
    """Return every metric of the catalogue."""
    return {**_intake(of), **_closing(of), **_outcomes(of), **_quality(of)}


def _plain(count: int, unit: str = "cases") -> Figure:
    return {"unit": unit, "numerator": count, "denominator": None, "value": count}


def _percent(count: int, whole: int) -> Figure:
    value = ratio(count, whole)
    return {"unit": "percent", "numerator": count, "denominator": whole, "value": value}


def _per(of: Year, count: int, measure: str, per: int) -> Figure:
    size = of.sizes.get(measure, {}).get("size")
    low, high = interval(count, size, per)
    found = {
        "unit": f"per_{per}",
        "numerator": count,
        "denominator": size,
        "value": ratio(count, size, per),
    }
    return found | ({"low": low, "high": high} if size else {})


def _share(
    of: Year,
    true: Callable[[Case], object],
    cases: list[Case],
    unknown: Callable[[Case], object] | None = None,
) -> Figure:
    missing = of.count(unknown, cases) if unknown else 0
    count = of.count(true, cases)
    found = _percent(count, len(cases))
    if missing == len(cases):
        # Of none of them it is known.
        found["value"] = None
    elif missing:
        found["at_most"] = _percent(count + missing, len(cases))["value"]
    return found | ({"unknown": missing} if missing else {})


def _intake(of: Year) -> dict[str, Figure]:
    cases = len(of.received)
    forwarded = of.count(lambda case: case.facts["channel"] in REGULATORS)
    own = [case for case in of.received if case.facts["channel"] not in OUTSIDE]
    persons: dict[str, dict[str, set[date]]] = {}
    for case in of.received:
        if case.facts.get("person"):
            days = persons.setdefault(case.facts["person"], {})
            days.setdefault(str(case.facts.get("business", "")), set()).add(case.received)
    again = sum(
        any(len(days) > 1 for business, days in each.items() if business)
        for each in persons.values()
    )
    return {
        "complaints_received": _plain(cases),
        "rate_customers": _per(of, cases, "customers", 10_000),
        "rate_transactions": _per(of, cases, "transactions", 10_000),
        "rate_nfra_customers": _per(of, forwarded, "personal_customers", 10_000_000),
        "rate_nfra_outlets": _per(of, forwarded, "outlets", 1_000),
        "rate_accounts": _per(of, cases, "accounts", 1_000),
        "external_share": _share(of, lambda case: case.facts["channel"] in OUTSIDE, of.received),
        "regulatory_share": _percent(forwarded, cases),
        "escalation_rate": _share(of, lambda case: case.superior, of.received),
        "skip_level_rate": _share(of, lambda case: case.facts.get("skip_level"), of.received),
        "regulatory_conversion": _share(of, became_regulatory, own),
        "repeat_rate_cases": _share(of, of.repeats, of.received),
        "repeat_rate_people": _percent(again, len(persons)),
    }


def became_regulatory(case: Case) -> bool:
    """Whether it is linked to a case that a regulator forwarded later."""
    return any(relation == "became_regulatory" and out for relation, _, out in case.links)


def _closing(of: Year) -> dict[str, Figure]:
    withdrawn = [case for case in of.received if case.open[-1].ending == "withdrawn"]
    closed = [case for case in of.all if resolved(case) and within(case.closed, of.span)]
    books = of.stock()
    answerable = [case for case in of.all if _to_answer(of, case)]
    decided_now = [
        case
        for case in of.all
        if within(decided(case), of.span) and case.open[-1].ending != "withdrawn"
    ]
    settled_long_ago = [
        case
        for case in closed
        if case.closed and case.closed + timedelta(days=of.window) <= of.today
    ]
    first = of.span[0]
    # Of what was taken up again in the year some ended in it too: it must not push the rate past 100.
    stock = [
        case
        for case in of.all
        if within(case.received, of.span)
        or any(each.start < first and (each.end is None or each.end >= first) for each in case.open)
    ]
    return {
        "closing_rate_cohort": _percent(
            of.count(lambda case: case.closed and case.open[-1].ending != "withdrawn"),
            len(of.received) - len(withdrawn),
        ),
        "closing_rate_period": _percent(
            of.count(lambda case: any(within(each.end, of.span) for each in case.open), stock),
            books["opening"] + books["received"],
        ),
        "on_time_rate": _share(
            of,
            lambda case: told(case) and met(case) == "on_time",
            answerable,
            lambda case: case.closed and told(case) is None,
        ),
        "extension_rate": _share(of, lambda case: case.extended, decided_now),
        "extension_rate_30": _share(of, lambda case: 0 <= case.period <= 30, decided_now),
        "extension_rate_60": _share(of, lambda case: case.period > 30, decided_now),
        "contact_in_time_rate": _share(
            of,
            lambda case: (
                case.facts.get("contact_due", "")
                >= case.facts["contacted_at"][: len(case.facts.get("contact_due", ""))]
                != ""
            ),
            [
                case
                for case in of.all
                if case.facts.get("contacted_at")
                and within(day_of(case.facts["contacted_at"]), of.span)
            ],
            lambda case: not case.facts.get("contact_due"),
        ),
        "overdue_open": _plain(len(overdue(of))),
        "fcr": _share(of, lambda case: _first_time(of, case), settled_long_ago, _first_unknown),
        "branch_resolution": _share(of, lambda case: not case.superior, closed),
        "reopen_rate": _reopened(of),
        "agreement_rate": _share(
            of,
            lambda case: case.facts.get("settlement") == "agreed",
            closed,
            lambda case: not case.facts.get("settlement"),
        ),
    }


def _to_answer(of: Year, case: Case) -> bool:
    due, answer = case.facts.get("due_on"), told(case)
    if not due:
        # No policy gave it a day: it can be neither on time nor late.
        return False
    if within(answer, of.span):
        return True
    if not within(day_of(due), of.span):
        return False
    if answer is None and case.still and case.still[-1].end is None:
        # The clock stands still: no day is due before it runs again.
        return False
    return answer is not None or due <= of.today.isoformat()


def _first_unknown(case: Case) -> bool:
    return not (case.facts.get("first_receiver") and case.facts.get("resolved_by"))


def _first_time(of: Year, case: Case) -> bool:
    return (
        case.facts.get("resolved_by") == case.facts.get("first_receiver") is not None
        and not case.handlers - {case.facts.get("first_receiver")}
        and not case.climbed
        and case.facts.get("level", "first_receiver") == "first_receiver"
        and len(case.open) == 1
        and not of.repeats(case, after=True)
    )


def _reopened(of: Year) -> Figure:
    among, again = set(), set()
    for case in of.all:
        for place, each in enumerate(case.open):
            if within(each.end, of.span) and each.end:
                among.add(case.number)
                following = case.open[place + 1 : place + 2]
                if following and following[0].start <= each.end + timedelta(days=of.window):
                    again.add(case.number)
    return _percent(len(again), len(among))


def _outcomes(of: Year) -> dict[str, Figure]:
    found = [
        case for case in of.all if case.facts.get("finding") and within(decided(case), of.span)
    ]
    judged = [
        case
        for case in of.all
        if case.facts.get("responsibility") not in {None, "", "pending"}
        and within(day_of(case.judged) if case.judged else decided(case), of.span)
    ]
    faulty = [case for case in judged if at_fault(case)]
    closed = [case for case in of.all if resolved(case) and within(case.closed, of.span)]
    scored = [
        case
        for case in of.all
        if str(case.facts.get("satisfaction", "")).isdigit() and within(_asked(case), of.span)
    ]
    marked = [case for case in of.received if "timely" in case.facts]
    paid = sum(case.facts.get("compensation", 0) for case in of.all if within(case.closed, of.span))
    return {
        "upheld_rate": _share(
            of, lambda case: case.facts["finding"] in {"upheld", "partly_upheld"}, found
        ),
        "at_fault_rate": _percent(len(faulty), len(judged)),
        "accountability_rate": _share(of, lambda case: case.facts.get("accountability"), faulty),
        "satisfaction_rate": _share(of, lambda case: int(case.facts["satisfaction"]) >= 4, scored),
        "satisfaction_response": _share(
            of,
            _called_soon,
            closed,
            lambda case: case.facts.get("satisfaction") and not case.calls,
        ),
        "redress_total": _plain(paid, "money"),
        "timely_response_us": _share(of, lambda case: case.facts["timely"], marked),
    }


def _asked(case: Case) -> date | None:
    """The day of the call-back that gave the score, else of the closing."""
    return day_of(case.scored) if case.scored else case.closed


def _called_soon(case: Case) -> bool:
    days = [(day_of(at) - case.closed).days for at, _ in case.calls if case.closed]
    return any(0 <= each <= 7 for each in days)


def _quality(of: Year) -> dict[str, Figure]:
    return {
        "conflict_check": _plain(of.count(_own_judge)),
        "late_registrations": _plain(
            of.count(lambda case: case.typed and case.typed > case.received + timedelta(days=1))
        ),
        "back_dated": _plain(of.count(lambda case: case.late_step)),
        "received_date_changes": _plain(len(of.moved())),
        # Improvements belong to the whole branch.
        **({} if of.only else _put_right(of)),
    }


def _put_right(of: Year) -> dict[str, Figure]:
    issues = issues_of(of.lines)
    measures = [
        (issue, each)
        for issue in issues
        for each in issue.measures.values()
        if within(day_of(each["due"]), of.span)
        and (each["done"] or each["due"] <= of.today.isoformat())
    ]
    over = [
        (issue, each)
        for issue, each in measures
        if issue.done and issue.done + timedelta(days=90) < of.today
    ]
    finished = [
        issue
        for issue in issues
        if issue.done and within(issue.done, of.span) and issue.done + timedelta(days=90) < of.today
    ]
    effect = sum(_effect(of, issue) for issue in finished)
    return {
        "rectify_done_rate": _percent(
            sum(bool(each["done"]) and each["done"][:10] <= each["due"] for _, each in measures),
            len(measures),
        ),
        "rectify_verified_rate": _percent(
            sum(issue.check is not None for issue, _ in over), len(over)
        ),
        "rectify_effect": _plain(effect) | {"value": effect if finished else None},
    }


def _effect(of: Year, issue: Issue) -> int:
    """Return the complaints of an issue in the 90 days after its last measure less those before."""
    found = 0
    for case in of.all:
        if of_issue(case, issue) and issue.done:
            gap = (case.received - issue.done).days
            found += (0 < gap <= 90) - (-90 <= gap < 0)
    return found


def _own_judge(case: Case) -> bool:
    return case.facts.get("handler") in case.facts.get("complained", ())
