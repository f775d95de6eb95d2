"""The plan of an import: shown and asked on a terminal, saved, applied exactly or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from desk_line import REGISTER, refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_line import Line

HEADINGS = "投诉编号,收到时间,受理渠道,投诉内容摘要,投诉人,联系方式,业务类别"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there and can be asked."""
    monkeypatch.setattr(streams, "can_ask", lambda: True)


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., str]:
    """Write a register of rows."""

    def written(*rows: str, name: str = "r.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join([HEADINGS, *rows, ""]), encoding="utf-8")
        return str(path)

    return written


GOOD = "A1,2020-03-04,柜面,排队两小时,林听澜,19900000001,savings_rmb"
BAD = "A2,2020-13-04,柜面,排队,,,"


@pytest.mark.usefixtures("terminal")
class TestOnATerminal:
    def test_the_plan_is_shown_and_agreed_to(self, line: Line) -> None:
        outcome = line("import", str(REGISTER), stdin="y\n")
        assert (outcome.status, line("list", "--json").data["total"]) == (0, 25)
        assert "Would be added" in outcome.err
        assert "First rows of each kind" in outcome.err
        assert "Write this to the ledger? [y/N]" in outcome.err
        assert "Would be added" not in outcome.out

    @pytest.mark.parametrize("answer", ["n\n", "\n", "maybe\nn\n"])
    def test_any_other_answer_writes_nothing(self, line: Line, answer: str) -> None:
        before = line.content
        outcome = line("import", str(REGISTER), stdin=answer)
        assert (outcome.code, outcome.status, line.content) == ("E495", 4, before)

    def test_the_end_of_input_is_an_interruption(self, line: Line) -> None:
        before = line.content
        assert (line("import", str(REGISTER)).status, line.content) == (130, before)

    def test_yes_asks_nothing(self, line: Line) -> None:
        outcome = line("import", str(REGISTER), "--yes")
        assert (outcome.status, "[y/N]" in outcome.err) == (0, False)

    def test_nothing_to_write_asks_nothing(self, line: Line, register: Callable[..., str]) -> None:
        line("import", str(REGISTER), "--yes")
        outcome = line("import", str(REGISTER))
        assert "already holds every row" in outcome.out
        outcome = line("import", register(GOOD, BAD))
        assert (outcome.status, "rows were rejected: 1" in outcome.out) == (1, True)

    def test_the_plan_is_masked(self, line: Line, register: Callable[..., str]) -> None:
        outcome = line("import", register(GOOD), stdin="n\n")
        assert "排队两小时" in outcome.err
        assert "林听澜" not in outcome.err
        assert "19900000001" not in outcome.err

    def test_standard_input_cannot_answer(self, line: Line) -> None:
        outcome = line("import", "-", stdin=REGISTER.read_bytes())
        assert (outcome.status, "[y/N]" in outcome.err) == (0, False)

    def test_in_chinese(self, line: Line) -> None:
        outcome = line("import", str(REGISTER), "--lang", "zh", stdin="是\n")
        assert "写入台账吗？" in outcome.err
        assert outcome.status == 0


def test_a_dry_run_shows_what_an_update_would_change(
    line: Line, register: Callable[..., str]
) -> None:
    line("import", register(GOOD))
    changed = register(GOOD.replace("柜面", "客服热线"), name="new.csv")
    words = ("import", changed, "--on-duplicate", "update", "--dry-run")
    (sample,) = line(*words, "--json").data["samples"]
    assert (sample["outcome"], sample["number"]) == ("updated", "2020-0001")
    assert sample["changed"] == ["channel"]
    assert "Channel" in line(*words).out


@pytest.fixture
def planned(line: Line, tmp_path: Path) -> Callable[..., Path]:
    """Save the plan of an import."""

    def saved(file: str, *words: str) -> Path:
        path = tmp_path / "plan.json"
        outcome = line("import", file, "--plan", str(path), *words)
        assert outcome.status in {0, 1}, outcome.err
        return path

    return saved


class TestSaved:
    def test_saving_writes_nothing_to_the_ledger(
        self, line: Line, planned: Callable[..., Path]
    ) -> None:
        before = line.content
        path = planned(str(REGISTER))
        assert (path.stat().st_mode & 0o777, line.content) == (0o600, before)
        assert json.loads(path.read_text("utf-8"))["counts"]["added"] == 25

    def test_a_load_in_parts_has_no_plan(self, line: Line, tmp_path: Path) -> None:
        words = ("--plan", str(tmp_path / "p"), "--commit-every", "5", "--partial")
        refused(line, "import", str(REGISTER), *words, code="E105", status=2)
        refused(line, "import", str(REGISTER), "--blank-erases", code="E105", status=2)

    def test_saving_tells_how_to_go_on(self, line: Line, tmp_path: Path) -> None:
        path = str(tmp_path / "p.json")
        outcome = line("import", str(REGISTER), "--plan", path)
        assert f"ledgerctl import --apply {path}" in outcome.err

    def test_it_is_applied(self, line: Line, planned: Callable[..., Path]) -> None:
        path = planned(str(REGISTER))
        data = line("import", "--apply", str(path), "--json").data
        assert (data["added"], data["written"]) == (25, True)

    def test_a_moved_file_may_be_named(
        self, line: Line, register: Callable[..., str], planned: Callable[..., Path]
    ) -> None:
        file = register(GOOD)
        path = planned(file)
        moved = Path(file).rename(Path(file).with_name("moved.csv"))
        refused(line, "import", "--apply", str(path), code="E303", status=3)
        assert line("import", str(moved), "--apply", str(path)).status == 0

    def test_partial_plans_keep_the_good_rows(
        self, line: Line, register: Callable[..., str], planned: Callable[..., Path]
    ) -> None:
        path = planned(register(GOOD, BAD), "--partial")
        data = json.loads(line("import", "--apply", str(path), "--json").out)["data"]
        assert (data["added"], data["rejected"], Path(data["rejects_path"]).exists()) == (
            1,
            1,
            True,
        )

    def test_no_row_speaks_in_it(
        self, register: Callable[..., str], planned: Callable[..., Path]
    ) -> None:
        text = planned(register(GOOD, BAD), "--partial").read_text("utf-8")
        for said in ("林听澜", "19900000001", "排队", "2020-13-04", "A1"):
            assert said not in text

    def test_another_state_of_the_ledger_is_refused(
        self, line: Line, planned: Callable[..., Path]
    ) -> None:
        path = planned(str(REGISTER))
        line.add()
        refused(line, "import", "--apply", str(path), code="E545", status=5)

    def test_another_file_is_refused(
        self, line: Line, register: Callable[..., str], planned: Callable[..., Path]
    ) -> None:
        path = planned(register(GOOD))
        register(GOOD, GOOD.replace("A1", "A3"))
        refused(line, "import", "--apply", str(path), code="E546", status=5)

    def test_another_profile_is_refused(
        self,
        line: Line,
        tmp_path: Path,
        register: Callable[..., str],
        planned: Callable[..., Path],
    ) -> None:
        profile = tmp_path / "own.toml"
        profile.write_text('name = "own"\n', "utf-8")
        path = planned(register(GOOD), "--profile", str(profile))
        profile.write_text('name = "own"\nempty = ["x"]\n', "utf-8")
        refused(line, "import", "--apply", str(path), code="E547", status=5)

    def test_another_outcome_is_refused(
        self, line: Line, register: Callable[..., str], planned: Callable[..., Path]
    ) -> None:
        path = planned(register(GOOD))
        content = path.read_text("utf-8").replace('"added": 1', '"added": 2')
        path.write_text(content, "utf-8")
        outcome = refused(line, "import", "--apply", str(path), code="E548", status=5)
        assert "added 2 ≠ 1" in outcome.err

    def test_a_plan_is_never_overwritten(self, line: Line, planned: Callable[..., Path]) -> None:
        path = planned(str(REGISTER))
        refused(line, "import", str(REGISTER), "--plan", str(path), code="E503", status=5)

    @pytest.mark.parametrize(
        "words",
        [
            ("--dry-run",),
            ("--partial",),
            ("--plan", "x"),
            ("--profile", "cfpb"),
            ("--on-duplicate", "update"),
            ("--sheet", "x"),
            ("--commit-every", "5"),
        ],
    )
    def test_the_plan_says_everything(
        self, line: Line, planned: Callable[..., Path], words: tuple[str, ...]
    ) -> None:
        path = planned(str(REGISTER))
        refused(line, "import", "--apply", str(path), *words, code="E105", status=2)


def alter(**parts: Any) -> Callable[[dict[str, Any]], object]:  # noqa: ANN401 - any JSON
    return lambda plan: plan.update(parts)


@pytest.mark.parametrize(
    "change",
    [
        alter(kind="shopping list"),
        alter(version=2),
        alter(version=True),
        alter(more=1),
        alter(counts={}),
        alter(file={"path": 1, "sha256": "a" * 64}),
        alter(file={"path": "x", "sha256": "xyz"}),
        alter(problems={"most": -1}),
        alter(problems=[]),
        lambda plan: plan.pop("profile"),
        lambda plan: plan["counts"].update(added=True),
        lambda plan: plan["options"].update(partial=1),
        lambda plan: plan["options"].update(on_duplicate="destroy"),
        lambda plan: plan["options"].update(header_row=0),
        lambda plan: plan["options"].pop("sheet"),
        lambda plan: plan["ledger"].update(head="00"),
    ],
)
def test_what_is_not_understood_is_refused(
    line: Line, planned: Callable[..., Path], change: Callable[[dict[str, Any]], object]
) -> None:
    path = planned(str(REGISTER))
    plan = json.loads(path.read_text("utf-8"))
    change(plan)
    path.write_text(json.dumps(plan), "utf-8")
    refused(line, "import", "--apply", str(path), code="E945", status=2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"kind": 1, "kind": 1}',
        b'{"kind": "\\ud800"}',
        b"[" * 100_000,
        b"NaN",
        b" " * (5 << 20),
    ],
)
def test_what_is_no_plan_is_refused(line: Line, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(data)
    refused(line, "import", "--apply", str(path), code="E945", status=2)


def test_a_plan_that_is_not_there(line: Line, tmp_path: Path) -> None:
    refused(line, "import", "--apply", str(tmp_path / "none.json"), code="E303", status=3)
    refused(line, "import", "--apply", str(tmp_path), code="E803", status=8)
