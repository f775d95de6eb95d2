"""A branch's own deadline policies from a file: TOML with ``[[policy]]`` tables, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.cli.context.sources import read_text
from ledgerctl.errors.usage import BadJson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def read_policies(path: str) -> Sequence[Mapping[str, object]]:
    """Return the policies of a file, each by field name; one alone needs no list.

    A name that ends in ``.toml`` is TOML, everything else (``-`` too) JSON.

    Raises:
        BadJson: it is neither a policy nor a list of policies; NoSuchFile, CannotRead, BadEncoding.
    """
    found = _parsed(path)
    if isinstance(found, dict) and isinstance(found.get("policy"), list):
        found = found["policy"]
    listed = found if isinstance(found, list) else [found]
    policies = [each for each in listed if isinstance(each, dict)]
    if not policies or len(policies) < len(listed):
        raise BadJson(problem="policy")
    return policies


def _parsed(path: str) -> object:
    text = read_text(path)
    try:
        if path.endswith(".toml"):
            import tomllib

            return tomllib.loads(text)
        import json

        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadJson(problem=f"line {getattr(error, 'lineno', 1)}") from None
