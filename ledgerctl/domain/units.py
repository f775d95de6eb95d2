"""Units of the branch 所属网点与部门: those that it names in its settings, else those that complaints name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The dimensions that are units of the bank → the settings in which the branch names them.
SETTINGS = {"institution": "institutions", "department": "departments"}
#: The value of such a setting while the branch has named none.
KNOWN = "known"
_BETWEEN = re.compile(r"[,，、;；]")


class Units(NamedTuple):
    """The units of one dimension in a period.

    Attributes:
        every: all units, in the order in which the branch named them, else by name.
        stated: whether the branch named them.
        silent: those of them without a complaint 零投诉单位.
        others: units that complaints of the period name and the branch did not.
    """

    every: tuple[str, ...]
    stated: bool
    silent: tuple[str, ...]
    others: tuple[str, ...]


def stated_units(settings: Mapping[str, str], dimension: str) -> tuple[str, ...]:
    """Return the units of a dimension that the branch named, each once; none while it named none."""
    value = settings.get(SETTINGS[dimension], KNOWN)
    names = (name.strip() for name in _BETWEEN.split(value)) if value != KNOWN else ()
    return tuple(dict.fromkeys(name for name in names if name))


def units_in(
    settings: Mapping[str, str], dimension: str, *, seen: Collection[str], named: Collection[str]
) -> Units:
    """Return the units of a dimension, and which of them had no complaint.

    Args:
        settings: those of the ledger.
        dimension: ``institution`` or ``department``.
        seen: the units that complaints of any time name.
        named: the units that complaints of the period name.
    """
    own = stated_units(settings, dimension)
    every = own or tuple(sorted(seen))
    return Units(
        every,
        bool(own),
        tuple(unit for unit in every if unit not in named),
        tuple(sorted(unit for unit in named if unit and unit not in every)) if own else (),
    )
