"""``watch.added``: a complainant was put on the watch list."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.watching import WatchEvent


class WatchAdded(WatchEvent):
    """A complainant 投诉人 was put on the watch list, with the reason."""

    __slots__ = ()

    kind: ClassVar[str] = "watch.added"
