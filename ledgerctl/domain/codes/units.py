"""Units of the branch 所属网点与部门: those that it named by a day, else those that complaints name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: The dimensions that are units of the bank → the settings in which the branch names them.
SETTINGS = {"institution": "institutions", "department": "departments"}
#: The value of such a setting while the branch has named none.
KNOWN = "known"
_BETWEEN = re.compile(r"[,，、;；]")


class Statement(NamedTuple):
    """What the branch said 机构名单: the value of such a setting, from an ISO day on."""

    since: str
    value: str

    @property
    def units(self) -> tuple[str, ...]:
        """The units named, each once; none where it left them to the complaints."""
        names = (name.strip() for name in _BETWEEN.split(self.value) if self.value != KNOWN)
        return tuple(dict.fromkeys(name for name in names if name))


class Units(NamedTuple):
    """The units of one dimension in a period.

    Attributes:
        every: all units, in the order in which the branch named them, else by name.
        since: the ISO day from which the branch named them; empty where it did not.
        silent: those of them without a complaint 零投诉单位.
        others: units that complaints of the period name and the branch did not.
    """

    every: tuple[str, ...]
    since: str
    silent: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def stated(self) -> bool:
        """Whether the branch named them."""
        return bool(self.since)


def held(statements: Iterable[Statement], day: str) -> Statement:
    """Return the statement that held at the end of an ISO day; of one day the last given holds.

    Before the branch had said anything the first list that it gave holds: better known than a list of those
    complained about. A statement of no units where there is none at all.
    """
    by_day = {each.since: each for each in sorted(statements, key=lambda each: each.since)}
    before = [each for since, each in by_day.items() if since <= day]
    if before:
        return before[-1]
    return next((each for each in by_day.values() if each.units), Statement("", KNOWN))


def units_in(said: Statement, *, seen: Collection[str], named: Collection[str]) -> Units:
    """Return the units of a dimension, and which of them had no complaint.

    Args:
        said: what the branch said of them.
        seen: the units that complaints of any time name.
        named: the units that complaints of the period name.
    """
    own = said.units
    every = own or tuple(sorted(seen))
    return Units(
        every,
        said.since if own else "",
        tuple(unit for unit in every if unit not in named),
        tuple(sorted(unit for unit in named if unit and unit not in every)) if own else (),
    )
