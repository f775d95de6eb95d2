"""What the events of the watch list 重点关注名单 share."""

from __future__ import annotations

from ledgerctl.domain.events.family import FoldedEvent


class WatchEvent(FoldedEvent):
    """One thing that happened to the list: a moment, a person by pseudonym, and the reason in words."""

    __slots__ = ()
