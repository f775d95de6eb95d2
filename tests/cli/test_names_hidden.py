"""Whom a case is about stands on no surface, wherever somebody wrote the name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

NAME, OTHER, LATER = "林听澜", "傅临川", "周牧野"
FACES = ("table", "plain", "json", "jsonl", "csv", "md")


@pytest.fixture
def told(line: Line) -> str:
    """A case in whose every text the names stand."""
    said = {
        "channel": "counter",
        "complainant": NAME,
        "representatives": [OTHER],
        "summary": f"{NAME}和{OTHER}排队",
        "demand": f"向{NAME}道歉",
    }
    number = str(line("add", "-", "--json", stdin=json.dumps(said)).data["number"])
    for words in (
        ("note", number, f"致电{NAME}；{LATER}未接"),
        ("amend", number, f"complainant={LATER}", "--reason", f"不是{NAME}"),
        ("escalate", number, "branch_head", "--reason", f"{OTHER}要求"),
        ("suggest", "add", f"{OTHER}的建议", "--kind", "process", "--case", number),
        ("improve", "add", f"{LATER}的教训", "--cases", number),
        ("improve", "measure", "I2021-0001", f"回访{LATER}", "--owner", "B", "--due", "2021-01-05"),
        ("opportunity", "add", number, f"{LATER}想贷款"),
        ("watch", "add", number, "--reason", f"{LATER}多次来"),
        ("resolve", number, "--finding", "upheld", "--resolution", f"{LATER}认可"),
    ):
        assert line(*words).status == 0, words
    return number


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_surface_names_whom_a_case_is_about(
    line: Line, told: str, language: str, face: str
) -> None:
    for words in (
        *(("show", told), ("list",), ("suggest",), ("suggest", "show", "S2021-0001"), ("improve",)),
        *(("improve", "show", "I2021-0001"), ("opportunity",), ("watch",), ("due",)),
        *(("opportunity", "show", "O2021-0001"), ("brief", "--month", "2021-01")),
    ):
        out = line(*words, "--format", face, "--lang", language).out
        assert out
        assert [name for name in (OTHER, LATER) if name in out] == [], words
        # The name that was corrected is known from the history, which only the card reads.
        assert words[0] != "show" or NAME not in out


@pytest.mark.parametrize(
    "what", ["cases", "events", "suggestions", "improvements", "measures", "opportunities"]
)
def test_no_export_names_whom_a_case_is_about(
    line: Line, told: str, tmp_path: Path, what: str
) -> None:
    out = line("export", what, "--jsonl").out
    assert told[:4] in out
    assert [name for name in (OTHER, LATER) if name in out] == []
    assert what != "events" or NAME not in out


def test_who_gives_a_reason_sees_the_names(line: Line, told: str) -> None:
    assert f"致电{NAME}；{LATER}未接" in line("show", told, "--reveal", "回访").out


def test_a_list_of_entries_names_their_own_numbers(line: Line, told: str) -> None:
    heads = {"suggest": "建议编号", "improve": "整改编号", "opportunity": "机会编号"}
    for command, head in heads.items():
        out = line(command, "--lang", "zh").out
        assert out.lstrip().startswith(head)
        assert "案件编号" not in out
    card = line("show", told, "--lang", "zh").out
    assert "案件编号" not in card
