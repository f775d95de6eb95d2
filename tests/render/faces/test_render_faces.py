from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_samples import HOSTILE

from ledgerctl import i18n
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.faces import csvtext, faces, folding, markdown, plain, terminal
from ledgerctl.render.words.document import (
    Column,
    Document,
    Heading,
    KeyValues,
    Lines,
    Paragraph,
    Table,
)
from ledgerctl.render.words.texts import cell_width

TABLE = Table(
    "按渠道",
    (Column("渠道"), Column("件数", "right"), Column("Summary", cut=True)),
    (("客服热线", "21", "贷款延期，客户要求尽快答复并说明原因"), ("Counter", "4", "short")),
    ("合计", "25", ""),
)
DOCUMENT = Document(
    (
        Heading("标题", 1),
        Paragraph("一句话。"),
        KeyValues((("键", "值"), ("key", "value"))),
        TABLE,
        Lines(("#1  first", "#2  second")),
    )
)
HOSTILE_DOCUMENT = Document(
    (
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        KeyValues(((HOSTILE, HOSTILE),)),
        Table(HOSTILE, (Column(HOSTILE), Column(HOSTILE, "right")), ((HOSTILE, HOSTILE),)),
        Lines((HOSTILE,)),
    )
)


def table_lines(text: str, first: str) -> list[str]:
    lines = text.split("\n")
    start = next(place for place, line in enumerate(lines) if line.startswith(first))
    return [line for line in lines[start:] if line]


def test_plain_golden() -> None:
    assert plain.render(DOCUMENT) == (
        "标题\n"
        "\n"
        "一句话。\n"
        "\n"
        "键\t值\n"
        "key\tvalue\n"
        "\n"
        "按渠道\n"
        "渠道\t件数\tSummary\n"
        "客服热线\t21\t贷款延期，客户要求尽快答复并说明原因\n"
        "Counter\t4\tshort\n"
        "合计\t25\t\n"
        "\n"
        "#1  first\n"
        "#2  second\n"
    )


def test_markdown_golden() -> None:
    assert markdown.render(DOCUMENT) == (
        "# 标题\n"
        "\n"
        "一句话。\n"
        "\n"
        "- 键: 值\n"
        "- key: value\n"
        "\n"
        "**按渠道**\n"
        "\n"
        "| 渠道 | 件数 | Summary |\n"
        "| --- | ---: | --- |\n"
        "| 客服热线 | 21 | 贷款延期，客户要求尽快答复并说明原因 |\n"
        "| Counter | 4 | short |\n"
        "| 合计 | 25 |  |\n"
        "\n"
        "- #1  first\n"
        "- #2  second\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("32:f6d4e649aeca", "32:f6d4e649aeca"),
        ("at 09:30", "at 09:30"),
        ("说明：a:b", "说明：a&#58;b"),
        ("mailto:x", "mailto&#58;x"),
        ("1:smile:", "1&#58;smile:"),
        ("ftp://x", "ftp&#58;//x"),
    ],
)
def test_markdown_hides_the_colons_of_links_and_emoji_alone(text: str, shown: str) -> None:
    assert markdown.escaped(text) == shown


def test_markdown_reads_no_markup_in_a_paragraph() -> None:
    document = Document((Paragraph("# a|b"), Paragraph("1. <b> http://x"), Lines(("12) x", "- y"))))
    assert (
        markdown.render(document)
        == "\\# a\\|b\n\n1\\. &lt;b&gt; http&#58;//x\n\n- 12\\) x\n- \\- y\n"
    )


def test_terminal_golden_in_a_pipe() -> None:
    text = terminal.render(Document((TABLE,)), width=None)
    assert text == (
        "按渠道\n"
        "渠道      件数  Summary                             \n"
        "────────────────────────────────────────────────────\n"
        "客服热线    21  贷款延期，客户要求尽快答复并说明原因\n"
        "Counter      4  short                               \n"
        "────────────────────────────────────────────────────\n"
        "合计        25                                      \n"
    )


