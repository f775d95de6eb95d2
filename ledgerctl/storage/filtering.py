"""Filters and cross tables: SQL text chosen from fixed parts; values only as parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledgerctl.domain.cases.chain import canonical_text
from ledgerctl.domain.register.register import CROSSABLE, FILTERABLE, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ledgerctl.application.desk.records import CaseFilter
    from ledgerctl.domain.reports.sorting import Sort


_TEXT = (
    "EXISTS (SELECT 1 FROM event JOIN sealed ON sealed.seq = event.seq"
    " WHERE event.number = cases.number AND sealed.body LIKE :text ESCAPE '\\')"
)


def filter_statements(
    query: CaseFilter, among: Collection[str] | None = None
) -> tuple[str, str, dict[str, object]]:
    """Return the selecting and the counting statement of a filter and their parameters.

    ``among`` are the numbers that a search found; None when nothing was searched for.
    """
    where, values = _where(query, among)
    limit = ""
    if query.limit is not None:
        limit = " LIMIT :limit"
        values["limit"] = query.limit
    columns = ", ".join(Row._fields)
    # Every name above comes from this module; what a person typed is a parameter.
    order = ", ".join(_order(query.order)) or "received_on, number"
    select = f"SELECT {columns} FROM cases WHERE {where} ORDER BY {order}{limit}"  # noqa: S608 - fixed parts
    count = f"SELECT COUNT(*) FROM cases WHERE {where}"  # noqa: S608 - fixed parts
    return select, count, values


def register_statement(
    query: CaseFilter, among: Collection[str] | None, columns: Sequence[str]
) -> tuple[str, dict[str, object]]:
    """Return the statement that reads the cases of a filter by number, and its parameters.

    It gives number, version of the receipt, whether more than the receipt is recorded, a JSON array of the
    receipt's facts and sealed part, then some columns of the register.

    Raises:
        KeyError: no such column of the register.
    """
    where, values = _where(query, among)
    for column in columns:
        if column not in Row._fields:
            raise KeyError(column)
    needed = ", ".join(dict.fromkeys(("received_seq", "number", *columns)))
    told = "".join(f", chosen.{column}" for column in columns)
    return (
        "SELECT chosen.number, event.version,"  # noqa: S608 - checked columns, fixed parts
        " EXISTS (SELECT 1 FROM event later WHERE later.number = chosen.number"
        " AND later.seq > chosen.received_seq),"
        " '[' || event.facts || ',' || COALESCE(sealed.body, '{}') || ']'"
        f"{told} FROM (SELECT {needed} FROM cases WHERE {where}) AS chosen"
        " CROSS JOIN event ON event.seq = chosen.received_seq"
        " LEFT JOIN sealed ON sealed.seq = chosen.received_seq ORDER BY chosen.number"
    ), values


def _where(query: CaseFilter, among: Collection[str] | None) -> tuple[str, dict[str, object]]:
    parts = list(_conditions(query))
    if among is not None:
        condition = "number IN (SELECT value FROM json_each(:among))"
        parts.append((condition, {"among": json.dumps(sorted(among))}))
    values: dict[str, object] = {}
    for _, bound in parts:
        values |= bound
    return " AND ".join(condition for condition, _ in parts) or "1 = 1", values


def _order(order: Sequence[Sort]) -> Iterator[str]:
    for sort in order:
        direction = " DESC" if sort.descending else ""
        column = sort.column
        if column == "received_at":
            # Every case has a day of receipt, and an index knows it
            yield f"received_on{direction}"
        elif column != "number":
            yield f"{column} IS NULL OR {column} = ''"
        if sort.ranks:
            places = " ".join(
                f"WHEN '{code}' THEN {place}" for place, code in enumerate(sort.ranks)
            )
            column = f"CASE {column} {places} ELSE {len(sort.ranks)} END"
        yield f"{column}{direction}"
    if order:
        yield "number DESC" if order[0].descending else "number"


#: Filters of one value each: the field of the filter, the condition, its parameter.
_SIMPLE = (
    ("status", "status = :status"),
    ("received_from", "received_on >= :received_from"),
    ("received_to", "received_on <= :received_to"),
    ("not_closed_by", "(closed = 0 OR closed_on > :not_closed_by)"),
    ("overdue_on", "closed = 0 AND notified_at = '' AND due_on <> '' AND due_on < :overdue_on"),
    (
        "due_by",
        (
            "closed = 0 AND ((notified_at = '' AND due_on <> '' AND due_on <= :due_by)"
            " OR (contact_due <> '' AND contact_due <= :due_by)"
            " OR (progress_due <> '' AND progress_due <= :due_by))"
        ),
    ),
    ("followup_by", "followup_due <> '' AND followup_due <= :followup_by"),
)


def _conditions(query: CaseFilter) -> Iterator[tuple[str, dict[str, object]]]:
    for name, condition in _SIMPLE:
        value = getattr(query, name)
        if value is not None:
            yield condition, {name: value}
    if query.status is None and "status" not in query.equal:
        yield "status <> 'reversed'", {}
    if query.moved:
        yield "first_received_on <> ''", {}
    if query.is_open is not None:
        yield "closed = :closed", {"closed": int(not query.is_open)}
    if query.year is not None:
        first, last = f"{query.year:04d}-01-01", f"{query.year:04d}-12-31"
        yield "received_on BETWEEN :first AND :last", {"first": first, "last": last}
    for column in FILTERABLE:
        if column in query.equal:
            yield f"{column} = :{column}", {column: query.equal[column]}
    if query.text is not None:
        yield _TEXT, {"text": f"%{_literal(query.text)}%"}


#: What ``COUNTS`` of ``cross_measures`` counts, as conditions; the stores' contract compares the two.
_COUNTED = {
    "all": "1 = 1",
    "closed": "closed = 1",
    "not_withdrawn": "ending <> 'withdrawn'",
    "settled": "closed = 1 AND ending <> 'withdrawn'",
    "dated": (
        "due_on <> '' AND timeliness <> 'undated'"
        " AND (closed = 1 OR SUBSTR(due_on, 1, 10) <= :today)"
    ),
    "on_time": "timeliness = 'on_time'",
    "extended": "closed = 1 AND ending <> 'withdrawn' AND extended_on <> ''",
    "contact_bound": "contact_timeliness <> ''",
    "contact_met": "contact_timeliness = 'on_time'",
    "first_level": "closed = 1 AND level = 'first_receiver'",
    "to_superior": "to_superior = 1",
    "repeats": "repeat_of <> ''",
    "ever_closed": "(closed = 1 OR reopenings > 0)",
    "reopened": "reopenings > 0",
    "found": "closed = 1 AND finding <> ''",
    "upheld": "closed = 1 AND finding IN ('upheld', 'partly_upheld')",
    "determined": "responsibility NOT IN ('', 'pending')",
    "at_fault": "responsibility = 'at_fault'",
    "accountable": "responsibility = 'at_fault' AND accountability <> ''",
    "settlement_known": "closed = 1 AND settlement <> ''",
    "agreed": "closed = 1 AND settlement = 'agreed'",
    "scored": "closed = 1 AND satisfaction IN ('1', '2', '3', '4', '5')",
    "satisfied": "closed = 1 AND satisfaction IN ('4', '5')",
}


def cross_statement(dimensions: Sequence[str], counts: Sequence[str] = ()) -> str:
    """Return the grouping statement of a cross table; only known columns and counts are accepted.

    Raises:
        KeyError: a dimension is not a column that may be split by, or there is no such count; the caller
            has checked them.
    """
    for dimension in dimensions:
        if dimension not in CROSSABLE:
            raise KeyError(dimension)
    columns = ", ".join((*dimensions, "days"))
    more = "".join(f", SUM(CASE WHEN {_COUNTED[name]} THEN 1 ELSE 0 END)" for name in counts)
    return (
        f"SELECT {columns}, COUNT(*), SUM(closed), SUM(escalated),"  # noqa: S608 - checked columns
        " SUM(CASE WHEN repeat_of <> '' THEN 1 ELSE 0 END), COALESCE(SUM(compensation), 0)"
        f"{more}"
        " FROM cases WHERE counted = 1 AND received_on BETWEEN :first AND :last"
        f" GROUP BY {columns}"
    )


def _literal(text: str) -> str:
    # Quotation marks, line ends and combining marks are sought as they stand in the stored text.
    stored = canonical_text(text)[1:-1]
    return stored.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
