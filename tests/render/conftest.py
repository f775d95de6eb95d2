"""Shared by the tests of the faces: the language, and a few translations of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The tests' own catalogue, so that rewording the real one breaks no layout test.
CHINESE = {
    "Complaint received": "投诉已登记",
    "Ledger": "台账",
    "{amount} days, {source}": "{source}，{amount}天",
    "CBIRC order 2020 No. 3": "银保监会令2020年第3号",
    "Dry run: nothing was written": "试运行：未写入",
    "Next: {command}": "下一步：{command}",
    "{number} is already closed (on {day})": "{number} 已于 {day} 办结",
    "{value} is not a known {field}": "{value} 不是已知的{field}",
    "Nearest: {nearest}. All codes: `ledgerctl codes {vocabulary}`": "相近：{nearest}",
    "{file} line {line}": "{file} 第 {line} 行",
    "{place}, column “{column}”": "{place}，“{column}”列",
    "hint: {hint}": "提示：{hint}",
    "Cases": "件数",
    "Share": "占比",
    "{metric}, {period}": "{period}{metric}",
    "Numerator": "分子",
    "{value} per 1,000": "每千{value}件",
    "{value} per 10,000,000": "每千万{value}件",
    "Total": "合计",
    "{branch}: complaints in {year}": "{branch}{year}年投诉",
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_load", lambda: lambda message: CHINESE.get(message, message))
    i18n.install("zh")