@pytest.mark.parametrize("width", [None, 60, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_every_line_of_a_table_is_equally_wide(width: int | None, encoding: str) -> None:
    text = terminal.render(Document((TABLE,)), width=width, encoding=encoding)
    widths = {cell_width(line) for line in table_lines(text, "渠道")}
    assert len(widths) == 1
    assert width is None or max(widths) <= width


@given(
    st.lists(
        st.lists(st.text("客户abc 1，。é", max_size=30), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    ),
    st.integers(60, 120),
)
def test_alignment_holds_for_any_mixture_of_scripts(rows: list[list[str]], width: int) -> None:
    columns = (Column("甲"), Column("乙"), Column("丙"))
    table = Table("", columns, tuple(tuple(row) for row in rows))
    text = terminal.render(Document((table,)), width=width)
    widths = {cell_width(line) for line in text.split("\n") if line}
    assert len(widths) == 1
    assert max(widths) <= width


def test_only_a_screen_cuts_and_only_where_it_may() -> None:
    wide = "很长的摘要" * 30
    table = Table("", (Column("n"), Column("s", cut=True)), (("2020-0007", wide),))
    screen = terminal.render(Document((table,)), width=80)
    assert "..." in screen
    assert wide not in screen
    assert wide in terminal.render(Document((table,)), width=None)
    assert wide in plain.render(Document((table,)))


def test_a_narrow_screen_shows_one_record_per_block() -> None:
    text = terminal.render(Document((TABLE,)), width=40)
    assert text == (
        "按渠道\n"
        "渠道: 客服热线\n"
        "件数: 21\n"
        "Summary: 贷款延期，客户要求尽快答复并说\n"
        "  明原因\n"
        "\n"
        "渠道: Counter\n"
        "件数: 4\n"
        "Summary: short\n"
        "\n"
        "渠道: 合计\n"
        "件数: 25\n"
    )


def test_a_narrow_screen_shows_pairs_in_lines() -> None:
    pairs = Document((KeyValues((("键", "值"),)),))
    assert terminal.render(pairs, width=30) == "键: 值\n"
    i18n.install("zh")
    assert terminal.render(pairs, width=30) == "键：值\n"


def test_pairs_line_up_and_fold_beside_their_labels() -> None:
    pairs = KeyValues((("键", "值" * 30), ("label", "value")))
    assert terminal.render(Document((pairs,)), width=60) == (
        f"键     {'值' * 26}\n       {'值' * 4}\nlabel  value\n"
    )
    assert terminal.render(Document((pairs,)), width=None) == (
        f"键     {'值' * 30}\nlabel  value\n"
    )


def test_a_label_too_long_for_the_screen_stands_before_its_value() -> None:
    pairs = KeyValues((("a" * 40, "value"),))
    assert terminal.render(Document((pairs,)), width=60) == "a" * 40 + ": value\n"


def test_colour_only_when_told() -> None:
    assert "\x1b" not in terminal.render(DOCUMENT, width=80)
    coloured = terminal.render(DOCUMENT, width=80, colour=True)
    assert "\x1b[1" in coloured


def test_the_rule_is_ascii_where_the_encoding_has_no_other() -> None:
    table = Table("", (Column("a"), Column("b")), (("1", "2"),))
    assert terminal.render(Document((table,)), width=80, encoding="ascii") == ("a  b\n----\n1  2\n")


@pytest.mark.parametrize("face", ["table", "plain", "md", "csv"])
@pytest.mark.parametrize("width", [None, 40, 80])
def test_hostile_text_is_harmless_in_every_face(face: str, width: int | None) -> None:
    text = faces.text_of(HOSTILE_DOCUMENT, face, width=width)
    assert visible(text, keep_newlines=True) == text
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("face", ["table", "plain"])
def test_markup_of_others_is_plain_text(face: str) -> None:
    text = faces.text_of(Document((Paragraph("客户[/]说[a1] :smile: [red]x"),)), face, width=80)
    assert text == "客户[/]说[a1] :smile: [red]x\n"


@pytest.mark.parametrize("face", ["table", "plain", "md"])
def test_what_gbk_cannot_hold_is_replaced(face: str) -> None:
    document = Document((Paragraph("3.2‱ ✓ 😀"), TABLE))
    text = faces.text_of(document, face, width=80, encoding="gbk")
    assert "\\u2031" in text.replace("\\\\", "\\")
    assert text.encode("gbk")


def test_an_unknown_face_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such face: html"):
        faces.text_of(DOCUMENT, "html")


def test_csv_is_the_first_table() -> None:
    assert csvtext.render(DOCUMENT) == (
        "渠道,件数,Summary\n"
        "客服热线,21,贷款延期，客户要求尽快答复并说明原因\n"
        "Counter,4,short\n"
        "合计,25,\n"
    )


def test_csv_without_a_table_is_the_pairs() -> None:
    pairs = KeyValues((("a", "-1"), ("b", "=1")))
    assert csvtext.render(Document((pairs,))) == "a,-1\nb,'=1\n"


def test_csv_records_have_stable_names() -> None:
    records = [{"number": "2020-0007", "days": None, "overdue": True, "staff": ["a", "b"]}]
    assert csvtext.records(records) == "number,days,overdue,staff\n2020-0007,,yes,a; b\n"
    assert csvtext.records([], ["number"]) == "number\n"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        (" \u3000+1", "' \u3000+1"),
        ("\u200b@x", "'\\u200b@x"),
        ("-2+3", "'-2+3"),
        ("-12.50", "-12.50"),
        ("-1,234.50", "-1,234.50"),
        ("-5.0%", "-5.0%"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formula_guard(cell: str, expected: str) -> None:
    assert csvtext.guarded(cell) == expected


@given(st.text(st.sampled_from("=+-@\t\r\n ＝－＠\u200b\u3000a1.,%'\"\x1b"), max_size=8))
def test_no_cell_begins_a_formula(cell: str) -> None:
    text = csvtext.records([{"x": cell}, {"x": "end"}])
    shown = list(csv.reader(StringIO(text, newline="")))[1]
    start = "".join(shown).lstrip(" \u3000")[:1]
    assert start not in set("=+@\t\r\n＝＠－")
    if start == "-":
        assert float(shown[0].strip().rstrip("%").replace(",", "")) <= 0


@given(st.text("客户投诉 abc，。x", max_size=60), st.integers(4, 40))
def test_folding_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = folding.folded(text, width, "  ")
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_folding_keeps_words_and_punctuation_together() -> None:
    assert folding.folded("handed over to bob", 10) == ["handed", "over to", "bob"]
    assert folding.folded("客户投诉，要求", 8) == ["客户投", "诉，要求"]
    assert folding.folded("abcdefgh", 4) == ["abcd", "efgh"]


def test_a_small_table_stays_a_table_on_a_narrow_screen() -> None:
    columns = (Column("Level"), Column("Cases", "right"))
    small = Document((Table("T", columns, (("Major", "4"), ("Ordinary", "21"))),))
    assert terminal.render(small, width=30).splitlines()[1].split() == ["Level", "Cases"]
    wide = Document((Table("T", columns, (("Major " * 8, "4"),)),))
    assert "Cases: 4" in terminal.render(wide, width=30).splitlines()


@pytest.mark.parametrize("totals", [TABLE.totals, None])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_pipe_gets_the_table_that_a_wide_screen_gets(
    totals: tuple[str, ...] | None, encoding: str
) -> None:
    document = Document((replace(TABLE, totals=totals), Paragraph("之后"), TABLE))
    piped, screen = (
        terminal.render(document, width=width, encoding=encoding) for width in (None, 400)
    )
    assert piped == screen
