"""Proving the ledger 核验: the chain, the derived tables, the receipts kept outside."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.reports.results import Verification
from ledgerctl.domain.cases.chain import SHORT, Fault
from ledgerctl.domain.cases.complaint import same_person_key
from ledgerctl.errors.system import LedgerTooNew
from ledgerctl.errors.usage import BadSetting

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk

#: Faults listed at most; the first one is what matters.
MOST_FAULTS = 100
#: No ledger has more events than a number of this length says; SQLite's integers hold it.
_SIZE_DIGITS = 15


def verify(desk: Desk, *, receipt: str = "") -> Verification:
    """Walk the chain, derive every read table anew, check recusal and a receipt from outside.

    Args:
        desk: store, clock, entropy.
        receipt: ``SIZE:HEAD`` as printed by an earlier command or report; only a number kept outside
            the file shows that its tail was cut or an old copy was put back.

    Raises:
        BadSetting: the receipt is not of that form.
    """
    holds = _receipt_holds(desk, receipt) if receipt else None
    faults = list(islice(desk.store.chain_faults(), MOST_FAULTS))
    if not desk.store.head().size:
        # The birth of the ledger is its first event; a file without it was emptied.
        faults.append(Fault(1, "missing"))
    derived = _derived_faults(desk, faults)
    page = desk.store.cases(CaseFilter())
    breaches = [
        row.number
        for row in page.rows
        if row.complained
        and same_person_key(row.handler) in map(same_person_key, row.complained.split("; "))
    ]
    head = desk.store.head()
    return Verification(head, head.size, page.total, faults, derived, receipt, holds, breaches)


def _derived_faults(desk: Desk, faults: list[Fault]) -> list[str]:
    try:
        return list(desk.store.derived_faults())
    except LedgerTooNew:
        # An edited event may claim any kind; then the chain walk has found it already.
        if not faults:
            raise
        return ["event"]


def _receipt_holds(desk: Desk, receipt: str) -> bool:
    size, colon, digits = receipt.strip().partition(":")
    right = size.isascii() and size.isdigit() and len(size) <= _SIZE_DIGITS and len(digits) >= SHORT
    if not colon or not right or set(digits) - set("0123456789abcdef"):
        raise BadSetting(value=receipt, name="--receipt", expected="26:1f0c9ab4d2e7")
    recorded = desk.store.recorded(int(size))
    return recorded is not None and recorded.envelope.hash.startswith(digits)
