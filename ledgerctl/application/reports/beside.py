"""What stands beside the complaints in a report: what was learnt, silent units, the watch list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.application.reports.report_results import Learning
from ledgerctl.domain.codes.units import SETTINGS, Statement, held, units_in
from ledgerctl.domain.events.base import text
from ledgerctl.domain.text.dates import local_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Recorded, YearCounts
    from ledgerctl.domain.codes.units import Units
    from ledgerctl.domain.days.periods import ReportPeriod

_ADOPTED = frozenset({"adopted", "partly_adopted"})


def learning_of(reader: Reader, period: ReportPeriod) -> Learning:
    """Return what was learnt in a period; each family is folded only when it has events."""

    def within(days: Iterable[str]) -> int:
        return sum(period.first <= day <= period.last for day in days)

    suggested = reader.family("suggestion")
    improved = reader.family("improvement")
    heard = reader.family("opportunity")
    if not (suggested or improved or heard):
        return Learning(0, 0, 0, 0, 0, 0, 0, 0)
    from ledgerctl.domain.learning.improvements import improvements
    from ledgerctl.domain.learning.opportunities import opportunities
    from ledgerctl.domain.learning.suggestions import suggestions

    made = suggestions(each.event for each in suggested).values()
    issues = improvements(each.event for each in improved).values()
    chances = opportunities(each.event for each in heard).values()
    verified = [found for issue in issues if (found := issue.verification) is not None]
    return Learning(
        within(each.made_on for each in made),
        within(each.answered_on for each in made),
        within(each.answered_on for each in made if each.adoption in _ADOPTED),
        within(issue.opened_on for issue in issues),
        within(measure.done_on for issue in issues for measure in issue.measures),
        within(each.on for each in verified),
        within(each.on for each in verified if each.effect == "fewer"),
        within(each.heard_on for each in chances),
    )


def units_of(reader: Reader, counts: YearCounts, equal: Mapping[str, str]) -> dict[str, Units]:
    """Return the units of each dimension that has any; none with a filter, which leaves a part of them."""
    if equal:
        return {}
    found = {}
    for dimension in SETTINGS:
        sums = counts.sums.get(dimension, {})
        named = {value for value, each in sums.items() if each.cases}
        said = stated_on(reader, dimension, counts.period.last)
        units = units_in(said, seen=reader.values(dimension), named=named)
        if units.every:
            found[dimension] = units
    return found


def stated_on(reader: Reader, dimension: str, day: str) -> Statement:
    """Return what the branch had said of its units by the end of an ISO day; see ``units.held``."""
    name = SETTINGS[dimension]
    settings = reader.ledger().settings
    timezone = settings.get("timezone", DEFAULT_TIMEZONE)
    # Most branches never say anything: then there is no event to look for.
    changes = reader.family("setting") if name in settings else ()
    return held(
        (
            Statement(_day_of(each, timezone), str(each.event.facts()["value"]))
            for each in changes
            if each.event.facts()["name"] == name
        ),
        day,
    )


def _day_of(change: Recorded, timezone: str) -> str:
    """Return the ISO day of a change of settings, by the branch's clock where it names none itself."""
    own = text(change.event.facts(), "at") or local_time(change.envelope.recorded_at, timezone)
    return own[:10]


def watched_now(reader: Reader) -> int:
    """Return how many complainants are on the watch list 重点关注 now."""
    events = reader.family("watch")
    if not events:
        return 0
    from ledgerctl.domain.complainants.watching import watch_list

    return len(watch_list(each.event for each in events))
