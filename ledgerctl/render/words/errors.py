"""Errors in words: code, sentence, hint, in the language chosen; for people and for JSON."""

from __future__ import annotations

import re
from collections import UserDict
from typing import TYPE_CHECKING

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _, language
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.errors.base import LedgerError
    from ledgerctl.render.words.envelope import Json

#: A value longer than this says nothing more.
LONGEST = 200

_LEVELS = frozenset({"level", "target", "skipped", "ladder"})
_RESPONSIBILITIES = frozenset({"responsibility", "needed"})
#: Values that are texts of ours, and so have a translation.
_OURS = frozenset({"expected", "kind", "message", "number", "problem", "step", "verb", "what"})
_ROLES = {
    "escalation target": N_("escalation target"),
    "closer": N_("closer"),
    "judge": N_("judge"),
    "approver": N_("approver"),
    "assistant": N_("assistant"),
    "second person": N_("second person"),
    "former handler": N_("former handler"),
    "relationship repairer": N_("relationship repairer"),
}
_WORDS = (
    N_("the accountability decision"),
    N_("amend"),
    N_("reopen"),
    N_("escalate"),
    N_("record"),
    N_("config"),
    N_("undo"),
    N_("this case"),
)
#: Values that name several things, parted by commas.
_LISTS = frozenset({"names", "nearest", "known", "missing", "skipped"})
_WORD = re.compile(r"[a-z_]+")
#: Values that are moments as they are stored.
_MOMENTS = frozenset({"value", "received", "began"})
_MOMENT = re.compile(r"\b(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})\b")
#: A kind of event, as in ``#9 S2020-0001 suggestion.forwarded``.
_KIND = re.compile(r"\b[a-z]+\.[a-z_]+\b")


class _Shown(UserDict[str, str]):
    """Values for ``format_map``; one that was not given shows as its own name."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def error_lines(error: LedgerError, *, command: str = "ledgerctl") -> list[str]:
    """Return the error as lines for stderr: what is wrong, then what to do.

    Args:
        error: the refusal.
        command: the command as typed, for hints that name its help.
    """
    sentence, hint = _texts(error, command)
    head = "ledgerctl: 错误 {}  {}" if language() == "zh" else "ledgerctl: error {}: {}"
    lines = [head.format(error.code, sentence)]
    if hint:
        lines.append(("  提示：{}" if language() == "zh" else "  hint: {}").format(hint))
    return lines


def error_data(error: LedgerError, *, command: str = "ledgerctl") -> dict[str, Json]:
    """Return the error for the JSON envelope: code, message, hint, values."""
    sentence, hint = _texts(error, command)
    values: dict[str, Json] = {name: _plain(value) for name, value in error.values.items()}
    return {"code": error.code, "message": sentence, "hint": hint, "values": values}


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a translated sentence or hint with its values, harmless and not too long."""
    shown = _Shown({name: _value(name, value, values) for name, value in values.items()})
    return _(template).format_map(shown)


def _texts(error: LedgerError, command: str) -> tuple[str, str]:
    values = {"command": command, **error.values}
    return filled(error.sentence, values), filled(error.hint, values)


def _happened(kind: str) -> str:
    from ledgerctl.render.words.receipt import done

    return done(kind)


def _plain(value: object) -> Json:
    return value if isinstance(value, bool | int) else _short(value)


def _short(value: object) -> str:
    text = visible(str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _value(name: str, value: object, values: Mapping[str, object]) -> str:
    # A detail of a file's fault is a sentence with values of its own
    template, own = getattr(value, "template", None), getattr(value, "values", None)
    if isinstance(template, str) and isinstance(own, dict):
        return _short(filled(template, own))
    text = str(value)
    if name in _OURS:
        return _short(_(text))
    if name in _LEVELS:
        text = _WORD.sub(lambda hit: label("level", hit[0], language()), text)
    elif name in _RESPONSIBILITIES:
        text = label("responsibility", text, language())
    elif name == "later":
        text = _KIND.sub(lambda hit: _happened(hit[0]), text)
    elif name == "field":
        text = field_label(text, language())
    elif name == "code":
        text = label(str(values.get("field", "")), text, language())
    elif name == "role":
        text = _(_ROLES[text]) if text in _ROLES else field_label(text, language())
    return _short(_written(name, text))


def _written(name: str, text: str) -> str:
    """Return a value with lists and moments as people write them."""
    if name in _LISTS and language() == "zh":
        return text.replace(", ", "、")
    return _MOMENT.sub(r"\1 \2", text) if name in _MOMENTS else text
