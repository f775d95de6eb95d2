from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conversation import Talk
from desk_line import LANGUAGES, REGISTER, refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

WHY = ("--reason", "记错了", "--yes")


def imported(line: Line) -> str:
    return str(line("import", str(REGISTER), "--json").data["batch"])


def field(line: Line, number: str, name: str) -> str:
    return str(line("show", number, "--json").data["record"][name])


class TestLastCommand:
    def test_a_wrong_command_is_taken_back_and_restored(self, line: Line) -> None:
        number = line.add()
        line("amend", number, "channel", "hotline", "--reason", "误录")
        outcome = line("undo", *WHY)
        assert outcome.status == 0
        assert outcome.out.startswith("Taken back\n\n#3  2021-01-05 10:00  ")
        assert f"{number}  Corrected\n\n{number}\n\n" in outcome.out
        assert "Channel  Bank hotline → Counter\n" in outcome.out
        assert field(line, number, "channel") == "counter"
        assert line("undo", *WHY).status == 0
        assert field(line, number, "channel") == "hotline"
        assert line("verify").status == 0

    def test_the_story_tells_it(self, line: Line, user: str) -> None:
        number = line.add()
        line("note", number, "called")
        line("undo", *WHY)
        story = line("show", number).out
        assert f"#3  10:00  {user}  Note: called [taken back by #4]\n" in story
        assert f"#4  10:00  {user}  Took back #3; Reason: 记错了\n" in story
        history = line("show", number, "--json").data["history"]
        assert [(each["seq"], each["taken_back_by"]) for each in history] == [
            *((2, None), (3, 4), (4, None)),
        ]

    def test_somebody_elses_command_must_be_named(self, line: Line) -> None:
        number = line.add()
        line("note", number, "called", "--as", "DQ-0300")
        outcome = refused(line, "undo", *WHY, code="E467", status=4)
        assert "DQ-0300" in outcome.err
        assert line("undo", "3", *WHY).status == 0

    def test_a_closed_case_is_no_hindrance(self, line: Line) -> None:
        number = line.add()
        line("resolve", number, "--finding", "upheld")
        assert "Closed → Received\n" in line("undo", *WHY).out

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_settings_and_denominators(self, line: Line, language: str) -> None:
        line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
        words = {"en": ("Customers 2020", "unknown"), "zh": ("客户数 2020", "未知")}[language]
        out = line("undo", *WHY, "--lang", language).out
        assert all(word in out for word in ("78,000 → ", "57,000 → ", *words))
        assert line("base", "--json").data["populations"] == []


class TestCase:
    def test_a_number_names_the_last_command_on_the_case(self, line: Line) -> None:
        first, second = line.add(), line.add()
        line("note", first, "called")
        line("note", second, "called")
        data = line("undo", first, *WHY, "--json").data
        assert (data["target"], data["details"]) == ("4", {"first": 4, "last": 4})

    def test_the_gap_is_explained(self, line: Line) -> None:
        number = line.add()
        line("undo", number, *WHY)
        assert f"{number}  Taken back\n" in line("show", number).out
        assert "was taken back by event 3; its number is not used again" in line("show", number).out
        assert number in line("list", "--status", "reversed").out
        assert number not in line("list").out
        assert line.add() == "2021-0002"

    def test_what_rests_on_it_is_named_and_goes_along_when_asked(self, line: Line) -> None:
        number = line.add()
        line("note", number, "called")
        outcome = refused(line, "undo", "2", *WHY, code="E466", status=4)
        assert f"#3 {number} Note written would have nothing to rest on" in outcome.err
        data = line("undo", "2", *WHY, "--with-later", "--json").data
        assert [each["kinds"] for each in data["commands"]] == [
            *(["complaint.received"], ["complaint.noted"]),
        ]
        assert data["changes"] == [
            {"number": number, "changes": {"status": {"old": "received", "new": "reversed"}}}
        ]

    def test_personal_data_is_masked(self, line: Line, tmp_path: Path) -> None:
        number = line.add()
        (tmp_path / "phone").write_text("13800138000", encoding="utf-8")
        line("amend", number, "phone", f"@{tmp_path / 'phone'}", "--reason", "补录")
        for face in ((), ("--json",)):
            outcome = line("undo", *WHY, "--dry-run", *face)
            assert "138****8000" in outcome.out
            assert "13800138000" not in outcome.out + outcome.err


