from __future__ import annotations

import pytest
from render_samples import explanation

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.render.faces import faces
from ledgerctl.render.reports import explained

ENGLISH = """\
Share from outside, 2020

Metric\texternal_share
Numerator\tcomplaints from outside channels
Denominator\tcomplaints received
Unit\tper cent
Falls into the period by\treceived in the period
Source\tYearly disclosures of Chinese banks

Figure

Period\t2020-01-01 to 2020-12-31
Window (days)\t30
Value\t33.3%
Basis\t1 / 3

Cases counted: 1

2020-0002

Further cases of the denominator: 2

2020-0001, 2020-0003

As of 2021-01-05; ledger 26:1f0c9ab4d2e7
"""


def text_of(found: object, language: str = "en") -> str:
    document = explained.document(found, language=language, encoding="utf-8")
    return faces.text_of(document, face="plain")


def test_english_golden() -> None:
    assert text_of(explanation()) == ENGLISH


@pytest.mark.usefixtures("chinese")
def test_chinese_words() -> None:
    metric = METRICS["external_share"]
    text = text_of(explanation(), "zh")
    assert text.startswith(f"2020年{metric.label.zh}\n")
    assert f"分子\t{metric.numerator.zh}\n" in text
    assert "2020-0002" in text


def test_a_metric_without_cases_is_only_defined() -> None:
    found = explanation("yoy", figure=None, numerator=None, denominator=None)
    text = text_of(found)
    assert "Value" not in text
    assert "Cases counted" not in text
    assert explained.records(found) == []
    data = explained.data(found)
    assert (data["figure"], data["numerator"], data["denominator"]) == (None, None, None)


def test_a_plain_count_has_no_denominator_and_a_note() -> None:
    metric = METRICS["late_registrations"]
    found = explanation(metric.key, figure=metric.of(0), numerator=[], denominator=None)
    text = text_of(found)
    assert "Denominator" not in text
    assert "Basis" not in text
    assert f"Note\t{metric.note.en}" in text
    assert "Cases counted: 0" in text
    data = explained.data(found)
    assert data["definition"]["denominator"] is None
    assert data["definition"]["note"] == {"zh": metric.note.zh, "en": metric.note.en}


@pytest.mark.parametrize("key", METRICS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_metric_can_be_shown(key: str, language: str) -> None:
    text = text_of(explanation(key, figure=None), language)
    assert METRICS[key].label.said(language) in text


def test_data_and_records_hold_the_cases() -> None:
    data = explained.data(explanation())
    assert data["metric"] == "external_share"
    assert (data["from"], data["to"], data["window"]) == ("2020-01-01", "2020-12-31", 30)
    assert data["figure"]["value"] == "33.3"
    assert data["numerator"] == ["2020-0002"]
    assert data["definition"]["note"] is None
    records = explained.records(explanation())
    assert [(each["number"], each["part"]) for each in records] == [
        ("2020-0002", "numerator"),
        ("2020-0001", "denominator"),
        ("2020-0003", "denominator"),
    ]
