"""Small hand-made results that the tests of the faces show."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.records import Recorded
from ledgerctl.application.imports.import_results import ImportReport, Problem
from ledgerctl.application.learning.naming import Naming
from ledgerctl.application.reports.report_results import (
    Learning,
    Month,
    Moved,
    Quarter,
    Split,
    YearReport,
)
from ledgerctl.application.reports.results import Card, CaseList, CrossTable, Explanation
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import Envelope, Head
from ledgerctl.domain.cases.complaint import Complaint, evolve
from ledgerctl.domain.cases.ledger import Population
from ledgerctl.domain.cases.reversal import TakenBack
from ledgerctl.domain.codes.units import Units
from ledgerctl.domain.days.periods import year_period
from ledgerctl.domain.events.batch_reversed import BatchReversed
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.metrics import Change, StockFlow, change, rate
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.control import u_chart
from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.register.register import Row, row_of
from ledgerctl.domain.register.tallies import Sums
from ledgerctl.errors.usage import ImpossibleDate

if TYPE_CHECKING:
    from ledgerctl.domain.metrics.metric import Figure

HEAD = Head(26, "1f0c9ab4d2e7" + "0" * 52)
#: Complaints of each month.
MONTHS = [1, 2, 2, 3, 2, 3, 1, 1, 3, 4, 2, 1]
HOSTILE = "=cmd \x1b[31m\u202eX[/][a1]:smile:\u200b|`*\t\n"

INTAKE = {
    "received_at": "2020-03-04T09:15",
    "channel": "hotline",
    "business": "loan",
    "first_receiver": "王五",
    "due_on": "2020-03-19",
    "policy": "cn.2020-3.decide.simple",
    "amount": 500000,
    "person": "0123456789abcdef",
}
PRIVATE = {"complainant": "张三", "phone": "13800008000", "summary": "贷款延期，电话13800008000"}


def complaint(**sealed: str) -> Complaint:
    """Return a complaint as received."""
    number = "2020-0007"
    return evolve(Complaint(number), ComplaintReceived(number, INTAKE, {**PRIVATE, **sealed}))


def row(**changes: object) -> Row:
    """Return the register row of the complaint."""
    made = row_of(complaint(), batch="", recorded_at="2020-03-04T01:20:00.000Z", received_seq=7)
    return made._replace(**changes)


def receipt(**changes: object) -> Receipt:
    """Return the receipt of ``add``."""
    values = {
        "action": "complaint.received",
        "number": "2020-0007",
        "seq": 26,
        "event_hash": HEAD.hash,
        "head": HEAD,
        "row": row(),
        "details": INTAKE,
        "unknown": ["cause", "demand"],
    }
    return Receipt(**{**values, **changes})


def recorded(seq: int, event: object, batch: str | None = None) -> Recorded:
    """Return an event with its envelope."""
    envelope = Envelope(
        seq,
        event.kind,
        1,
        "2020-0007",
        "2020-03-04T01:20:00.000Z",
        "wang",
        "王五" if seq == 1 else None,
        batch,
        None,
        "{}",
        None,
        "0" * 64,
        f"{seq:064x}",
    )
    return Recorded(envelope, event, event.sealed())


def card(summary: str = PRIVATE["summary"]) -> Card:
    """Return a case that was received, noted, corrected and wrongly corrected by a batch."""
    number = "2020-0007"
    history = [
        recorded(1, ComplaintReceived(number, INTAKE, {**PRIVATE, "summary": summary})),
        recorded(2, ComplaintNoted(number, "2020-03-05", "致电13800008000")),
        recorded(
            3,
            ComplaintCorrected(
                number, {"business": "card_credit"}, {"phone": "13900009000"}, (), "记错"
            ),
        ),
        recorded(4, ComplaintCorrected(number, {"business": "gold"}, {}), batch="b1"),
    ]
    state = Complaint(number)
    for each in history[:3]:
        state = evolve(state, each.event)
    made = row_of(state, batch="", recorded_at="", received_seq=1)
    taken = recorded(5, BatchReversed("b1", "导错文件"))
    facts = chain.canonical({"batch": "b1"})
    taken = taken._replace(envelope=taken.envelope._replace(number=None, facts=facts))
    back = TakenBack({"b1": 5})
    named = [Naming("suggestion", "S2020-0001", "made", summary)]
    return Card(state, made, history, back, [row(number="2020-0003")], [taken], naming=named)


def cases(summary: str = PRIVATE["summary"]) -> CaseList:
    """Return two cases of 412; the first is overdue."""
    rows = [row(), row(number="2020-0008", due_on="2020-05-01", status="closed", closed=1)]
    texts = {"2020-0007": {**PRIVATE, "summary": summary}}
    return CaseList(rows, texts, 412, "2020-04-01")


def split(dimension: str, counts: dict[str, int], shares: list[str | None]) -> Split:
    """Return one table of a report."""
    sums = [Sums(cases=count, closed=count, settled_at_branch=count) for count in counts.values()]
    exact = [None if share is None else Decimal(share) for share in shares]
    return Split(dimension, list(counts), sums, exact)


def measured() -> dict[str, Figure]:
    """Return some figures of the branch's 2020."""
    parts = {
        "complaints_received": (25, None, 0),
        "external_share": (4, 25, 0),
        "on_time_rate": (24, 25, 1),
        "rate_nfra_outlets": (1, None, 0),
        "overdue_open": (0, None, 0),
        "branch_resolution": (25, 26, 0),
        "skip_level_rate": (1, 25, 0),
        "satisfaction_rate": (8, 10, 0),
        "redress_total": (500_000, None, 0),
        "conflict_check": (0, None, 0),
        "late_registrations": (2, None, 0),
        "back_dated": (0, None, 0),
        "received_date_changes": (1, None, 0),
    }
    return {
        key: METRICS[key].of(above, below, unknown=unknown)
        for key, (above, below, unknown) in parts.items()
    }


