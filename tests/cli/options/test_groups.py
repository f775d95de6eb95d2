from __future__ import annotations

from typing import Annotated, NamedTuple

import pytest
import typer

from ledgerctl.cli.options.common import Common
from ledgerctl.cli.options.groups import grouped
from ledgerctl.cli.options.options import Reason  # noqa: TC001 - Typer reads it at run time

Low = Annotated[int, typer.Option("--low", min=0)]
High = Annotated[int | None, typer.Option()]


class Band(NamedTuple):
    low: Low = 3
    high: High = None
    step: int = 5


said: list[object] = []
app = typer.Typer(add_completion=False)


@app.command("do")
@grouped
def do(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument()] = "",
    *,
    band: Band,
    reason: Reason = "",
    common: Common,
) -> None:
    """Do something."""
    assert ctx.command.name == "do"
    said.extend((number, band, reason, common))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ["", Band(), "", Common()]),
        (
            ["7", "--low", "1", "--high", "9", "--reason", "x", "--at", "2021-01-04"],
            ["7", Band(1, 9), "x", Common("2021-01-04")],
        ),
        (
            ["-n", "7", "--key", "k", "--as", "A", "--input", "-"],
            ["7", Band(), "", Common("", "-", "A", "k", dry_run=True)],
        ),
    ],
)
def test_a_command_gets_its_own_words_and_each_group_as_one(
    words: list[str], found: list[object]
) -> None:
    said.clear()
    app(words, standalone_mode=False)
    assert said == found


def test_the_options_of_a_group_stand_where_the_group_stands() -> None:
    command = typer.main.get_command(app)
    names = [each.name for each in command.params]
    assert names == ["number", "low", "high", "reason", *Common._fields]
    assert command.help == "Do something."


def test_what_typer_refuses_of_an_option_it_refuses_of_a_group() -> None:
    with pytest.raises(Exception, match="-1 is not in the range"):
        app(["--low", "-1"], standalone_mode=False)
