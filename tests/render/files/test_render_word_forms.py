"""Forms as Word files: what a letter has of Markdown, and what it never has."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX

from ledgerctl.errors.faces import ReportPartMissing
from ledgerctl.render.faces.markdown import escaped
from ledgerctl.render.files import form_values, forms, word_forms

if TYPE_CHECKING:
    from docx.document import Document as WordFile

LETTER = """\
# 东侨支行2020年度消费投诉工作报告

## 一、基本情况

共受理投诉 25 件，上年
0 件。and this
goes on.

| 渠道 | 件数 |
| --- | ---: |
| 热线 | 21 |
| 合计 | |

### （一）渠道

- 甲 **乙** *丙*
- 【请填写：原因】之后

1. first

---

above

---

东侨支行

2021年1月5日
"""
HOSTILE = '=1+1 <b>x</b> [a](http://e) ![i](http://i) `c` *s* | \u202e & "'


def letter(text: str = LETTER, language: str = "zh") -> WordFile:
    return docx.Document(io.BytesIO(word_forms.render(text, language=language, day="2021-01-05")))


def styled(made: WordFile) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in made.paragraphs if each.text]


def test_a_letter_has_title_sections_text_lists_and_signature() -> None:
    assert styled(letter()) == [
        ("Title", "东侨支行2020年度消费投诉工作报告"),
        ("Heading 1", "一、基本情况"),
        ("Normal", "共受理投诉 25 件，上年0 件。and this goes on."),
        ("Heading 2", "（一）渠道"),
        ("List Bullet", "甲 乙 丙"),
        ("List Bullet", "【请填写：原因】之后"),
        ("List Number", "first"),
        ("Normal", "above"),
        ("Normal", "东侨支行"),
        ("Normal", "2021年1月5日"),
    ]


def test_what_stands_below_the_last_rule_is_the_signature() -> None:
    at = {each.text: each.alignment for each in letter().paragraphs}
    assert at["东侨支行"] == at["2021年1月5日"] == WD_ALIGN_PARAGRAPH.RIGHT
    assert at["above"] is None


@pytest.mark.parametrize(("language", "indent"), [("zh", 24), ("en", None)])
def test_chinese_paragraphs_begin_with_room_for_two_signs(
    language: str, indent: int | None
) -> None:
    (text,) = [each for each in letter("words", language).paragraphs if each.text]
    found = text.paragraph_format.first_line_indent
    assert (found.pt if found is not None else None) == indent


def test_tables_keep_their_cells_and_their_sides() -> None:
    (table,) = letter().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["渠道", "件数"],
        ["热线", "21"],
        ["合计", ""],
    ]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert sides == [None, WD_ALIGN_PARAGRAPH.RIGHT]


def test_what_a_table_is_called_stays_on_its_page() -> None:
    text = "渠道：\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| c |\n| --- |\n| 3 |\n\n后面\n"
    made = docx.Document(io.BytesIO(word_forms.render(text, language="zh", day="2021-01-05")))
    kept = {each.text: each.paragraph_format.keep_with_next for each in made.paragraphs}
    assert kept["渠道："] is True
    assert kept["后面"] is None


def test_bold_and_italic_are_runs_and_blanks_are_marked() -> None:
    runs = {run.text: run for each in letter().paragraphs for run in each.runs}
    assert runs["乙"].bold
    assert runs["丙"].italic
    assert not runs["甲 "].bold
    assert runs["【请填写：原因】"].font.highlight_color == WD_COLOR_INDEX.YELLOW
    assert runs["之后"].font.highlight_color is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one  \ntwo", "one\ntwo"),
        ("甲\n乙", "甲乙"),
        ("a\nb", "a b"),
        ("**甲**\n乙", "甲乙"),
        ("    code\n", "code"),
        ("```\nfence\n```", "fence"),
        ("> quoted", "quoted"),
        ("<b>raw</b>", "<b>raw</b>"),
        ("[words](http://example.com)", "words"),
        ("![picture](http://example.com/x.png)", "picture"),
        ("&lt;a&gt; \\*b\\*", "<a> *b*"),
    ],
)
def test_everything_else_is_its_text(text: str, shown: str) -> None:
    assert [each.text for each in letter(text).paragraphs if each.text] == [shown]


def test_values_of_people_are_texts_and_lead_nowhere() -> None:
    made = word_forms.render(f"{escaped(HOSTILE)}\n", language="zh", day="2021-01-05")
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        body = found.read("word/document.xml").decode()
        relations = found.read("word/_rels/document.xml.rels").decode()
    assert [each.text for each in docx.Document(io.BytesIO(made)).paragraphs if each.text] == [
        HOSTILE.replace("\u202e", "\\u202e")
    ]
    for element in ("w:hyperlink", "w:fldSimple", "w:instrText", "w:object"):
        assert element not in body
    assert "http://e" not in relations


def test_the_file_says_the_report_date_and_is_the_same_bytes_again() -> None:
    first, second = (word_forms.render(LETTER, language="zh", day="2021-01-05") for _ in range(2))
    assert first == second
    about = letter().core_properties
    assert (about.title, str(about.created)[:10]) == (
        "东侨支行2020年度消费投诉工作报告",
        "2021-01-05",
    )


def test_a_text_without_anything_is_an_empty_letter() -> None:
    assert styled(letter("")) == []


@pytest.mark.parametrize(
    ("module", "part"), [("docx", "python-docx"), ("markdown_it", "markdown-it-py")]
)
def test_a_missing_part_is_named(monkeypatch: pytest.MonkeyPatch, module: str, part: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReportPartMissing, match=part):
        word_forms.render("x", language="zh", day="2021-01-05")


@pytest.mark.parametrize(("language", "said"), [("zh", "2021年1月5日"), ("en", "2021-01-05")])
def test_the_day_of_a_letter(language: str, said: str) -> None:
    found = forms.fill("{{ '2021-01-05' | day }}", "test", {}, language=language)
    assert found.text == said


@pytest.mark.parametrize("name", form_values.SHIPPED)
def test_every_shipped_form_ends_with_a_signature(name: str) -> None:
    head, rule, signature = form_values.source_of(name).rpartition("\n---\n")
    assert head
    assert rule
    assert "report.ledger.short" in signature
