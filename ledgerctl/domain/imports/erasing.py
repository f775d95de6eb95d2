"""What an empty cell may erase 清空, when somebody says that it shall: never what makes a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from ledgerctl.domain.cases.complaint import Complaint

#: What no complaint is without, what reopens a case, and what has commands of its own (``assign``,
#: ``escalate``).
KEPT = frozenset(
    {"source_id", "received_at", "channel", "summary", "resolved_at", "handler", "level"}
)


def erased(
    complaint: Complaint, columns: Collection[str], filled: Collection[str]
) -> tuple[str, ...]:
    """Return the fields of a case that empty cells erase, in the order of the catalogue.

    Args:
        complaint: the case as it is.
        columns: the fields that have a column in the file.
        filled: the fields that the row fills.
    """
    return tuple(
        name
        for name in FIELDS
        if name in columns
        and name not in filled
        and name not in KEPT
        and (name in complaint.facts or name in complaint.sealed)
    )
