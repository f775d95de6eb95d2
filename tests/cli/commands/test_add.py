from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

PLAIN = ("add", "--channel", "counter", "--summary", "排队时间太长")
CALLER = ("--phone", "13800138000", "--business", "loan")


def test_one_line_is_enough(line: Line, user: str) -> None:
    outcome = line(*PLAIN)
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "2021-0001  Complaint received"
    assert "Received: 2021-01-05 10:00 (Tuesday)" in lines
    assert "Due: 2021-01-20 (Wednesday); 15 days, CBIRC order 2020 No. 3" in lines
    assert f"First receiver: {user}" in lines
    assert any(each.startswith("Unknown: Complainant, Telephone") for each in lines)
    assert lines[-1].startswith("Ledger: 2:")
    assert outcome.err == "Next: ledgerctl resolve 2021-0001 --finding …\n"


def test_numbers_follow_one_another(line: Line) -> None:
    assert [line.add(), line.add(), line.add()] == ["2021-0001", "2021-0002", "2021-0003"]


def test_json_envelope(line: Line) -> None:
    outcome = line(*PLAIN, "--json")
    assert list(outcome.envelope) == ["schema_version", "command", "data", "messages"]
    assert (outcome.envelope["schema_version"], outcome.envelope["command"]) == (1, "add")
    assert set(outcome.data) == {
        *("action", "number", "event", "ledger", "record", "details", "changes", "repeat_of"),
        *("earlier", "unknown", "warnings", "watched", "provisional", "repeated", "dry_run"),
    }
    assert outcome.data["action"] == "complaint.received"
    assert outcome.data["event"]["seq"] == 2
    assert len(outcome.data["event"]["hash"]) == 64
    assert outcome.data["ledger"]["short"] == line.head()
    assert outcome.data["record"]["channel"] == "counter"
    assert outcome.err == ""


def test_json_on_standard_input(line: Line) -> None:
    given = {"channel": "柜面", "summary": "排队", "amount": 5000, "skip_level": True}
    record = line("add", "-", "--json", stdin=json.dumps(given)).data["record"]
    assert (record["channel"], record["amount"], record["skip_level"]) == ("counter", 500_000, 1)


def test_json_with_chinese_field_names(line: Line) -> None:
    given = {"受理渠道": "柜面", "投诉内容摘要": "排队", "被投诉人员": ["DQ-01", "DQ-02"]}
    record = line("add", "-", "--json", stdin=json.dumps(given)).data["record"]
    assert (record["channel"], record["complained"]) == ("counter", "DQ-01; DQ-02")


def test_an_option_wins_over_the_json(line: Line) -> None:
    given = json.dumps({"受理渠道": "柜面", "summary": "排队"})
    assert (
        line("add", "-", "--channel", "hotline", "--json", stdin=given).data["record"]["channel"]
        == "hotline"
    )


def test_json_from_a_file(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        '\ufeff{"channel": "counter", "summary": "x", "demand": null}', encoding="utf-8"
    )
    assert line("add", str(file)).status == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E213"),
        ("{", "E213"),
        ("[]", "E213"),
        ('"channel"', "E213"),
        ("[" * 100_000, "E213"),
        ('{"channel": {"key": "counter"}}', "E213"),
        ('{"channel": "counter", "summary": 1.5}', "E213"),
        ('{"chanel": "counter"}', "E210"),
        ('{"channel": "counter"}', "E102"),
        ('{"channel": "counter", "summary": "\\u0000"}', "E207"),
        ('{"channel": "counter", "summary": "\\ud800"}', "E207"),
    ],
)
def test_json_that_cannot_be_read(line: Line, text: str, code: str) -> None:
    refused(line, "add", "-", stdin=text, code=code, status=2)


def test_standard_input_that_is_not_utf_8(line: Line) -> None:
    before = line.content
    outcome = line("add", "-", stdin="投诉".encode("gb18030"))
    assert (outcome.code, outcome.status, line.content) == ("E901", 2, before)


def test_texts_from_files(line: Line, tmp_path: Path) -> None:
    (tmp_path / "name").write_text("林听澜\n", encoding="utf-8")
    (tmp_path / "long").write_text("第一行\n第二行\n", encoding="utf-8")
    outcome = line(
        *("add", "--channel", "counter", "--complainant", f"@{tmp_path / 'name'}"),
        *("--summary", f"@{tmp_path / 'long'}"),
    )
    assert outcome.status == 0
    assert "warning" not in outcome.err
    texts = line("show", "2021-0001", "--json").data["texts"]
    assert texts["complainant"].startswith("林*")
    assert texts["summary"] == "第一行\n第二行"


