"""What forms say beside the report's own figures: what was learnt, what regulators forwarded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application import watching
from ledgerctl.application.learning import improving, opportunities, suggesting
from ledgerctl.domain.vocabulary import REGULATOR_CHANNELS, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.ports import Reader
    from ledgerctl.domain.improvements import Improvement, Measure
    from ledgerctl.domain.ledger import Population
    from ledgerctl.domain.suggestions import Suggestion


class Learnt(NamedTuple):
    """What was learnt in a period, first and last ISO day included.

    ``done`` and ``waiting`` are measures with the number of their improvement: carried out in the period,
    and still to do at its end.
    """

    suggestions: Sequence[Suggestion]
    improvements: Sequence[Improvement]
    done: Sequence[tuple[str, Measure]]
    waiting: Sequence[tuple[str, Measure]]
    opportunities: int
    watched: int


class Forwarded(NamedTuple):
    """Complaints that a regulator forwarded 监管转送件 in a period: by channel, and by business."""

    channels: Mapping[str, int]
    business: Mapping[str, int]


def learnt(reader: Reader, first: str, last: str) -> Learnt:
    """Return what was learnt in a period; the watch list is that of now."""
    every = improving.every(reader)
    measures = [(issue.number, each) for issue in every.values() for each in issue.measures]
    return Learnt(
        [each for each in suggesting.every(reader).values() if first <= each.made_on[:10] <= last],
        [each for each in every.values() if first <= each.opened_on[:10] <= last],
        [(number, each) for number, each in measures if first <= each.done_on[:10] <= last],
        [
            (number, each)
            for number, each in measures
            if each.set_on[:10] <= last and not ("" < each.done_on[:10] <= last)
        ],
        sum(first <= each.heard_on[:10] <= last for each in opportunities.every(reader).values()),
        len(watching.listed(reader)),
    )


def forwarded(reader: Reader, first: str, last: str) -> Forwarded:
    """Return the complaints that regulators forwarded in a period."""
    channels: dict[str, int] = {}
    business: dict[str, int] = {}
    for (channel, of), cell in reader.cross(["channel", "business"], first, last).items():
        if channel in REGULATOR_CHANNELS and cell.cases:
            channels[channel] = channels.get(channel, 0) + cell.cases
            business[of] = business.get(of, 0) + cell.cases
    order = list(VOCABULARIES["business"].keys())
    ranked = sorted(business, key=lambda key: (not key, order.index(key) if key in order else 0))
    return Forwarded(channels, {key: business[key] for key in ranked})


def populations(reader: Reader, year: int) -> Mapping[str, Population]:
    """Return the denominators of a year by measure."""
    return {
        measure: found for (of, measure), found in reader.ledger().populations.items() if of == year
    }
