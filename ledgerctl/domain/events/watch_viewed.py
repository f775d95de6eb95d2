"""``watch.viewed``: somebody looked at the watch list."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.watching import WatchEvent


class WatchViewed(WatchEvent):
    """The list was looked at 查阅: of which days, and how many people it showed."""

    __slots__ = ()

    kind: ClassVar[str] = "watch.viewed"
