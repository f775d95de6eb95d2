"""Files that nobody here wrote, against figures computed by other programs."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from doubles import CLERK, opened

from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import FiguresOnly
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source
from ledgerctl.formats.table import Choices
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.formats.profiles import Profile

TODAY = date(2026, 3, 4)
EXAMPLES = Path(__file__).parents[2] / "examples" / "profiles"
CHANNELS = {
    "Web": "online",
    "Web Referral": "online",
    "Phone": "hotline",
    "Postal mail": "letter",
    "Fax": "letter",
    "Email": "email",
    "Referral": "other",
}


def rows_of(path: Path, profile: Profile) -> list[MappedRow]:
    with open_source(str(path), profile=profile) as source:
        return list(source.rows(today=TODAY))


def oracle(real_data: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((real_data / "ORACLES.json").read_text("utf-8"))[name]
    return found


def test_every_cfpb_file_agrees_with_the_oracle(real_data: Path) -> None:
    tried = 0
    for path in sorted((real_data / "cfpb").rglob("*.csv")):
        if path.name in {"complaints-subset.csv", "insight_test1_expected_report.csv"}:
            with pytest.raises((BadTable, FiguresOnly)):
                rows_of(path, load_profile("cfpb"))
            continue
        rows = rows_of(path, load_profile("cfpb"))
        known = json.loads((real_data / "ORACLES.json").read_text("utf-8"))
        figures = known.get(str(path.relative_to(real_data)))
        tried += 1
        if figures is None or "records" not in figures:
            assert all(not row.problems for row in rows), path.name
            continue
        whole = [row for row in rows if row.facts]
        assert len(rows) == figures["records"]
        assert len(rows) - len(whole) == figures["wrong_width_records"]
        years = Counter(str(row.facts["received_at"])[:4] for row in whole)
        assert years == figures["by_year"], path.name
        channels: Counter[str] = Counter()
        for name, count in figures["by_channel"].items():
            channels[CHANNELS[name]] += count
        assert Counter(row.facts["channel"] for row in whole) == channels, path.name
        timely = Counter("Yes" if row.facts["timely"] else "No" for row in whole)
        assert timely == figures["by_timely"], path.name
        closed = sum(
            count
            for name, count in figures["by_response_or_status"].items()
            if name.startswith("Closed")
        )
        assert sum(bool(row.facts.get("closed")) for row in whole) == closed, path.name
        assert len({row.facts["source_id"] for row in whole}) == figures["distinct_ids"]
    assert tried == 10


def test_the_cut_record_and_the_control_characters_of_2014_are_found(real_data: Path) -> None:
    rows = rows_of(real_data / "cfpb" / "cfpb_2014_14col_mdy.csv", load_profile("cfpb"))
    problems = [problem for row in rows for problem in row.problems]
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [
        (6755, "Company", "E207"),
        (8201, "Company", "E207"),
        (8341, "", "E906"),
    ]


def test_lines_of_multi_line_records(real_data: Path) -> None:
    path = real_data / "cfpb" / "cfpb_2019_18col_iso_multiline.csv"
    lines = path.read_text("utf-8").splitlines()
    for row in rows_of(path, load_profile("cfpb")):
        first = lines[row.line - 1]
        assert first.startswith(row.cells[0])


def test_twins_in_two_encodings_give_identical_rows(real_data: Path) -> None:
    profile = load_profile("complaint-site")
    gbk = rows_of(real_data / "zh" / "car_complain_gbk_exceldates.csv", profile)
    utf8 = rows_of(real_data / "zh" / "car_complain_utf8bom.csv", profile)
    assert len(gbk) == oracle(real_data, "zh/car_complain_utf8bom.csv")["records"]
    assert [(row.line, row.facts, row.sealed) for row in gbk] == [
        (row.line, row.facts, row.sealed) for row in utf8
    ]
    assert not any(row.problems for row in (*gbk, *utf8))


def test_tabs_inside_text_stay(real_data: Path) -> None:
    profile = load_profile("complaint-site")
    rows = rows_of(real_data / "zh" / "car_complain_utf8_tabs.csv", profile)
    figures = oracle(real_data, "zh/car_complain_utf8_tabs.csv")
    assert (len(rows), sum(bool(row.problems) for row in rows)) == (figures["records"], 0)
    assert len({row.facts["source_id"] for row in rows}) == figures["distinct_ids"]


@pytest.mark.parametrize(
    "name", ["tipdm_sample_complaints_2", "tipdm_sample_hot_3", "tipdm_sample_replies_4"]
)
def test_message_boards_in_workbooks_agree_with_the_oracle(real_data: Path, name: str) -> None:
    rows = rows_of(real_data / "zh" / f"{name}.xlsx", load_profile("complaint-site"))
    years = Counter(str(row.facts["received_at"])[:4] for row in rows)
    assert years == oracle(real_data, f"zh/{name}.xlsx")["by_year"]
    assert not any(row.problems for row in rows)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("us311/nyc311_2016_40col.csv", (40, 3101)),
        ("zh/ecommerce_disputes_utf8.csv", (6, 1000)),
        ("zh/cbirc_2022Q4_joint_stock_banks.psv", (8, 14)),
        ("cfpb/cfpb_2014_14col_mdy.csv", (14, 8340)),
        ("cfpb/cfpb_2016_18col_mdy.csv", (18, 349)),
        ("cfpb/cfpb_2012-2026_18col_iso_1000.csv", (18, 1000)),
    ],
)
def test_columns_and_rows_of_the_real_tables(
    real_data: Path, name: str, figures: tuple[int, int]
) -> None:
    file = open_table(str(real_data / name))
    table = file.table()
    assert (table.named, sum(1 for _ in table.records())) == figures
    table.detach()
    file.close()


def test_every_sheet_of_the_regulators_workbooks_has_the_rows_of_the_oracle(
    real_data: Path,
) -> None:
    tried = 0
    for path in sorted((real_data / "uk").glob("*.xlsx")):
        for sheet, figures in oracle(real_data, f"uk/{path.name}")["data"].items():
            file = open_table(str(path), choices=Choices(sheet=sheet))
            table = file.table()
            rows = [cells for _, cells, _ in table.records()]
            table.detach()
            file.close()
            # Notes may stand below the table
            assert len(rows) >= figures["rows"], (path.name, sheet)
            numbers = {name: total for name, (_, total) in figures["totals"].items()}
            for name, total in numbers.items():
                column = [heading.strip() for heading in table.header].index(name)
                values = [cells[column] for cells in rows[: figures["rows"]]]
                summed = sum(float(value) for value in values if value.strip())
                assert round(summed, 4) == round(total, 4), (path.name, sheet, name)
                tried += 1
    assert tried > 50


def test_the_requests_of_new_york_agree_with_the_oracle(real_data: Path) -> None:
    name = "us311/nyc311_2016_40col.csv"
    figures = oracle(real_data, name)
    rows = rows_of(real_data / name, load_profile("nyc311"))
    assert (len(rows), sum(bool(row.problems) for row in rows)) == (figures["rows"], 0)
    assert len({row.facts["source_id"] for row in rows}) == figures["keys"]
    assert sum("closed" not in row.facts for row in rows) == figures["open_"]
    days = [str(row.facts["received_at"]) for row in rows]
    assert (min(days), max(days)) == (figures["min"][:10], figures["max"][:10])
    assert Counter(row.facts["product"] for row in rows) == figures["by_type"]
    # Closed before they were created: the check that follows the mapping refuses these
    early = [
        row
        for row in rows
        if str(row.facts.get("resolved_at", "9")) < str(row.facts["received_at"])
    ]
    assert len(early) == figures["hours"]["negative"]


def test_the_disputes_of_a_shop_are_read_by_an_example_profile(real_data: Path) -> None:
    profile = load_profile(str(EXAMPLES / "ecommerce-disputes.toml"))
    rows = rows_of(real_data / "zh" / "ecommerce_disputes_utf8.csv", profile)
    assert (len(rows), sum(bool(row.problems) for row in rows)) == (1_000, 0)


def test_twins_in_two_encodings_give_ledgers_of_equal_content(
    real_data: Path, tmp_path: Path
) -> None:
    profile = load_profile("complaint-site")
    contents = []
    for name in ("car_complain_gbk_exceldates.csv", "car_complain_utf8bom.csv"):
        store = SqliteStore.create(str(tmp_path / f"{name}.db"), salt=lambda: bytes(16))
        with open_source(str(real_data / "zh" / name), profile=profile) as source:
            report = import_rows(
                opened(store, "2020-12-30T10:00"), source, CLERK, ImportChoices("x")
            )
        assert (report.added, report.rejected) == (600, 0)
        contents.append(
            [
                (each.event.kind, each.event.number, each.event.facts(), each.sealed)
                for each in store.events()
                if each.event.kind == "complaint.received"
            ]
        )
        store.close()
    assert contents[0] == contents[1]
