"""Personal data and hostile text: masks (信息屏蔽), detectors, visible escapes.

No single binding text fixes the masks. They follow what banks print: mobile 3+4, card 6+4 (JR/T
0171-2020, Annex A 信息屏蔽, is informative); the identity number shows 1+1, the strictest seen.
Patterns are strings that `re` compiles at first use: adding a plain complaint must not pay for all.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# U+nFFFE and U+nFFFF of the planes 1 to 16: noncharacters (Unicode Standard, section 23.7)
_PLANE_ENDS = "".join(rf"\U{plane:04x}fffe-\U{plane:04x}ffff" for plane in range(1, 17))
_FORBIDDEN = (
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_PLANE_ENDS}]"
)
# Written out, not asked of `unicodedata`, so that each Python escapes alike: categories Cc, Cf, Cs,
# Co, Zl, Zp as of Unicode 16, noncharacters, and the unassigned code points that renderers hide.
_HOSTILE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff" + _PLANE_ENDS + "]"
)

_COMPOUND_SURNAME = (
    "(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台"
    "|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐"
    "|轩辕|拓跋|百里|呼延|东郭|南门|西门|歐陽|司馬|東方|獨孤|南宮|諸葛|尉遲|鍾離|長孫)"
)
_HAN = r"[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]"
NAME_DOTS = "·•‧∙⋅・･"

# What an eye does not see between two digits: joiners, marks of direction, fillers, keycaps
UNSEEN = (
    r"[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# A dot parts digits only before three more: 138.0013.8000 does, 13800.50 and 2020.3.4 do not
_SEPARATOR = r"(?:[ \t\xa0\u3000\-‐‑‒–—―−－_＿]|[.．](?=\d{3}))"
_GAP = rf"{UNSEEN}*+(?:{_SEPARATOR}{UNSEEN}*+){{0,3}}+"
_DIGIT_RUN = rf"\d(?:{_GAP}\d){{10,}}+(?:{_GAP}[xXｘＸⅩ])?"
_NUMERALS = "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖⓪①②③④⑤⑥⑦⑧⑨○幺"
_NUMERAL_VALUES = str.maketrans(_NUMERALS, "0123456789" * 3 + "01")
_NUMERAL = rf"[\d{_NUMERALS}]"
_NUMERAL_RUN = rf"{_NUMERAL}(?:{_GAP}{_NUMERAL}){{10,}}+"
_LOCAL_PART = r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+*\-．＿＋－]"
_LABEL = r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-]"
# Possessive, and only from the left end of a word: linear on any text
_EMAIL = (
    rf"(?<!{_LOCAL_PART}){_LOCAL_PART}++(?=[@＠](?:{_LABEL}++[.．]){{1,8}}[A-Za-zＡ-Ｚａ-ｚ]{{2}})"
)
_MOBILE = r"(?:0086|86|0)?(1[3-9][0-9]{9})"
_ID_SHAPE = r"[0-9]{6}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4}"
_FIELD_PUNCTUATION = frozenset(" \u3000-()+./,;#–—（）－＋．／，；")

_ID_DIGITS = 18
_OLD_ID_DIGITS = 15
_CARD_SHORTEST = 15
_CARD_LONGEST = 19
_CARD_GROUP = 3
FEWEST_DIGITS = 5
#: Digits, or numerals, of the shortest number that is hidden in a text.
_FEWEST_HIDDEN = 11
_ONE_PIECE = b"\1" + bytes(10) + b"\1"
_THREE_FOUR_FOUR = b"\1\0\0\1\0\0\0\1\0\0\0\1"
# 第一, 一 for a dash: one or two numerals beside digits are words, not a spelt-out telephone
_FEWEST_NUMERALS = 3


def _escape(hit: re.Match[str]) -> str:
    r"""The `\x1b`, `\u200b` or `\U000e0041` of one character, in lower-case hexadecimal."""
    code = ord(hit[0])
    if code <= 0xFF:  # noqa: PLR2004 - the largest value of two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - of four


def visible(text: str, *, keep_newlines: bool = False) -> str:
    r"""Return the text with each character that hides, moves or reorders text as an escape.

    Escaped are Unicode categories Cc, Cf, Cs, Co, Zl, Zp, the noncharacters and the unassigned
    code points that renderers hide. Mask before, never after: `mask_text` sees through a
    zero-width space, not through its escape.

    Args:
        text: Any string, lone surrogates too.
        keep_newlines: Keep `\n` and `\t`; otherwise each becomes one space.
    """
    # C-speed test: false for all that is escaped here and for little else
    if text.isprintable():
        return text
    if not keep_newlines:
        text = text.replace("\n", " ").replace("\t", " ")
    return re.sub(_HOSTILE, _escape, text)


def check_text(text: str) -> str | None:
    r"""Return the escape of the first character that input may not hold, or None if all may stay.

    Forbidden are control characters (C0 but `\n`, `\t`, `\r`; DEL; C1), lone surrogates and
    noncharacters. Bidirectional and zero-width characters are legal text; `visible` shows them.
    """
    if text.isprintable():
        return None
    hit = re.search(_FORBIDDEN, text)
    return None if hit is None else _escape(hit)


def _mask_word(word: str) -> str:
    """Keep the first character of a word; a word of one character hides whole."""
    return word[0] + "*" * (len(word) - 1) if len(word) > 1 else "*"


def mask_name(name: str) -> str:
    """Return the name (姓名) with the surname kept and `*` for each other character.

    张三 gives 张*, 欧阳锋 gives 欧阳*, 阿卜杜拉·买买提 gives 阿***·***, John Snow gives J*** S***.
    A name that would show whole (one character, a lone initial) hides whole; empty stays empty.
    """
    name = name.strip() or "*" * len(name)
    dot = re.search(f"[{NAME_DOTS}]", name)
    if dot is not None:
        first, rest = name[: dot.start()], name[dot.start() :]
        masked = first[:1] + "*" * (len(first) - 1) + re.sub(rf"[^{NAME_DOTS}\s]", "*", rest)
    elif re.match(_HAN, name):
        # 欧阳 alone is a surname and a given name: the compound must leave something to hide
        kept = 2 if re.match(rf"{_COMPOUND_SURNAME}\s*\S", name) else 1
        masked = name[:kept] + re.sub(r"\S", "*", name[kept:])
    else:
        masked = re.sub(r"\S+", lambda word: _mask_word(word[0]), name)
    return masked if "*" in masked else "*" * len(name)


def _decimals(text: str) -> str:
    """The digits of a text as ASCII, whatever script they were written in."""
    if text.isascii() and text.isdecimal():
        return text
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _mask_field(text: str, hidden: range) -> str:
    """Hide the digits whose index is in `hidden`, and all that is neither digit nor punctuation."""
    index = -1
    shown: list[str] = []
    for char in text:
        if char.isdecimal():
            index += 1
            shown.append("*" if index in hidden else char)
        else:
            shown.append(char if char in _FIELD_PUNCTUATION else "*")
    return "".join(shown)


def mask_phone(phone: str) -> str:
    """Return a telephone number (联系电话) with its middle hidden: 13800008000 gives 138****8000.

    A mainland mobile shows 3+4 (and its country code); any other number at most 3+4 and never more
    than half of its digits. Letters and other signs hide; spaces, hyphens and brackets stay.
    """
    digits = _decimals(phone)
    mobile = re.fullmatch(_MOBILE, digits)
    abroad = phone.lstrip(" (（")[:1] in {"+", "＋"} and not digits.startswith("86")
    if mobile is not None and not abroad:
        return _mask_field(phone, range(mobile.start(1) + 3, mobile.start(1) + 7))
    shown = min(7, len(digits) // 2)
    tail = (shown + 1) // 2
    return _mask_field(phone, range(shown - tail, len(digits) - tail))


def mask_id(number: str) -> str:
    """Return an identity number (证件号码) with its first and last character: `3****************X`.

    Numbers of three characters or fewer hide whole: two shown of three would be most of it.
    """
    number = number.strip() or "*" * len(number)
    if len(number) < 4:  # noqa: PLR2004 - see above
        return "*" * len(number)
    return number[0] + "*" * (len(number) - 2) + number[-1]


def valid_resident_id(number: str) -> bool:
    """Whether an 18-character resident identity number (公民身份号码) is well formed.

    Source: GB 11643-1999: six digits of region, a real birth date, three of order, and the check
    character of ISO 7064 MOD 11-2. The region is not looked up: county codes come and go, and a
    list of today refuses people who were born before it.
    """
    if re.fullmatch("[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx]", number) is None:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(
        (10 if char in "Xx" else int(char)) * pow(2, _ID_DIGITS - 1 - place, 11)
        for place, char in enumerate(number)
    )
    return total % 11 == 1


def _aligned(shape: str, digits: str, is_edge: bytes) -> Iterator[tuple[int, int]]:
    """The spans of a shape, overlapping too, that begin and end where a group of digits does."""
    for found in re.finditer(f"(?=({shape}))", digits):
        start, stop = found.span(1)
        if is_edge[start] and is_edge[stop]:
            yield start, stop


def _card_ranges(
    digits: str, groups: Iterable[tuple[int, int]], is_edge: bytes
) -> Iterator[tuple[int, int]]:
    """The ranges to hide of card and identity numbers; `groups` are spans, the last one first.

    People write cards in groups of four or six, and only the last may be a rest; dates are 4-2-2.
    """
    far = follower = len(digits)
    for start, stop in groups:
        if stop != follower or stop - start < _CARD_GROUP:
            far = stop
        if stop - start > _CARD_LONGEST:
            far = start
            yield start + 1, stop - 1
        follower = start
        if far - start < _CARD_SHORTEST:
            continue
        ends = is_edge[start : min(start + _CARD_LONGEST, far) + 1]
        if len(ends) > _ID_DIGITS and ends[_ID_DIGITS]:
            yield start + 1, start + _ID_DIGITS - 1
            continue
        # The longest reading hides what the shorter ones do, unless one is an identity number
        longest = ends.rfind(1, _CARD_SHORTEST)
        if longest > 0:
            yield start + 6, start + longest - 4
        month, day = digits[start + 8 : start + 10], digits[start + 10 : start + 12]
        if ends[_OLD_ID_DIGITS] and "01" <= month <= "12" and "01" <= day <= "31":
            yield start + 1, start + _OLD_ID_DIGITS - 1


def _hidden_ranges(
    digits: str, lengths: Sequence[int], *, ends_in_x: bool
) -> Iterator[tuple[int, int]]:
    """The ranges of digits to hide in a run of groups of digits, overlapping at will.

    A number begins and ends where a group does. Every reading hides what it must: a wrong reading
    hides too much, and no reading can uncover what another hides.
    """
    edges = list(accumulate(lengths, initial=0))
    flags = bytearray(edges[-1] + 1)
    for edge in edges:
        flags[edge] = 1
    is_edge = bytes(flags)
    apart: set[tuple[int, int]] = set()
    for _, stop in _aligned(_MOBILE, digits, is_edge):
        yield stop - 8, stop - 4
        # Eleven digits in one piece or 3-4-4 are no group of a card; 622700 8613800008000 is one
        pieces = is_edge[stop - 11 : stop + 1]
        if pieces == _ONE_PIECE:
            apart.add((stop - 11, stop))
        elif pieces == _THREE_FOUR_FOUR:
            apart |= {(stop - 11, stop - 8), (stop - 8, stop - 4), (stop - 4, stop)}
    for start, stop in _aligned(_ID_SHAPE, digits, is_edge):
        yield start + 1, stop - 1
    if ends_in_x and len(digits) - 17 in edges[-18:]:
        yield len(digits) - 16, len(digits)
    groups = [span for span in pairwise(edges) if span not in apart]
    yield from _card_ranges(digits, reversed(groups), is_edge)


def _hide(run: str, ranges: Iterator[tuple[int, int]], is_digit: str) -> str:
    """The run with `*` for each of its digits, in the wider sense given, that a range covers."""
    flags = bytearray(len(run))
    for start, stop in ranges:
        flags[start:stop] = b"\1" * (stop - start)
    if not any(flags):
        return run
    shown = list(run)
    for found in compress(re.finditer(is_digit, run), flags):
        shown[found.start()] = "*"
    return "".join(shown)


def _mask_run(hit: re.Match[str]) -> str:
    """Mask the numbers in one run of digits and separators."""
    run = hit[0]
    groups = re.findall(r"\d+", re.sub(UNSEEN, "", run))
    digits = _decimals("".join(groups))
    lengths = [len(group) for group in groups]
    ranges = _hidden_ranges(digits, lengths, ends_in_x=not run[-1].isdecimal())
    return _hide(run, ranges, r"\d")


def _spelt_ranges(digits: str) -> Iterator[tuple[int, int]]:
    """The ranges to hide in digits that were spelt out; no edges, for 统一 may stand before."""
    if len(digits) >= _CARD_SHORTEST:
        yield 1, len(digits) - 1
        return
    for found in re.finditer("(?=1[3-9][0-9]{9})", digits):
        yield found.start() + 3, found.start() + 7


def _mask_numeral_run(hit: re.Match[str]) -> str:
    """Mask the numbers in one run of Chinese numerals (幺三八...) that may hold digits too."""
    run = hit[0]
    characters = re.findall(_NUMERAL, run)
    if len(characters) - len(re.findall(r"\d", run)) < _FEWEST_NUMERALS:
        return run
    digits = _decimals("".join(characters).translate(_NUMERAL_VALUES))
    return _hide(run, _spelt_ranges(digits), _NUMERAL)


def _may_hide(text: str) -> bool:
    """Whether a text can hold a number at all: one in ASCII needs so many digits, and counting is quick."""
    if not text.isascii():
        return True
    data = text.encode()
    return len(data) - len(data.translate(None, b"0123456789")) >= _FEWEST_HIDDEN


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds runs of digits and of numerals, at hand: `re` looks a pattern up at each call."""
    return re.compile(_DIGIT_RUN), re.compile(_NUMERAL_RUN)


def mask_text(text: str) -> str:
    """Return free text with the numbers and addresses that name a person masked in place.

    Found are mainland mobiles, identity numbers (15 digits, 17 digits and a digit or X), card
    numbers of 15 to 19 digits, longer runs of digits, mobiles in Chinese numerals, and e-mail
    addresses (the first letter and the domain stay); in any script's digits, parted by spaces,
    hyphens or what no eye sees. In doubt it hides: four years in a row read like a card. All else
    is unchanged. Linear in the length of the text.
    """
    if len(text) >= _FEWEST_HIDDEN and _may_hide(text):
        digit_run, numeral_run = _runs()
        text = digit_run.sub(_mask_run, text)
        text = numeral_run.sub(_mask_numeral_run, text)
    if "@" in text or "＠" in text:
        text = re.sub(_EMAIL, lambda local: _mask_word(local[0]), text)
    return text
