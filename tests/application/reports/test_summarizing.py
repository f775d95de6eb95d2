from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling
from ledgerctl.application.reports.summarizing import cross_table
from ledgerctl.domain.metrics.cohort import MEASURES
from ledgerctl.domain.register.register import CROSSABLE
from ledgerctl.domain.reports.cross_measures import COUNTS, RATIOS, Proportion, proportion
from ledgerctl.errors.figures import UnknownMeasure
from ledgerctl.errors.usage import BadDate, BadPeriod, ImpossibleDate, UnknownField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.errors.base import LedgerError


@pytest.fixture
def five(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> Desk:
    """Five cases, two of them closed after 2 and 7 days, one of them no complaint."""
    add(received_at="2020-01-10", business="loan", phone="19900000001")
    add(received_at="2020-01-20", business="loan", phone="19900000001", skip_level="是")
    add(received_at="2020-02-10", business="fx", channel="counter")
    add(received_at="2020-03-10")
    add(received_at="2020-03-11")
    for number, day, more in (
        ("2020-0001", "2020-01-12", {"compensation": "5.00"}),
        ("2020-0002", "2020-01-27", {"compensation": "2.50"}),
        ("2020-0005", "2020-03-12", {"responsibility": "非投诉"}),
    ):
        handling.resolve(desk, number, {"finding": "upheld", "resolved_at": day, **more}, meta)
    return desk


def test_one_dimension(five: Desk) -> None:
    table = cross_table(
        five, ["business"], measures=[each for each in MEASURES if each not in RATIOS]
    )
    assert (table.dimensions, table.row_keys, table.column_keys) == (
        *(["business"], ["loan", "fx", ""], []),
    )
    assert table.cells["loan", ""] == {
        "count": 2,
        "share": Decimal("50.00"),
        "closed": 2,
        "escalated": 1,
        "repeat": 1,
        "compensation": 750,
        "median_days": Decimal("4.5"),
        "p90_days": Decimal("6.5"),
        "max_days": 7,
    }
    assert table.cells["", ""]["median_days"] is None
    assert table.row_totals["loan"] == table.cells["loan", ""]
    assert table.total["count"] == 4
    assert table.total["share"] == Decimal("100.00")


def test_two_dimensions_add_up_both_ways(five: Desk) -> None:
    table = cross_table(five, ["渠道", "month"], measures=("count", "closed"))
    assert table.dimensions == ["channel", "month"]
    assert table.row_keys == ["counter", "hotline"]
    assert table.column_keys == ["1", "2", "3"]
    assert table.cells == {
        ("hotline", "1"): {"count": 2, "closed": 2},
        ("counter", "2"): {"count": 1, "closed": 0},
        ("hotline", "3"): {"count": 1, "closed": 0},
    }
    assert table.row_totals["hotline"] == {"count": 3, "closed": 2}
    assert table.column_totals["3"] == {"count": 1, "closed": 0}
    assert table.total == {"count": 4, "closed": 2}


RATES = {
    "closing_rate": (2, 2, 2, 4),
    "on_time_rate": (2, 2, 2, 4),
    "upheld_rate": (2, 2, 2, 2),
    "repeat_rate": (1, 2, 1, 4),
    "first_level_rate": (2, 2, 2, 2),
    "reopened_rate": (0, 2, 0, 2),
    "satisfaction_rate": (0, 0, 0, 0),
    "response_rate": (0, 2, 0, 2),
    "at_fault_rate": (0, 0, 0, 0),
    "contact_in_time_rate": (0, 0, 0, 0),
}


@pytest.mark.parametrize("measure", RATES)
def test_ratios_have_their_counts_in_cells_and_totals(five: Desk, measure: str) -> None:
    table = cross_table(five, ["business", "channel"], measures=[measure])
    part, whole, all_parts, everything = RATES[measure]
    assert table.cells["loan", "hotline"] == {measure: proportion(part, whole)}
    assert table.row_totals["loan"] == {measure: proportion(part, whole)}
    assert table.total == {measure: proportion(all_parts, everything)}
    percents = [values[measure] for values in (*table.cells.values(), table.total)]
    assert all(isinstance(each, Proportion) for each in percents)
    assert all((each.percent is None) is (each.whole == 0) for each in percents)  # type: ignore[union-attr]  # checked above


def test_few_cases_of_a_person_have_counts_and_no_percentage(five: Desk) -> None:
    for dimension in ("handler", "department", "first_receiver"):
        table = cross_table(five, [dimension, "channel"], measures=["upheld_rate"])
        assert {str(each["upheld_rate"]) for each in table.row_totals.values()} == {
            str(Proportion(2, 2, None))
        }
        assert table.column_totals["hotline"] == {"upheld_rate": proportion(2, 2)}
        assert table.total == {"upheld_rate": proportion(2, 2)}
    table = cross_table(five, ["channel", "handler"], measures=["upheld_rate"])
    assert table.row_totals["hotline"] == {"upheld_rate": proportion(2, 2)}
    assert table.column_totals["DQ-0201"] == {"upheld_rate": Proportion(2, 2, None)}
    assert table.cells["hotline", "DQ-0201"] == {"upheld_rate": Proportion(2, 2, None)}


def test_ratios_are_made_of_counts_that_there_are() -> None:
    assert {name for both in RATIOS.values() for name in both} == set(COUNTS)
    assert proportion(4, 5, named=True).percent == Decimal("80.0")
    assert proportion(4, 4, named=True).percent is None


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("", "", 4),
        ("2020-01-20", "", 3),
        ("", "2020-01-20", 2),
        ("2020/1/10", "2020年1月10日", 1),
        ("2020-04-01", "today", 0),
    ],
)
def test_the_period_includes_both_its_ends(five: Desk, first: str, last: str, count: int) -> None:
    table = cross_table(five, ["channel"], first=first, last=last)
    assert table.total == {"count": count}
    assert table.first <= table.last


@pytest.mark.parametrize("dimension", CROSSABLE)
def test_every_dimension_adds_up(five: Desk, dimension: str) -> None:
    table = cross_table(five, [dimension.replace("_", "-")])
    assert table.dimensions == [dimension]
    assert sum(int(cell["count"] or 0) for cell in table.cells.values()) == 4


@pytest.mark.parametrize(
    ("dimensions", "measures", "first", "last", "error"),
    [
        (["chanel"], ["count"], "", "", UnknownField),
        (["phone"], ["count"], "", "", UnknownField),
        (["number"], ["count"], "", "", UnknownField),
        (["channel"], ["mean"], "", "", UnknownMeasure),
        (["channel"], ["count"], "2020-02-01", "2020-01-31", BadPeriod),
        (["channel"], ["count"], "soon", "", BadDate),
        (["channel"], ["count"], "", "2020-02-30", ImpossibleDate),
    ],
)
def test_refusals(
    five: Desk,
    dimensions: list[str],
    measures: list[str],
    first: str,
    last: str,
    error: type[LedgerError],
) -> None:
    with pytest.raises(error):
        cross_table(five, dimensions, measures=measures, first=first, last=last)


def test_an_unknown_dimension_names_the_nearest(five: Desk) -> None:
    with pytest.raises(UnknownField) as refusal:
        cross_table(five, ["chanel"])
    assert str(refusal.value.values["nearest"]).split(", ")[0] == "channel"
