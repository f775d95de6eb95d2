"""The quick way for ``add``: plain ``--option value`` pairs need no parser library.

Anything else (help, abbreviations, an unknown option, a missing value) goes the way through Typer,
which gives the same request for every line that this way accepts; a property test holds them equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.writing.adding import Request

_FIELD_OPTIONS = {field.option: field.name for field in FIELDS.values() if field.stage == "intake"}
#: ``add`` speaks of the moment of receipt.
_ALIASES = {"--at": "received_at"}


def parse(words: list[str]) -> Request | None:
    """Return the request of a plain line, or None when Typer should look at it."""
    from ledgerctl.cli.writing.adding import Request

    texts: dict[str, str] = {}
    common: dict[str, str] = {}
    dry_run = False
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        name = _FIELD_OPTIONS.get(option) or _ALIASES.get(option)
        if word == "--dry-run":
            dry_run = True
            continue
        if name is None and option not in {"--as", "--key"}:
            return None
        given = value if equals else next(rest, None)
        if given is None or (not equals and given.startswith("-") and given != "-"):
            return None
        if name is None:
            common[option] = given
        else:
            texts[name] = given
    return Request(texts, common.get("--as"), common.get("--key"), dry_run)


def quick_add(context: Context, words: list[str]) -> bool:
    """Run ``add`` when the line is plain; returns whether it did."""
    request = parse(words)
    if request is None:
        return False
    from ledgerctl.cli.writing.adding import run

    run(context, request)
    return True
