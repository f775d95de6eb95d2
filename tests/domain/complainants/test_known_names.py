from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.complainants.known_names import hide_names, names_in
from ledgerctl.domain.complainants.masking import masked, masked_part
from ledgerctl.domain.text.privacy import mask_name

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
LATIN = st.from_regex(r"[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}", fullmatch=True)
WORDS = st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "names", "hidden"),
    [
        ("林听澜说林听澜不满意", ["林听澜"], "林**说林**不满意"),
        ("林 听澜来电", ["林听澜"], "林**来电"),
        ("欧阳锋与欧阳锋云", ["欧阳锋云", "欧阳锋"], "欧阳*与欧阳**"),
        ("JOHN  snow called; Johnson did not", ["John Snow"], "J*** S*** called; Johnson did not"),
        ("Ann, Annual, ann", ["Ann"], "A**, Annual, A**"),
        ("a.b+c", ["b+c"], "a.b**"),
        ("没有别人", ["林听澜"], "没有别人"),
        ("", ["林听澜"], ""),
    ],
)
def test_a_known_name_is_masked_where_it_stands(text: str, names: list[str], hidden: str) -> None:
    assert hide_names(text, names) == hidden


@given(HAN | LATIN, WORDS, WORDS)
def test_no_known_name_is_left_in_a_text(name: str, before: str, after: str) -> None:
    text = f"{before} {name} {after}"
    shown = hide_names(text, [name])
    assert f" {name} " not in shown
    assert f" {mask_name(name)} " in shown
    assert hide_names(shown, [name]) == shown


@given(WORDS, st.lists(HAN | LATIN, max_size=3))
def test_a_text_without_the_names_stays(text: str, names: list[str]) -> None:
    if not any(name[0].casefold() in text.casefold() for name in names):
        assert hide_names(text, names) == text


def test_names_are_those_of_every_field_that_holds_one() -> None:
    parts = [
        {"complainant": "林听澜", "summary": "周牧野"},
        {
            "new.complainant": "林听涛",
            "representatives": "傅临川、宋栖",
            "extra": {"complainant": "甲乙"},
        },
        {"complainant": "于"},
    ]
    assert names_in(parts) == ("傅临川", "林听涛", "林听澜", "宋栖")


def test_texts_of_a_part_hide_the_names_of_the_case() -> None:
    sealed = {
        "note": "林听澜来电 13800138000",
        "extra": {"备注": "林听澜"},
        "complainant": "林听澜",
    }
    assert masked_part(sealed, ["林听澜"]) == {
        "note": "林**来电 138****8000",
        "extra": {"备注": "林**"},
        "complainant": "林**",
    }
    assert masked(None, "林听澜") == "林听澜"
