"""What exported events say of each improvement, told again as ``recount_story`` tells each case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recount_story import day_of, standing

if TYPE_CHECKING:
    from datetime import date

    from recount_story import Case, Line

#: By what complaints belong to an issue, whether somebody linked them or not.
_SCOPE = ("cause", "business", "handling_channel", "product")


@dataclass
class Issue:
    """One improvement as its standing events leave it; ``measures`` by step: the day due, the day done."""

    number: str
    opened: str
    cases: set[str]
    scope: Line
    measures: dict[int, dict[str, str]] = field(default_factory=dict)
    last_check: Line | None = None

    @property
    def done(self) -> date | None:
        """The day on which the last measure was carried out; None while one is to do."""
        days = [each["done"] for each in self.measures.values()]
        return max(map(day_of, days)) if days and all(days) else None

    @property
    def check(self) -> Line | None:
        """The verification of the measures there are; one of fewer measures holds no longer."""
        found = self.last_check
        return found if found and self.done and day_of(found["done_on"]) == self.done else None


def issues_of(lines: list[Line]) -> list[Issue]:
    """Return every improvement; what stands of one whose beginning was taken back counts for nothing."""
    found: dict[str, Issue] = {}
    for line in standing(lines):
        kind, facts = line["kind"], line["facts"]
        number = facts.get("improvement", "")
        if kind == "improvement.opened":
            scope = {name: facts[name] for name in _SCOPE if name in facts}
            found[number] = Issue(number, facts["at"], set(facts["cases"]), scope)
        issue = found.get(number)
        if issue is None:
            continue
        if kind == "improvement.linked":
            issue.cases |= set(facts["cases"])
        if kind == "improvement.planned":
            issue.measures[facts["step"]] = {"due": facts["due_on"], "done": ""}
        # What was carried out stays although somebody took back that it was planned.
        if kind == "improvement.done" and facts["step"] in issue.measures:
            issue.measures[facts["step"]]["done"] = facts["at"]
        if kind == "improvement.verified":
            issue.last_check = facts
    return list(found.values())


def of_issue(case: Case, issue: Issue) -> bool:
    """Whether a case is of an issue: within its scope, or linked to it where it has none.

    Those that somebody linked came before, so with a scope they would only tip the scales.
    """
    if issue.scope:
        return all(case.facts.get(name) == value for name, value in issue.scope.items())
    return case.number in issue.cases
