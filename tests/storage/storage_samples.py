"""What the storage tests share: short ways to fill a store and to look at all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doubles import CLERK, ListSource

from ledgerctl.application.desk.records import CaseFilter, Draft
from ledgerctl.application.imports import importing
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.imports.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Store
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.application.imports.runs import OnDuplicate

SPOKEN = {"channel": "counter", "summary": "柜台排队太久"}


def import_texts(
    clerk: Desk,
    rows: Sequence[dict[str, str]],
    *,
    on_duplicate: OnDuplicate = "skip",
    name: str = "",
) -> ImportReport:
    """Import rows of texts; a batch is named after ``name``, else after the size of the ledger."""
    source = ListSource(rows, sha256=name or f"{clerk.store.head().size:08d}")
    return importing.import_rows(clerk, source, CLERK, ImportChoices("old", on_duplicate))


def everything(store: Store) -> list[object]:
    """Return all that a store says of itself: events, rows, figures."""
    head = store.head()
    rows = [
        row
        for query in (CaseFilter(), CaseFilter(status="reversed"))
        for row in store.cases(query).rows
    ]
    years = range(2018, 2023)
    return [
        head,
        [store.recorded(seq) for seq in range(1, head.size + 1)],
        rows,
        store.texts([row.number for row in rows]),
        store.ledger(),
        list(store.years()),
        [store.year_counts(year, "2020-06-30") for year in years],
        store.cross(["channel", "month"], "2018-01-01", "2022-12-31"),
    ]


def draft(position: int) -> Draft:
    """A receipt without a complainant, in form as an import makes it."""
    facts = clocks.at_receipt(
        {"channel": ("counter", "hotline")[position % 2], "received_at": f"2020-01-{position:02d}"}
        if position < 29
        else {"channel": "nfra", "received_at": "2020-02-01", "handler": "w01"}
    )
    sealed = {"summary": f"words {position}"}
    return Draft(f"2020-{position:04d}", facts, sealed, f"old:{position}")


def made_ready(plain: Draft) -> Draft:
    """Return a draft that was made ready elsewhere."""
    return Draft(plain.number, {}, {}, plain.key, prepare(plain.facts, plain.sealed))


def received(day: str, **texts: str) -> dict[str, str]:
    """One row of a register."""
    return {**SPOKEN, "received_at": day, **texts}
