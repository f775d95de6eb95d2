from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ledgerctl.domain.complainants.identity import (
    blind_index,
    normalize_id,
    normalize_name,
    normalize_phone,
)
from ledgerctl.domain.text.privacy import (
    check_text,
    mask_id,
    mask_name,
    mask_phone,
    valid_resident_id,
    visible,
)

# Properties are about text, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
# Each example of these holds ten values, so a property sees 5,000 of them.
five_thousand = settings(deadline=None, max_examples=500)

HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
EVERY_CHARACTER = "".join(map(chr, range(0x110000)))

any_text = st.text(st.characters())
mobiles = st.integers(13_000_000_000, 19_999_999_999).map(str)
phones = st.builds(
    str.__add__,
    st.sampled_from(["", "+1 ", "+852-", "010-", "00", "("]),
    st.integers(0, 10**15).map(str),
)
cards = st.integers(10**14, 10**19 - 1).map(str)
han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
latin = st.sampled_from(["John Snow", "J Snow", "Li", "O'Brien", "Anna B Carla", "x", "de la Cruz"])
names = st.one_of(st.text(han, min_size=1, max_size=5), latin)


def ten(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(values, min_size=10, max_size=10)


def resident_id(seed: int) -> str:
    """A valid number from a region, a day since 1900 and an order, packed into one figure."""
    rest, order = divmod(seed, 1_000)
    region, days = divmod(rest, 44_000)
    day = date(1900, 1, 1) + timedelta(days=days)
    body = f"{region + 110_000}{day:%Y%m%d}{order:03}"
    # As GB 11643-1999 prints them, not as the code computes them
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char) * weight for char, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


resident_ids = st.integers(0, 550_000 * 44_000 * 1_000 - 1).map(resident_id)


def digits_of(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


# --- hostile text -----------------------------------------------------------------------------


def test_visible_leaves_no_hidden_character_of_all_unicode() -> None:
    shown = visible(EVERY_CHARACTER)

    left = {char for char in shown if unicodedata.category(char) in HIDDEN_CATEGORIES}
    assert left == set()
    assert not {chr(code) for code in (0xFDD0, 0xFFFE, 0x1FFFF, 0x10FFFE)} & set(shown)


def test_visible_changes_only_what_hides() -> None:
    kept = [
        char
        for char in EVERY_CHARACTER
        if unicodedata.category(char) not in HIDDEN_CATEGORIES | {"Cn"}
    ]

    assert visible("".join(kept)) == "".join(kept)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红\x1b[0m", r"\x1b[31m红\x1b[0m"),
        ("a\u202eb", r"a\u202eb"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("\ue000", r"\ue000"),
        ("\ufeff\u2028\u2029", r"\ufeff\u2028\u2029"),
        ("\x9b", r"\x9b"),
        ("第一行\n第二行\t完\r", r"第一行 第二行 完\x0d"),
        ("全角\u3000空格 é e\u0301 😀", "全角\u3000空格 é e\u0301 😀"),
        ("", ""),
    ],
)
def test_visible_writes_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_may_keep_lines() -> None:
    assert visible("一\n二\t三\r\x00", keep_newlines=True) == "一\n二\t三" + r"\x0d\x00"


@unhurried
@given(any_text)
def test_visible_is_idempotent_and_never_shortens(text: str) -> None:
    shown = visible(text)

    assert visible(shown) == shown
    assert len(shown) >= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("客户\n反映\t排队\r\n", None),
        ("零宽\u200b、方向\u202e、私用\ue000都是合法文字", None),
        ("", None),
        ("a\x00b", r"\x00"),
        ("\x0b", r"\x0b"),
        ("\x7f", r"\x7f"),
        ("\x85", r"\x85"),
        ("好\udfff", r"\udfff"),
        ("\ufdd0", r"\ufdd0"),
        ("\uffff", r"\uffff"),
        ("\U0010fffe", r"\U0010fffe"),
        ("先\x1b后\x00", r"\x1b"),
    ],
)
def test_check_text_names_the_first_forbidden_character(text: str, found: str | None) -> None:
    assert check_text(text) == found


def test_check_text_forbids_exactly_controls_surrogates_and_noncharacters() -> None:
    forbidden = {char for char in EVERY_CHARACTER if check_text(char) is not None}

    controls = {char for char in EVERY_CHARACTER if unicodedata.category(char) in {"Cc", "Cs"}}
    noncharacters = {chr(code) for code in range(0xFDD0, 0xFDF0)}
    noncharacters |= {chr(plane << 16 | 0xFFFE | low) for plane in range(17) for low in (0, 1)}
    assert forbidden == (controls - set("\n\t\r")) | noncharacters


# --- masks of one value -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳锋", "欧阳*"),
        ("司马相如", "司马**"),
        ("歐陽修", "歐陽*"),
        ("欧阳", "欧*"),
        ("司马 光", "司马 *"),
        ("张", "*"),
        (" 张三 ", "张*"),
        ("阿卜杜拉·买买提", "阿***·***"),
        ("阿卜杜拉•买买提", "阿***•***"),
        ("阿·", "**"),
        ("John Snow", "J*** S***"),
        ("J Snow", "* S***"),
        ("J Q", "* *"),
        ("张三13800008000", "张" + "*" * 12),
        ("", ""),
        ("  ", "**"),
    ],
)
def test_mask_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@five_thousand
@given(ten(names))
def test_a_masked_name_shows_at_most_a_surname_or_initials(drawn: list[str]) -> None:
    for name in drawn:
        masked = mask_name(name)
        shown = masked.replace("*", "").replace(" ", "")
        allowed = max(2, len(name.split())) if name.isascii() else min(2, len(name) - 1)
        assert "*" in masked
        assert len(masked) == len(name)
        assert len(shown) <= allowed


