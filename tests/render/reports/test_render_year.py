from __future__ import annotations

import json
from decimal import Decimal

import pytest
from render_samples import split, year

from ledgerctl.domain.metrics import Change, rate
from ledgerctl.domain.register.tallies import Sums
from ledgerctl.render.faces import faces
from ledgerctl.render.reports import year as face
from ledgerctl.render.words import envelope
from ledgerctl.render.words.texts import cell_width

ENGLISH = """\
东侨支行: complaints in 2020

Complaints received: 25, or 3.2‱ of the customers; settled at the branch: 25, escalated: 0, repeated: 0.

Headline
Indicator\tFigure\tBasis
Received\t25\t2019: 20 (+25.0%)
From inside the bank\t21\t
From outside\t4\tof these by a regulator: 1
Complaints by customers\t3.2‱\t95% 2.1-4.7, of 78,000 as of 2020-12-31 (核心系统)
Complaints by transactions\tn/a\tno population recorded
Settled at the branch\t100.0%\t25 of 25 received, however they ended
Escalated\t0\t
Repeated\t0\t
Reopened\t0\t
Compensation\t5,000.00\tCNY

Indicators
Indicator\tFigure\tBasis
Share from outside\t16.0%\t4 / 25
On time\tat least 96.0%\t24 / 25; not recorded in 1, so 96.0% to 100.0%
Settled at the branch, of those decided\t96.2%\t25 / 26
Over the branch's head\t4.0%\t1 / 25; known to the branch before: 1
Satisfied\t80.0%\t8 / 10; scored 10 of 26 closed, not reached 3
Recusal\t0\t

By quarter
Quarter\tCases\tSame quarter last year\tQuarter before
Q1\t5\t4 (+25.0%)\t6 (-16.7%)
Q2\t8\t0\t5 (+60.0%)
Q3\t5\t10 (-50.0%)\t8 (-37.5%)
Q4\t7\t6 (+16.7%)\t5 (+40.0%)

By month
Month\tCases\tExpected\tChance explains\tFinding
2020-01\t1\t2.1\t0-8\t
2020-02\t2\t2.1\t0-8\t
2020-03\t2\t2.1\t0-8\t
2020-04\t3\t2.1\t0-8\t
2020-05\t2\t2.1\t0-8\t
2020-06\t3\t2.1\t0-8\t
2020-07\t1\t2.1\t0-8\t
2020-08\t1\t2.1\t0-8\t
2020-09\t3\t2.1\t0-8\t
2020-10\t4\t2.1\t0-8\t
2020-11\t2\t2.1\t0-8\t
2020-12\t1\t2.1\t0-8\t

By channel
Channel\tCases\tShare
Bank hotline\t21\t84.00%
Forwarded by the NFRA\t1\t4.00%
Consumer-protection centre\t3\t12.00%
Total\t25\t100.00%

By cause
Cause\tCases\tShare
Service attitude and quality\t20\t100.00%
unknown\t5\t
Total\t25\t100.00%

By department
Department\tCases\tShare\tClosed\tAt fault\tLate\tRepeats
个金部\t25\t100.00%\t25\t0\t0\t0

By person
Handler\tCases\tShare\tClosed\tAt fault\tLate\tRepeats
王五\t21\t84.00%\t21\t0\t0\t0
李四\t4\t\t4\t0\t0\t0

Time

On time\t24
Late\t1
Closed without a date\t0
Still open\t0
Overdue on 2021-01-05\t0
Days to the answer\tmedian 2.0, mean 3.1, 90th percentile 6.5, most 16 (of 25 answered)

Open on 2020-12-31, by age

0-7 days\t0
8-15 days\t1
16-30 days\t0
31-60 days\t0
over 60 days\t2

Books

1 open at the start + 25 received + 0 reopened - 26 closed - 0 withdrawn - 0 declined = 0 open at the end

What was learnt

Suggestions made\t2
Suggestions answered\t1
of these adopted, all or in part\t1
Improvements opened\t1
Measures carried out\t2
Needs heard\t3
On the watch list now\t1

Units without a complaint

Department\t1 of the 2 on the branch's list of 2020-01-02: 公司部
Department\tnot on the branch's list: 信用卡中心

Data quality

Registered late\t2
2020-0004\treceived 2020-01-02, first recorded as 2019-12-31

What is missing

Transactions\tnot recorded, so no rate: `ledgerctl base set 2020 --transactions …`
Cause\tunknown in 5 of 25
Not a complaint\tnot counted as complaints: 2

What each figure means: `ledgerctl report --explain all`

As of 2021-01-05; ledger 26:1f0c9ab4d2e7
"""


def text_of(report: object, **options: object) -> str:
    language = options.pop("language", "en")
    encoding = options.get("encoding", "utf-8")
    document = face.document(report, language=language, encoding=encoding, defined=False)
    return faces.text_of(document, **{"face": "plain", **options})


