"""Chinese in GB18030, traditional Chinese in Big5, and Western text are told apart; so are short ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ledgerctl.errors.system import BadEncoding
from ledgerctl.errors.tables import MeantAsBig5
from ledgerctl.formats import chinese
from ledgerctl.formats.chinese import meant_by
from ledgerctl.formats.encodings import scan

EXAMPLES = Path(__file__).parents[2] / "examples"
TRADITIONAL = (
    "客戶反映當天上午到營業部辦理存單支取，排隊近兩個小時，窗口只開兩個，服務態度惡劣。",
    "櫃面,排隊",
    "王芳,張偉",
    "手機銀行",
    "儲蓄卡被盜刷",
    "收到時間,受理渠道,投訴內容摘要\n2020-03-04,櫃面,排隊等候\n",
)
SIMPLIFIED = (
    "柜面,排队",
    "王芳,张伟",
    "手机银行",
    "错账",
    "储蓄卡被盗刷",
    "联通",
    "投诉编号,收到时间\n",
)


def scanned(data: bytes) -> str:
    return scan(io.BytesIO(data), path="r.csv").encoding


@pytest.mark.parametrize("text", TRADITIONAL)
def test_big5_is_not_taken_for_gb18030(text: str) -> None:
    # Some short texts do not even look Chinese in GB18030
    with pytest.raises((MeantAsBig5, BadEncoding)) as caught:
        scanned(text.encode("big5"))
    assert "big5" in caught.value.hint
    assert scan(io.BytesIO(text.encode("big5")), path="r", encoding="big5").encoding == "big5"


@pytest.mark.parametrize("text", [*SIMPLIFIED, *TRADITIONAL])
def test_gb18030_stays_what_it_is_traditional_or_not(text: str) -> None:
    assert scanned(text.encode("gb18030")) == "gb18030"


def test_no_row_of_the_example_is_taken_for_big5() -> None:
    with (EXAMPLES / "dongqiao-2020.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [",".join(row) for row in csv.reader(stream)]
    assert {meant_by([row.encode("gb18030"), b""]) for row in rows} == {"gb18030"}
    assert {meant_by([row.encode("cp950", "ignore"), b""]) for row in rows} <= {"big5", "other"}


def test_a_large_file_is_known_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chinese, "_TELLING", 10)
    asked: list[int] = []

    def chunks() -> object:
        for number in range(5):
            asked.append(number)
            yield "排队等候两小时".encode("gb18030")
        yield b""

    assert meant_by(chunks()) == "gb18030"  # type: ignore[arg-type]  # a generator of bytes
    assert asked == [0, 1]


def test_a_character_across_two_chunks() -> None:
    data = "排隊等候，服務態度惡劣".encode("big5")
    assert meant_by([data[:5], data[5:], b""]) == "big5"