@unhurried
@given(any_text)
@example("·*")
@example("*")
def test_a_masked_name_is_empty_only_for_an_empty_one(name: str) -> None:
    masked = mask_name(name)

    assert (masked == "") == (name == "")
    assert not name or "*" in masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800008000", "138****8000"),
        ("138-0000-8000", "138-****-8000"),
        ("+86 138 0000 8000", "+86 138 **** 8000"),
        ("(0086)13800008000", "(0086)138****8000"),
        ("１３８００００８０００", "１３８****８０００"),
        ("010-66668888", "01*-*****888"),
        ("+1 415 555 2671", "+1 4** *** *671"),
        ("95533", "9***3"),
        ("123", "**3"),
        ("1", "*"),
        ("张三12345678", "**12****78"),
        ("", ""),
    ],
)
def test_mask_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@five_thousand
@given(ten(mobiles))
def test_a_masked_mobile_shows_three_and_four(drawn: list[str]) -> None:
    for phone in drawn:
        assert mask_phone(phone) == f"{phone[:3]}****{phone[7:]}"


@five_thousand
@given(ten(phones))
def test_a_masked_number_shows_at_most_half_and_at_most_three_and_four(drawn: list[str]) -> None:
    for phone in drawn:
        digits = digits_of(phone)
        assume(not re.fullmatch(r"(0086|86|0)?1[3-9]\d{9}", digits))
        masked = mask_phone(phone)
        shown = "".join(char for char in masked if char.isdecimal() or char == "*")
        assert len(shown) == len(digits)
        assert len(digits_of(masked)) <= len(digits) / 2
        assert re.fullmatch(r"\d{0,3}\*+\d{0,4}", shown)


def test_mask_id() -> None:
    assert mask_id("35010219491231002X") == "3****************X"
    assert mask_id("E12345678") == "E*******8"
    assert [mask_id("A12"), mask_id("")] == ["***", ""]


@five_thousand
@given(ten(resident_ids))
def test_a_masked_identity_number_shows_one_and_one(drawn: list[str]) -> None:
    for number in drawn:
        assert mask_id(number) == number[0] + "*" * 16 + number[17]


# --- comparable forms -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "normal"),
    [
        ("138 0000-8000", "13800008000"),
        ("１３８００００８０００", "13800008000"),
        ("+86 138 0000 8000", "13800008000"),
        ("0086-13800008000", "13800008000"),
        ("（+86）138\u200b00008000", "13800008000"),
        ("(010) 6666 8888", "01066668888"),
        ("+86 10 6666 8888", "+861066668888"),
        ("+1 415 555 2671", "+14155552671"),
        ("95533", "95533"),
        ("9553", None),
        ("010-66668888转12", None),
        ("13800008000/13900009000", None),
        ("138****8000", None),
        ("abc12345", None),
        ("", None),
    ],
)
def test_normalize_phone(phone: str, normal: str | None) -> None:
    assert normalize_phone(phone) == normal


@pytest.mark.parametrize(
    ("number", "normal"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("110105 19491231 002Ｘ", "11010519491231002X"),
        ("110105-19491231-002X", "11010519491231002X"),
        ("a123456(7)", "A1234567"),
        ("1****************X", None),
        ("A123", None),
        ("", None),
    ],
)
def test_normalize_id(number: str, normal: str | None) -> None:
    assert normalize_id(number) == normal


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("张 三", "张三"),
        ("Ｊｏｈｎ  SNOW", "johnsnow"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("\u200b \u3000", None),
        ("", None),
    ],
)
def test_normalize_name(name: str, normal: str | None) -> None:
    assert normalize_name(name) == normal


@unhurried
@given(any_text)
def test_a_comparable_form_is_its_own(text: str) -> None:
    for normalize in (normalize_phone, normalize_id, normalize_name):
        normal = normalize(text)
        assert normal is None or normalize(normal) == normal


def test_blind_index_is_keyed_and_of_one_kind() -> None:
    index = blind_index(b"key", "phone", "13800008000")

    assert index == blind_index(b"key", "phone", "13800008000")
    # HMAC-SHA256 by RFC 2104, from the bare hash
    inner = hashlib.sha256(
        bytes(b ^ 0x36 for b in b"key".ljust(64, b"\0")) + b"phone\x0013800008000"
    )
    outer = bytes(b ^ 0x5C for b in b"key".ljust(64, b"\0"))
    assert index == hashlib.sha256(outer + inner.digest()).hexdigest()
    others = {
        blind_index(b"other", "phone", "13800008000"),
        blind_index(b"key", "id", "13800008000"),
        blind_index(b"key", "phone", "13800008001"),
    }
    assert len(others | {index}) == 4


def test_blind_index_needs_a_key() -> None:
    with pytest.raises(ValueError, match="key"):
        blind_index(b"", "phone", "13800008000")


# --- the identity number ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),  # both from GB 11643-1999 itself
        ("440524188001010014", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("110105491231002", False),
        ("01010519491231002X", False),
        ("110105194912310020\n", False),
        ("", False),
    ],
)
def test_valid_resident_id(number: str, *, valid: bool) -> None:
    assert valid_resident_id(number) is valid


@unhurried
@given(resident_ids, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)

    assert valid_resident_id(number)
    assert not valid_resident_id(number[:place] + wrong + number[place + 1 :])


def test_a_birth_date_must_exist() -> None:
    # 30 February with its right check character
    assert not any(valid_resident_id(f"11010519900230001{check}") for check in "0123456789X")
