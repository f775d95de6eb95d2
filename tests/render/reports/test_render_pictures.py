from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from render_samples import HOSTILE, split, year

from ledgerctl.application.reports.report_results import Month
from ledgerctl.domain.metrics import pareto
from ledgerctl.domain.metrics.control import u_chart
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files import charts
from ledgerctl.render.reports import year as face
from ledgerctl.render.reports.pictures import MOST_MARKS, Mark, Picture, month_label, pictures

NAMES = [f"2020-{month:02}" for month in range(1, 13)]


def months(counts: list[int]) -> list[Month]:
    points = u_chart(counts, [30] * len(counts))
    return [Month(name, point) for name, point in zip(NAMES, points, strict=False)]


def drawn(report: object, language: str = "en") -> dict[tuple[str, str], Picture]:
    document = face.document(report, language=language, encoding="utf-8")
    return {(each.key, each.kind): each for each in pictures(report, document, language)}


def texts(picture: Picture) -> list[str]:
    root = ET.fromstring(charts.svg(picture))  # noqa: S314 - our own drawing
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_course_of_the_cases() -> None:
    picture = drawn(year())["course", "bars"]
    assert [(mark.label, mark.value) for mark in picture.marks] == [
        ("Received", 25),
        ("Closed", 25),
        ("Settled at the branch", 25),
        ("Escalated", 0),
    ]
    assert picture.alt.startswith("From receipt to settlement: Received 25, ")


def test_bars_have_the_labels_and_texts_of_the_table_beside() -> None:
    picture = drawn(year())["channel", "bars"]
    assert [mark.shown for mark in picture.marks] == ["21 · 84.00%", "1 · 4.00%", "3 · 12.00%"]
    assert {"Bank hotline", "21 · 84.00%"} <= set(texts(picture))


def test_the_causes_come_most_frequent_first_with_their_running_share() -> None:
    counts = {"marketing": 1, "service_quality": 6, "pricing_fees": 3, "": 4}
    cause = split("cause", counts, ["10.00", "60.00", "30.00", None])
    picture = drawn(year(splits={"cause": cause}))["cause", "pareto"]
    assert [(mark.value, mark.share) for mark in picture.marks] == [
        (6, Decimal("60.0")),
        (3, Decimal("90.0")),
        (1, Decimal("100.0")),
    ]


def test_pareto_keeps_the_order_of_equals_and_leaves_nothing_out_but_zeros() -> None:
    assert pareto({"a": 1, "b": 0, "c": 2, "d": 1}) == [
        ("c", Decimal("50.0")),
        ("a", Decimal("75.0")),
        ("d", Decimal("100.0")),
    ]
    assert pareto({}) == pareto({"a": 0}) == []
    with pytest.raises(ValueError, match="negative"):
        pareto({"a": -1})


def test_a_month_beyond_its_limits_stands_out_and_is_told() -> None:
    found = drawn(year(months=months([2, 2, 30, 2, 2, 2])))
    picture = found["months", "control"]
    assert [mark.label for mark in picture.marks if mark.loud] == ["Mar"]
    assert picture.alt == "Which months stand out: Mar 30"
    assert "30" in texts(picture)
    assert 'stroke="var(--loud)"' in charts.svg(picture)


def test_a_month_below_its_limits_stands_out_too() -> None:
    picture = drawn(year(months=months([60, 60, 4, 60])))["months", "control"]
    assert [(mark.label, mark.loud) for mark in picture.marks][2] == ("Mar", True)
    assert "4" in texts(picture)


def test_few_cases_a_month_prove_nothing() -> None:
    picture = drawn(year(months=months([2, 3, 1, 2])))["months", "control"]
    assert picture.alt.endswith("none; every month lies within what chance alone explains")
    assert "var(--loud)" not in charts.svg(picture).replace("stroke-width", "")


def test_a_month_that_has_not_begun_is_no_month_without_complaints() -> None:
    points = u_chart([3, 2, 4, 0], [31, 29, 31, 0])
    ahead = [Month(name, point) for name, point in zip(NAMES, points, strict=False)]
    found = drawn(year(months=ahead))
    assert [mark.shown for mark in found["months", "columns"].marks] == ["3", "2", "4", ""]
    assert len(found["months", "control"].marks) == 3


def test_two_months_have_no_course() -> None:
    found = drawn(year(months=months([3, 4])))
    assert [key for key, _kind in found if key == "months"] == []


@pytest.mark.parametrize(("language", "name"), [("en", "Jul"), ("zh", "7月")])
def test_months_are_short(language: str, name: str) -> None:
    assert month_label("2020-07", language) == name


def test_departments_side_by_side_leave_the_unknown_to_the_table() -> None:
    report = year(
        months=months([3, 4, 5]),
        splits={"department": split("department", {"甲": 9, "乙": 3, "": 1}, ["75", "25", None])},
        months_by={"department": {"甲": [2, 3, 4], "乙": [1, 1, 1]}},
    )
    picture = drawn(report)["department", "multiples"]
    assert {mark.series for mark in picture.marks} == {"甲", "乙"}
    assert {"甲", "乙", "Jan"} <= set(texts(picture))
    assert picture.alt == "By department and month: 甲 9, 乙 3"


