from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from render_samples import (
    HOSTILE,
    card,
    cases,
    cross,
    imported,
    problem,
    receipt,
    recorded,
    row,
    year,
)

from ledgerctl.application.ledger.keeping import Populations, Settings
from ledgerctl.application.ledger.looking import CaseList
from ledgerctl.domain.cases.ledger import Ledger, Population
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.resolved import ComplaintResolved
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.cases import (
    card as card_face,
)
from ledgerctl.render.cases import (
    cases as cases_face,
)
from ledgerctl.render.faces import faces
from ledgerctl.render.ledger import imports, populations, settings
from ledgerctl.render.reports import (
    cross as cross_face,
)
from ledgerctl.render.reports import (
    year as year_face,
)
from ledgerctl.render.words import envelope

ENGLISH = {"language": "en", "encoding": "utf-8"}
CHINESE = {"language": "zh", "encoding": "gbk"}


def plain(document: object) -> str:
    return faces.text_of(document, "plain")


def test_card_golden() -> None:
    assert plain(card_face.document(card(), **ENGLISH)) == (
        "2020-0007  Received\n"
        "\n"
        "Received\t2020-03-04 09:15 (Wednesday)\n"
        "Channel\tBank hotline\n"
        "Complainant\t张*\n"
        "Telephone\t139****9000\n"
        "Business\tCredit card\n"
        "Summary\t贷款延期，电话138****8000\n"
        "Amount involved\t5,000.00\n"
        "First receiver\t王五\n"
        "Handler\t王五\n"
        "Level\tFirst receiver\n"
        "Due\t2020-03-19 (Thursday); 15 days, CBIRC order 2020 No. 3\n"
        "\n"
        "Other cases of this complainant: 2020-0003 (2020-03-04, Received)\n"
        "\n"
        "What came of it\n"
        "Its number\tWhat\tStatus\tIn words\n"
        "S2020-0001\tSuggestion\tMade\t贷款延期，电话138****8000\n"
        "\n"
        "Timeline\n"
        "\n"
        "2020-03-04 (Wednesday)\n"
        "\n"
        "#1  09:15  王五  Received by Bank hotline; First receiver: 王五\n"
        "#3  09:20  wang  Corrected; Business: Loans → Credit card;"
        " Telephone: 138****8000 → 139****9000; Reason: 记错\n"
        "#4  09:20  wang  Corrected; Business: Credit card → Precious metals"
        " [taken back by #5]\n"
        "#5  09:20  wang  Took back the import b1; Reason: 导错文件\n"
        "\n"
        "2020-03-05 (Thursday) [recorded 2020-03-04]\n"
        "\n"
        "#2  wang  Note: 致电138****8000\n"
    )


def test_card_in_chinese_labels() -> None:
    text = plain(card_face.document(card(), **CHINESE))
    assert text.startswith("2020-0007  已登记\n\n收到时间\t2020-03-04 09:15 (周三)\n")
    assert "业务类别：贷款 → 银行卡-信用卡；联系方式：138****8000 → 139****9000" in text


def test_card_reveals_only_when_told() -> None:
    masked = plain(card_face.document(card(), **ENGLISH))
    assert "张三" not in masked
    assert "13800008000" not in masked
    revealed = plain(card_face.document(card(), **ENGLISH, reveal=True))
    assert "Complainant\t张三\n" in revealed
    assert "13800008000 → 13900009000" in revealed


@pytest.mark.parametrize("reveal", [True, False])
def test_card_data_masks_the_history_too(reveal: bool) -> None:  # noqa: FBT001 - pytest passes it
    text = envelope.success("show", card_face.data(card(), reveal=reveal))
    assert ("13800008000" in text) is reveal
    assert ("13900009000" in text) is reveal
    assert "0123456789abcdef" not in text