def test_english_golden() -> None:
    assert text_of(year()) == ENGLISH


@pytest.mark.usefixtures("chinese")
def test_chinese_labels_and_sentences() -> None:
    text = text_of(year(), language="zh")
    assert text.startswith("东侨支行2020年投诉\n")
    assert "受理渠道\t件数\t占比\n客服热线\t21\t84.00%\n" in text
    assert "未知\t5\t\n合计\t25\t100.00%\n" in text
    assert "无法计算" in text


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("face_name", ["table", "plain", "md"])
def test_a_gbk_console_can_show_it(face_name: str) -> None:
    text = text_of(year(), language="zh", face=face_name, encoding="gbk", width=80)
    assert "万分之3.2" in text
    assert text.encode("gbk")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_into_80_columns(language: str) -> None:
    text = text_of(year(), language=language, face="table", width=80)
    assert max(cell_width(line) for line in text.split("\n")) <= 80


def test_one_word_of_a_year_without_complaints() -> None:
    empty = year(
        received=0,
        rates={"customers": rate(0, None)},
        splits={},
        totals=Sums(),
        settled_percent=None,
        before=Change(0, 0, 0, None),
    )
    text = text_of(empty)
    assert "No complaint was received in 2020." in text
    assert "Settled at the branch\tn/a\t0 of 0 received" in text


def test_the_summary_names_no_rate_without_a_population() -> None:
    report = year(rates={"customers": rate(25, None)})
    assert face.summary(report, language="en", encoding="utf-8") == (
        "Complaints received: 25; settled at the branch: 25, escalated: 0, repeated: 0."
    )


def test_one_persons_percentage_needs_five_cases() -> None:
    report = year(splits={"handler": split("handler", {"王五": 5, "李四": 4}, ["55.56", "44.44"])})
    text = text_of(report)
    assert "王五\t5\t55.56%" in text
    assert "李四\t4\t\t4" in text
    shares = [entry["share"] for entry in face.data(report)["handler"]]
    assert shares == ["55.56", None]


def test_going_over_the_branchs_head_is_said() -> None:
    report = year(totals=Sums(25, 25, 24, 1, 1))
    assert "Escalated\t1\tof these over the branch's head: 1" in text_of(report)


def test_json_contract() -> None:
    data = json.loads(envelope.success("report", face.data(year())))
    assert list(data) == ["schema_version", "command", "data", "messages"]
    figures = data["data"]
    assert figures["rates"]["customers"] == {
        "count": 25,
        "denominator": 78000,
        "per_10000": "3.2",
        "low": "2.1",
        "high": "4.7",
        "as_of": "2020-12-31",
        "source": "核心系统",
    }
    assert figures["rates"]["transactions"]["per_10000"] is None
    assert figures["intake"] == {"internal": 21, "external": 4, "regulator": 1}
    assert figures["channels"] == {"hotline": 21, "nfra": 1, "consumer_center": 3}
    assert figures["resolved_at_branch"] == {"count": 25, "of": 25, "percent": "100.0"}
    assert figures["causes"][0]["share"] == "100.00"
    assert figures["causes"][1]["share"] is None
    assert figures["previous_year"] == {"received": 20, "difference": 5, "percent": "25.0"}
    assert figures["days"] == {"median": "2.0", "p90": "6.5", "max": 16, "mean": "3.1", "known": 25}
    assert figures["stock"] == {
        "opening": 1,
        "received": 25,
        "reopened": 0,
        "closed": 26,
        "withdrawn": 0,
        "declined": 0,
        "closing": 0,
    }
    assert figures["ledger"]["short"] == "26:1f0c9ab4d2e7"


def test_json_keys_keep_their_order() -> None:
    assert list(face.data(year()))[:13] == [
        "year",
        "branch",
        "today",
        "received",
        "rates",
        "intake",
        "channels",
        "resolved_at_branch",
        "escalated",
        "over_the_head",
        "repeat",
        "reopened",
        "compensation",
    ]


def test_json_without_any_split() -> None:
    data = face.data(year(splits={}, populations={}))
    assert data["channels"] == {}
    assert data["rates"]["customers"]["as_of"] is None


def test_a_population_nobody_dated_leaves_the_basis_short() -> None:
    assert "95% 2.1-4.7, of 78,000\n" in text_of(year(populations={}))


CONTACTED = {"contact_median": Decimal("2.0"), "contact_p90": Decimal("2.8"), "contact_known": 2}


def test_the_hours_to_the_first_contact_stand_among_the_times() -> None:
    line = "Hours to the first contact\tmedian 2.0, 90th percentile 2.8 (of 2 contacted)\n"
    assert line in text_of(year(**CONTACTED))
    assert "Hours to" not in text_of(year())
    hours = {"median": "2.0", "p90": "2.8", "known": 2}
    assert face.data(year(**CONTACTED))["first_contact_hours"] == hours