def test_what_is_too_much_for_a_picture_is_in_the_table() -> None:
    names = {f"部门{number:02}": 3 for number in range(MOST_MARKS + 3)}
    report = year(
        months=months([1, 1, 1]),
        splits={"department": split("department", names, [None] * len(names))},
        months_by={
            "department": {name: [1, 1, 1 + (name > "部门02")] for name in names},
        },
    )
    picture = drawn(report)["department", "multiples"]
    kept = list(dict.fromkeys(mark.series for mark in picture.marks))
    assert kept == sorted(names)[3:], "the largest, in their order"
    assert len(kept) == MOST_MARKS
    assert picture.note == "the 14 with most cases; 3 more in the table"


def test_nothing_received_nothing_drawn() -> None:
    assert drawn(year(received=0)) == {}


@pytest.mark.parametrize("kind", ["bars", "columns", "pareto", "control", "multiples"])
def test_hostile_labels_are_text_in_every_shape(kind: str) -> None:
    evil = HOSTILE + "</text><script>x</script>"
    marks = tuple(Mark(evil, count, evil, evil, 0, 8, Decimal(count * 25)) for count in (1, 3))
    text = charts.svg(Picture("k", kind, "t", "a", marks))
    root = ET.fromstring(text)  # noqa: S314 - our own drawing
    assert [each.tag for each in root.iter() if each.tag.endswith("script")] == []
    assert [name for each in root.iter() for name in each.attrib if name.startswith("on")] == []
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u200b]", text)
    assert visible(evil)[:5] in "".join(root.itertext())


@pytest.mark.parametrize("kind", ["bars", "columns", "pareto", "control", "multiples"])
def test_text_is_text_and_the_page_chooses_the_colours(kind: str) -> None:
    marks = tuple(
        Mark(name, count, str(count), "甲", 0, 8, Decimal(50))
        for name, count in (("一", 1), ("二", 9))
    )
    picture = Picture("k", kind, "t", "a", marks)
    text = charts.svg(picture)
    assert text == charts.svg(replace(picture)), "the same figures give the same bytes"
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
    assert {each for each in colours if not each.startswith("var(")} <= {"none", "transparent"}
    assert 'viewBox="0 0 380 ' in text


def test_a_few_cases_do_not_fill_the_scale() -> None:
    one = Picture("k", "bars", "t", "a", (Mark("a", 1, "1"),))
    four = Picture("k", "bars", "t", "a", (Mark("a", 4, "4"),))
    short, full = (
        float(re.findall(r'd="M0,19h([\d.]+)', charts.svg(each))[0]) for each in (one, four)
    )
    assert short == pytest.approx(full / 4, abs=0.01)


@pytest.mark.parametrize("text", ["4", "19,020 · 95.10%", "1,234,567 · 100.00%"])
def test_the_text_at_the_longest_bar_has_room(text: str) -> None:
    picture = Picture("k", "bars", "t", "a", (Mark("a", 20_000, text),))
    (bar,) = re.findall(r'd="M0,19h([\d.]+)', charts.svg(picture))
    # A bold digit of 12 units is at most 8.4 wide, a blank and a point less
    assert 380 / 2 - 4 <= float(bar) <= 380 - 4 - 7 * len(text) - 6


def test_texts_of_months_that_stand_out_do_not_meet() -> None:
    marks = tuple(Mark(name, 12_345, "12,345", low=1, high=2, loud=True) for name in NAMES)
    drawn = charts.svg(Picture("k", "control", "t", "a", marks))
    (size,) = {float(each) for each in re.findall(r'font-size="([\d.]+)px" font-weight', drawn)}
    # Rounded to a tenth
    assert (size - 0.05) * 0.7 * len("12,345") <= (380 - 44) / 12


@pytest.mark.parametrize("kind", ["columns", "control"])
def test_texts_too_small_to_read_are_left_to_the_table(kind: str) -> None:
    marks = tuple(Mark(str(each), 12_345, "12,345", low=1, high=2, loud=True) for each in range(36))
    assert "12,345" not in charts.svg(Picture("k", kind, "t", "a", marks))


def test_the_numbers_of_many_columns_grow_smaller_before_they_touch() -> None:
    wide = tuple(Mark(name, 12_345, "12,345") for name in NAMES)
    narrow = tuple(Mark(name, 12, "12") for name in NAMES)
    sizes = [
        min(
            float(each)
            for each in re.findall(r'font-size="([\d.]+)px" font-weight="600"', charts.svg(p))
        )
        for p in (
            Picture("k", "columns", "t", "a", wide),
            Picture("k", "columns", "t", "a", narrow),
        )
    ]
    assert sizes[0] < 9 < sizes[1] == 12


def test_a_long_time_names_every_third_month() -> None:
    marks = tuple(Mark(f"m{number}", 1, "1") for number in range(24))
    named = [each for each in texts(Picture("k", "columns", "t", "a", marks)) if each != "1"]
    assert named == [f"m{number}" for number in range(0, 24, 3)]
