"""What was typed for a command that was interrupted: kept, offered, and gone once it is recorded."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES
from test_faces import WAYS, Way, answered, cases, last, lead  # noqa: F401 - two are fixtures

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.drafts import KEPT_DAYS
from ledgerctl.errors.system import LedgerBusy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desk_line import Line

INTERRUPTED, GO_ON = 130, "y"
TOO_OLD = KEPT_DAYS * 86_400


@pytest.fixture
def folder(home: Path) -> Path:
    """Where drafts are kept."""
    return home / "state" / "ledgerctl" / "drafts"


@pytest.fixture
def cut(line: Line) -> None:
    """A note that was interrupted before its last question, on the first of two cases."""
    for _ in range(2):
        line.add()
    assert answered(line.ledger, ["note"], ["2021-1", "已致电", "phone"]) == INTERRUPTED


def age(path: Path, seconds: int) -> None:
    """Let a draft be as old as that."""
    written = time.time() - seconds
    os.utime(path, (written, written))


def texts_in(folder: Path, name: str) -> Mapping[str, str]:
    found = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["texts"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", WAYS)
def test_every_command_that_asks_goes_on_where_it_was_interrupted(
    cases: Line,  # noqa: F811 - the fixture
    lead: Callable[[str], Way],  # noqa: F811 - the fixture
    folder: Path,
    tmp_path: Path,
    name: str,
) -> None:
    way, path = lead(name), name.split()
    *typed, final = way.talk
    before = cases.content
    uninterrupted = shutil.copyfile(cases.ledger, tmp_path / "line.db")
    assert answered(cases.ledger, path, typed) == INTERRUPTED
    draft = folder / f"{'-'.join(path)}.json"
    assert (cases.content, draft.stat().st_mode & 0o777) == (before, 0o600)
    assert answered(cases.ledger, path, [GO_ON, *[""] * len(typed), final]) == 0
    assert not draft.exists()
    resumed = last(cases)
    cases.ledger = str(uninterrupted)
    assert cases(*path, *way.words).status == 0
    assert resumed == last(cases)


def test_nothing_answered_is_nothing_kept(line: Line, folder: Path) -> None:
    number = line.add()
    assert answered(line.ledger, ["note", number], []) == INTERRUPTED
    assert not folder.exists()


@pytest.mark.usefixtures("cut")
def test_a_draft_is_not_offered_to_another_case(line: Line, folder: Path) -> None:
    assert answered(line.ledger, ["note", "2021-2"], ["别的事", "", "", ""]) == 0
    assert last(line)[1::2] == ("2021-0002", {"note": "别的事"})
    assert texts_in(folder, "note")["note"] == "已致电"


@pytest.mark.usefixtures("cut")
def test_a_case_typed_another_way_is_the_same(line: Line, folder: Path) -> None:
    assert answered(line.ledger, ["note", "2021-0001"], [GO_ON, "", "", "", ""]) == 0
    assert last(line)[1] == "2021-0001"
    assert last(line)[3] == {"note": "已致电"}
    assert not folder.joinpath("note.json").exists()


@pytest.mark.usefixtures("cut")
def test_a_draft_is_not_offered_to_another_ledger(
    line: Line, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(line.content)
    assert answered(str(other), ["note", "2021-1"], []) == INTERRUPTED
    assert "Go on" not in capsys.readouterr().err
    assert texts_in(folder, "note")["note"] == "已致电"


def test_what_is_refused_and_not_answered_anew_is_kept(line: Line, folder: Path) -> None:
    number = line.add()
    assert answered(line.ledger, ["escalate", number], ["president", "", "", "", "n"]) == 4
    assert texts_in(folder, "escalate") == {"number": number, "level": "president"}


def test_an_interruption_at_the_refusal_keeps_what_was_typed(
    line: Line, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = line.add()
    assert answered(line.ledger, ["escalate", number], ["president", "", "", ""]) == INTERRUPTED
    assert texts_in(folder, "escalate")["level"] == "president"
    assert f"`ledgerctl escalate {number}` goes on with it" in capsys.readouterr().err


def test_a_trial_keeps_what_was_typed(line: Line, folder: Path) -> None:
    number = line.add()
    assert answered(line.ledger, ["note", number, "-n"], ["已致电", "", "", ""]) == 0
    assert texts_in(folder, "note")["note"] == "已致电"
    assert answered(line.ledger, ["note", number], [GO_ON, "", "", "", ""]) == 0
    assert last(line)[3] == {"note": "已致电"}
    assert not list(folder.iterdir())


def test_a_day_keeps_its_meaning(line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = line.add("--at", "2021-01-04")
    assert answered(line.ledger, ["pause"], [number, "", "昨天"]) == INTERRUPTED
    assert texts_in(folder, "pause")["told_at"] == "2021-01-04"
    monkeypatch.setenv("LEDGERCTL_NOW", "2021-01-09T02:00:00Z")
    assert answered(line.ledger, ["pause"], [GO_ON, "", "", "", "送检", ""]) == 0
    assert last(line)[2]["told_at"] == "2021-01-04"


def test_what_the_line_says_wrongly_is_refused_before_anything_is_asked(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert answered(line.ledger, ["add", "--severity", "grave"], []) == 2
    assert "Channel" not in capsys.readouterr().err


def test_what_names_a_person_is_masked_when_it_is_offered(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["counter", "", "排队", "", "林听澜", "13800138000"]
    assert answered(line.ledger, ["add"], typed) == INTERRUPTED
    capsys.readouterr()
    assert answered(line.ledger, ["add"], [GO_ON, *[""] * 13, ""]) == 0
    said = capsys.readouterr().err
    assert "Complainant [林**]: Telephone [138****8000]: " in said
    assert "林听澜" not in said


def test_a_dash_empties_what_is_in_brackets(line: Line) -> None:
    answers = ["counter", "", "排队", *[""] * 7, "12", "", "", "n", *[""] * 10, "-", "", "", ""]
    assert answered(line.ledger, ["add"], answers) == 0
    assert last(line)[2].get("amount") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ledger": 1, "texts": {}}', '{"texts": 3}'])
def test_a_spoilt_draft_is_no_draft(line: Line, folder: Path, text: str) -> None:
    number = line.add()
    folder.mkdir(parents=True)
    folder.joinpath("note.json").write_text(text, encoding="utf-8")
    assert answered(line.ledger, ["note", number], ["已致电", "", "", ""]) == 0
    assert last(line)[3] == {"note": "已致电"}


def test_a_field_is_corrected_by_questions(line: Line, folder: Path) -> None:
    number = line.add("--at", "2021-01-04")
    typed = [
        "",
        "2021-9",
        number,
        "?",
        "recieved",
        "收到时间",
        "2021-02-30",
        "2021-01-02",
        "看错",
        "",
    ]
    assert answered(line.ledger, ["amend"], typed) == 0
    kind, case, facts, _sealed = last(line)
    assert (kind, case) == ("complaint.corrected", number)
    assert facts["new.received_at"] == "2021-01-02"
    assert not folder.exists() or not list(folder.iterdir())
    assert answered(line.ledger, ["amend", "2021-9"], []) == 3
    assert answered(line.ledger, ["amend", number, "chanel=letter"], []) == 2


@pytest.mark.usefixtures("cut")
def test_a_draft_that_nobody_wants_is_gone(line: Line, folder: Path) -> None:
    assert answered(line.ledger, ["note"], ["maybe", "n", "2021-2", "别的事", "", "", ""]) == 0
    assert last(line)[1] == "2021-0002"
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("cut")
def test_a_draft_whose_answers_are_accepted_no_more_is_about_something_else(
    line: Line, folder: Path
) -> None:
    kept = {"ledger": line.ledger, "texts": {"number": "2021-99", "note": "旧"}}
    folder.joinpath("note.json").write_text(json.dumps(kept), encoding="utf-8")
    assert answered(line.ledger, ["note", "2021-1"], ["新", "", "", ""]) == 0
    assert last(line)[3] == {"note": "新"}


def test_what_a_busy_ledger_refuses_is_kept(
    line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_options: object) -> None:
        raise LedgerBusy(path="b.db", seconds=1)

    number = line.add()
    monkeypatch.setattr(handling, "note", busy)
    assert answered(line.ledger, ["note", number], ["已致电", "", "", ""]) == LedgerBusy.exit_status
    assert texts_in(folder, "note")["note"] == "已致电"


def test_a_folder_that_cannot_be_made_keeps_nobody_from_recording(
    line: Line, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = line.add()
    (home / "state").write_text("a file where the folder should be", encoding="utf-8")
    assert answered(line.ledger, ["note", number], ["已致电"]) == INTERRUPTED
    assert "No draft could be kept" in capsys.readouterr().err
    assert answered(line.ledger, ["note", number], ["已致电", "", "", ""]) == 0
    assert last(line)[3] == {"note": "已致电"}


def test_what_is_answered_anew_goes_on_with_what_was_typed(line: Line, folder: Path) -> None:
    number = line.add()
    typed = ["president", "", "", "", "y", "", "", "", "the others are on leave", "", ""]
    assert answered(line.ledger, ["escalate", number], typed) == 0
    assert last(line)[0] == "complaint.escalated"
    assert not list(folder.iterdir())


def test_an_entry_that_there_is_not_is_asked_nothing(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert answered(line.ledger, ["suggest", "answer", "S2021-9"], []) == 3
    assert "E320" in capsys.readouterr().err


@pytest.fixture
def cut_twice(line: Line, cut: None, folder: Path) -> None:
    """Another note that was interrupted, on the second of two cases, later than the first."""
    assert answered(line.ledger, ["note", "2021-2"], ["已上门", "", ""]) == INTERRUPTED
    age(folder / "note.json", 60)


@pytest.mark.usefixtures("cut_twice")
@pytest.mark.parametrize(("number", "note"), [("2021-0001", "已致电"), ("2021-0002", "已上门")])
def test_each_case_finds_its_own_draft(line: Line, folder: Path, number: str, note: str) -> None:
    assert len(list(folder.iterdir())) == 2
    assert answered(line.ledger, ["note", number], [GO_ON, "", "", "", ""]) == 0
    assert last(line)[1::2] == (number, {"note": note})
    (other,) = folder.iterdir()
    assert note not in other.read_text(encoding="utf-8")


@pytest.mark.usefixtures("cut_twice")
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_several_drafts_the_person_chooses(
    line: Line, folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["note", "--lang", language]
    assert answered(line.ledger, words, ["3", "x", "2", "", "", "", "", ""]) == 0
    said = capsys.readouterr().err
    assert {"en": "Which one to go on with?", "zh": "接着填写哪一份？"}[language] in said
    assert "已致电" not in said.partition("?")[0]
    listed = re.findall(
        r"^  (\d)  ledgerctl note (\S+)  \(\d{4}-\d\d-\d\d \d\d:\d\d\)$", said, re.MULTILINE
    )
    assert listed == [("1", "2021-2"), ("2", "2021-1")]
    assert last(line)[1::2] == ("2021-0001", {"note": "已致电"})
    assert [each.name for each in folder.iterdir()] == ["note-2.json"]


@pytest.mark.usefixtures("cut_twice")
@pytest.mark.parametrize(("answer", "left"), [("", 2), ("-", 0)])
def test_several_drafts_stay_or_go(line: Line, folder: Path, answer: str, left: int) -> None:
    assert answered(line.ledger, ["note"], [answer, "2021-2", "别的事", "", "", ""]) == 0
    assert last(line)[3] == {"note": "别的事"}
    assert len(list(folder.iterdir())) == left


def test_a_draft_of_one_field_is_not_offered_for_another(line: Line, folder: Path) -> None:
    number = line.add("--at", "2021-01-04")
    assert answered(line.ledger, ["amend"], [number, "channel", "letter"]) == INTERRUPTED
    answers = [number, "received_at", "2021-01-02", "看错", ""]
    assert answered(line.ledger, ["amend"], answers) == 0
    assert texts_in(folder, "amend")["channel"] == "letter"


def test_a_registration_interrupted_anew_is_kept_beside_the_first(line: Line, folder: Path) -> None:
    assert answered(line.ledger, ["add", "--summary", "甲"], ["counter"]) == INTERRUPTED
    assert answered(line.ledger, ["add", "--summary", "乙"], ["hotline"]) == INTERRUPTED
    kept = [texts_in(folder, name)["summary"] for name in ("add", "add-2")]
    assert kept == ["甲", "乙"]


@pytest.mark.usefixtures("cut")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_went_on_with_is_deleted_by_any_command_that_asks(
    line: Line, folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt, other, strange = (folder / name for name in ("judge.json", "add-3.json", "notes.txt"))
    spoilt.write_text("{", encoding="utf-8")
    other.write_text('{"ledger": "/elsewhere.db", "texts": {"summary": "旧"}}', encoding="utf-8")
    strange.touch()
    for path in (folder / "note.json", spoilt, other, strange):
        age(path, TOO_OLD + 60)
    capsys.readouterr()
    words = ["escalate", "2021-2", "--lang", language]
    assert answered(line.ledger, words, ["branch_head", "", "", "", ""]) == 0
    said = capsys.readouterr().err
    told = {
        "en": "Drafts that nobody went on with for 30 days were deleted: 3",
        "zh": "已删除 3 份 30 天内无人续填的草稿",
    }
    assert told[language] in said.splitlines()
    assert list(folder.iterdir()) == [strange]
    assert answered(line.ledger, ["note"], ["2021-2", "新", "", "", ""]) == 0
    assert "30" not in capsys.readouterr().err


@pytest.mark.usefixtures("cut")
def test_a_draft_is_kept_until_its_days_are_over(
    line: Line, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    age(folder / "note.json", TOO_OLD - 60)
    assert answered(line.ledger, ["note", "2021-1"], [GO_ON, ""]) == INTERRUPTED
    # Whoever goes on with it begins its days anew.
    assert time.time() - (folder / "note.json").stat().st_mtime < TOO_OLD / 2
    assert "deleted" not in capsys.readouterr().err


@pytest.mark.usefixtures("cut")
def test_a_draft_that_cannot_be_deleted_keeps_nobody_from_recording(
    line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError

    age(folder / "note.json", TOO_OLD + 60)
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        assert answered(line.ledger, ["escalate", "2021-2"], []) == INTERRUPTED
    assert "deleted" not in capsys.readouterr().err
    assert folder.joinpath("note.json").exists()
