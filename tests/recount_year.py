"""One year of exported cases: what is true of each, and the tables that count them."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from recount_arithmetic import changed, hundredths, interval, ratio
from recount_story import (
    Case,
    Line,
    cases_of,
    day_of,
    populations_of,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OUTSIDE = {"nfra", "pboc", "consumer_center", "gov12345", "media", "mediation"}
REGULATORS = {"nfra", "pboc"}
BANDS = (("0-7", 7), ("8-15", 15), ("16-30", 30), ("31-60", 60), ("61+", math.inf))
WATCHED = ("business", "cause", "fault_nature", "responsibility", "finding", "department")
SPLITS = {
    "channel_split": "channel",
    "causes": "cause",
    **{
        name: name
        for name in (
            *("fault_nature", "business", "severity", "level", "finding", "remedy"),
            *("settlement", "responsibility", "satisfaction", "department", "handler"),
            "handling_channel",
        )
    },
}


def excluded_as(case: Case) -> str:
    """Return why a case is no complaint that counts; empty when it counts."""
    if not case.stands:
        return "reversed"
    if case.merged():
        return "merged"
    kind = case.facts.get("record_type") or "complaint"
    if kind != "complaint":
        return str(kind)
    return "not_complaint" if case.facts.get("responsibility") == "not_complaint" else ""


def told(case: Case) -> date | None:
    """Return the day of the answer: told, else closed; None for neither, or when nobody knows."""
    if case.facts.get("notified_at"):
        return day_of(case.facts["notified_at"])
    return case.closed if case.facts.get("resolved_at") else None


def decided(case: Case) -> date | None:
    """Return the day of the decision; None while there is none."""
    return case.closed


def resolved(case: Case) -> bool:
    """Whether it was closed by a decision, not withdrawn and not declined."""
    return case.closed is not None and case.open[-1].ending == "resolved"


def days_to_answer(case: Case) -> int | None:
    """Return the days from receipt, or from being taken up again, to the answer, less those suspended."""
    end = told(case)
    if end is None:
        return None
    start = case.open[-1].start
    days = (end - start).days
    for pause in case.still:
        first, last = max(pause.start, start), min(pause.end or end, end)
        days -= max((last - first).days, 0)
    return days


def timeliness(case: Case) -> str:
    """Return ``open``, ``undated``, ``on_time`` or ``late``."""
    if case.closed is None:
        return "open"
    return met(case)


def met(case: Case) -> str:
    """Return how the clock of an answered or closed case ended: ``undated``, ``on_time`` or ``late``."""
    end, due = told(case), case.facts.get("due_on")
    if end is None or not due:
        return "undated"
    if case.still and case.still[-1].end is None:
        # The clock stood still when the case ended: days of an appraisal are not counted.
        end = min(end, case.still[-1].start)
    return "on_time" if end.isoformat() <= due else "late"


def owner(case: Case) -> str:
    """Return who owns it: the handler, else the first receiver unless the complaint is about him."""
    handler = case.facts.get("handler")
    first = case.facts.get("first_receiver", "")
    return str(handler or ("" if first in case.facts.get("complained", ()) else first))


def value_of(case: Case, dimension: str) -> str:
    """Return the value of a case in a table, empty when unknown."""
    if dimension == "handler":
        return owner(case)
    if dimension == "level":
        return str(case.facts.get("level") or "first_receiver")
    return str(case.facts.get(dimension) or "")


Span = tuple[date, date]


def within(day: date | None, span: Span) -> bool:
    """Whether a day is known and lies in the period."""
    return day is not None and span[0] <= day <= span[1]


# --- the whole report ---


class Year:
    """One year of a ledger, counted on the day of the report."""

    def __init__(
        self, lines: list[Line], span: Span, today: str, only: dict[str, str] | None = None
    ) -> None:
        self.span, self.year, self.today = span, span[1].year, date.fromisoformat(today)
        self.whole = span == (date(self.year, 1, 1), date(self.year, 12, 31))
        self.lines = lines
        self.settings = settings_of(lines)
        self.window = int(self.settings.get("repeat_window", "30"))
        self.only = only or {}
        self.recorded = populations_of(lines, self.year)
        # Of a part of the cases nobody knows the customers.
        self.sizes = {} if self.only else dict(self.recorded)
        if not self.whole:
            # Transactions are those of a year; what is counted on a day holds for any part of it.
            self.sizes.pop("transactions", None)
        every = cases_of(lines)
        self.by_number = {case.number: case for case in every}
        self.excluded = Counter(
            excluded_as(case)
            for case in every
            if excluded_as(case) and within(case.received, span) and self.asked_for(case)
        )
        self.everyone = [case for case in every if not excluded_as(case)]
        self.all = [case for case in self.everyone if self.asked_for(case)]
        self.received = [case for case in self.all if within(case.received, span)]

    def count(self, true: Callable[[Case], object], among: Iterable[Case] | None = None) -> int:
        """Return of how many cases (those received in the year unless said) something is true."""
        return sum(bool(true(case)) for case in (self.received if among is None else among))

    def asked_for(self, case: Case) -> bool:
        """Whether a case has the values that the report is about."""
        return all(value_of(case, name) == value for name, value in self.only.items())

    def repeats(self, case: Case, *, after: bool = False) -> bool:
        """Whether the complainant had complained (or came back) about the same business in the window.

        Somebody may also have linked the two.
        """
        linked = [
            other for relation, other, out in case.links if relation == "repeat" and out != after
        ]
        if linked:
            return True
        person, business = case.facts.get("person"), case.facts.get("business")
        if not person or not business:
            return False
        gaps = [
            (case.received - other.received).days * (-1 if after else 1)
            for other in self.everyone
            if other.facts.get("person") == person and other.facts.get("business") == business
        ]
        return any(1 <= gap <= self.window for gap in gaps)

    def rows(self, dimension: str, order: list[str]) -> dict[str, Any]:
        """Return one table by value; of equal remainders the value that is printed first gains."""
        groups: dict[str, list[Case]] = {}
        for case in self.received:
            groups.setdefault(value_of(case, dimension), []).append(case)
        known = sorted((value for value in groups if value), key=order.index)
        shares = dict(zip(known, hundredths([len(groups[each]) for each in known]), strict=True))
        return {
            value: {
                "count": len(cases),
                "share": None
                if dimension in {"handler", "department"} and len(cases) < 5
                else shares.get(value),
                "closed": self.count(lambda case: case.closed, cases),
                "settled_at_branch": self.count(settled, cases),
                "escalated": self.count(escalated, cases),
                "at_fault": self.count(at_fault, cases),
                "late": self.count(lambda case: timeliness(case) == "late", cases),
                "repeat": self.count(self.repeats, cases),
            }
            for value, cases in groups.items()
        }

    def quarters(self) -> list[dict[str, Any]]:
        """Return each quarter against the same of last year and the one before."""

        def cases_in(year: int, quarter: int) -> int:
            return self.count(
                lambda case: (
                    case.received.year == year and (case.received.month + 2) // 3 == quarter
                ),
                self.all,
            )

        found = []
        for quarter in range(1, 5):
            now = cases_in(self.year, quarter)
            earlier = (self.year, quarter - 1) if quarter > 1 else (self.year - 1, 4)
            found.append(
                {
                    "quarter": quarter,
                    "count": now,
                    "same_quarter_last_year": changed(now, cases_in(self.year - 1, quarter)),
                    "quarter_before": changed(now, cases_in(*earlier)),
                }
            )
        return found

    def stock(self) -> dict[str, int]:
        """Return the books: each movement by its own day."""
        first, last = self.span
        stretches = [(case, each) for case in self.all for each in case.open]

        def open_on(day: date) -> int:
            """Cases open when a day begins."""
            return sum(
                each.start < day and (each.end is None or each.end >= day) for _, each in stretches
            )

        ends = Counter(each.ending for case, each in stretches if within(each.end, self.span))
        return {
            "opening": open_on(first),
            "received": len(self.received),
            "reopened": sum(
                within(each.start, self.span) for case in self.all for each in case.open[1:]
            ),
            "closed": ends["resolved"],
            "withdrawn": ends["withdrawn"],
            "declined": ends["declined"],
            "closing": open_on(last + timedelta(days=1)),
        }

    def ageing(self) -> dict[str, Any]:
        """Return the open cases by age at the report date or the end of the year."""
        point = min(self.today, self.span[1])
        bands = {name: 0 for name, _ in BANDS}
        for case in self.all:
            for each in case.open:
                if each.start <= point and (each.end is None or each.end > point):
                    age = (point - each.start).days
                    bands[next(name for name, most in BANDS if age <= most)] += 1
        return {"as_of": point.isoformat(), "bands": bands}

    def moved(self) -> list[Case]:
        """Return the cases whose day of receipt was corrected into the year, or out of it."""
        return [
            case
            for case in self.all
            if case.first_received != case.received.isoformat()
            and (within(case.received, self.span) or within(day_of(case.first_received), self.span))
        ]

    def rate(self, measure: str) -> dict[str, Any]:
        """Return complaints per 10,000 of a denominator with its interval."""
        size = self.sizes.get(measure)
        count = len(self.received)
        low, high = interval(count, size and size["size"], 10_000)
        return {
            "count": count,
            "denominator": size and size["size"],
            "per_10000": ratio(count, size and size["size"], 10_000),
            "low": low,
            "high": high,
            "as_of": size and size["as_of"],
            "source": size and size["source"],
        }


def settled(case: Case) -> bool:
    """Whether it was settled at the branch 网点办结: closed, and never at the superior institution."""
    return case.closed is not None and not case.superior


def escalated(case: Case) -> bool:
    """Whether it went to the superior institution, or over the branch's head."""
    return case.superior or bool(case.facts.get("skip_level"))


def at_fault(case: Case) -> bool:
    """Whether the bank was at fault."""
    return case.facts.get("responsibility") == "at_fault"


def first_contact(case: Case, span: Span) -> int | None:
    """Return tenths of an hour to the first contact made in a year; both moments need their minutes."""
    contacted, received = case.facts.get("contacted_at", ""), case.facts["received_at"]
    if "T" not in contacted or "T" not in received or not within(day_of(contacted), span):
        return None
    gap = datetime.fromisoformat(contacted) - datetime.fromisoformat(received)
    return math.floor(gap / timedelta(minutes=6))
