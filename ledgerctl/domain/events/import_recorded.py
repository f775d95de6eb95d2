"""``import.recorded``: a file, or a part of one, was taken in."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ImportRecorded(FamilyEvent):
    """What an import wrote 导入: its batch, the file's hash, how it was read, how many rows became what.

    ``added`` and ``updated`` count what this event's part wrote, the other counts the rows of the file so
    far; ``complete`` is false while parts are still to come. ``at`` says when the register was handed in, if
    not when it was recorded. The file's name may name a customer and is sealed.
    """

    __slots__ = ()

    kind: ClassVar[str] = "import.recorded"
