"""Whether bytes that pass for GB18030 are Chinese in that encoding: nearly anything passes for it.

Text of Western encodings passes because é and the letter behind it are a rare character together; traditional
Chinese in Big5 passes as characters that hardly anybody writes. Both encodings put the characters that
people do write in a row of their own (GB 2312 level 1, Big5 level 1), so it shows which was meant.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What is meant by bytes that pass for GB18030.
Meant = Literal["gb18030", "big5", "other"]

#: Characters after which it is clear what a text is, and of which every fourth must be of GB 2312.
_TELLING: Final = 1 << 20
_COMMON_SHARE: Final = 4
#: Microsoft's Big5, which is what spreadsheets write.
_BIG5: Final = "cp950"


def meant_by(chunks: Iterable[bytes]) -> Meant:
    """Return which encoding is meant by bytes that are valid GB18030.

    Args:
        chunks: the bytes in order; the last chunk is empty.
    """
    gb, big5 = codecs.getincrementaldecoder("gb18030")(), codecs.getincrementaldecoder(_BIG5)()
    usual_of_gb, usual_of_big5 = (
        frozenset("".join(_level_of_gb())),
        frozenset("".join(_level_of_big5())),
    )
    foreign = common = usual = traditional = 0
    passes_for_big5 = True
    for chunk in chunks:
        text = gb.decode(chunk, final=not chunk)
        plain = len(text.encode("ascii", "ignore"))
        foreign += len(text) - plain
        common += (len(text.encode("gb2312", "ignore")) - plain) // 2
        usual += sum(map(usual_of_gb.__contains__, text))
        if passes_for_big5:
            try:
                other = big5.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                passes_for_big5 = False
            else:
                traditional += sum(map(usual_of_big5.__contains__, other))
        if foreign > _TELLING:
            break
    if common * _COMMON_SHARE < foreign:
        return "other"
    return "big5" if passes_for_big5 and traditional > usual else "gb18030"


def _level_of_gb() -> Iterator[str]:
    """Yield the 3,755 usual characters of GB 2312 (level 1), row by row."""
    for lead in range(0xB0, 0xD8):
        last = 0xF9 if lead == 0xD7 else 0xFE  # noqa: PLR2004 - the last row is not full
        yield bytes(byte for trail in range(0xA1, last + 1) for byte in (lead, trail)).decode(
            "gb2312"
        )


def _level_of_big5() -> Iterator[str]:
    """Yield the 5,401 usual characters of Big5 (level 1: A440 to C67E), row by row."""
    for lead in range(0xA4, 0xC7):
        trails = [*range(0x40, 0x7F), *([] if lead == 0xC6 else range(0xA1, 0xFF))]  # noqa: PLR2004 - as above
        yield bytes(byte for trail in trails for byte in (lead, trail)).decode(_BIG5)
