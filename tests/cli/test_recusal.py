"""回避: who is complained about takes no step in the handling of the case, in either language."""

from __future__ import annotations

import pytest
from desk_line import LANGUAGES, REGISTER, Line, refused

NUMBER, OTHER, CULPRIT = "2021-0001", "2021-0002", "DQ-9"


@pytest.fixture
def case(line: Line) -> str:
    """A case about DQ-9 that DQ-1 handles, beside another; its clock runs."""
    line.add("--complained", CULPRIT, "--as", "DQ-1", "--at", "2021-01-04")
    line.add("--at", "2021-01-04")
    return NUMBER


STEPS = [
    ("note", NUMBER, "called", "--contact", "phone"),
    ("note", NUMBER, "papers came", "--new-facts"),
    ("pause", NUMBER),
    ("extend", NUMBER, "--reason", "x"),
    ("notify", NUMBER, "--by", "phone", "--told", "facts,basis,remedies"),
    ("amend", NUMBER, "complained=", "--reason", "x"),
    ("undo", NUMBER, "--yes", "--reason", "x"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", STEPS, ids=" ".join)
@pytest.mark.usefixtures("case")
def test_a_step_is_refused_to_who_is_complained_about(
    line: Line, words: tuple[str, ...], language: str
) -> None:
    own = (*words, "--as", CULPRIT, "--lang", language)
    outcome = refused(line, *own, code="E446", status=4)
    assert {"en": "somebody else's", "zh": "须由他人办理"}[language] in outcome.err
    assert line(*words, "--as", "DQ-1", "-n").status == 0


def test_a_clock_is_started_again_by_somebody_else(line: Line, case: str) -> None:
    line("pause", case, "--as", "DQ-1")
    refused(line, "resume", case, "--as", CULPRIT, code="E446", status=4)


@pytest.mark.parametrize("pair", [(NUMBER, OTHER), (OTHER, NUMBER)])
@pytest.mark.usefixtures("case")
def test_neither_side_of_a_link_is_made_or_taken_away(line: Line, pair: tuple[str, str]) -> None:
    link = ("link", *pair, "--as", "repeat", "--person")
    refused(line, *link, CULPRIT, code="E446", status=4)
    assert line(*link, "DQ-1").status == 0
    unlink = ("unlink", *pair, "--reason", "x", "--person", CULPRIT)
    refused(line, *unlink, code="E446", status=4)


def test_what_remains_is_to_speak_and_to_hand_over(line: Line, case: str) -> None:
    for words in (
        ("note", case, "my account of it"),
        ("attach", case, str(REGISTER)),
        ("assign", case, "DQ-2"),
        ("escalate", case, "branch_head"),
    ):
        assert line(*words, "--as", CULPRIT).status == 0, words


def test_an_import_is_taken_back_by_anybody(
    line: Line, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = tmp_path_factory.mktemp("in") / "r.csv"
    table.write_text(
        "渠道,收到时间,投诉内容,被投诉人员\n网点现场,2021-01-03,排队,DQ-9\n", encoding="utf-8"
    )
    batch = line("import", str(table), "--yes", "--json").data["batch"]
    words = ("undo", batch, "--yes", "--reason", "wrong file", "--as", CULPRIT)
    assert line(*words).status == 0


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (("assign", NUMBER, CULPRIT), "承办人"),
        (("assign", NUMBER, CULPRIT, "--assist"), "协办人"),
        (("escalate", NUMBER, "branch_head", "--to", CULPRIT), "升级接办人"),
        (("resolve", NUMBER, "--finding", "upheld", "--as", CULPRIT), "办结人"),
        (("resolve", NUMBER, "--finding", "not_upheld", "--second", CULPRIT), "复核人"),
        (("extend", NUMBER, "--reason", "x", "--approved-by", CULPRIT), "批准人"),
        (("followup", NUMBER, "--repair", "x", "--as", CULPRIT), "关系修复人"),
        (("judge", NUMBER, "--responsibility", "pending", "--as", CULPRIT), "责任认定人"),
    ],
)
@pytest.mark.usefixtures("case")
def test_a_role_is_refused_in_words_of_the_language(
    line: Line, words: tuple[str, ...], role: str
) -> None:
    outcome = refused(line, *words, "--lang", "zh", code="E401", status=4)
    assert f"不得担任{role}\n" in outcome.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_complained_about_is_refused_before_the_case_has_a_number(
    line: Line, language: str
) -> None:
    words = ("add", "--channel", "counter", "--summary", "x", "--complained", "A", "--handler", "A")
    outcome = line(*words, "--lang", language)
    assert (outcome.status, outcome.code) == (4, "E401")
    assert {"en": "this case", "zh": "本案"}[language] in outcome.err
