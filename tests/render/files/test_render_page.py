from __future__ import annotations

import base64
import hashlib
import re

import pytest
from html_pages import Page
from hypothesis import given, settings
from hypothesis import strategies as st
from render_samples import HOSTILE, split, year

from ledgerctl.domain.metrics import Change, rate
from ledgerctl.domain.register.tallies import Sums
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files import page
from ledgerctl.render.reports import pictures
from ledgerctl.render.reports import year as face
from ledgerctl.render.words.document import (
    Column,
    Document,
    Heading,
    KeyValues,
    Lines,
    Paragraph,
    Table,
)

#: Every element of a page without pictures.
_TAGS = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "div"),
        *("h1", "h2", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li"),
    }
)


def html_of(report: object, language: str = "en") -> str:
    document = face.document(report, language=language, encoding="utf-8")
    return page.render(
        document,
        pictures.pictures(report, document, language),
        language=language,
        explaining="ledgerctl report --year 2020 --explain",
    )


def empty() -> object:
    return year(
        received=0,
        rates={"customers": rate(0, None)},
        splits={},
        totals=Sums(),
        settled_percent=None,
        before=Change(0, 0, 0, None),
        ages={},
        months=[],
    )


@pytest.fixture(scope="module")
def sample() -> Page:
    return Page(html_of(year()))


def test_it_needs_nothing_but_itself(sample: Page) -> None:
    for tag in ("script", "link", "img", "iframe", "object", "form", "base"):
        assert sample.of(tag) == []
    for tag, attributes in sample.elements:
        assert [name for name in attributes if name.startswith("on") or name == "style"] == [], tag
        for name in ("href", "src", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")


def test_the_policy_allows_one_style_sheet_by_its_hash() -> None:
    text = html_of(year())
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        each["content"]
        for each in Page(text).of("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"@import|url\(", style)


def test_the_headline_has_its_numbers_with_what_they_were_made_of(sample: Page) -> None:
    assert sample.pairs["Received"] == ["25", "2019: 20 (+25.0%)"]
    # The definitions behind have a line of that name too
    assert sample.pairs["Complaints by customers"][:2] == [
        "3.2‱",
        "95% 2.1-4.7, of 78,000 as of 2020-12-31 (核心系统)",
    ]
    assert sample.pairs["Complaints by transactions"][:2] == ["n/a", "no population recorded"]


def test_every_table_of_the_document_stands_in_the_page(sample: Page) -> None:
    document = face.document(year(), language="en", encoding="utf-8")
    for block in document.blocks:
        if isinstance(block, Table) and block.key not in {"headline", "definitions"}:
            rows = [list(row) for row in block.rows]
            assert sample.tables[block.title][1 : len(rows) + 1] == rows


@pytest.mark.parametrize(("language", "code"), [("en", "en"), ("zh", "zh-CN")])
def test_the_page_says_its_language(language: str, code: str) -> None:
    assert Page(html_of(year(), language)).of("html") == [{"lang": code}]


def test_pictures_are_told_to_who_cannot_see_them(sample: Page) -> None:
    drawings = [each for each in sample.of("div") if each.get("role") == "img"]
    assert len(drawings) == len(sample.of("svg")) > 3
    assert any("Bank hotline 21" in (each["aria-label"] or "") for each in drawings)
    assert all(each["aria-hidden"] == "true" for each in sample.of("svg"))


def test_every_link_leads_somewhere_and_no_place_is_named_twice(sample: Page) -> None:
    targets = [(each["href"] or "").removeprefix("#") for each in sample.of("a")]
    assert set(targets) <= set(sample.ids)
    assert len(set(sample.ids)) == len(sample.ids)
    assert "metric-on_time_rate" in targets


def test_an_indicator_leads_to_its_definition(sample: Page) -> None:
    # The times of the report have a line of that name too
    formula, source, command = sample.pairs["On time"][-3:]
    assert "÷" in formula
    assert "CBIRC order 2020 No. 3" in source
    assert command == "ledgerctl report --year 2020 --explain on_time_rate"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_of_the_headline_lead_to_their_definitions(language: str) -> None:
    page = Page(html_of(year(), language))
    targets = [each["href"] for each in page.of("a")]
    document = face.document(year(), language=language, encoding="utf-8")
    (headline,) = [each for each in document.blocks if getattr(each, "key", "") == "headline"]
    assert all(headline.metrics)
    counts = ("complaints_received", "internal", "settled_at_branch")
    for key in (*counts, "rate_customers", "external_share", "redress_total"):
        assert key in headline.metrics
        assert f"#metric-{key}" in targets
        assert f"metric-{key}" in page.ids


def test_a_year_without_complaints_has_a_sentence_and_no_picture() -> None:
    text = html_of(empty())
    assert "No complaint was received in 2020." in text
    assert Page(text).of("svg") == []


def test_hostile_text_is_shown_as_text() -> None:
    evil = HOSTILE + "<script>x</script>\"'&{{ 7*7 }}{% raw %}"
    report = year(branch=evil, splits={"department": split("department", {evil: 25}, ["100.00"])})
    text = html_of(report)
    shown = Page(text)
    assert shown.of("script") == []
    assert any(visible(evil).strip() in row for row in shown.tables["By department"])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u200b]", text)


def test_every_kind_of_block_has_its_form() -> None:
    document = Document(
        (
            Heading("Title", 1),
            Paragraph("Lead"),
            Table("", (Column("A"), Column("B", "right")), (("a", "1"),)),
            Heading("Section"),
            Paragraph("Text"),
            Lines(("one", "two")),
            KeyValues((("name", "value"),)),
            Table("Within", (Column("A"),), (("x",),)),
            Paragraph("End"),
        )
    )
    text = page.render(document, language="en")
    shown = Page(text)
    assert shown.tables[""] == [["A", "B"], ["a", "1"]]
    assert shown.pairs["name"] == ["value"]
    assert len(shown.of("li")) == 2
    assert "<footer>\n<p>End</p>" in text
    assert shown.of("nav") == []


def test_what_stands_below_the_headline_is_not_lost() -> None:
    columns = (Column("A"), Column("B", "right"), Column("C"))
    headline = Table("Headline", columns, (("Received", "1,234", ""),), key="headline")
    shown = Document((Heading("T", 1), headline, Paragraph("Mark this"), KeyValues((("a", "b"),))))
    text = page.render(shown, language="en")
    assert Page(text).pairs == {"Received": ["1,234"], "a": ["b"]}
    assert "<p>Mark this</p>" in text


@given(cells=st.lists(st.text(max_size=12), min_size=1, max_size=4), title=st.text(max_size=8))
@settings(max_examples=60)
def test_any_text_stands_in_the_page_as_it_was_and_changes_nothing_else(
    cells: list[str], title: str
) -> None:
    table = Table("T", tuple(Column(cell) for cell in cells), (tuple(cells), tuple(cells)))
    text = page.render(Document((Heading(title, 1), table, Lines(tuple(cells)))), language="en")
    shown = Page(text)
    wanted = [visible(cell).strip() for cell in cells]
    assert shown.tables["T"] == [wanted, wanted, wanted]
    assert len(shown.of("li")) == len(cells)
    assert {tag for tag, _attributes in shown.elements} <= _TAGS