def test_card_tells_every_kind_of_event() -> None:
    number = "2020-0007"
    facts = {"received_at": "2020-03-04", "channel": "counter", "closed": True, "finding": "upheld"}
    story = [
        ComplaintReceived(number, facts, {"extra": {"客户经理": "电话13800008000", "空": ""}}),
        ComplaintReopened(number, "2020-03-06T10:00", "2020-03-21", "cn.2020-3.decide.simple", ""),
        ComplaintAssigned(number, "2020-03-06T10:05", "赵六", "营运部", "熟悉"),
        ComplaintEscalated(number, "2020-03-07", "first_receiver", "president", "钱七"),
        ComplaintResolved(number, {"resolved_at": "2020-03-08", "remedy": "apology"}, {}),
    ]
    base = card()
    state = base.complaint
    for event in story:
        state = event.apply(state)
    whole = replace(
        base,
        complaint=state,
        row=row(days=2, timeliness="on_time", repeat_of="2020-0001"),
        history=[recorded(place, event) for place, event in enumerate(story, 1)],
        earlier=[],
    )
    document = card_face.document(whole, language="en", encoding="ascii")
    text = faces.text_of(document, "plain", encoding="ascii")
    assert "Days\t2\nTimeliness\tOn time\nRepeats\t2020-0001\n" in text
    assert "\\u5ba2\\u6237\\u7ecf\\u7406\t\\u7535\\u8bdd138****8000\n" in text
    for told in (
        "#1  \\u738b\\u4e94  Received by Counter; with its outcome; Finding: Upheld\n",
        "#2  10:00  wang  Reopened; Due: 2020-03-21\n",
        "10:05  wang  Handed to \\u8d75\\u516d; Department: \\u8425\\u8fd0\\u90e8; Reason",
        "Escalated: First receiver -> President; Taken over by: \\u94b1\\u4e03\n",
        "Closed; Remedy: Apology\n",
    ):
        assert told in text


def test_an_erased_note_says_so() -> None:
    base = card()
    erased = [each._replace(sealed={}) for each in base.history]
    text = plain(card_face.document(replace(base, history=erased), **ENGLISH))
    assert "Note: (erased)\n" in text


def test_cases_golden() -> None:
    assert plain(cases_face.document(cases(), **ENGLISH)) == (
        "Number\tReceived\tChannel\tBusiness\tStatus\tHandler\tDue\tSummary\n"
        "2020-0007\t2020-03-04\tBank hotline\tLoans\tReceived OVERDUE\t王五\t2020-03-19"
        "\t贷款延期，电话138****8000\n"
        "2020-0008\t2020-03-04\tBank hotline\tLoans\tClosed\t王五\t\t\n"
    )


def test_cases_stay_a_table_on_80_columns() -> None:
    text = faces.text_of(cases_face.document(cases(), **CHINESE), "table", width=80)
    assert "案件编号   收到日期    受理渠道" in text
    assert "2020-0007  2020-03-04  客服热线  贷款      已登记" in text
    assert "138****8000" in plain(cases_face.document(cases(), **CHINESE))


def test_how_many_more_cases_there_are_is_talk() -> None:
    assert cases_face.talk(cases()) == ["showing 2 of 412"]
    assert cases_face.talk(replace(cases(), total=2)) == []


def test_no_case() -> None:
    nothing = CaseList([], {}, 0, "2020-04-01")
    assert plain(cases_face.document(nothing, **ENGLISH)) == "No case\n"
    assert cases_face.data(nothing) == {"total": 0, "shown": 0, "today": "2020-04-01", "cases": []}


def test_case_records_are_masked_and_flat() -> None:
    first, second = cases_face.records(cases())
    assert first["complainant"] == "张*"
    assert first["phone"] == "138****8000"
    assert first["overdue"] is True
    assert second["overdue"] is False
    assert "person" not in first
    assert next(cases_face.records(cases(), reveal=True))["complainant"] == "张三"


def test_cross_golden() -> None:
    assert plain(cross_face.document(cross(), language="en", defined=False)) == (
        "Business × Channel\n"
        "\n"
        "Received from 2020-01-01\n"
        "\n"
        "Cases\n"
        "Business\tBank hotline\tForwarded by the NFRA\tTotal\n"
        "Loans\t2\t\t2\n"
        "unknown\t\t1\t1\n"
        "Total\t2\t1\t3\n"
        "\n"
        "Median days\n"
        "Business\tBank hotline\tForwarded by the NFRA\tTotal\n"
        "Loans\t1.5\t\t1.5\n"
        "unknown\t\tn/a\tn/a\n"
        "Total\t1.5\tn/a\t1.5\n"
        "\n"
        "What each figure means: `ledgerctl summarize --explain`\n"
    )


