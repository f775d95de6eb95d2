"""The canonical text of the chain, written a second time by the published rules alone."""

from __future__ import annotations

import json
import unicodedata


def normal(value: object) -> object:
    """Return a value with each string in normalisation form C."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {normal(name): normal(item) for name, item in value.items()}
    return value


def canonical(value: object) -> str:
    """Return the text of a value: sorted names, no blanks, normalised strings."""
    return json.dumps(normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
