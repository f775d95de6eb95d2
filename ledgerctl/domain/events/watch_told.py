"""``watch.told``: somebody was told whom to watch."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.watching import WatchEvent


class WatchTold(WatchEvent):
    """A member of staff (``staff``) was told of a complainant on the list 告知, with the reason."""

    __slots__ = ()

    kind: ClassVar[str] = "watch.told"
