"""Groups of neighbouring characters 字组: how a word index that knows no Chinese finds Chinese words.

A tokenizer that parts words at spaces takes a whole Chinese sentence for one word. Written as its groups of one
to four characters, the sentence holds every word of that length as a word of its own. A word in letters, or a
figure, counts as one character here.
"""

from __future__ import annotations

import re

#: So many characters the longest group has; longer words are not in the index.
LONGEST = 4

# Scripts that are written without spaces, then words in letters and digits
_IDEOGRAPH = (
    r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_RUN = r"[^\W_]+"
_UNIT = rf"{_IDEOGRAPH}|(?:(?!{_IDEOGRAPH})[^\W_])+"


def grams(text: str) -> str:
    """Return the groups of a text, parted by spaces, in the order in which they begin.

    >>> grams("刷卡机 POS")
    '刷 刷卡 刷卡机 卡 卡机 机 POS'
    """
    if text.isascii():
        # No group of such a text is longer than a word
        return text
    found: list[str] = []
    for run in re.findall(_RUN, text):
        units = re.findall(_UNIT, run)
        for start in range(len(units)):
            found += [
                "".join(units[start:stop])
                for stop in range(start + 1, start + 1 + LONGEST)
                if stop <= len(units)
            ]
    return " ".join(found)
