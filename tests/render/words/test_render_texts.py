from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl import i18n
from ledgerctl.render.words import texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "encoding", "expected"),
    [
        ("zh", "utf-8", "3.2‱"),
        ("en", "gb18030", "3.2‱"),
        ("zh", "gbk", "万分之3.2"),
        ("en", "ascii", "3.2 per 10,000"),
    ],
)
def test_per_10000(language: str, encoding: str, expected: str) -> None:
    assert texts.per_10000(Decimal("3.2"), language=language, encoding=encoding) == expected


def test_what_cannot_be_computed() -> None:
    assert texts.per_10000(None, language="zh", encoding="utf-8") == "无法计算"
    assert texts.percent(None, "en") == "n/a"
    assert texts.figure(None, "en") == "n/a"
    assert texts.money(None, "zh") == "未知"


def test_figures() -> None:
    assert texts.figure(78_000, "en") == "78,000"
    assert texts.figure(Decimal("6.5"), "en") == "6.5"
    assert texts.percent(Decimal("100.0"), "en") == "100.0%"
    assert texts.money(500_000, "en") == "5,000.00"


@pytest.mark.parametrize(
    ("dimension", "value", "zh", "en"),
    [
        ("channel", "hotline", "客服热线", "Bank hotline"),
        ("channel", "", "未知", "unknown"),
        ("channel", "fax", "fax", "fax"),
        ("department", "个金部", "个金部", "个金部"),
        ("intake_class", "external", "外部/监管转送渠道", "External"),
        ("timeliness", "late", "超期", "Late"),
        ("measure", "customers", "客户数", "Customers"),
    ],
)
def test_labels(dimension: str, value: str, zh: str, en: str) -> None:
    assert texts.label(dimension, value, "zh") == zh
    assert texts.label(dimension, value, "en") == en


def test_field_labels() -> None:
    assert texts.field_label("channel", "zh") == "受理渠道"
    assert texts.field_label("intake_class", "zh") == "渠道类别"
    assert texts.field_label("due_on", "en") == "Due"
    assert texts.field_label("nothing", "en") == "nothing"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("skip_level", True, "是"),
        ("timely", False, "否"),
        ("complained", ["李四", "王五"], "李四、王五"),
        ("amount", 120, "1.20"),
        ("received_at", "2020-03-04T09:15", "2020-03-04 09:15 (周三)"),
        ("as_of", "not a day", "not a day"),
        ("size", 78_000, "78,000"),
        ("cause", None, "未知"),
    ],
)
def test_shown(name: str, value: object, expected: str) -> None:
    assert texts.shown(name, value, "zh") == expected


def test_sealed_text_is_masked_by_its_kind() -> None:
    sealed = {
        "complainant": "张三",
        "phone": "13800008000",
        "id_number": "11010119900101001X",
        "summary": "电话13800008000",
        "extra": {"a": "b"},
    }
    masked = {name: texts.sealed_text(sealed, name) for name in list(sealed)}
    assert masked == {
        "complainant": "张*",
        "phone": "138****8000",
        "id_number": "1****************X",
        "summary": "电话138****8000",
        "extra": "",
    }
    assert texts.sealed_text(sealed, "phone", reveal=True) == "13800008000"


def test_widths() -> None:
    assert texts.cell_width("abc") == 3
    assert texts.cell_width("客户a，") == 7
    assert texts.cell_width("e\u0301") == 1
    assert texts.pad("客户", 6) == "客户  "
    assert texts.pad("客户", 6, right=True) == "  客户"
    assert texts.pad("客户", 2) == "客户"


@given(st.text("客户投诉ab，", max_size=30), st.integers(3, 20))
def test_cut_fits(text: str, width: int) -> None:
    shown = texts.cut(text, width)
    assert texts.cell_width(shown) <= width
    assert shown == text or shown.endswith("...")


def test_encodable_replaces_only_what_it_must() -> None:
    assert texts.encodable("客户✓", "gbk") == "客户\\u2713"
    assert texts.encodable("客户", "gbk") == "客户"
    assert texts.safe("a\x1b\n✓", "ascii") == "a\\x1b \\u2713"
    assert texts.arrow("gbk") == "→"
    assert texts.arrow("ascii") == "->"


def test_english_needs_no_gettext() -> None:
    code = (
        "import sys; from ledgerctl import i18n; i18n.install('en');"
        "print(i18n._('x'), i18n.language(), 'gettext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "x en False\n"


def test_chinese_without_a_catalogue_stays_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(i18n, "__path__", [str(tmp_path)])
    i18n.install("zh")
    assert i18n.language() == "zh"
    assert i18n._("Ledger") == "Ledger"


def test_chinese_reads_the_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "ledgerctl.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Ledger"\nmsgstr "台账"\n',
        encoding="utf-8",
    )
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - this test only
    from babel.messages.pofile import read_po  # noqa: PLC0415 - this test only

    with source.open("rb") as text, (folder / "ledgerctl.mo").open("wb") as binary:
        write_mo(binary, read_po(text))
    monkeypatch.setattr(i18n, "__path__", [str(tmp_path)])
    i18n.install("zh")
    assert i18n._("Ledger") == "台账"
    assert i18n._("") == ""


def test_a_third_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such language: fr"):
        i18n.install("fr")


def test_marks_of_print_have_a_plain_form_and_nothing_else_has() -> None:
    assert texts.encodable("2019 – 2020 … × ÷ ·", "ascii") == "2019 - 2020 ... x / -"
    assert texts.encodable("… 张", "ascii") == "... \\u5f20"
    assert texts.encodable("2019 – 2020 … 张", "gbk") == "2019 – 2020 … 张"
