from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.imports.column_tallies import ColumnTallies
from ledgerctl.domain.imports.outline_lists import MOST_LISTS
from ledgerctl.domain.imports.ready import COPIED, NOTHING_READY, Outline
from ledgerctl.domain.register import anchors
from ledgerctl.domain.register.register import Row, row_of
from ledgerctl.domain.register.tallies import (
    DIMENSIONS,
    EXCLUDED,
    REDRESS,
    TOTAL,
    Sums,
    Tallies,
    counted_part,
    tally,
)

unhurried = settings(deadline=None)
EMPTY = row_of(
    Complaint("2020-0001", {"received_at": "2020-03-04", "due_on": "2020-03-19"}),
    batch="",
    recorded_at="",
    received_seq=1,
)
OPEN = EMPTY._replace(spells="2020-03-04/", channel="hotline", intake_class="internal")
CLOSED = OPEN._replace(
    spells="2020-03-04/2020-03-07",
    closed=1,
    closed_on="2020-03-07",
    resolved_at="2020-03-07T10:00",
    days=3,
    timeliness="on_time",
    compensation=2_300,
    responsibility="at_fault",
)


def everything(tallies: Tallies) -> tuple[object, ...]:
    return (tallies.sums(), tallies.anchors())


def of_name(tallies: Tallies, name: str) -> dict[tuple[int, int], int]:
    return {
        (year, position): cases
        for (year, each, position), cases in tallies.anchors().items()
        if each == name
    }


def test_an_open_case() -> None:
    tallies = tally([OPEN])
    sums = tallies.sums()
    assert sums[2020, TOTAL, ""] == Sums(cases=1)
    assert sums[2020, "channel", "hotline"] == Sums(cases=1)
    assert len(sums) == len(DIMENSIONS) + 1
    assert of_name(tallies, anchors.DAYS) == {}
    assert of_name(tallies, anchors.OPEN_SINCE) == {(0, ordinal("2020-03-04")): 1}
    assert of_name(tallies, anchors.OPEN_DUE) == {(2020, ordinal("2020-03-19")): 1}
    assert of_name(tallies, anchors.AWAITED) == {(2020, ordinal("2020-03-19")): 1}
    assert of_name(tallies, anchors.RECEIVED) == {(2020, 3): 1}
    assert of_name(tallies, anchors.CLOSINGS) == {}


def test_a_closed_case() -> None:
    tallies = tally([CLOSED])
    sums = tallies.sums()
    expected = Sums(
        cases=1, closed=1, settled_at_branch=1, at_fault=1, on_time=1, compensation=2_300
    )
    assert sums[2020, TOTAL, ""] == sums[2020, "responsibility", "at_fault"] == expected
    assert {dimension for _, dimension, _ in sums} == {TOTAL, *DIMENSIONS}
    assert of_name(tallies, anchors.DAYS) == {(2020, 3): 1}
    assert of_name(tallies, anchors.CLOSINGS) == {(2020, 0): 1}
    assert of_name(tallies, anchors.CLOSED_ON) == {(2020, ordinal("2020-03-07")): 1}
    assert of_name(tallies, anchors.OPEN_SINCE) == {}
    assert of_name(tallies, REDRESS) == {(2020, 0): 2_300}


def test_each_flag_has_its_sum() -> None:
    row = CLOSED._replace(
        to_superior=1,
        escalated=1,
        skip_level=1,
        repeat_of="2020-0000",
        reopenings=1,
        timeliness="late",
        responsibility="no_fault",
        compensation=None,
    )
    assert tally([row]).sums()[2020, TOTAL, ""] == Sums(
        cases=1, closed=1, escalated=1, skip_level=1, repeats=1, reopened=1, late=1
    )
    undated = CLOSED._replace(timeliness="undated", days=None)
    assert tally([undated]).sums()[2020, TOTAL, ""].undated == 1
    assert of_name(tally([undated]), anchors.DAYS) == {}


def test_a_case_that_is_no_complaint_counts_only_among_the_excluded() -> None:
    reclassified = CLOSED._replace(counted=0, responsibility="not_complaint")
    taken_back = OPEN._replace(counted=0, status="reversed")
    tallies = tally([reclassified, taken_back])
    assert tallies.sums() == {
        (2020, EXCLUDED, "not_complaint"): Sums(cases=1),
        (2020, EXCLUDED, "reversed"): Sums(cases=1),
    }
    assert tallies.anchors() == {}


def test_a_reopened_case_flows_through_two_years() -> None:
    row = CLOSED._replace(
        received_on="2020-12-20",
        spells="2020-12-20/2020-12-28,2021-01-05/2021-01-09",
        closed_on="2021-01-09",
        resolved_at="2021-01-09",
        reopenings=1,
        days=4,
    )
    tallies = tally([row])
    assert of_name(tallies, anchors.RECEIVED) == {(2020, 12): 1}
    assert of_name(tallies, anchors.REOPENED) == {(2021, 0): 1}
    assert of_name(tallies, anchors.CLOSINGS) == {(2020, 0): 1, (2021, 0): 1}
    assert of_name(tallies, anchors.REOPENED_AFTER) == {(2020, 8): 1}
    assert of_name(tallies, anchors.CARRIED) == {}
    assert of_name(tallies, anchors.DAYS) == {(2021, 4): 1}


