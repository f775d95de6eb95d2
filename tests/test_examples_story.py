"""The story in ``examples/three-cases.sh``, told by the installed command in a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "examples" / "three-cases.sh"
PROGRAMS = Path(sys.executable).parent
#: What the timeline of each case must name.
STEPS = {
    "en": {
        "2020-0001": (
            "Branch head",
            "Green channel",
            "pays the courier",
            "Notice recorded",
            "Restored",
        ),
        "2021-0001": ("room of his own", "Deputy president", "line by line", "Judged", "Improving"),
        "2021-0002": ("Deputy president", "police station", "court", "came back", "Followed up by"),
        "2021-0003": ("room of her own", "Follows up 2021-0002", "safe transfers", "Restored"),
    },
    "zh": {
        "2020-0001": ("网点负责人", "绿色通道", "快递费", "告知", "关系已修复"),
        "2021-0001": ("单独房间", "分管行长", "逐项算给客户看"),
        "2021-0002": ("分管行长", "派出所", "法院", "对方退回"),
        "2021-0003": ("单独房间", "2021-0002", "安全转账", "关系已修复"),
    },
}
SOUND = {"en": "The ledger is sound", "zh": "台账核验通过"}
TIMELINE = {"en": "Timeline", "zh": "办理过程"}
PERSONAL = ("周牧野", "傅临川", "宋栖迟", "19900000009", "19900000026", "19900000027")


def told(language: str, home: Path, *words: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LEDGERCTL_")},
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "TMPDIR": str(home),
        "COLUMNS": "400",
        "PYTHONUTF8": "1",
        "LEDGERCTL_LANG": language,
    }
    return subprocess.run(
        ["sh", str(SCRIPT), *map(str, words)],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_three_cases_are_told_from_first_word_to_last_step(
    language: str, tmp_path: Path
) -> None:
    done = told(language, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    cards = re.split(r"^(\d{4}-\d{4})  ", done.stdout, flags=re.MULTILINE)[1:]
    assert cards[::2] == list(STEPS[language])
    for number, card in zip(cards[::2], cards[1::2], strict=True):
        story = card.partition(TIMELINE[language])[2]
        assert [step for step in STEPS[language][number] if step not in story] == []
    learned = re.findall(r"^([SIO]\d{4}-\d{4})  ", done.stdout, flags=re.MULTILINE)
    # Each is named on the card of its case, then told itself.
    assert learned == ["S2020-0001", "I2021-0001", "O2021-0001"] * 2
    assert SOUND[language] in done.stdout
    assert not [secret for secret in PERSONAL if secret in done.stdout]
    assert list(tmp_path.iterdir()) == []


def test_a_named_ledger_is_kept_and_never_written_twice(tmp_path: Path) -> None:
    ledger = tmp_path / "kept.db"
    assert told("en", tmp_path, ledger).returncode == 0
    content = ledger.read_bytes()
    again = told("en", tmp_path, ledger)
    assert again.returncode != 0
    assert "E502" in again.stderr
    assert ledger.read_bytes() == content
