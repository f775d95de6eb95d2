from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line

OWN = ("--at", "2020-12-01")


def counted(line: Line) -> tuple[int, int]:
    """How many complaints, and how many repetitions, the report of 2020 counts."""
    data = line("report", "--year", "2020", "--json").data
    cases = line("list", "--year", "2020", "--json").data["cases"]
    return data["received"], sum(1 for each in cases if each["repeat_of"])


@pytest.mark.parametrize(
    ("relation", "here", "there"),
    [
        ("repeat", "Repeats {}", "Repeated by {}"),
        ("follow-up", "Follows up {}", "Followed up by {}"),
        ("same-person", "Same complainant as {}", "Same complainant as {}"),
        ("同一事项(合并计)", "Merged into {}", "{} was merged into it"),
    ],
)
def test_both_cards_show_the_link_until_it_is_taken_away(
    line: Line, relation: str, here: str, there: str
) -> None:
    first, second = line.add(*OWN), line.add(*OWN)
    data = line("link", first, second, "--as", relation, "--json").data
    assert (data["action"], data["details"]["other"]) == ("complaint.linked", second)
    assert here.format(second) in line("show", first).out
    assert there.format(first) in line("show", second).out
    refused(line, "link", first, second, "--as", relation, code="E409", status=4)
    assert line("unlink", second, first, "--reason", "wrong").status == 0
    assert line("show", first, "--json").data["links"] == []
    assert line("show", second, "--json").data["links"] == []
    assert "No longer: " + here.format(second) in line("show", first).out
    refused(line, "unlink", first, second, "--reason", "x", code="E315", status=3)


def test_a_repetition_seen_by_hand_counts_until_it_is_taken_away(line: Line) -> None:
    first, second = line.add(*OWN), line.add("--at", "2020-12-03")
    assert counted(line) == (2, 0)
    line("link", second, first, "--as", "repeat")
    assert counted(line) == (2, 1)
    assert line("list", "--json").data["cases"][1]["repeat_of"] == first
    line("unlink", second, first, "--reason", "x")
    assert counted(line) == (2, 0)
    assert line("verify").status == 0


def test_the_rule_goes_on_when_a_link_by_hand_is_taken_away(line: Line) -> None:
    words = ("--phone", "19900000001", "--business", "loan", *OWN[:1])
    first, second = line.add(*words, "2020-12-01"), line.add(*words, "2020-12-05")
    other = line.add("--at", "2020-11-01")
    line("link", second, other, "--as", "repeat")
    row = line("show", second, "--json").data["record"]
    assert row["repeat_of"] == row["repeat_linked"] == other
    line("unlink", second, other, "--reason", "x")
    assert line("show", second, "--json").data["record"]["repeat_of"] == first
    refused(line, "unlink", second, first, "--reason", "x", code="E315", status=3)


def test_a_duplicate_is_no_case_of_its_own(line: Line) -> None:
    first = line.add(*OWN)
    second = line.add("--at", "2020-12-03")
    line("link", second, first, "--as", "duplicate")
    assert counted(line) == (1, 0)
    row = line("show", second, "--json").data["record"]
    assert (row["status"], row["counted"], row["merged_into"]) == ("merged", 0, first)
    assert line("list", "--open", "--json").data["total"] == 1
    assert "Merged" in line("report", "--year", "2020").out
    for words in (
        ("resolve", second, "--finding", "upheld"),
        ("assign", second, "DQ-9"),
        ("escalate", second, "branch_head"),
    ):
        outcome = refused(line, *words, code="E439", status=4)
        assert first in outcome.err
    line("unlink", second, first, "--as", "duplicate", "--reason", "another matter")
    assert counted(line) == (2, 0)
    assert line("resolve", second, "--finding", "upheld").status == 0
    assert line("verify").status == 0


