from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledgerctl.cli.dispatch.quick import parse
from ledgerctl.cli.dispatch.typed import run_typed
from ledgerctl.domain.codes.fields import INTAKE
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.writing.adding import Request

OPTIONS = sorted({*(field.option for field in INTAKE), "--at", "--as", "--key"})
TEXTS = st.one_of(
    st.sampled_from(["", "-", "=", "a=b", "@file", "@@x", "counter", "柜面", "2021-01-05", " x "]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)
#: Words as a person may type them, in an order that need not make sense.
WORDS = st.lists(
    st.one_of(
        st.sampled_from([*OPTIONS, "--dry-run", "-n", "--chan", "--help", "--", "--bogus", "FILE"]),
        st.tuples(st.sampled_from(OPTIONS), TEXTS).map("=".join),
        TEXTS,
    ),
    max_size=8,
)
PAIRS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(OPTIONS), TEXTS),
        st.tuples(st.sampled_from(OPTIONS), TEXTS).map(lambda pair: ("=".join(pair),)),
        st.just(("--dry-run",)),
    ),
    max_size=8,
).map(lambda pairs: [word for pair in pairs for word in pair])


class Nothing:
    """Stands where the context would: neither way touches it before the request is made."""

    exit_status = 0


def by_typer(words: list[str]) -> Request | None:
    """Return the request that Typer's way gives, or None when it refuses the line."""
    caught: list[Request] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "ledgerctl.cli.commands.add.run", lambda _context, request: caught.append(request)
        )
        try:
            run_typed(cast("Context", Nothing()), ["add", *words])
        except LedgerError:
            return None
    return caught[0] if caught else None


@given(words=PAIRS)
@example(words=["--summary", "-"])
@example(words=["--summary=--dry-run"])
@example(words=["--at", "today", "--received-at", "yesterday"])
@example(words=["--received-at", "today", "--at", "yesterday"])
@example(words=["--key=", "--as="])
@example(words=["--channel", "a", "--channel", "b"])
def test_plain_lines_give_the_same_request_both_ways(words: list[str]) -> None:
    quick = parse(words)
    if quick is not None:
        assert by_typer(words) == quick


@given(words=WORDS)
def test_what_the_quick_way_takes_means_the_same_to_typer(words: list[str]) -> None:
    quick = parse(words)
    if quick is not None:
        assert by_typer(words) == quick


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(OPTIONS), st.text("abc柜面 =@", min_size=1)), max_size=6
    )
)
def test_ordinary_lines_take_the_quick_way(pairs: list[tuple[str, str]]) -> None:
    assert parse([word for pair in pairs for word in pair]) is not None


def test_a_whole_line() -> None:
    found = parse(
        ["--channel", "counter", "--summary=a=b", "--at", "today", "--as", "DQ-1", "--dry-run"]
    )
    assert found is not None
    assert found.texts == {"channel": "counter", "summary": "a=b", "received_at": "today"}
    assert (found.person, found.key, found.dry_run, found.source) == ("DQ-1", None, True, None)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["-h"],
        ["-n"],
        ["-"],
        ["case.json"],
        ["--"],
        ["--channel"],
        ["--channel", "--summary", "x"],
        ["--channel", "counter", "--summary", "-5"],
        ["--chan", "counter"],
        ["--bogus", "x"],
        ["--dry-run=yes"],
        ["--finding", "upheld"],
        ["--source", "x"],
        ["--CHANNEL", "counter"],
    ],
)
def test_lines_left_to_typer(words: list[str]) -> None:
    assert parse(words) is None
