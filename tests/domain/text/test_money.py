from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.text.money import AmountError, format_amount, parse_amount

# Properties are about text, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
amounts = st.integers(0, 10**17 - 1)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("5000", 500_000),
        ("5,000", 500_000),
        ("5000.5", 500_050),
        ("5,000.00", 500_000),
        ("5000元", 500_000),
        ("¥5000", 500_000),
        ("￥5,000.00", 500_000),
        ("人民币5000元", 500_000),
        ("5000 CNY", 500_000),
        ("cny 5000", 500_000),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("1.234567万元", 1_234_567),
        ("1,200万", 1_200_000_000),
        ("３万", 3_000_000),
        ("5千", 500_000),
        ("5千元", 500_000),
        ("¥1.5 千", 150_000),
        ("1.23456千元", 123_456),
        ("５，０００．５０", 500_050),
        (" 5000 \n", 500_000),
        ("0", 0),
        ("0.01", 1),
        ("007", 700),
        ("0.29", 29),
        ("999999999999999.99", 10**17 - 1),
        # Eleven digits before 万 are fifteen of yuan
        ("99999999999.999999万", 10**17 - 1),
        ("1,234,567.89", 123_456_789),
    ],
)
def test_amounts(text: str, minor: int) -> None:
    assert parse_amount(text) == minor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "form"),
        ("元", "form"),
        ("50,00", "form"),
        ("5,0000", "form"),
        ("5000,000", "form"),
        (",500", "form"),
        ("5000.", "form"),
        (".5", "form"),
        ("5 000", "form"),
        ("1e5", "form"),
        ("0x10", "form"),
        ("5000 USD", "form"),
        ("$5000", "form"),
        ("(5000)", "form"),
        ("五千", "form"),
        ("千", "form"),
        ("千元", "form"),
        ("5千万", "form"),
        ("5万千", "form"),
        ("5千千", "form"),
        ("1万2千", "form"),
        ("5千2", "form"),
        ("5百", "form"),
        ("千5", "form"),
        ("٥٠٠٠", "form"),
        ("5000.00.00", "form"),
        ("1" * 100_000, "form"),
        ("-5000", "sign"),
        ("¥-5000", "sign"),
        ("−5000", "sign"),
        ("－５０００", "sign"),
        ("+5000", "sign"),
        ("5000.001", "decimals"),
        ("1.2345678万", "decimals"),
        ("1.234567千", "decimals"),
        ("-5千", "sign"),
        ("1234567890123千", "range"),
        ("1000000000000000", "range"),
        ("1,000,000,000,000,000", "range"),
        ("123456789012万", "range"),
    ],
)
def test_refused_amounts_say_why(text: str, reason: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(text)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("minor", "grouped", "plain"),
    [
        (500_000, "5,000.00", "5000.00"),
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (-5, "-0.05", "-0.05"),
        (-123_456_789, "-1,234,567.89", "-1234567.89"),
    ],
)
def test_format_amount(minor: int, grouped: str, plain: str) -> None:
    assert format_amount(minor) == grouped
    assert format_amount(minor, grouping=False) == plain


@unhurried
@given(amounts, st.booleans(), st.sampled_from(["{}", "¥{}", "{}元", "人民币{}元", " {} CNY"]))
def test_what_is_written_reads_back(minor: int, grouping: bool, around: str) -> None:  # noqa: FBT001 - drawn
    assert parse_amount(around.format(format_amount(minor, grouping=grouping))) == minor


@unhurried
@given(st.integers(0, 10**15 - 1), st.sampled_from([("千", 5), ("万", 6)]), st.data())
def test_units_are_exact_and_only_one_of_them_is_read(
    minor: int, unit: tuple[str, int], data: st.DataObject
) -> None:
    sign, places = unit
    whole, part = divmod(minor, 10**places)
    text = f"{whole}.{part:0{places}}{sign}"
    assert parse_amount(text) == minor

    nonsense = data.draw(st.text(st.sampled_from("千万百亿0123456789"), min_size=1, max_size=5))
    with pytest.raises(AmountError):
        parse_amount(text + nonsense)


@unhurried
@given(st.text(st.sampled_from("0123456789,.-¥元千万 人民币"), max_size=20) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        minor = parse_amount(text)
    except AmountError:
        return
    assert 0 <= minor < 10**17
    assert parse_amount(format_amount(minor)) == minor