def test_only_what_comes_while_the_other_is_handled_is_merged(line: Line) -> None:
    first = line.add("--at", "2020-12-02")
    line("resolve", first, "--finding", "upheld", "--at", "2020-12-10")
    before, after = line.add("--at", "2020-12-01"), line.add("--at", "2020-12-11")
    within = line.add("--at", "2020-12-10")
    for number in (before, after):
        refused(line, "link", number, first, "--as", "duplicate", code="E441", status=4)
    assert line("link", within, first, "--as", "duplicate").status == 0


def test_duplicates_do_not_form_chains(line: Line) -> None:
    first, second, third = (line.add(*OWN) for _ in range(3))
    line("link", second, first, "--as", "duplicate")
    for words in ((third, second), (first, third), (second, third)):
        refused(line, "link", *words, "--as", "duplicate", code="E445", status=4)


def test_an_own_case_that_a_regulator_forwards_later(line: Line) -> None:
    own = line.add(*OWN)
    forwarded = line.add("--channel", "nfra", "--at", "2020-12-20")
    early = line.add("--channel", "pboc", "--at", "2020-11-20")
    for words in ((forwarded, own), (own, early), (early, forwarded), (own, line.add(*OWN))):
        refused(line, "link", *words, "--as", "became-regulatory", code="E442", status=4)
    data = line("link", own, forwarded, "--as", "became-regulatory", "--json").data
    assert data["record"]["became_regulatory"] == 1
    line("unlink", own, forwarded, "--reason", "x")
    assert line("show", own, "--json").data["record"]["became_regulatory"] == 0


def test_refusals(line: Line) -> None:
    first, second = line.add(), line.add()
    refused(line, "link", first, first, "--as", "repeat", code="E440", status=4)
    refused(line, "link", first, second, "--as", "cousin", code="E201", status=2)
    refused(line, "link", first, second, code="E102", status=2)
    refused(line, "link", first, "2020-0999", "--as", "repeat", code="E302", status=3)
    future = ("--as", "repeat", "--at", "2021-01-06")
    refused(line, "link", first, second, *future, code="E406", status=4)
    line("link", first, second, "--as", "repeat")
    refused(line, "unlink", first, second, code="E102", status=2)
    line("link", first, second, "--as", "same-person")
    refused(line, "unlink", first, second, "--reason", "x", code="E315", status=3)
    assert line("unlink", first, second, "--as", "repeat", "--reason", "x").status == 0


def test_dry_run_key_person_and_json_input(line: Line) -> None:
    first, second = line.add(), line.add()
    before = line.content
    words = ("link", first, second, "--input", "-", "--json")
    given = '{"relation": "重复投诉", "reason": "同一事"}'
    assert line(*words, "--dry-run", stdin=given).data["dry_run"]
    assert line.content == before
    done = line(*words, "--key", "k", "--person", "DQ-7", stdin=given).data
    assert done["details"]["relation"] == "repeat"
    assert line(*words, "--key", "k", stdin=given).data["repeated"]
    history = line("show", second, "--json").data["history"]
    assert history[-1]["on_behalf_of"] == "DQ-7"


def test_a_link_is_taken_back_with_both_its_sides(line: Line) -> None:
    first, second = line.add(*OWN), line.add(*OWN)
    line("link", second, first, "--as", "duplicate")
    assert line("undo", "--yes", "--reason", "x").status == 0
    assert counted(line) == (2, 0)
    assert line("show", first, "--json").data["links"] == []


def test_links_in_chinese(line: Line) -> None:
    first, second = line.add(), line.add()
    line("link", first, second, "--as", "后续投诉")
    assert f"{second} 的后续投诉" in line("show", first, "--lang", "zh").out
    assert f"后续投诉为 {first}" in line("show", second, "--lang", "zh").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_says_that_a_repetition_was_linked(line: Line, language: str) -> None:
    first, second = line.add(), line.add()
    outcome = line("link", second, first, "--as", "repeat", "--lang", language)
    said = {"en": f"linked to {first}", "zh": f"已与 {first} 关联"}[language]
    assert said in outcome.err
