"""The links of a case 关联, told from its own side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.links import Link
from ledgerctl.domain.events.base import text
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Heading, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.events.base import Facts
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: Relation → how the case that was linked tells it, how the other one does.
_TOLD = {
    "repeat": (N_("Repeats {other}"), N_("Repeated by {other}")),
    "follow_up": (N_("Follows up {other}"), N_("Followed up by {other}")),
    "same_person": (N_("Same complainant as {other}"), N_("Same complainant as {other}")),
    "became_regulatory": (N_("Became the regulatory case {other}"), N_("Was {other} before")),
    "duplicate": (N_("Merged into {other}"), N_("{other} was merged into it")),
}


def link_text(link: Link) -> str:
    """Return one link in words; a relation of a newer program as its code."""
    told = _TOLD.get(link.relation)
    if told is None:
        return f"{link.relation} {link.other}"
    return _(told[0 if link.outgoing else 1]).format(other=link.other)


def linked(facts: Facts, *, gone: bool) -> str:
    """Return what a link's event says: it was drawn, or taken away."""
    relation, other = text(facts, "relation"), text(facts, "other")
    said = link_text(Link(relation, other, bool(facts.get("outgoing"))))
    return _("No longer: {link}").format(link=said) if gone else said


def links_block(links: Sequence[Link]) -> list[Block]:
    """Return the links of a case as a part of its card."""
    if not links:
        return []
    return [Heading(_("Links")), Lines(tuple(link_text(link) for link in links))]


def links_data(links: Sequence[Link]) -> list[Json]:
    """Return the JSON data of the links."""
    return [link._asdict() for link in links]
