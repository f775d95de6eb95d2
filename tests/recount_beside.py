"""What stands beside the counts of a period, counted a second time: months, learning, the watch list, issues."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from recount_arithmetic import at_most, rounded, two_counts
from recount_improvements import issues_of, of_issue
from recount_story import day_of, standing
from recount_year import value_of, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recount_story import Line
    from recount_year import Span, Year

#: How rarely chance alone passes a control limit on either side.
TAIL = 0.00135
UNITS = {"institution": "institutions", "department": "departments"}
MONTHLY = ("channel", "department")
#: An effect is a difference that chance makes less often.
LEVEL = Fraction(5, 100)
#: Days compared on either side of the last measure.
WINDOW = 90


# --- the period ---


def period_of(span: Span) -> dict[str, Any]:
    """Return how a period is named, of which kind it is, and its days."""
    first, last = span
    following = last + timedelta(days=1)
    whole = first.day == following.day == 1
    months = (following.year - first.year) * 12 + following.month - first.month
    kind, name = "days", f"{first}..{last}"
    if whole and months == 12 and first.month == 1:
        kind, name = "year", f"{first.year:04d}"
    elif whole and months == 3 and first.month % 3 == 1:
        kind, name = "quarter", f"{first.year:04d}Q{(first.month + 2) // 3}"
    elif whole and months == 1:
        kind, name = "month", f"{first.year:04d}-{first.month:02d}"
    return {
        "name": name,
        "kind": kind,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "days": (last - first).days + 1,
    }


def period_before(span: Span) -> Span:
    """Return the period before: of the same kind, or as many days."""
    first, last = span
    kind = period_of(span)["kind"]
    ends = first - timedelta(days=1)
    months = {"year": 12, "quarter": 3, "month": 1}.get(kind)
    if months is None:
        return ends - (last - first), ends
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1), ends


# --- months ---


def months_of(of: Year) -> list[dict[str, Any]]:
    """Return each month with its days that are over, and what chance explains around the common rate."""
    cases = Counter(case.received.isoformat()[:7] for case in of.received)
    last = min(of.span[1], of.today)
    days = Counter(each.isoformat()[:7] for each in _days(of.span[0], last))
    names = list(dict.fromkeys(each.isoformat()[:7] for each in _days(*of.span)))
    begun = [name for name in names if days[name]]
    whole, size = sum(cases[name] for name in begun), sum(days.values())
    found = []
    for name in names:
        count, low, high, expected = cases[name], 0, 0, None
        if days[name]:
            mean = Fraction(whole * days[name], size)
            expected = rounded(mean)
            low, high = control_limits(mean)
        verdict = "" if expected is None or low <= count <= high else "above"
        if expected is not None and count < low:
            verdict = "below"
        found.append(
            {
                "month": name,
                "count": count,
                "days": days[name],
                "expected": expected,
                "low": low,
                "high": high,
                "verdict": verdict,
            }
        )
    return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))


def control_limits(mean: Fraction) -> tuple[int, int]:
    """Return the fewest and the most cases beyond which chance goes with at most ``TAIL`` on either side."""
    if not mean:
        return 0, 0
    low = 0
    while at_most(low, float(mean)) <= TAIL:
        low += 1
    high = low
    while 1 - at_most(high, float(mean)) > TAIL:
        high += 1
    return low, high


def months_by(of: Year) -> dict[str, dict[str, list[int]]]:
    """Return the cases of each month by each value that any of them has."""
    names = [each["month"] for each in months_of(of)]
    found: dict[str, dict[str, list[int]]] = {}
    for dimension in MONTHLY:
        values = {value_of(case, dimension) for case in of.received} - {""}
        found[dimension] = {
            value: [
                of.count(
                    lambda case, v=value, d=dimension, n=name: (
                        value_of(case, d) == v and case.received.isoformat()[:7] == n
                    )
                )
                for name in names
            ]
            for value in values
        }
    return found


# --- units, learning, the watch list ---


def units_of(of: Year) -> dict[str, dict[str, Any]]:
    """Return the units that the branch named, else those that complaints name: how many, which are quiet."""
    found = {}
    for dimension, setting in UNITS.items():
        named = {value_of(case, dimension) for case in of.received} - {""}
        since, listed = _list_of(of, setting)
        known = listed or sorted({value_of(case, dimension) for case in of.all} - {""})
        if known:
            found[dimension] = {
                "count": len(known),
                "stated": bool(listed),
                "list_of": since if listed else None,
                "others": sorted(named - set(known)) if listed else [],
                "silent": [unit for unit in known if unit not in named],
            }
    return found


def _list_of(of: Year, setting: str) -> tuple[str | None, list[str]]:
    """Return the list in force on the last day, else the first one ever given, and its day."""
    zone = of.settings.get("timezone", "+08:00")
    given: dict[str, str] = {}
    for line in standing(of.lines):
        facts = line["facts"]
        if line["kind"] == "setting.changed" and facts["name"] == setting:
            moment = datetime.fromisoformat(line["recorded_at"])
            here = moment.astimezone(datetime.strptime(zone, "%z").tzinfo).date().isoformat()
            given[facts.get("at", here)[:10]] = facts["value"]
    last = of.span[1].isoformat()
    in_force = max((day for day in given if day <= last), default=None)
    if in_force is None:
        in_force = min((day for day in given if given[day] != "known"), default=None)
    if in_force is None or given[in_force] == "known":
        return None, []
    return in_force, list(dict.fromkeys(re.split("[,，、;；]", given[in_force])))


def learning_of(lines: list[Line], span: Span) -> dict[str, int]:
    """Return what was suggested, put right and heard in a period, each by its own day."""

    def days_in(days: Iterable[str]) -> int:
        return sum(within(day_of(day), span) for day in days if day)

    made, answers = _last_of(lines, "suggestion", "suggestion.answered")
    heard, _ = _last_of(lines, "opportunity", "opportunity.concluded")
    issues = issues_of(lines)
    checks = [check for issue in issues if (check := issue.check) is not None]
    return {
        "suggestions": days_in(facts["at"] for facts in made.values()),
        "answered": days_in(facts["at"] for facts in answers.values()),
        "adopted": days_in(
            facts["at"]
            for facts in answers.values()
            if facts["adoption"] in {"adopted", "partly_adopted"}
        ),
        "improvements": days_in(issue.opened for issue in issues),
        "measures_done": days_in(
            each["done"] for issue in issues for each in issue.measures.values()
        ),
        "verified": days_in(check["at"] for check in checks),
        "effective": days_in(check["at"] for check in checks if check["effect"] == "fewer"),
        "opportunities": days_in(facts["at"] for facts in heard.values()),
    }


def _last_of(lines: list[Line], family: str, later: str) -> tuple[dict[str, Line], dict[str, Line]]:
    """Return the first event of each entry of a family, and its last one of a kind."""
    begun: dict[str, Line] = {}
    after: dict[str, Line] = {}
    first = {"suggestion": "suggestion.made", "opportunity": "opportunity.heard"}[family]
    for line in standing(lines):
        number = line["facts"].get(family)
        if line["kind"] == first:
            begun.setdefault(number, line["facts"])
        if line["kind"] == later and number in begun:
            after[number] = line["facts"]
    return begun, after


def watched(lines: list[Line]) -> int:
    """Return how many complainants are on the watch list now."""
    listed = set()
    for line in standing(lines):
        if line["kind"] == "watch.added":
            listed.add(line["facts"]["person"])
        if line["kind"] == "watch.lifted":
            listed.discard(line["facts"]["person"])
    return len(listed)


# --- effects ---


def effect_of(before: int, after: int, days: tuple[int, int] = (1, 1)) -> tuple[str, str]:
    """Return how often chance alone parts two counts so, and what that says."""
    chance = two_counts(before, after, days)
    whole = before + after
    if min(two_counts(0, whole, days), two_counts(whole, 0, days)) >= LEVEL:
        said = "too_few"
    elif chance >= LEVEL:
        said = "unclear"
    else:
        said = "fewer" if Fraction(after, days[1]) < Fraction(before, days[0]) else "more"
    return rounded(chance, 4), said


def effects_of(of: Year) -> list[dict[str, Any]]:
    """Return the effect of each improvement completed in the period of which the time after is over."""
    found = []
    for issue in issues_of(of.lines):
        done = issue.done
        if done is None or not within(done, of.span):
            continue
        if done + timedelta(days=WINDOW) >= of.today:
            continue
        gaps = {
            case.number: (case.received - done).days for case in of.all if of_issue(case, issue)
        }
        before = sorted(number for number, gap in gaps.items() if -WINDOW <= gap < 0)
        after = sorted(number for number, gap in gaps.items() if 0 < gap <= WINDOW)
        chance, said = effect_of(len(before), len(after))
        found.append(
            {
                "improvement": issue.number,
                "done_on": done.isoformat(),
                "days": WINDOW,
                "before": before,
                "after": after,
                "probability": chance,
                "effect": said,
                "verified": issue.check is not None,
            }
        )
    return found