def year(**changes: object) -> YearReport:
    """Return the report of the branch's 2020."""
    values = {
        "period": year_period(2020),
        "equal": {},
        "branch": "东侨支行",
        "today": "2021-01-05",
        "head": HEAD,
        "received": 25,
        "excluded": {"not_complaint": 2},
        "before": Change(25, 20, 5, Decimal("25.0")),
        "previous": Change(25, 20, 5, Decimal("25.0")),
        "rates": {"customers": rate(25, 78_000), "transactions": rate(25, None)},
        "populations": {
            "customers": Population(2020, "customers", 78_000, "2020-12-31", "核心系统")
        },
        "missing_populations": ["transactions"],
        "splits": {
            "channel": split(
                "channel",
                {"hotline": 21, "nfra": 1, "consumer_center": 3},
                ["84.00", "4.00", "12.00"],
            ),
            "cause": split("cause", {"service": 20, "": 5}, ["100.00", None]),
            "department": split("department", {"个金部": 25}, ["100.00"]),
            "handler": split("handler", {"王五": 21, "李四": 4}, ["84.00", "16.00"]),
        },
        "totals": Sums(25, 25, 25, 0, 0, 0, 0, 3, 24, 1, 0, 500_000),
        "external": 4,
        "internal": 21,
        "regulator": 1,
        "settled_percent": Decimal("100.0"),
        "open_cases": 0,
        "overdue": 0,
        "overdue_longest": None,
        "days_median": Decimal("2.0"),
        "days_p90": Decimal("6.5"),
        "days_max": 16,
        "days_known": 25,
        "stock": StockFlow(1, 25, 0, 26, 0),
        "currency": "CNY",
        "unknown": {"cause": 5},
        "figures": measured(),
        "days_mean": Decimal("3.1"),
        "contact_median": None,
        "contact_p90": None,
        "contact_known": 0,
        "point": "2020-12-31",
        "ages": {"0-7": 0, "8-15": 1, "16-30": 0, "31-60": 0, "61+": 2},
        "quarters": [
            Quarter(1, change(5, 4), change(5, 6)),
            Quarter(2, change(8, 0), change(8, 5)),
            Quarter(3, change(5, 10), change(5, 8)),
            Quarter(4, change(7, 6), change(7, 5)),
        ],
        "months": [
            Month(f"2020-{number:02d}", point)
            for number, point in enumerate(u_chart(MONTHS, [30] * 12), 1)
        ],
        "months_by": {"channel": {"hotline": MONTHS, "nfra": [0, 1] + [0] * 10}},
        "moved": [Moved("2020-0004", "2019-12-31", "2020-01-02")],
        "window": 30,
        "scored": 10,
        "not_reached": 3,
        "known_before": 1,
        "learning": Learning(2, 1, 1, 1, 2, 0, 0, 3),
        "units": {
            "department": Units(("公司部", "个金部"), "2020-01-02", ("公司部",), ("信用卡中心",)),
        },
        "watched": 1,
        "version": "0.1.0",
    }
    return YearReport(**{**values, **changes})


