"""Regulators' shapes from the command line, and the way back through the profile of the same file."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, refused

from ledgerctl.cli.options.periods import named_period
from ledgerctl.errors.usage import BadPeriod

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

HEADER = (
    "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,"
    "Company public response,Company,State,ZIP code,Tags,Submitted via,Date sent to company,"
    "Company response to consumer,Timely response?,Complaint ID"
)
#: Made up, in the form of the public file.
RECORDS = (
    (
        '2019-01-02,Mortgage,FHA mortgage,Trouble,Escrow,"=1+1, and ""more""",,BANK ONE,CA,900XX,'
        "Older American,Web,2019-01-03,Closed with explanation,Yes,001"
    ),
    "2019-01-03,Credit card,,Fees,,,,BANK ONE,NY,10001,,Postal mail,2019-01-03,In progress,No,002",
    (
        '2019-01-04,Debt collection,I do not know,Calls,,"two\nlines",Public,B,TX,,,Fax,2019-01-05,'
        "Closed with monetary relief,Yes,003"
    ),
)


@pytest.fixture
def year(line: Line) -> Line:
    assert line("import", str(REGISTER)).status == 0
    return line


def test_what_came_from_the_bureaus_file_goes_out_as_it_came(line: Line, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("\n".join((HEADER, *RECORDS)) + "\n", encoding="utf-8")
    assert line("import", str(first), "--profile", "cfpb", "--json").data["added"] == 3
    words = ("--shape", "cfpb", "--to", str(second), "--no-bom", "--reveal", "x")
    assert line("export", *words).status == 0
    read = [
        list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        for path in (first, second)
    ]
    assert read[0] == read[1]
    again = line("import", str(second), "--profile", "cfpb", "--json").data
    assert (again["added"], again["unchanged"]) == (0, 3)


def test_codes_become_words_only_where_one_fits(line: Line) -> None:
    line.add("--channel", "hotline", "--summary", "call 13800008000")
    line.add("--channel", "counter")
    out = line("export", "--shape", "cfpb").out
    found = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [each["Submitted via"] for each in found] == ["Phone", ""]
    assert found[0]["Consumer complaint narrative"] == "call 138****8000"


def test_the_indicators_of_a_bulletin(year: Line) -> None:
    for measure, size in (("outlets", "8"), ("personal_customers", "78000")):
        words = (f"--{measure.replace('_', '-')}", size, "--as-of", "2020-12-31", "--source", "x")
        assert year("base", "set", "2020", *words).status == 0
    lines = list(csv.reader(io.StringIO(year("export", "--shape", "nfra", "--period", "2020").out)))
    assert lines[0][0] == "业务类别"
    assert lines[-1] == ["合计", "1", "4.0", "125.0", "128.2"]


def test_a_half_year(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    words = ("--shape", "uk-half-year", "--period", "2020-H1")
    assert year("export", *words, "--to", str(path), "--json").data["rows"] == 7
    found = [json.loads(each) for each in year("export", *words, "--jsonl").out.splitlines()]
    assert found[-1]["Opened"] == str(sum(int(each["Opened"]) for each in found[:-1]))
    assert found[-1]["Opened per 1,000 accounts"] == "n/a"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--shape", "asic"), "E941"),
        (("--shape", "nfra"), "E943"),
        (("--period", "2020"), "E110"),
        (("--shape", "nfra", "--period", "2020", "--channel", "nfra"), "E943"),
        (("--shape", "nfra", "--period", "2020", "--reveal", "x"), "E943"),
        (("--shape", "nfra", "--period", "2020-H3"), "E214"),
        (("--shape", "cfpb", "--period", "2020"), "E934"),
        (("events", "--shape", "cfpb"), "E934"),
        (("--shape", "cfpb", "--fields", "number"), "E105"),
    ],
)
def test_refusals(line: Line, language: str, words: tuple[str, ...], code: str) -> None:
    refused(line, "--lang", language, "export", *words, code=code, status=2)


def test_a_period_that_cannot_be_is_answered_with_those_that_can(line: Line) -> None:
    words = ("export", "--shape", "nfra", "--period", "2020-H3")
    assert "2024-H2, 2024-Q3" in line(*words).err
    assert "2024-H2、2024-Q3" in line(*words, "--lang", "zh").err
    assert "30d, 8w" in line("summarize", "--by", "channel", "--last", "soon").err


def test_a_mistake_in_a_file_of_ones_own(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[columns]]\nheading = "A"\nfield = "chanel"\n')
    refused(line, "export", "--shape", str(path), code="E942", status=2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-H2", ("2024-07-01", "2024-12-31")),
        ("2024q1", ("2024-01-01", "2024-03-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
    ],
)
def test_periods_by_name(text: str, expected: tuple[str, str]) -> None:
    assert named_period(text) == expected


@pytest.mark.parametrize("text", ["", "24", "2024-H3", "2024-Q0", "2024-13", "0000", "2024-H", "x"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(BadPeriod):
        named_period(text)
