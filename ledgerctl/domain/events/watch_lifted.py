"""``watch.lifted``: a complainant was taken off the watch list."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.watching import WatchEvent


class WatchLifted(WatchEvent):
    """A complainant was taken off the watch list 解除关注, with the reason."""

    __slots__ = ()

    kind: ClassVar[str] = "watch.lifted"
