"""Everything at once 台账快照: the register and what was learnt from it, as of one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.exports.exporting import Sheet, case_rows, case_total
from ledgerctl.application.exports.handing_out import ENTRIES, rows_of, sealed
from ledgerctl.application.exports.revealing import reveal as record_reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import CaseFilter, Meta
    from ledgerctl.domain.reports.register_columns import Column

#: What is asked for to get everything.
WHOLE = "all"


def snapshot(
    desk: Desk, query: CaseFilter, columns: Sequence[Column], meta: Meta, reason: str | None
) -> list[Sheet]:
    """Return the register of the cases that a filter selects, then every kind of entry; masked.

    Whoever reads the rows holds ``store.one_moment()``, else a change may fall between two sheets.

    Args:
        desk: store, clock, entropy.
        query: which cases; its limit counts for nothing.
        columns: what is told of each case.
        meta: who exports.
        reason: why personal data is to stand unmasked; None masks it.

    Raises:
        ReasonNeeded: the reason is blank.
    """
    reveal = reason is not None
    revealed = 0
    if reason is not None:
        counts = [len(rows_of(desk, what, reveal=True)) for what in ENTRIES]
        names = [column.name for column in columns if column.sealed]
        fields = dict.fromkeys([*names, *(name for what in ENTRIES for name in sealed(what))])
        total = case_total(desk, query) + sum(counts)
        event = record_reveal(desk, "export", reason, meta, records=total, fields=list(fields))
        revealed = event.seq
    head = desk.store.head()
    cases = case_rows(desk, query, columns, reveal=reveal)
    return [
        Sheet("cases", columns, cases, head, revealed),
        *(
            Sheet(what, kind.columns, iter(rows_of(desk, what, reveal=reveal)), head, revealed)
            for what, kind in ENTRIES.items()
        ),
    ]
