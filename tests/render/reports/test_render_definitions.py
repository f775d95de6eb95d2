"""The definitions of a report's figures, in the document and as JSON data."""

from __future__ import annotations

import pytest
from render_samples import year

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED
from ledgerctl.render.reports import definitions, figures
from ledgerctl.render.reports import year as face
from ledgerctl.render.words.document import Paragraph, Table


def table(report: object, language: str = "en") -> Table:
    document = face.document(report, language=language, encoding="utf-8")
    (found,) = [each for each in document.blocks if getattr(each, "key", "") == "definitions"]
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_figure_that_is_printed_is_defined(language: str) -> None:
    found = {row[-1]: row for row in table(year(), language).rows}
    document = face.document(year(), language=language, encoding="utf-8")
    shown = {
        key
        for block in document.blocks
        if isinstance(block, Table)
        for key in block.metrics
        if key in year().figures and figures.is_indicator(year().figures[key])
    }
    assert shown <= set(found)
    for key, (name, formula, day, source, _key) in found.items():
        metric = (METRICS | COMPARED)[key]
        assert name == metric.label.said(language)
        assert formula.startswith(metric.numerator.said(language))
        assert metric.denominator is None or f" ÷ {metric.denominator.said(language)}" in formula
        assert metric.note.said(language) in formula
        assert (day, source) == (metric.anchor.said(language), metric.source.said(language))


@pytest.mark.parametrize(
    ("changes", "key", "there"),
    [
        ({}, "rate_customers", True),
        ({"equal": {"department": "公司部"}}, "rate_customers", False),
        ({}, "share_x", True),
        ({"splits": {}}, "share_x", False),
        ({"splits": {}}, "by_person", False),
        ({"ages": dict.fromkeys(("0-7", "8-15"), 0)}, "ageing", False),
        ({"ages": {"0-7": 1}}, "ageing", True),
        ({"contact_known": 0}, "ack_time", False),
        ({"contact_known": 2}, "ack_time", True),
        ({"moved": []}, "received_date_changes", False),
        ({}, "identity", True),
    ],
)
def test_what_is_not_printed_is_not_defined(
    changes: dict[str, object], key: str, *, there: bool
) -> None:
    assert (key in {metric.key for metric in definitions.printed(year(**changes))}) == there


def test_the_json_has_them_in_both_languages() -> None:
    report = year()
    found = face.data(report)["definitions"]
    assert list(found) == [metric.key for metric in definitions.printed(report)]
    rate = found["rate_customers"]
    assert rate["label"] == {"zh": "万客户投诉率", "en": "Complaints by customers"}
    assert rate["denominator"] == {"zh": "客户数", "en": "customers"}
    assert found["complaints_received"]["denominator"] is None


def test_definitions_change_no_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = face.fingerprint(year())
    monkeypatch.setattr(definitions, "data", lambda _metrics: {"other": 1})
    assert face.data(year())["definitions"] == {"other": 1}
    assert face.fingerprint(year()) == before


def test_a_screen_says_where_they_are() -> None:
    document = face.document(year(), language="en", encoding="utf-8", defined=False)
    assert document.blocks[-2] == Paragraph(
        "What each figure means: `ledgerctl report --explain all`"
    )
    assert "definitions" not in {getattr(each, "key", "") for each in document.blocks}


def test_all_definitions_are_every_metric() -> None:
    (rows,) = [each.rows for each in definitions.document("zh").blocks if isinstance(each, Table)]
    every = [*METRICS, *COMPARED, CHANGE.key]
    assert [row[-1] for row in rows] == every
    assert list(definitions.every()["definitions"]) == every
    records = definitions.records()
    assert [each["metric"] for each in records] == every
    assert records[0]["label_zh"] == "受理投诉量"
    assert records[0]["denominator_en"] is None
