"""What a figure of an issued report is called, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from render_samples import year

from ledgerctl import i18n
from ledgerctl.application.reports.issued_figures import figures_of
from ledgerctl.render.reports.issued_names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.install("en")


@pytest.mark.parametrize(
    ("figure", "english", "chinese"),
    [
        ("on_time_rate", "On time", "及时率"),
        ("total.late", "Late", "超期"),
        ("days.median", "Days to the answer, median", "办理天数中位数"),
        ("learning.suggestions", "Suggestions made", "提出建议"),
        ("month:2020-07", "Received: 2020-07", "收到投诉：2020-07"),
        ("age:0-7", "Still open: 0-7 days", "在办：0-7天"),
        ("effect:I2020-0001", "Effect of the improvements: I2020-0001", "整改效果：I2020-0001"),
        ("excluded:inquiry", "Not counted as complaints: Inquiry", "不计入投诉：咨询"),
        ("excluded:reversed", "Not counted as complaints: Taken back", "不计入投诉：已撤销"),
        ("silent:department", "Units without a complaint: Department", "零投诉单位：被投诉部门"),
        ("channel:nfra", "Channel Forwarded by the NFRA", "受理渠道 金融监管总局"),
        ("channel:", "Channel unknown", "受理渠道 未知"),
        ("department.late:营业部", "Department 营业部; Late", "被投诉部门 营业部；超期"),
    ],
)
def test_names(figure: str, english: str, chinese: str) -> None:
    for language, name in (("en", english), ("zh", chinese)):
        i18n.install(language)
        assert name_of(figure, language).startswith(name), name_of(figure, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_figure_is_shown_by_its_key(language: str) -> None:
    i18n.install(language)
    found = figures_of(replace(year(), excluded={"inquiry": 2, "merged": 1}))
    assert len(found) > 60
    for figure in found:
        group, colon, value = figure.partition(":")
        said = name_of(figure, language)
        assert said != figure
        assert f"{group}{colon}" not in said or colon == ""
        assert "_" not in said.replace(value, ""), said
