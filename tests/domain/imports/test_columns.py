"""Receipts made ready column by column are the receipts made ready one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.days.policies import SHIPPED, Policy, rulebook
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.handling import decisions
from ledgerctl.domain.imports import columns as module
from ledgerctl.domain.imports.columns import ColumnPreparer, Columns
from ledgerctl.domain.imports.prepared import prepare
from ledgerctl.domain.register.register import BLANK_ROW, COPIED_ONLY, Row
from ledgerctl.domain.register.tallies import DIMENSIONS, counted_part
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Fact
    from ledgerctl.domain.imports.columns import Value
    from ledgerctl.domain.imports.prepared import Prepared

NOW = "2020-12-30T10:00"
VALUES: dict[str, tuple[Value, ...]] = {
    "source_id": ("", "A1", "e\u0301", 'say "x"'),
    "received_at": ("2020-03-04", "2020-03-04T09:30", "2021-01-01"),
    "channel": ("counter", "nfra", ""),
    "complained": ("", ("C-1",), ("C-1", "张三")),
    "handler": ("", "C-1", "D-2"),
    "closed": ("", True),
    "resolved_at": ("", "2020-03-06", "2020-01-01"),
    "amount": ("", 0, 500_000),
    "timely": ("", True, False),
    "responsibility": ("", "not_complaint", "at_fault"),
    "product": ("", "Credit card", "信用卡"),
}
TEXTS = ("", "排队", "cafe\u0301\nline", "\\n\u0301")
EXTRA = {"State": ("", "CA"), "e\u0301": ("", "x"), "a b": ("", "y"), "a": ("", "z")}
receipts = st.tuples(
    st.tuples(*[st.sampled_from(each) for each in VALUES.values()]),
    st.sampled_from(TEXTS),
    st.sampled_from(TEXTS),
    st.tuples(*[st.sampled_from(each) for each in EXTRA.values()]),
)
Receipt = tuple[tuple["Value", ...], str, str, tuple[str, ...]]


def alone(receipt: Receipt) -> Prepared | None:
    """Return a receipt made ready by itself; None when a rule refuses it."""
    values, summary, demand, extra = receipt
    facts: dict[str, Fact] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in zip(VALUES, values, strict=True)
        if value != ""
    }
    own = {name: text for name, text in zip(EXTRA, extra, strict=True) if text}
    parts = {"summary": summary, "demand": demand, "extra": own}
    sealed = {name: part for name, part in parts.items() if part}
    try:
        decisions.check_receipt(facts, sealed, now=NOW)
    except LedgerError:
        return None
    return prepare(clocks.at_receipt(facts), sealed)


def as_columns(found: list[Receipt]) -> Columns:
    facts = dict(zip(VALUES, zip(*[each[0] for each in found], strict=True), strict=True))
    extra = dict(zip(EXTRA, zip(*[each[3] for each in found], strict=True), strict=True))
    sealed = {"summary": [each[1] for each in found], "demand": [each[2] for each in found]}
    return Columns(range(2, len(found) + 2), facts, sealed, extra)


@given(st.lists(st.lists(receipts, min_size=1, max_size=6), min_size=1, max_size=4))
def test_columns_equal_single_receipts(parts: list[list[Receipt]]) -> None:
    preparer = ColumnPreparer(now=NOW)
    for found in parts:
        ready, refused = preparer.prepare(as_columns(found))
        singly = [alone(each) for each in found]
        assert refused == [place for place, each in enumerate(singly) if each is None]
        assert list(ready.receipts()) == [each for each in singly if each is not None]
        assert list(ready.years) == [2020] * (len(found) - len(refused))


@given(receipts=st.lists(receipts, min_size=1, max_size=8))
def test_memory_that_is_full_starts_anew(receipts: list[Receipt]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_REMEMBERED", 2)
        preparer = ColumnPreparer(now=NOW)
        for _ in range(2):
            ready, _refused = preparer.prepare(as_columns(receipts))
    singly = [alone(each) for each in receipts]
    assert list(ready.receipts()) == [each for each in singly if each is not None]


def test_other_columns_are_other_combinations() -> None:
    preparer = ColumnPreparer(now=NOW)
    facts = {"received_at": ["2020-03-04"], "channel": ["counter"]}
    for more in ({}, {"closed": [True]}, {"timely": [True]}):
        columns = Columns([2], {**facts, **more}, {"summary": ["x"]}, {})
        ready, _ = preparer.prepare(columns)
        (receipt,) = ready.receipts()
        given_facts = {name: column[0] for name, column in columns.facts.items()}
        own = clocks.at_receipt(given_facts)  # type: ignore[arg-type]  # no tuples here
        assert receipt == prepare(own, {"summary": "x"})


def test_a_day_of_forwarding_counts_where_a_policy_counts_from_it() -> None:
    rules = rulebook([Policy("own.decide", "decision", 10, start="forwarded")])
    facts = {
        "received_at": ["2020-03-04"] * 3,
        "channel": ["nfra"] * 3,
        "forwarded_at": ["2020-03-05", "2020-03-07", ""],
    }
    columns = Columns(range(2, 5), facts, {"summary": ["x"] * 3}, {})
    due = {
        rules: [each.row[Row._fields.index("due_on")] for each in ready.receipts()]
        for rules in (rules, SHIPPED)
        for ready, _ in [ColumnPreparer(now=NOW, rules=rules).prepare(columns)]
    }
    assert due == {rules: ["2020-03-15", "2020-03-17", "2020-03-14"], SHIPPED: ["2020-03-19"] * 3}


def test_nothing_is_ready_when_everything_is_refused() -> None:
    columns = Columns([2], {"received_at": ["2020-03-04"], "channel": [""]}, {"summary": ["x"]}, {})
    ready, refused = ColumnPreparer(now=NOW).prepare(columns)
    assert (list(ready.receipts()), refused) == ([], [0])


@pytest.mark.parametrize("name", sorted(COPIED_ONLY))
def test_a_copied_fact_changes_nothing_but_its_own_column(name: str) -> None:
    field = FIELDS[name]
    base: dict[str, Fact] = {"received_at": "2020-03-04", "channel": "nfra", "closed": True}
    values = (
        list(VOCABULARIES[field.vocabulary].keys()) if field.kind == "code" else ["x", "2020-03-05"]
    )
    plain = Row._make(prepare(clocks.at_receipt(base), {}).row)
    for value in values:
        decisions.check_receipt({**base, name: value}, {"summary": "x"}, now=NOW)
        row = Row._make(prepare(clocks.at_receipt({**base, name: value}), {}).row)
        changed = {
            column for column in Row._fields if getattr(row, column) != getattr(plain, column)
        }
        assert changed <= {name}
        assert counted_part(row) == counted_part(plain)


def test_a_blank_row_is_what_nothing_known_makes() -> None:
    row = Row._make(prepare({}, {}).row)
    told = {"status", "intake_class", "level", "timeliness", "counted", "spells"}
    assert {name: value for name, value in row._asdict().items() if name not in told} == {
        name: value for name, value in zip(Row._fields, BLANK_ROW, strict=True) if name not in told
    }
    assert set(DIMENSIONS) <= set(Row._fields)
