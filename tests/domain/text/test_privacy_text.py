from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.text.privacy import mask_text

# Properties are about text, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
# At this length anything quadratic takes minutes
LONG = 250_000

mobiles = st.integers(13_000_000_000, 19_999_999_999).map(str)
cards = st.integers(10**14, 10**19 - 1).map(str)
resident_ids = st.from_regex(
    r"[1-6][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]", fullmatch=True
)
any_text = st.text(st.characters())
prose = st.text(st.sampled_from("客户反映柜台排队时间过长，要求道歉。abc"), max_size=12)
joints = st.sampled_from(["", "", "", " ", "-", "\u3000", "\u200b", " - ", "\u2060", "–"])


def digits_of(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("张三电话13800008000。", "张三电话138****8000。"),
        ("１３８００００８０００", "１３８****８０００"),
        ("138-0000-8000 139 0000 9000", "138-****-8000 139 **** 9000"),
        ("+86 138 0000 8000", "+86 138 **** 8000"),
        ("+8613800008000", "+86138****8000"),
        ("1\u200b3800008000", "1\u200b38****8000"),
        ("138.0000.8000", "138.****.8000"),
        ("5000 13800008000 2020-03-04", "5000 138****8000 2020-03-04"),
        ("13800008000 13900009000", "138****8000 139****9000"),
        ("幺三八零零零零八零零零", "幺三八****八零零零"),
        ("统一一三八〇〇〇〇八〇〇〇", "统一一三八****八〇〇〇"),
        ("11010519491231002X", "1****************X"),
        ("110105 19491231 002x", "1***** ******** ***x"),
        ("110105 1949 12 31 0028", "1***** **** ** ** ***8"),
        ("110105491231002", "1*************2"),
        ("6227001234567890123", "622700*********0123"),
        ("622700 1234567890123", "622700 *********0123"),
        # Cards in whose groups a mobile hides: the mobile must not uncover the card
        ("622700 8613800008000", "622700 *********8000"),
        ("7127 0130 0000 0000 00", "7*** **** **** **** *0"),
        ("110105-19491231-002-X", "1*****-********-***-X"),
        ("卡号6222021234567890的", "卡号622202******7890的"),
        ("流水12345678901234567890", "流水1******************0"),
        ("zhangsan@example.com，a@b.cn", "z*******@example.com，*@b.cn"),
        ("13800008000@qq.com", "1**********@qq.com"),
        ("ｚｈａｎｇ＠ｑｑ．ｃｏｍ", "ｚ****＠ｑｑ．ｃｏｍ"),
    ],
)
def test_mask_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "客户反映柜台排队，2020-03-04 09:30:15 到 2020-03-05，金额13,800.50元",
        "热线95533，网点010-66668888，时间20200304093000",
        "编号 1 2 3 4 5 6 7 8 9 10",
        "2020-03-04 2020-03-05",
        "123 456 789 012",
        "1234567 8901234567890",
        "二〇二〇年三月四日",
        "2020-03-04一2020-03-05",
        "a@b 不是邮箱 @example.com",
    ],
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert mask_text(text) == text


@unhurried
@given(
    prose,
    mobiles,
    st.lists(joints, min_size=10, max_size=10),
    st.sampled_from([0x30, 0xFF10]),
    prose,
)
def test_a_planted_mobile_is_found(
    before: str, phone: str, gaps: list[str], zero: int, after: str
) -> None:
    phone = phone.translate({ord("0") + n: zero + n for n in range(10)})
    planted = phone[0] + "".join(gap + char for gap, char in zip(gaps, phone[1:], strict=True))

    masked = mask_text(before + planted + after)

    assert masked.startswith(before)
    assert masked.endswith(after)
    assert digits_of(masked) == phone[:3] + phone[7:]
    assert len(masked) == len(before + planted + after)


@unhurried
@given(prose, resident_ids, joints, prose)
def test_a_planted_identity_number_is_found(
    before: str, number: str, joint: str, after: str
) -> None:
    planted = joint.join((number[:6], number[6:14], number[14:]))

    masked = mask_text(before + planted + after)

    expected = number[0] + "*" * 5 + joint + "*" * 8 + joint + "*" * 3 + number[17]
    assert masked == before + expected + after


@unhurried
@given(prose, cards, st.sampled_from([(4, 4, 4, 4, 3), (6, 13), (19,)]), joints, prose)
def test_a_planted_card_is_found(
    before: str, number: str, groups: tuple[int, ...], joint: str, after: str
) -> None:
    if groups == (6, 13):
        number = number.ljust(19, "7")
    edges = [0, *accumulate(groups)]
    pieces = [number[start:stop] for start, stop in pairwise(edges)]
    planted = joint.join(piece for piece in pieces if piece)

    masked = mask_text(before + planted + after)

    assert masked.startswith(before)
    assert masked.endswith(after)
    shown = digits_of(masked)
    assert number.startswith(shown[: len(shown) - 4] or number[0])
    assert len(shown) <= 10


@unhurried
@given(any_text | st.text(st.sampled_from("0138９一幺〇 -.\u200bxX@a"), max_size=60))
def test_masking_only_puts_stars_in_place(text: str) -> None:
    masked = mask_text(text)

    assert len(masked) == len(text)
    assert all(new in {old, "*"} for new, old in zip(masked, text, strict=True))


@pytest.mark.parametrize(
    "pattern",
    ["1-", "1", "111 ", "1-3-", "1-9-", "138.", "一", "1\u200b", "a", "a@", "a@a.", "１－", " "],
)
def test_long_text_of_one_pattern_ends(pattern: str) -> None:
    text = pattern * (LONG // len(pattern))

    assert len(mask_text(text)) == len(text)