class TestImport:
    def test_a_whole_import_is_taken_back(self, line: Line) -> None:
        batch = imported(line)
        outcome = line("undo", batch, *WHY)
        assert outcome.status == 0
        assert outcome.out.startswith("Batch taken back\n")
        assert f"The whole import {batch}; cases touched: 25\n" in outcome.out
        assert "Further cases: 5\n" in outcome.out
        assert line("report", "--year", "2020", "--json").data["received"] == 0
        assert line("verify").status == 0

    def test_it_is_the_last_command_too(self, line: Line) -> None:
        batch = imported(line)
        assert line("undo", *WHY, "--json").data["target"] == batch

    def test_numbers_are_not_used_again(self, line: Line) -> None:
        line("undo", imported(line), *WHY)
        assert line.add("--at", "2020-12-31") == "2020-0026"

    def test_json_contract(self, line: Line) -> None:
        batch = imported(line)
        data = line("undo", batch, *WHY, "--json").data
        assert (data["action"], data["number"]) == ("batch.reversed", None)
        assert data["details"]["batch"] == batch
        assert (data["cases"], len(data["changes"])) == (25, 20)


class TestAsking:
    def test_without_a_terminal_nobody_agrees(self, line: Line) -> None:
        line.add()
        outcome = refused(line, "undo", "--reason", "x", code="E465", status=4)
        assert "What would be taken back\n" in outcome.err
        assert "Status  Received → Taken back\n" in outcome.err

    def test_a_person_sees_says_why_and_agrees(self, line: Line) -> None:
        number = line.add()
        line("note", number, "called", "--as", "DQ-0300")
        talk = Talk("--ledger", line.ledger, "undo", "2")
        talk.hears("Status  Received → Taken back")
        talk.hears("Later events that would have nothing to rest on")
        talk.answers("Take these later commands back as well? [y/N]", "y")
        talk.answers("Reason: ", "typed twice")
        talk.answers("Take this back? [y/N]", "yes")
        status, out = talk.ends()
        assert (status, out.splitlines()[0]) == (0, "Taken back")
        assert field(line, number, "status") == "reversed"

    def test_it_is_said_whose_command_it_was(self, line: Line) -> None:
        number = line.add()
        line("note", number, "called", "--as", "DQ-0300")
        before = line.content
        talk = Talk("--ledger", line.ledger, "undo", "--reason", "x")
        talk.hears("Attention: this was recorded by DQ-0300")
        talk.answers("Take this back? [y/N]", "")
        assert talk.ends() == (4, "")
        assert "E465" in talk.said
        assert line.content == before

    def test_the_reason_comes_from_json_too(self, line: Line, tmp_path: Path) -> None:
        line.add()
        (tmp_path / "why.json").write_text('{"reason": "twice"}', encoding="utf-8")
        assert line("undo", "--yes", "--input", str(tmp_path / "why.json")).status == 0
        refused(line, "undo", "--yes", "--input", "-", code="E210", status=2, stdin='{"why": "x"}')

    def test_dry_run(self, line: Line) -> None:
        batch = imported(line)
        before = line.content
        outcome = line("undo", batch, "--reason", "x", "-n")
        assert "Dry run" in outcome.out
        assert line.content == before

    def test_a_repeated_key_needs_no_second_look(self, line: Line) -> None:
        line.add()
        line.add()
        line("undo", *WHY, "--key", "k")
        outcome = line("undo", "--reason", "x", "--key", "k", "--json")
        assert outcome.data["repeated"]
        assert line("list", "--json").data["total"] == 1


def test_refusals(line: Line) -> None:
    batch = imported(line)
    refused(line, "undo", batch, "--yes", code="E102", status=2)
    refused(line, "undo", "import-none", *WHY, code="E304", status=3)
    refused(line, "undo", "99", *WHY, code="E330", status=3)
    refused(line, "undo", "2020-0099", *WHY, code="E302", status=3)
    refused(line, "undo", "1", *WHY, code="E469", status=4)
    line("undo", batch, *WHY)
    refused(line, "undo", batch, *WHY, code="E412", status=4)
    refused(line, "note", "2020-0001", "x", code="E408", status=4)
    line("import", str(REGISTER))
    refused(line, "undo", "28", *WHY, code="E468", status=4)


def test_cases_that_vanish_with_an_import_are_named_in_one_line(line: Line) -> None:
    batch = imported(line)
    out = line("undo", batch, *WHY).out
    assert "Taken back whole: 2020-0001, 2020-0002, " in out
    assert out.count("Status") == 0
    assert len(out.splitlines()) < 20
