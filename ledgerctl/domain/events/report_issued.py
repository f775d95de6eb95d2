"""``report.issued``: a report was handed out."""

from __future__ import annotations

from typing import ClassVar

from ledgerctl.domain.events.family import FamilyEvent


class ReportIssued(FamilyEvent):
    """A report 报告 was handed out 出具: of which period, to whom, with which figures."""

    __slots__ = ()

    kind: ClassVar[str] = "report.issued"
