from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.text.formulas import could_run, guard, unguard

ARMED = (
    "=1+1",
    "+1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "\ufeff=1",
    "\u200b@x",
    " =1",
)
HARMLESS = ("", "a=1", "-12.50", "-1,200", "-3%", "001234", "'", "排队", '"=1"', "1-2")

signs = st.sampled_from(("'", "=", "+", "-", "@", "\t", "＝", "\ufeff", " ", "1", "a", "排"))
texts = st.text() | st.lists(signs, max_size=8).map("".join)


@pytest.mark.parametrize("text", ARMED)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert could_run(text)
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert not could_run(text)
    assert guard(text) == unguard(text) == text


@given(texts)
def test_no_guarded_text_runs(text: str) -> None:
    assert not could_run(guard(text))


@given(texts)
def test_the_guard_comes_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text
