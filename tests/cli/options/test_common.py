from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.cli.options.common import Common, takes_common

said: list[tuple[str, str, Common]] = []
app = typer.Typer(add_completion=False)


@app.command("do")
@takes_common
def do(
    ctx: typer.Context,
    common: Common,
    number: Annotated[str, typer.Argument()] = "",
    reason: Annotated[str, typer.Option()] = "",
) -> None:
    """Do something."""
    assert ctx.command.name == "do"
    said.append((number, reason, common))


def test_a_command_gets_its_own_words_and_the_common_ones_as_one() -> None:
    said.clear()
    words = [
        "7",
        "--reason",
        "x",
        "--at",
        "2021-01-04",
        "--input",
        "-",
        "--as",
        "A",
        "--key",
        "k",
        "-n",
    ]
    assert app(words, standalone_mode=False) is None
    assert app([], standalone_mode=False) is None
    assert said == [
        ("7", "x", Common("2021-01-04", "-", "A", "k", dry_run=True)),
        ("", "", Common("", None, None, None, dry_run=False)),
    ]


def test_help_lists_the_common_options_last_and_in_their_order() -> None:
    command = typer.main.get_command(app)
    assert [each.name for each in command.params] == ["number", "reason", *Common._fields]
    assert command.help == "Do something."
