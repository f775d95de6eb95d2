"""A complaint 投诉 as its events have made it; ``evolve`` is total: history is never refused."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.links import DUPLICATE, Link, target
from ledgerctl.domain.codes.ladder import FIRST_RECEIVER, SUPERIOR
from ledgerctl.domain.events.base import text, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Never

    from ledgerctl.domain.events.base import ComplaintEvent, Facts, Sealed


class Spell(NamedTuple):
    """One stretch of being open 在办期间, or of standing still 中止: ISO days; ``closed`` is None while it lasts.

    ``ending`` is how it ended when it was not resolved: ``withdrawn`` or ``declined``.
    """

    opened: str
    closed: str | None
    ending: str = ""


_NOTHING: Mapping[str, Never] = MappingProxyType({})


class Complaint(NamedTuple):
    """The state of one complaint 投诉.

    ``facts`` and ``sealed`` hold what is known now, by field name; a field that is absent is unknown.
    """

    number: str
    facts: Facts = _NOTHING
    sealed: Sealed = _NOTHING
    spells: tuple[Spell, ...] = ()
    assigned: bool = False
    reached_superior: bool = False
    reversed: bool = False
    pauses: tuple[Spell, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether it was ever received."""
        return bool(self.spells)

    @property
    def closed(self) -> bool:
        """Whether it is closed 办结."""
        return bool(self.spells) and self.spells[-1].closed is not None

    @property
    def suspended(self) -> bool:
        """Whether the clock of the open case stands still 中止计时."""
        return bool(self.pauses) and self.pauses[-1].closed is None and not self.closed

    @property
    def reopenings(self) -> int:
        """How often it was reopened 重新启动."""
        return max(len(self.spells) - 1, 0)

    @property
    def level(self) -> str:
        """The rung of the ladder on which it stands 层级."""
        return str(self.facts.get("level") or FIRST_RECEIVER)

    @property
    def received_at(self) -> str:
        """When the customer spoke 收到时间: ISO day, with minutes when known, branch time."""
        return text(self.facts, "received_at")

    @property
    def received_on(self) -> str:
        """The day of receipt, ISO."""
        return self.received_at[:10]

    @property
    def handler(self) -> str:
        """Who owns it now 承办人: the handler named, else the first receiver 首问责任人."""
        facts = self.facts
        owner = facts.get("handler") or facts.get("first_receiver")
        if not owner or (not facts.get("handler") and self.complains_about(str(owner))):
            return ""
        return str(owner)

    @property
    def complained(self) -> tuple[str, ...]:
        """The staff complained about 被投诉人员."""
        value = self.facts.get("complained", ())
        return tuple(value) if isinstance(value, list | tuple) else ()

    @property
    def assistants(self) -> tuple[str, ...]:
        """Who helps the handler 协办人."""
        value = self.facts.get("assistants", ())
        return tuple(value) if isinstance(value, list | tuple) else ()

    @property
    def merged_into(self) -> str:
        """The case with which it is counted and worked on 合并; empty when it stands by itself."""
        return target(self.links, DUPLICATE) if self.links else ""

    @property
    def accepted_at(self) -> str:
        """When its owner of now accepted it 接办: an ISO day or moment, empty when nobody said so."""
        facts = self.facts
        accepted = text(facts, "accepted_by") == self.handler != ""
        return text(facts, "accepted_at") if accepted else ""

    @property
    def closed_on(self) -> str:
        """The day it was closed, ISO; empty while open."""
        return (self.spells[-1].closed or "") if self.spells else ""

    @property
    def status(self) -> str:
        """Its place in the life 状态: a code of the ``status`` vocabulary."""
        if self.reversed:
            return "reversed"
        if self.merged_into:
            return "merged"
        if self.closed:
            return text(self.facts, "ending") or "closed"
        if self.suspended or "notified_at" in self.facts:
            return "suspended" if self.suspended else "notified"
        if self.level != FIRST_RECEIVER:
            return "escalated"
        handled = "assigned" if self.assigned else "received"
        return "reopened" if self.reopenings else handled

    @property
    def escalated(self) -> bool:
        """Whether it counts as an escalated complaint 升级投诉.

        Climbing inside the branch does not; reaching the superior institution does, and so does a
        complainant who went over the branch's head (越级投诉).
        """
        return self.reached_superior or bool(whole(self.facts, "skip_level"))

    def complains_about(self, person: str) -> bool:
        """Whether ``person`` is one of the staff complained about (回避)."""
        if not person or not self.complained:
            return False
        return same_person_key(person) in {same_person_key(name) for name in self.complained}


def stands_at_superior(facts: Facts) -> bool:
    """Whether facts place the case with the superior institution 上级机构."""
    return text(facts, "level") == SUPERIOR


def same_person_key(name: str) -> str:
    """Return the form in which two spellings of one staff member are equal."""
    if name.isascii():
        return "".join(name.casefold().split())
    import unicodedata  # noqa: PLC0415 - most staff identifiers are plain ASCII

    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def evolve(complaint: Complaint, event: ComplaintEvent) -> Complaint:
    """Return the complaint after one more event."""
    return event.apply(complaint)


def fold(number: str, events: Iterable[ComplaintEvent]) -> Complaint:
    """Return the complaint that a history has made; without events it does not exist."""
    complaint = Complaint(number)
    for event in events:
        complaint = evolve(complaint, event)
    return complaint
