from __future__ import annotations

import pytest

from ledgerctl import i18n
from ledgerctl.cli.asking.filling import Question
from ledgerctl.cli.asking.reviewing import answers
from ledgerctl.domain.codes.vocabulary import VOCABULARIES

CODES = Question("documents", "--documents", "Documents", "documents")
FIRST, SECOND = VOCABULARIES["documents"].terms()[:2]


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        (FIRST.key, FIRST.en, FIRST.zh),
        (f"{FIRST.key},{SECOND.zh}", f"{FIRST.en}, {SECOND.en}", f"{FIRST.zh}、{SECOND.zh}"),
        (f" {SECOND.en} ； {FIRST.key}", f"{SECOND.en}, {FIRST.en}", f"{SECOND.zh}、{FIRST.zh}"),
        # As it was typed, where not every part is a code
        (f"{FIRST.key},nonsense", f"{FIRST.key},nonsense", f"{FIRST.key},nonsense"),
        (",", ",", ","),
    ],
)
def test_every_code_of_several_is_shown_in_words(typed: str, english: str, chinese: str) -> None:
    i18n.install("en")
    assert answers([CODES], {"documents": typed}) == [f"Documents: {english}"]
    i18n.install("zh")
    assert answers([CODES], {"documents": typed}) == [f"Documents：{chinese}"]


@pytest.mark.parametrize("typed", ["退费/减免", "fee_refund"])
def test_a_label_that_holds_what_parts_codes_is_one_code(typed: str) -> None:
    i18n.install("zh")
    remedy = Question("remedy", "--remedy", "Remedy", "remedy")
    assert answers([remedy], {"remedy": typed}) == ["Remedy：退费/减免"]
