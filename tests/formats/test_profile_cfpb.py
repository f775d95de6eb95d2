"""The public complaint file of the CFPB through its shipped profile, in every form since 2012."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.formats.profiles import load_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.imports.files import MappedRow

    Read = Callable[..., list[MappedRow]]

CFPB = "Date received,Product,Issue,Company response to consumer,Submitted via,Timely response?"


def test_cfpb_response_decides_remedy_finding_and_closing(read: Read) -> None:
    answers = {
        "Closed with explanation": ("explanation", None, True),
        "Closed with non-monetary relief": ("correction", "partly_upheld", True),
        "Closed with monetary relief": ("fee_refund", "partly_upheld", True),
        "Closed with relief": (None, "partly_upheld", True),
        "Closed without relief": ("none", None, True),
        "Closed": ("none", None, True),
        "In progress": (None, None, None),
        "Untimely response": (None, None, None),
        "": (None, None, None),
    }
    content = "".join(f"2020-03-04,Mortgage,Fees,{answer},Web,Yes\n" for answer in answers)
    for row, (answer, outcome) in zip(
        read(f"{CFPB}\n{content}", load_profile("cfpb")), answers.items(), strict=True
    ):
        assert row.problems == []
        assert tuple(row.facts.get(name) for name in ("remedy", "finding", "closed")) == outcome
        extra = row.sealed["extra"]
        assert isinstance(extra, dict)
        assert extra.get("Company response to consumer", "") == answer
        assert row.sealed["summary"] == "Mortgage / Fees"


def test_cfpb_unlisted_texts(read: Read) -> None:
    content = f"{CFPB}\n1/2/20,Crypto,Fees,Closed by magic,Web,No\n1/2/20,Crypto,x,,Pigeon,No\n"
    first, second = read(content, load_profile("cfpb"))
    assert [(found.code, found.column, found.warning) for found in first.problems] == [
        ("E904", "Product", True),
        ("E904", "Company response to consumer", True),
    ]
    assert (first.facts["business"], first.facts["product"]) == ("other", "Crypto")
    assert (first.facts["closed"], "remedy" in first.facts) == (True, False)
    assert [found.code for found in second.problems] == ["E904", "E201"]


@pytest.mark.parametrize(
    "day", ["2020-03-04", "3/4/2020", "03/04/2020", "3/4/20", "2020-03-04T08:15:30.000Z"]
)
def test_cfpb_dates(read: Read, day: str) -> None:
    row = read(f"{CFPB}\n{day},Mortgage,Fees,Closed,Fax,Yes\n", load_profile("cfpb"))[0]
    assert row.facts["received_at"] == "2020-03-04"


OLDEST = (
    "Complaint ID,Product,Sub-product,Issue,Sub-issue,State,ZIP code,Submitted via,Date received,"
    "Date sent to company,Company,Company response,Timely response?,Consumer disputed?"
)
NEWEST = (
    "Date received,Product,Sub-product,Issue,Sub-issue,Company public response,Company,State,"
    "ZIP code,Tags,Submitted via,Date sent to company,Company response to consumer,"
    "Timely response?,Complaint ID"
)
SIXTEEN = NEWEST.replace("Sub-issue,", "Sub-issue,Consumer complaint narrative,")
EIGHTEEN = SIXTEEN.replace("Tags,", "Tags,Consumer consent provided?,").replace(
    "Complaint ID", "Consumer disputed?,Complaint ID"
)
SNAKE = EIGHTEEN.lower().replace("?", "").replace(" ", "_").replace("-", "_")
SNAKE_JSON = (
    SNAKE.replace("consumer_complaint_narrative", "complaint_what_happened")
    .replace("company_response_to_consumer", "company_response")
    .replace("timely_response", "timely")
)
INTAKE = (
    SNAKE.replace("consumer_complaint_narrative", "consumer_narrative")
    .replace("tags,consumer_consent_provided", "tag,consent_status")
    .replace("complaint_id", "public_id,event_tag")
)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (OLDEST, 14),
        (EIGHTEEN, 18),
        (SNAKE, 18),
        (SNAKE_JSON, 18),
        (EIGHTEEN + ",Event tag", 19),
        (SIXTEEN, 16),
        (NEWEST, 15),
        (INTAKE, 19),
    ],
)
def test_cfpb_header_vintages(read: Read, header: str, columns: int) -> None:
    assert len(header.split(",")) == columns
    values = {
        "datereceived": "2020-03-04",
        "datesenttocompany": "2020-03-03",
        "product": "Mortgage",
        "issue": "Fees",
        "submittedvia": "Fax",
        "timelyresponse": "Yes",
        "timely": "Yes",
        "complaintid": "42",
        "publicid": "42",
        "company": "A BANK",
        "companyresponse": "Closed",
        "companyresponsetoconsumer": "Closed",
    }
    folded = ["".join(filter(str.isalnum, name.lower())) for name in header.split(",")]
    line = ",".join(values.get(name, "text") for name in folded)
    row = read(f"{header}\n{line}\n", load_profile("cfpb"))[0]
    assert row.problems == []
    assert row.facts == {
        "received_at": "2020-03-04",
        "forwarded_at": "2020-03-03",
        "business": "loan",
        "product": "Mortgage",
        "issue": "Fees",
        "channel": "letter",
        "timely": True,
        "source_id": "42",
        "institution": "A BANK",
        "remedy": "none",
        "closed": True,
    }
    has_narrative = any("narrative" in name or "happened" in name for name in folded)
    assert row.sealed["summary"] == ("text" if has_narrative else "Mortgage / Fees")
