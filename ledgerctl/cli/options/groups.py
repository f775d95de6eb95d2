"""Groups of options: a named tuple whose fields are options is one parameter of a command."""

from __future__ import annotations

from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable


def grouped(body: Callable[..., None]) -> Callable[..., None]:
    """Give a command, in place of each parameter that is a group, the options of that group."""
    own = signature(body, eval_str=True)
    groups = {
        name: each.annotation
        for name, each in own.parameters.items()
        if hasattr(each.annotation, "_fields")
    }
    options = {name: _options(group) for name, group in groups.items()}

    @wraps(body)
    def command(**given: object) -> None:
        said = {
            name: group(**{each.name: given.pop(each.name) for each in options[name]})
            for name, group in groups.items()
        }
        body(**given, **said)

    # Typer learns from its signature what a command takes
    command.__signature__ = own.replace(  # type: ignore[attr-defined]  # any function may have one
        parameters=[
            each for name, one in own.parameters.items() for each in options.get(name, [one])
        ]
    )
    return command


def _options(group: Any) -> list[Parameter]:  # noqa: ANN401 - the class of a named tuple
    """Return the fields of a group that are options; the others have only their default here."""
    defaults = group._field_defaults
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=defaults[name], annotation=found)
        for name, found in get_type_hints(group, include_extras=True).items()
        if get_origin(found) is Annotated
    ]
