"""Links between cases 关联: never a merge of records, and each can be taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

REPEAT, DUPLICATE, BECAME_REGULATORY = "repeat", "duplicate", "became_regulatory"


class Link(NamedTuple):
    """One link of a case 关联: ``relation`` is a code, ``other`` the other case.

    ``outgoing`` when this case is the one that repeats, follows, or was merged; the other card shows the
    same link from its side.
    """

    relation: str
    other: str
    outgoing: bool


def target(links: Iterable[Link], relation: str) -> str:
    """Return the case to which such a link leads, the newest one; empty when there is none."""
    return next(
        (
            link.other
            for link in reversed(tuple(links))
            if link.outgoing and link.relation == relation
        ),
        "",
    )