def test_two_at_signs_stand_for_one(line: Line) -> None:
    assert line("add", "--channel", "counter", "--summary", "@@home").status == 0
    assert line("show", "2021-0001", "--json").data["texts"]["summary"] == "@home"


def test_a_missing_text_file(line: Line, tmp_path: Path) -> None:
    words = ("add", "--channel", "counter", "--summary", f"@{tmp_path / 'none'}")
    refused(line, *words, code="E303", status=3)


def test_a_folder_as_text_file(line: Line, tmp_path: Path) -> None:
    refused(line, "add", "--channel", "counter", "--summary", f"@{tmp_path}", code="E803", status=8)


def test_a_text_file_in_another_encoding(line: Line, tmp_path: Path) -> None:
    (tmp_path / "gb").write_bytes("投诉".encode("gb18030"))
    words = ("add", "--channel", "counter", "--summary", f"@{tmp_path / 'gb'}")
    refused(line, *words, code="E901", status=2)


def test_personal_data_on_the_line_is_warned_of_once(line: Line) -> None:
    outcome = line(*PLAIN, "--complainant", "林听澜", "--phone", "13800138000")
    assert outcome.status == 0
    assert outcome.err.count("warning:") == 1
    assert "--complainant, --phone on the command line" in outcome.err
    assert "林听澜" not in outcome.out + outcome.err
    assert "13800138000" not in outcome.out + outcome.err


def test_no_warning_without_personal_data(line: Line) -> None:
    assert "warning" not in line(*PLAIN, "--business", "loan").err


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("yesterday", "2021-01-04"),
        ("昨天", "2021-01-04"),
        ("today", "2021-01-05"),
        ("2020年12月31日", "2020-12-31"),
        ("2020/12/1", "2020-12-01"),
        ("2021-01-05 09:30", "2021-01-05T09:30"),
    ],
)
@pytest.mark.parametrize("option", ["--at", "--received-at"])
def test_how_a_date_was_understood(line: Line, option: str, typed: str, stored: str) -> None:
    assert line(*PLAIN, option, typed, "--json").data["record"]["received_at"] == stored


def test_the_number_follows_the_year_of_receipt(line: Line) -> None:
    line.add()
    assert line.add("--at", "2020-12-31") == "2020-0001"


def test_a_late_registration_is_told(line: Line) -> None:
    assert "Registered more than a day after" in line(*PLAIN, "--at", "2021-01-01").err
    assert "Registered" not in line(*PLAIN, "--at", "yesterday").err


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("--channel", "柜台机", "--summary", "x"), "E201", 2),
        (("--channel", "counter", "--summary", "x", "--business", "lone"), "E201", 2),
        (("--channel", "counter", "--summary", "x", "--at", "03/04/2020"), "E202", 2),
        (("--channel", "counter", "--summary", "x", "--at", "2020-02-30"), "E203", 2),
        (("--channel", "counter", "--summary", "x", "--at", "2021-01-06"), "E406", 4),
        (("--channel", "counter", "--summary", "x", "--amount", "-5"), "E104", 2),
        (("--channel", "counter", "--summary", "x", "--amount=-5"), "E204", 2),
        (("--channel", "counter", "--summary", "x", "--skip-level", "maybe"), "E206", 2),
        (("--channel", "counter", "--summary", "x" * 32_001), "E208", 2),
        (("--channel", "counter", "--summary", "a\x1b[31m"), "E207", 2),
        (("--channel", "counter"), "E102", 2),
        (("--summary", "x"), "E102", 2),
        ((), "E102", 2),
        (("--channel", "counter", "--summary", "  "), "E102", 2),
        (("--channel", "counter", "--summary"), "E109", 2),
    ],
)
def test_refusals(line: Line, words: tuple[str, ...], code: str, status: int) -> None:
    if "--amount" in words:
        code = "E204"
    refused(line, "add", *words, code=code, status=status)


def test_an_unknown_code_is_answered_with_the_nearest(line: Line) -> None:
    outcome = refused(line, "add", "--channel", "conter", "--summary", "x", code="E201", status=2)
    assert "counter" in outcome.err
    assert "ledgerctl codes channel" in outcome.err


def test_missing_options_are_all_named(line: Line) -> None:
    assert "Missing --channel, --summary" in refused(line, "add", code="E102", status=2).err


def test_a_refusal_in_json(line: Line) -> None:
    before = line.content
    outcome = line("add", "--channel", "conter", "--summary", "x", "--json")
    assert (outcome.status, line.content) == (2, before)
    assert list(outcome.envelope) == ["schema_version", "command", "error"]
    assert set(outcome.envelope["error"]) == {"code", "message", "hint", "values"}
    assert outcome.envelope["error"]["code"] == outcome.code == "E201"