def explanation(key: str = "external_share", **changes: object) -> Explanation:
    """Return one figure of the branch's 2020 explained."""
    values = {
        "metric": METRICS[key],
        "reported": year_period(2020),
        "equal": {},
        "branch": "东侨支行",
        "period": Period("2020-01-01", "2020-12-31", "2021-01-05", 30),
        "figure": METRICS[key].of(1, 3),
        "numerator": ["2020-0002"],
        "denominator": ["2020-0001", "2020-0002", "2020-0003"],
        "head": HEAD,
    }
    return Explanation(**{**values, **changes})


def cross() -> CrossTable:
    """Return cases by business and channel."""
    return CrossTable(
        ["business", "channel"],
        ["count", "median_days"],
        "2020-01-01",
        "9999-12-31",
        ["loan", ""],
        ["hotline", "nfra"],
        {
            ("loan", "hotline"): {"count": 2, "median_days": Decimal("1.5")},
            ("", "nfra"): {"count": 1, "median_days": None},
        },
        {
            "loan": {"count": 2, "median_days": Decimal("1.5")},
            "": {"count": 1, "median_days": None},
        },
        {
            "hotline": {"count": 2, "median_days": Decimal("1.5")},
            "nfra": {"count": 1, "median_days": None},
        },
        {"count": 3, "median_days": Decimal("1.5")},
    )


def problem(**changes: object) -> Problem:
    """Return an impossible date on line 14."""
    values = {
        "line": 14,
        "column": "收到时间",
        "value": "2020-13-45",
        "code": ImpossibleDate.code,
        "sentence": ImpossibleDate.sentence,
        "hint": ImpossibleDate.hint,
        "values": {"value": "2020-13-45", "field": "received_at"},
    }
    return Problem(**{**values, **changes})


def imported(**changes: object) -> ImportReport:
    """Return an import that one bad row stopped."""
    values = {
        "source": "投诉.csv",
        "sha256": "ab" * 32,
        "encoding": "gb18030",
        "profile": "register",
        "batch": "b1",
        "read": 26,
        "added": 24,
        "updated": 0,
        "unchanged": 0,
        "duplicate": 1,
        "rejected": 1,
        "differing": 1,
        "written": False,
        "dry_run": False,
        "problems": [problem()],
        "problem_count": 3,
        "codes": {"E203": 3},
        "said": {"format": "csv", "encoding": "gb18030", "delimiter": ";", "header_row": "1"},
        "kept_columns": ["客户经理"],
        "first_number": "",
        "last_number": "",
        "rejects_path": "",
        "repeats": 0,
        "head": HEAD,
    }
    return ImportReport(**{**values, **changes})
