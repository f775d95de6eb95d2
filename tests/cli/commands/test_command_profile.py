"""Profiles on the command line: listed, shown, drafted, tried; a person's own in a folder of their own."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, refused

from ledgerctl.formats.profiles import parse_profile, shipped_profiles

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

STRANGE = (
    "工单流水,打入时刻,来自何处,客户手机,客户原话,了结时刻\n"
    "X-1,2020-03-04,柜面,19900000001,排队两个小时没有人理会我们,2020-03-06\n"
    "X-2,2020-03-05,95533,19900000002,转账被拦截三次而且没有解释,\n"
)


@pytest.fixture
def strange(tmp_path: Path) -> str:
    path = tmp_path / "strange.csv"
    path.write_text(STRANGE, "utf-8")
    return str(path)


@pytest.fixture
def own(home: Path) -> Path:
    folder = home / "config" / "ledgerctl" / "profiles"
    folder.mkdir(parents=True)
    return folder


def test_the_shipped_ones_are_listed(bare: Line) -> None:
    found = bare("profile", "--json").data["profiles"]
    assert [each["name"] for each in found] == list(shipped_profiles())
    assert "投诉台账" in bare("profile", "list", "--lang", "zh").out


def test_own_ones_are_listed_and_used_by_name(line: Line, own: Path, strange: str) -> None:
    (own / "mine.toml").write_text(
        'title = "Mine"\n[columns]\n"工单流水" = "source_id"\n"打入时刻" = "received_at"\n'
        '"客户原话" = "summary"\n[constants]\nchannel = "counter"\n',
        "utf-8",
    )
    assert {"name": "mine", "title": "Mine", "title_zh": "", "own": True} in line(
        "profile", "--json"
    ).data["profiles"]
    assert "mine" in line("profile").out
    assert line("import", strange, "--profile", "mine", "--json").data["added"] == 2


def test_a_profile_is_printed_as_its_file(bare: Line) -> None:
    assert tomllib.loads(bare("profile", "show", "register").out)["name"] == "register"
    data = bare("profile", "show", "cfpb", "--json").data
    assert tomllib.loads(data["text"])["name"] == "cfpb"
    assert bare("profile", "show", "yellow").code == "E305"


def test_a_draft_marks_its_guesses_and_can_be_read(bare: Line, strange: str) -> None:
    text = bare("profile", "init", strange).out
    profile = parse_profile(text.encode(), path="draft", name="x")
    fields = {name for names in profile.columns.values() for name in names}
    assert fields == {"source_id", "received_at", "channel", "phone", "summary", "resolved_at"}
    assert '"客户原话" = "summary"  # GUESS' in text
    assert '"来自何处" = "channel"  # GUESS: 2 of 2 values look like it' in text


def test_what_nothing_is_known_of_is_kept_and_what_is_missing_is_said(
    bare: Line, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("甲,乙\n红,13800138000和13900139000\n红,蓝\n", "utf-8")
    text = bare("profile", "init", str(path)).out
    assert '# "甲" is kept as it is: 2 values of up to 1 characters' in text
    assert "红" not in text
    assert "13800138000" not in text
    assert '# channel = "..."  # GUESS wanted' in text


def test_a_draft_holds_no_personal_value(bare: Line, strange: str, tmp_path: Path) -> None:
    assert "19900000001" not in bare("profile", "init", strange).out
    path = tmp_path / "people.csv"
    path.write_text("谁,何时\n林听澜,2020-03-04\n何沐,2020-03-05\n", "utf-8")
    assert "林听澜" not in bare("profile", "init", str(path)).out


def test_a_draft_knows_the_headings_of_the_shipped_profiles(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("来电时间,投诉事由\n坏,x\n", "utf-8")
    text = bare("profile", "init", str(path)).out
    assert '"来电时间" = "received_at"  # GUESS: as in the profile register-zh' in text


def test_known_headings_are_no_guess_and_unknown_codes_are_listed(
    bare: Line, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("编号,收到时间,受理渠道,投诉内容\n1,3/4/2020,柜面台,x\n", "utf-8")
    text = bare("profile", "init", str(path)).out
    assert '"受理渠道" = "channel"\n' in text
    assert '"柜面台" = ""  # GUESS wanted' in text
    assert 'date_forms = ["mdy"]  # GUESS' in text
    parse_profile(text.encode(), path="draft", name="x")


def test_codes_that_a_shipped_profile_knows_are_guessed_and_near_ones_named(
    bare: Line, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "投诉日期,投诉渠道,投诉内容\n2020-03-04,营业厅,x\n2020-03-05,热线来电,y\n", "utf-8"
    )
    text = bare("profile", "init", str(path)).out
    assert '"营业厅" = "counter"  # GUESS: as in the profile register-zh' in text
    assert '"热线来电" = ""  # GUESS wanted; nearest: hotline 客服热线' in text


def test_a_column_whose_words_only_a_shipped_profile_knows_is_guessed(
    bare: Line, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("何时,从哪里,哪方面\n2020-03-04,营业厅,存款\n2020-03-05,来电,转账\n", "utf-8")
    text = bare("profile", "init", str(path)).out
    assert '"从哪里" = "channel"  # GUESS: 2 of 2 values look like it' in text
    assert '"哪方面" = "business"  # GUESS: 2 of 2 values look like it' in text
    assert '"营业厅" = "counter"  # GUESS: as in the profile register-zh' in text


def test_the_comments_of_a_draft_are_in_the_language_chosen(bare: Line, strange: str) -> None:
    text = bare("profile", "init", strange, "--lang", "zh").out
    assert "# 凡标有 GUESS 之处请核对" in text
    assert '"客户原话" = "summary"  # GUESS: 文字最长的一列' in text
    parse_profile(text.encode(), path="draft", name="x")


def test_import_drafts_too(bare: Line, strange: str) -> None:
    assert bare("import", strange, "--profile-init").out == bare("profile", "init", strange).out


def test_a_draft_goes_to_a_new_file_only(bare: Line, strange: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    outcome = bare("profile", "init", strange, "--to", str(path))
    assert (outcome.out, "GUESS" in outcome.err) == ("", True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert bare("profile", "init", strange, "--to", str(path)).code == "E503"


def test_a_profile_is_tried_without_a_ledger(bare: Line, home: Path) -> None:
    outcome = bare("profile", "check", "register", str(REGISTER))
    assert outcome.status == 0
    assert "Received" in outcome.out
    assert not (home / "data").exists()


def test_a_trial_tells_what_is_wrong(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("编号,收到时间,受理渠道,投诉内容\n1,2020-13-04,热缐,x\n", "utf-8")
    outcome = bare("profile", "check", "register", str(path), "--json")
    data = json.loads(outcome.out)["data"]
    assert (outcome.status, data["read"], data["rejected"]) == (1, 1, 1)
    assert data["problem_codes"] == {"E201": 1, "E203": 1}
    assert {"heading": "受理渠道", "field": "channel"} in data["columns"]
    assert "E203" in bare("profile", "check", "register", str(path)).out


def test_files_and_names_refused(line: Line, tmp_path: Path) -> None:
    refused(line, "profile", "init", str(tmp_path / "none.csv"), code="E303", status=3)
    refused(line, "profile", "check", "none", str(REGISTER), code="E305", status=3)
