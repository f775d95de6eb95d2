"""Asking on a terminal: defaults, ``?`` lists the codes, ``<`` goes back, a draft when interrupted.

Questions and answers are on stderr and stdin, so stdout stays data.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from ledgerctl.application.desk import branch_now
from ledgerctl.application.values import read_values
from ledgerctl.cli import streams
from ledgerctl.cli.confirming import agrees
from ledgerctl.cli.context import make_folder
from ledgerctl.cli.filling import list_codes
from ledgerctl.config import draft_path
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.masking import masked
from ledgerctl.domain.privacy import visible
from ledgerctl.errors import LedgerError
from ledgerctl.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledgerctl.application.desk import Desk
    from ledgerctl.cli.context import Context

INTAKE_QUESTIONS = (
    *("channel", "received_at", "summary", "demand", "complainant", "phone", "business"),
    *("cause", "department", "complained", "amount", "complexity", "first_receiver"),
)
_REQUIRED = {"channel", "summary"}


def ask_case(context: Context, desk: Desk, known: Mapping[str, str]) -> dict[str, str]:
    """Ask for a complaint field by field and return the texts; a draft is kept if interrupted."""
    moment = branch_now(desk, desk.store.ledger().settings)
    texts = {**_draft(), **known}
    defaults = {"received_at": moment.local, "first_receiver": context.meta(None).person}
    streams.talk(
        _("Enter takes the value in brackets, ? lists codes, < goes back, Ctrl-C keeps a draft")
    )
    try:
        answers = _ask_all(INTAKE_QUESTIONS, texts, defaults, moment.today)
        _summary(answers)
        while not agrees(_("Record this complaint?"), otherwise=True):
            answers = _ask_all(INTAKE_QUESTIONS, texts, defaults, moment.today)
            _summary(answers)
    except (KeyboardInterrupt, EOFError):
        _keep_draft(texts)
        raise KeyboardInterrupt from None
    _keep_draft(answers, quiet=True)
    return answers


def _ask_all(
    names: Sequence[str], texts: dict[str, str], defaults: Mapping[str, str], today: date
) -> dict[str, str]:
    """Ask each question in turn; ``texts`` fills up as answers come, so that a draft can be kept."""
    place = 0
    while place < len(names):
        name = names[place]
        answer = _ask(name, texts.get(name, defaults.get(name, "")), today)
        if answer is None:
            place = max(place - 1, 0)
            continue
        texts[name] = answer
        place += 1
    return {name: text for name, text in texts.items() if text}


def _ask(name: str, default: str, today: date) -> str | None:
    field = FIELDS[name]
    label = field.label(language())
    shown = _masked(name, default)
    while True:
        prompt = f"{label} [{visible(shown)}]: " if default else f"{label}: "
        sys.stderr.write(prompt)
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise EOFError
        answer = answer.strip() or default
        if answer == "<":
            return None
        if answer == "?":
            list_codes(field.vocabulary)
            continue
        if not answer and name in _REQUIRED:
            streams.talk(_("This one is needed"))
            continue
        try:
            if answer:
                facts, _sealed = read_values({name: answer}, today)
                if field.kind in {"moment", "day"}:
                    # A kept draft must not mean another day tomorrow.
                    answer = str(facts[name])
        except LedgerError as error:
            from ledgerctl.render.errors import error_lines

            for line in error_lines(error, command="ledgerctl add"):
                streams.talk(line)
            continue
        return answer


def _summary(answers: Mapping[str, str]) -> None:
    streams.talk("")
    for name, text in answers.items():
        streams.talk(f"  {FIELDS[name].label(language())}: {visible(_masked(name, text))}")


def _masked(name: str, text: str) -> str:
    return masked(FIELDS[name], text) if FIELDS[name].personal and text else text


def _draft() -> dict[str, str]:
    """Return the draft of an interrupted registration when the person wants it."""
    path = draft_path()
    if not os.path.exists(path):  # noqa: PTH110 - a path as text
        return {}
    if not agrees(
        _("A draft of an interrupted registration was kept. Go on with it?"), otherwise=True
    ):
        forget_draft()
        return {}
    try:
        with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - as above
            found = json.load(stream)
    except (OSError, ValueError):
        return {}
    return {name: str(text) for name, text in found.items() if name in FIELDS}


def _keep_draft(texts: Mapping[str, str], *, quiet: bool = False) -> None:
    kept = {name: text for name, text in texts.items() if text}
    if not kept:
        return
    path = draft_path()
    make_folder(os.path.dirname(path))  # noqa: PTH120 - as above
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as stream:
        json.dump(kept, stream, ensure_ascii=False)
    if not quiet:
        streams.talk("")
        streams.talk(_("A draft was kept; `ledgerctl add` goes on with it"))


def forget_draft() -> None:
    """Remove the draft, once the complaint is in the ledger or nobody wants it."""
    path = draft_path()
    if os.path.exists(path):  # noqa: PTH110 - as above
        os.unlink(path)  # noqa: PTH108 - as above