@pytest.mark.parametrize("option", ["--dry-run", "-n"])
def test_a_dry_run_writes_nothing(line: Line, option: str) -> None:
    before = line.content
    outcome = line(*PLAIN, option)
    assert (outcome.status, line.content) == (0, before)
    assert outcome.out.startswith("2021-0001  Complaint received")
    assert "Dry run: nothing was written" in outcome.err
    assert "Next:" not in outcome.err
    assert line.add() == "2021-0001"


def test_a_key_makes_repeating_harmless(line: Line) -> None:
    first = line(*PLAIN, "--key", "k-1", "--json").data
    content = line.content
    again = line(*PLAIN, "--key", "k-1", "--json").data
    assert (again["number"], again["event"], again["repeated"]) == (
        first["number"],
        first["event"],
        True,
    )
    assert line.content == content
    assert "Already recorded under this key" in line(*PLAIN, "--key", "k-1").err


def test_a_key_of_another_command_is_refused(line: Line) -> None:
    line(*PLAIN, "--key", "k-1")
    refused(line, "note", "2021-0001", "x", "--key", "k-1", code="E501", status=5)


def test_a_repeat_complaint_is_told(line: Line) -> None:
    assert "Repeat" not in line(*PLAIN, *CALLER, "--at", "2020-12-20").err
    outcome = line(*PLAIN, "--phone", "138 0013 8000", "--business", "贷款")
    assert "Repeat complaint: same complainant and business as 2020-0001" in outcome.err
    assert "Earlier cases of this complainant: 2020-0001" in outcome.err
    assert "Repeat" not in outcome.out
    assert line("list", "--json").data["cases"][1]["repeat_of"] == "2020-0001"


def test_another_business_is_no_repeat(line: Line) -> None:
    line(*PLAIN, *CALLER, "--at", "2020-12-20")
    outcome = line(*PLAIN, "--phone", "13800138000", "--business", "card_credit")
    assert "Repeat complaint" not in outcome.err
    assert "Earlier cases" in outcome.err


def test_a_receiver_complained_about_is_warned_of(line: Line, user: str) -> None:
    outcome = line(*PLAIN, "--complained", user)
    assert outcome.status == 0
    assert "The first receiver is complained about" in outcome.err
    refused(line, "resolve", "2021-0001", "--finding", "upheld", code="E401", status=4)


def test_a_handler_complained_about_is_refused(line: Line) -> None:
    words = (*PLAIN, "--complained", "DQ-01；DQ-02", "--handler", "dq-02")
    refused(line, *words, code="E401", status=4)


def test_who_acts_is_the_first_receiver(line: Line, user: str) -> None:
    assert line(*PLAIN, "--json").data["record"]["handler"] == user
    assert line(*PLAIN, "--as", "DQ-0312", "--json").data["details"]["first_receiver"] == "DQ-0312"
    named = line(*PLAIN, "--as", "DQ-0312", "--first-receiver", "DQ-0102", "--json").data
    assert named["details"]["first_receiver"] == "DQ-0102"


def test_a_major_complaint_is_to_be_reported(line: Line) -> None:
    outcome = line(*PLAIN, "--severity", "major", "--json")
    assert outcome.data["warnings"] == ["major_report_now"]


@pytest.mark.parametrize("face", ["plain", "csv", "md", "jsonl"])
def test_every_face_names_the_number(line: Line, face: str) -> None:
    outcome = line(*PLAIN, "--format", face)
    assert outcome.status == 0
    assert "2021-0001" in outcome.out


def test_csv_is_one_record(line: Line) -> None:
    rows = list(csv.DictReader(io.StringIO(line(*PLAIN, "--csv").out)))
    assert [(row["number"], row["action"], row["seq"]) for row in rows] == [
        ("2021-0001", "complaint.received", "2")
    ]


def test_typer_and_the_quick_way_print_the_same(line: Line) -> None:
    quick = line(*PLAIN, "--dry-run").out.splitlines()
    # The last line is the ledger's head, which hangs on a fresh salt
    assert line(*PLAIN, "-n").out.splitlines()[:-1] == quick[:-1]


def test_the_default_ledger_is_made_on_first_use(bare: Line, home: Path) -> None:
    outcome = bare(*PLAIN)
    path = home / "data" / "ledgerctl" / "ledger.db"
    assert outcome.status == 0
    assert outcome.err.splitlines()[0] == f"Created the ledger {path}"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Created" not in bare(*PLAIN).err
