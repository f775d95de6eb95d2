from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def year(line: Line) -> Line:
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    return line


def test_the_year_in_english(year: Line) -> None:
    outcome = year("report", "--year", "2020")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "东侨支行: complaints in 2020"
    assert any(each.split()[:2] == ["Received", "25"] for each in lines)
    assert "3.2‱" in outcome.out
    assert "4.4‱" in outcome.out
    assert lines[-1].endswith(year.head())


def test_json_contract(year: Line) -> None:
    data = year("report", "--year", "2020", "--json").data
    assert {
        *("year", "branch", "today", "received", "rates", "intake", "channels"),
        *("resolved_at_branch", "escalated", "repeat", "reopened", "previous_year", "causes"),
        *("fault_nature", "responsibility", "department", "handler", "days", "on_time", "late"),
        *("open", "overdue", "stock", "missing_populations", "ledger"),
    } <= set(data)
    stock = data["stock"]
    assert (
        stock["opening"] + stock["received"] + stock["reopened"] - stock["closed"]
        == stock["closing"]
        == 0
    )


def test_shares_add_up_to_a_hundred(year: Line) -> None:
    data = year("report", "--year", "2020", "--json").data
    shares = [each["share"] for each in data["channel_split"]]
    assert sum(round(float(share) * 100) for share in shares) == 10_000


def test_this_year_by_default_and_missing_denominators_are_said(line: Line) -> None:
    line.add()
    outcome = line("report")
    assert "complaints in 2021" in outcome.out
    assert "n/a" in outcome.out
    assert "ledgerctl base set 2021 --customers" in outcome.out
    data = line("report", "--json").data
    assert data["missing_populations"] == ["customers", "transactions"]
    assert data["rates"]["customers"]["per_10000"] is None


@pytest.mark.parametrize("face", ["plain", "csv", "md", "jsonl"])
def test_every_face_holds_the_figures(year: Line, face: str) -> None:
    outcome = year("report", "--year", "2020", "--format", face)
    assert outcome.status == 0
    assert "3.2" in outcome.out
    assert "78,000" in outcome.out or "78000" in outcome.out


@pytest.mark.parametrize("text", ["20", "MMXX", "0000", "二〇二〇", "2020-01"])
def test_refusals(line: Line, text: str) -> None:
    refused(line, "report", "--year", text, code="E214", status=2)
