"""Tables that others published: the excerpts kept here, and what must be true of any such table.

The excerpts in ``tests/published/`` hold counts and the printed figures made from them, nothing else, so the
oracles run where the whole files are not at hand; where they are, a test compares the excerpts with them.
"""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerctl.domain import metrics

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).resolve().parent / "published"


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of an excerpt by heading."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def printed(value: float | str, places: int) -> Decimal:
    """Return a printed fraction as per cent, as its author rounded it."""
    exact = Decimal(value if isinstance(value, str) else repr(value))
    return (exact * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shares_agree(counts: Sequence[int], fractions: Sequence[float | str]) -> None:
    """Compare the printed fractions, of six decimals, of counts that are all there are."""
    ours = metrics.shares(counts)
    assert sum(ours) == 100
    for count, fraction, share in zip(counts, fractions, ours, strict=True):
        # Six decimals of a fraction are four of a percentage.
        assert metrics.percent(count, sum(counts), places=4) == printed(fraction, 4), count
        # Ours add up to 100, so one may differ from its own rounding by the last digit.
        assert abs(share - printed(fraction, 2)) <= Decimal("0.01"), count


def ranks_agree(counts: Sequence[int], ranks: Sequence[int]) -> None:
    """Compare printed ranks: equal counts share one, and the next follows without a gap."""
    places = {count: place for place, count in enumerate(sorted(set(counts), reverse=True), 1)}
    assert [places[count] for count in counts] == list(ranks)


def growth_agrees(counts: Sequence[int], fractions: Sequence[float | str]) -> None:
    """Compare the printed growth of each count against the one before; the first has none."""
    assert fractions[0] == ""
    for before, now, fraction in zip(counts, counts[1:], fractions[1:], strict=False):
        assert metrics.change(now, before).percent == printed(fraction, 1), (before, now)
