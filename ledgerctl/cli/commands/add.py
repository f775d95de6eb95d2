"""``ledgerctl add``: its options are the intake fields of the catalogue."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer

from ledgerctl.cli.writing.adding import Request, run
from ledgerctl.domain.codes.fields import INTAKE, Field
from ledgerctl.i18n import _, language


def command(ctx: typer.Context, **options: Any) -> None:  # noqa: ANN401 - the signature is made below
    """Record a complaint."""
    texts = {field.name: options[field.name] for field in INTAKE if options[field.name] is not None}
    request = Request(
        texts, options["person"], options["key"], options["dry_run"], options["source"]
    )
    run(ctx.obj, request)


def _help(field: Field) -> str:
    label = field.label(language())
    if field.kind == "code":
        return _("{label} (codes: `ledgerctl codes {vocabulary}`)").format(
            label=label, vocabulary=field.vocabulary
        )
    return label


def _parameters() -> list[inspect.Parameter]:
    source = typer.Argument(
        metavar="[FILE]", help=_("A JSON file with the fields; - reads standard input")
    )
    kinds: list[tuple[str, Any, Any]] = [("source", Annotated[str | None, source], None)]
    for field in INTAKE:
        names = [field.option, "--at"] if field.name == "received_at" else [field.option]
        option = typer.Option(*names, help=_help(field), show_default=False)
        kinds.append((field.name, Annotated[str | None, option], None))
    person = typer.Option("--as", help=_("Who acts, when it is not the system's user"))
    key = typer.Option(
        "--key", help=_("A key of your own: repeating the command with it is harmless")
    )
    dry = typer.Option("--dry-run", "-n", help=_("Check everything and write nothing"))
    kinds += [
        ("person", Annotated[str | None, person], None),
        ("key", Annotated[str | None, key], None),
        ("dry_run", Annotated[bool, dry], False),
    ]
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    return [context] + [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
        )
        for name, annotation, default in kinds
    ]


# Typer reads a command's options from its signature; this one is the field catalogue's.
command.__signature__ = inspect.Signature(_parameters())  # type: ignore[attr-defined]  # a function's own attribute
command.__annotations__ = {each.name: each.annotation for each in _parameters()}