def any_row(number: int, parts: tuple[int, int, int, str, str, int, bool]) -> Row:
    year, month, length, channel, responsibility, money, is_closed = parts
    opened = f"{year}-{month:02d}-10"
    closed_on = f"{year + length}-{month:02d}-20" if is_closed else ""
    return OPEN._replace(
        number=f"{year}-{number:04d}",
        year=year,
        month=month,
        received_on=opened,
        due_on=f"{year}-{month:02d}-25",
        channel=channel,
        responsibility=responsibility,
        counted=int(responsibility != "not_complaint"),
        compensation=money or None,
        closed=int(is_closed),
        closed_on=closed_on,
        days=10 + 365 * length if is_closed else None,
        timeliness="open" if not is_closed else "late" if length else "on_time",
        spells=f"{opened}/{closed_on}",
    )


row_lists = st.lists(
    st.tuples(
        st.integers(2019, 2021),
        st.integers(1, 12),
        st.integers(0, 1),
        st.sampled_from(["hotline", "counter", ""]),
        st.sampled_from(["at_fault", "not_complaint", ""]),
        st.integers(0, 500),
        st.booleans(),
    ),
    max_size=10,
).map(lambda parts: [any_row(number, part) for number, part in enumerate(parts, 1)])


@unhurried
@given(row_lists)
def test_adding_and_taking_off_again_leaves_nothing(rows: list[Row]) -> None:
    tallies = tally(rows)
    for row in reversed(rows):
        tallies.add(row, -1)
    assert everything(tallies) == everything(Tallies())
    assert tallies.sums() == {}


@unhurried
@given(row_lists.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))), row_lists)
def test_any_order_of_steps_gives_the_recount(
    both: tuple[list[Row], list[Row]], passing: list[Row]
) -> None:
    rows, shuffled = both
    tallies = Tallies()
    for row in passing:
        tallies.add(row)
    for row in shuffled:
        tallies.add(row)
    for row in passing:
        tallies.add(row, -1)
    assert everything(tallies) == everything(tally(rows))


@unhurried
@given(row_lists)
def test_columns_count_what_rows_count(rows: list[Row]) -> None:
    copied = dict(zip(Row._fields, zip(*rows, strict=True), strict=bool(rows)))
    blank = dict.fromkeys(COPIED, "")
    known = [Outline(tuple(row._replace(**blank)), tuple(counted_part(row))) for row in rows]
    told = {name: copied[name] for name in COPIED if any(copied.get(name, ()))}
    ready = NOTHING_READY._replace(outlines=range(len(rows)), known=known, copied=told)
    tallies = ColumnTallies()
    tallies.add_columns(ready)
    tallies.add_columns(ready)
    # A file begins a new list when there are too many; what was counted by the old one stays.
    tallies.add_columns(ready._replace(known=list(known)))
    assert everything(tallies) == everything(tally([*rows, *rows, *rows]))


@unhurried
@given(row_lists, st.lists(st.integers(0, MOST_LISTS + 1), max_size=12))
def test_the_lists_of_several_readers_take_turns(rows: list[Row], turns: list[int]) -> None:
    """However many lists of outlines there are: what was counted by one that was let go of stays."""
    known = [Outline(tuple(row), tuple(counted_part(row))) for row in rows]
    copied = {name: [getattr(row, name) for row in rows] for name in COPIED} if rows else {}
    lists = [list(known) for _ in range(MOST_LISTS + 2)]
    tallies = ColumnTallies()
    for turn in turns:
        ready = NOTHING_READY._replace(outlines=range(len(rows)), known=lists[turn], copied=copied)
        tallies.add_columns(ready)
    assert everything(tallies) == everything(tally([row for _ in turns for row in rows]))


@unhurried
@given(row_lists)
def test_every_dimension_adds_up_to_the_total(rows: list[Row]) -> None:
    sums = tally(rows).sums()
    for year in {row.year for row in rows if row.counted}:
        total = sums[year, TOTAL, ""]
        for dimension in DIMENSIONS:
            parts = [
                each for (of, name, _), each in sums.items() if (of, name) == (year, dimension)
            ]
            assert Sums(*map(sum, zip(*parts, strict=True))) == total
        counted = [row for row in rows if row.counted and row.year == year]
        assert total.cases == len(counted)
        assert total.closed == sum(row.closed for row in counted)
        assert total.compensation == sum(row.compensation or 0 for row in counted)


@unhurried
@given(row_lists)
def test_what_came_less_what_went_is_what_lies_open(rows: list[Row]) -> None:
    tallies = tally(rows)

    def count(*names: str) -> int:
        return sum(sum(of_name(tallies, name).values()) for name in names)

    lying = count(anchors.OPEN_SINCE)
    came = count(anchors.RECEIVED, anchors.REOPENED)
    assert came - count(anchors.CLOSINGS) == lying
    assert lying == sum(row.counted and not row.closed for row in rows)
    assert lying == count(anchors.OPEN_DUE) == count(anchors.AWAITED)
