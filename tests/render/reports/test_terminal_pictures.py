from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_samples import split, year

from ledgerctl.render.faces import faces
from ledgerctl.render.reports import year as face
from ledgerctl.render.reports.terminal_pictures import bar, sparkline, with_pictures
from ledgerctl.render.words.texts import cell_width


def shown(
    *, language: str = "en", encoding: str = "utf-8", width: int | None = 80, **changes: object
) -> str:
    report = year(**changes)
    document = face.document(report, language=language, encoding=encoding)
    drawn = with_pictures(document, report, language=language, encoding=encoding, width=width)
    return faces.text_of(drawn, "table", width=width, encoding=encoding)


def test_a_line_of_months() -> None:
    assert sparkline([0, 1, 4, 8], "utf-8") == "▁▂▅█"
    assert sparkline([0, 0], "utf-8") == "▁▁"
    assert sparkline([], "utf-8") == ""
    assert sparkline([0, 8], "ascii") == ".@"


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_nothing_and_most_are_the_two_ends(values: list[int]) -> None:
    line = sparkline(values, "utf-8")
    assert len(line) == len(values)
    for value, sign in zip(values, line, strict=True):
        assert (sign == "▁") is (value == 0)
        assert value < max(values) or value == 0 or sign == "█"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(8, 80))
def test_a_bar_is_in_proportion_and_never_lost(value: int, most: int, width: int) -> None:
    value = min(value, most)
    length = len(bar(value, most, width, "utf-8"))
    assert length <= width
    assert (length == 0) is (value == 0)
    assert abs(length - value * width / most) <= 1


def test_no_bar_of_nothing() -> None:
    assert bar(0, 0, 10, "utf-8") == ""
    assert bar(3, 3, 4, "ascii") == "####"


def test_the_pictures_stand_before_the_last_line() -> None:
    lines = shown().rstrip().split("\n")
    assert lines[-1].startswith("As of")
    assert "Months: ▃▅▅▇▅▇▃▃▇█▅▃ (fewest 1, most 4)" in lines
    strip = next(line for line in lines if line.startswith("Bank hotline") and "▒" in line)
    assert strip.split()[2:] == [
        "░░",
        "▒▒",
        "▒▒",
        "▓▓",
        "▒▒",
        "▓▓",
        "░░",
        "░░",
        "▓▓",
        "██",
        "▒▒",
        "░░",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_console_can_show_them(encoding: str, language: str, width: int) -> None:
    text = shown(language=language, encoding=encoding, width=width)
    assert text.encode(encoding)
    if width >= 80:
        assert max(cell_width(line) for line in text.split("\n")) <= width


def test_many_rows_are_summed_up_without_a_bar() -> None:
    many = split("business", {f"b{n:02d}": 20 - n for n in range(12)}, ["8.33"] * 12)
    text = shown(splits={"business": many})
    assert "… and 42 in other rows" in text
    assert "b00" in text


def test_without_complaints_there_is_no_picture() -> None:
    report = year(received=0)
    document = face.document(report, language="en", encoding="utf-8")
    drawn = with_pictures(document, report, language="en", encoding="utf-8", width=80)
    assert drawn == document
    assert "Months:" not in shown(months=[], months_by={})
