"""An import planned 导入计划: what would be written, agreed to by a person, applied exactly or not at all.

A plan holds hashes, counts and choices, and nothing that a row says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.errors.imports import FileMoved, LedgerMoved, PlanFails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.imports.files import RowSource
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.domain.cases.chain import Head

#: The counts that a plan promises.
COUNTS = ("read", "added", "updated", "unchanged", "duplicate", "rejected", "differing")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    ``ledger`` is the ledger's identity and ``head`` its state; ``sha256`` the hash of the file's bytes;
    ``path`` and ``options`` what was asked for, by name; ``profile`` the mapping's name or path as given and
    ``profile_text`` all that it says; ``counts`` rows by outcome, ``codes`` problems by code.
    """

    ledger: str
    head: Head
    path: str
    sha256: str
    profile: str
    profile_text: str
    options: Mapping[str, str | int | bool | None]
    counts: Mapping[str, int]
    codes: Mapping[str, int]

    def check_before(self, reader: Reader, source: RowSource) -> None:
        """Refuse to apply the plan to another ledger, another state of it, or another file.

        Raises:
            LedgerMoved, FileMoved.
        """
        head = reader.head()
        if (reader.ledger().identity, head) != (self.ledger, self.head):
            raise LedgerMoved(planned=self.head.short, found=head.short)
        if source.sha256 != self.sha256:
            raise FileMoved(path=source.name)

    def check_outcome(self, report: ImportReport) -> None:
        """Refuse whatever else would come of it than the plan says.

        Raises:
            PlanFails.
        """
        counts, codes = outcome(report)
        if (counts, codes) == (self.counts, self.codes):
            return
        names = [*COUNTS, *sorted({*codes, *self.codes})]
        planned, found = {**self.counts, **self.codes}, {**counts, **codes}
        pairs = [(name, planned.get(name, 0), found.get(name, 0)) for name in names]
        differences = [f"{name} {old} ≠ {new}" for name, old, new in pairs if old != new]
        raise PlanFails(differences=", ".join(differences))


def outcome(report: ImportReport) -> tuple[dict[str, int], dict[str, int]]:
    """Return the counts of a report that a plan promises, and its problems by code."""
    return {name: getattr(report, name) for name in COUNTS}, dict(report.codes)
