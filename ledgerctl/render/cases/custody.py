"""Who had a case when 经办过程, as a part of its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.custody import ASSISTANT
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Heading, Lines
from ledgerctl.render.words.texts import arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.cases.custody import Holding
    from ledgerctl.render.words.document import Block


def holders(custody: Sequence[Holding], encoding: str) -> list[Block]:
    """Return one line per person and stretch; nothing for a case that nobody had but one."""
    if len(custody) <= 1:
        return []
    lines = tuple(_line(each, arrow(encoding)) for each in custody)
    return [Heading(_("Who had the case")), Lines(lines)]


def _line(holding: Holding, to: str) -> str:
    stretch = f"{_shown(holding.since)} {to} {_shown(holding.until)}".rstrip()
    if holding.role == ASSISTANT:
        return _("{stretch}  {person} (assisting)").format(stretch=stretch, person=holding.person)
    if holding.accepted_at:
        return _("{stretch}  {person} (accepted {when})").format(
            stretch=stretch, person=holding.person, when=_shown(holding.accepted_at)
        )
    return f"{stretch}  {holding.person}"


def _shown(moment: str) -> str:
    return moment.replace("T", " ")
