"""What became of the rows of an import, as a test says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgerctl.application.imports.import_results import ImportReport


def groups(report: ImportReport) -> dict[str, int]:
    """Count the rows by what became of them, without the empty groups; together they are all rows."""
    every = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "duplicate": report.duplicate,
        "rejected": report.rejected,
        "differing": report.differing,
    }
    assert report.reconciles
    return {name: count for name, count in every.items() if count}
