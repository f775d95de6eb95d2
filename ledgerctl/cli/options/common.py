"""The options that every write command takes: one place says what they are, and a command takes them as one."""

from __future__ import annotations

from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, NamedTuple, get_type_hints

from ledgerctl.cli.options.options import As, At, DryRun, Input, Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Common(NamedTuple):
    """What the line says in the common options, in the order in which help lists them."""

    at: At = ""
    source: Input = None
    person: As = None
    key: Key = None
    dry_run: DryRun = False


def takes_common(body: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options, behind its own, in place of its parameter ``common``."""

    @wraps(body)
    def command(**given: object) -> None:
        said = {name: given.pop(name) for name in Common._fields}
        body(**given, common=Common(**said))  # type: ignore[arg-type]  # Typer read the types below

    own = signature(body, eval_str=True)
    kept = [each for each in own.parameters.values() if each.name != "common"]
    # Typer learns the options of a command from its signature
    command.__signature__ = own.replace(parameters=[*kept, *_parameters()])  # type: ignore[attr-defined]
    return command


def _parameters() -> Iterator[Parameter]:
    for name, option in get_type_hints(Common, include_extras=True).items():
        default = Common._field_defaults[name]
        yield Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=option)
