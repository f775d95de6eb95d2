"""Every file of the collection that nobody here wrote, and what the program makes of it, as a table.

The figures behind the counts are checked in ``tests/formats/test_real_files.py``; the nasty files have a table
of their own in ``tests/formats/test_nasty_files.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from desk_line import Line

EXAMPLES = Path(__file__).parents[3] / "examples" / "profiles"
CFPB = ("--profile", "cfpb")
SITE = ("--profile", "complaint-site")
SHOP = ("--profile", str(EXAMPLES / "ecommerce-disputes.toml"))
HALVES = tuple(f"uk/fca_firm-level_{year}-h{half}.xlsx" for year in (2022, 2023, 2024) for half in (1, 2))  # fmt: skip
OPENED = ("opened", "opened", "Opened", "Opened", "Opened", "Opened")


class Taken(NamedTuple):
    """Rows read, and those of them that are known twice or refused, with the codes of the refusals."""

    read: int
    duplicate: int = 0
    rejected: int = 0
    codes: tuple[str, ...] = ()


#: Of each file: how it is imported, and what comes of it: rows, or the code of the refusal.
EXPECTED: dict[tuple[str, tuple[str, ...]], Taken | str] = {
    # A file of notes: lines of unequal length
    ("cfpb/HEADERS.txt", CFPB): Taken(6, rejected=6, codes=("E905",)),
    ("cfpb/cfpb_2012-2026_18col_iso_1000.csv", CFPB): Taken(1_000),
    # Two companies with a control character in their name, and a last record that is cut
    ("cfpb/cfpb_2014_14col_mdy.csv", CFPB): Taken(8_340, rejected=3, codes=("E207", "E906")),
    ("cfpb/cfpb_2016_18col_mdy.csv", CFPB): Taken(349),
    ("cfpb/cfpb_2019_18col_iso_multiline.csv", CFPB): Taken(268),
    ("cfpb/insight_test1_input.csv", CFPB): Taken(5),
    ("cfpb/insight_test1_expected_report.csv", CFPB): "E927",
    ("cfpb/easybatch_2015_14col.csv", CFPB): Taken(10),
    # Descriptions of views of the database, no row of it
    ("cfpb/easybatch_2015.json", CFPB): "E902",
    ("cfpb/socrata_export_small.json", CFPB): Taken(3),
    ("cfpb/ccdb5-api_search_response_like.json", CFPB): Taken(5),
    # Records under the names of products, beside others that are none
    ("cfpb/ccdb_demo_narratives.json", CFPB): "E918",
    ("cfpb/cfpb_2023-2025_aggregates.xlsx", CFPB): "E910",
    ("cfpb/cfpb_2023-2025_aggregates.xlsx", (*CFPB, "--sheet", "Product Workload")): "E927",
    ("cfpb/ccdb-data-pipeline/v1-public.csv", CFPB): Taken(30),
    ("cfpb/ccdb-data-pipeline/v1-intake.csv", CFPB): Taken(30),
    ("cfpb/ccdb-data-pipeline/v2-public.csv", CFPB): Taken(30),
    ("cfpb/ccdb-data-pipeline/v2-intake.csv", CFPB): Taken(30),
    # Received in 2099 in order to be no real complaint, one never
    ("cfpb/ccdb-data-pipeline/ccdb.ndjson", CFPB): Taken(10, rejected=10, codes=("E211", "E406")),
    ("cfpb/ccdb-data-pipeline/exp_socrata.ndjson", CFPB): Taken(
        10, rejected=10, codes=("E211", "E406")
    ),
    # One record of ten is without a day of receipt
    ("cfpb/ccdb-data-pipeline/exp_s3.ndjson", CFPB): Taken(10, rejected=1, codes=("E211",)),
    ("cfpb/ccdb-data-pipeline/from_s3.ndjson", CFPB): Taken(10, rejected=1, codes=("E211",)),
    ("cfpb/ccdb-data-pipeline/from_s3.json", CFPB): Taken(10, rejected=1, codes=("E211",)),
    # Five columns of the database, the channel not among them
    ("cfpb/ccdb-data-pipeline/complaints-subset.csv", CFPB): "E902",
    ("cfpb/ccdb-data-pipeline/utf-8-switched.json", CFPB): "E902",
    ("zh/car_complain_gbk_exceldates.csv", SITE): Taken(600),
    ("zh/car_complain_utf8bom.csv", SITE): Taken(600),
    ("zh/car_complain_utf8_tabs.csv", SITE): Taken(600),
    ("zh/ecommerce_disputes_utf8.csv", SHOP): Taken(1_000),
    ("zh/tipdm_sample_complaints_2.xlsx", SITE): Taken(495, duplicate=1),
    ("zh/tipdm_sample_hot_3.xlsx", SITE): Taken(30),
    ("zh/tipdm_sample_replies_4.xlsx", SITE): Taken(120),
    # A tree of categories
    ("zh/tipdm_taxonomy_1.xlsx", SITE): "E902",
    ("zh/cbirc_2022Q4_joint_stock_banks.psv", ()): "E927",
    # Closed before they were created
    ("us311/nyc311_2016_40col.csv", ("--profile", "nyc311")): Taken(
        3_101, rejected=26, codes=("E407",)
    ),
    **{(name, ()): "E910" for name in HALVES},
    **{
        (name, ("--sheet", sheet)): "E927" for name, sheet in zip(HALVES, OPENED, strict=True)
    },
}  # fmt: skip
#: What describes the collection itself.
DESCRIPTIONS = {"README.md", "MANIFEST.tsv", "NASTY_INDEX.tsv", "ORACLES.json"}


def outcome(line: Line, path: Path, words: tuple[str, ...]) -> Taken | str:
    found = line("import", str(path), *words, "--dry-run", "--json")
    if "data" not in found.envelope or not found.envelope["data"]:
        return found.code
    data: dict[str, Any] = found.envelope["data"]
    codes = tuple(sorted(data["problem_codes"]))
    return Taken(data["read"], data["duplicate"], data["rejected"], codes)


def test_no_file_is_left_out(real_data: Path) -> None:
    every = {str(path.relative_to(real_data)) for path in real_data.rglob("*") if path.is_file()}
    cases = {name for name in every if not name.startswith("nasty/")} - DESCRIPTIONS
    assert {name for name, _ in EXPECTED} == cases


@pytest.fixture(autouse=True)
def _years_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGERCTL_NOW", "2026-03-04T02:00:00Z")


@pytest.mark.parametrize(("name", "words"), EXPECTED, ids=lambda value: str(value)[:60])
def test_what_becomes_of_it(line: Line, real_data: Path, name: str, words: tuple[str, ...]) -> None:
    found = outcome(line, real_data / name, words)
    print(f"{name:52} {found}")  # noqa: T201 - the table is asked for with -s
    assert found == EXPECTED[name, words]