def test_cross_of_one_dimension_shows_all_measures_in_one_table() -> None:
    values = {"count": 2, "share": Decimal("100.00"), "compensation": 5000}
    result = replace(
        cross(),
        dimensions=["business"],
        measures=list(values),
        first="0001-01-01",
        last="2020-12-31",
        row_keys=["loan"],
        column_keys=[],
        cells={("loan", ""): values},
        row_totals={"loan": values},
        column_totals={},
        total=values,
    )
    assert plain(cross_face.document(result, language="en", defined=False)) == (
        "Business\n"
        "\n"
        "Received to 2020-12-31\n"
        "\n"
        "Business\tCases\tShare\tCompensation\n"
        "Loans\t2\t100.00%\t50.00\n"
        "Total\t2\t100.00%\t50.00\n"
        "\n"
        "What each figure means: `ledgerctl summarize --explain`\n"
    )
    assert cross_face.data(result)["rows"] == [
        {"business": "loan", "count": 2, "share": "100.00", "compensation": 5000}
    ]


def test_cross_without_cases() -> None:
    empty = replace(cross(), first="2020-01-01", last="2020-12-31", row_keys=[])
    text = plain(cross_face.document(empty, language="en"))
    assert text.endswith("Received from 2020-01-01 to 2020-12-31\n\nNo case\n")
    always = replace(empty, first="0001-01-01", last="9999-12-31")
    assert plain(cross_face.document(always, language="en")) == "Business × Channel\n\nNo case\n"


def test_cross_data_names_both_dimensions() -> None:
    data = cross_face.data(cross())
    assert data["rows"][0] == {
        "business": "loan",
        "channel": "hotline",
        "count": 2,
        "median_days": "1.5",
    }
    assert data["total"] == {"count": 3, "median_days": "1.5"}


def test_settings_golden() -> None:
    result = Settings(
        Ledger("f00d", "东侨支行", settings={"currency": "CNY"}),
        {"currency": "CNY", "repeat_window": "45"},
        {"currency": "CNY", "repeat_window": "30"},
    )
    assert plain(settings.document(result, **CHINESE)) == (
        "Settings\n"
        "\n"
        "支行\t东侨支行\n"
        "台账标识\tf00d\n"
        "哈希算法\tsha256\n"
        "\n"
        "设置项\tMeaning\t值\tDefault\n"
        "currency\t币种\tCNY\tCNY\n"
        "repeat_window\t重复投诉窗口(天)\t45\t30\n"
    )
    assert settings.data(result)["settings"] == {"currency": "CNY", "repeat_window": "45"}


def test_populations_golden() -> None:
    result = Populations(
        [Population(2020, "customers", 78_000, "2020-12-31", "核心系统")], [receipt()]
    )
    assert plain(populations.document(result, **ENGLISH)) == (
        "Year\tPopulation\tSize\tAs of\tSource\n2020\tCustomers\t78,000\t2020-12-31\t核心系统\n"
    )
    data = populations.data(result)
    assert data["populations"][0]["size"] == 78_000
    assert data["recorded"][0]["number"] == "2020-0007"
    assert plain(populations.document(Populations([]), **ENGLISH)) == "No population is recorded\n"


HOSTILE_DOCUMENTS = {
    "card": lambda kind: card_face.document(card(HOSTILE), **kind),
    "revealed": lambda kind: card_face.document(card(HOSTILE), **kind, reveal=True),
    "cases": lambda kind: cases_face.document(cases(HOSTILE), **kind),
    "year": lambda kind: year_face.document(year(branch=HOSTILE), **kind),
    "imports": lambda kind: imports.document(
        imported(source=HOSTILE, problems=[problem(value=HOSTILE, column=HOSTILE)]), **kind
    ),
}


@pytest.mark.parametrize("name", HOSTILE_DOCUMENTS)
@pytest.mark.parametrize("face", ["table", "plain", "md", "csv"])
@pytest.mark.parametrize("kind", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_hostile_cases_are_harmless_and_gbk_can_hold_them(
    name: str, face: str, kind: dict[str, str]
) -> None:
    document = HOSTILE_DOCUMENTS[name](kind)
    text = faces.text_of(document, face, width=80, encoding=kind["encoding"])
    assert visible(text, keep_newlines=True) == text
    assert face == "csv" or text.encode(kind["encoding"])


def test_hostile_text_in_json_is_escaped_and_the_same() -> None:
    text = envelope.success("show", card_face.data(card(HOSTILE), reveal=True))
    assert visible(text, keep_newlines=True) == text
    assert "\\u202e" in text
