"""The body of ``add``, free of Typer: the quick way and the typed way both end here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.cases import receiving
from ledgerctl.cli.context import streams
from ledgerctl.cli.writing.receipts import show_receipt
from ledgerctl.domain.codes.fields import FIELDS, PERSONAL
from ledgerctl.errors.usage import MissingOption
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context

#: What every complaint must say.
REQUIRED = ("channel", "summary")


class Request(NamedTuple):
    """What was typed for ``add``: texts by field name, and the options of every write command."""

    texts: dict[str, str]
    person: str | None = None
    key: str | None = None
    dry_run: bool = False
    source: str | None = None


def run(context: Context, request: Request) -> None:
    """Record a complaint from options, a JSON source or prompts, and print its receipt.

    Raises:
        MissingOption: something required is missing and nobody can be asked.
        LedgerError: a value or a rule refuses; nothing is written.
    """
    texts = {name: from_file(name, text) for name, text in request.texts.items()}
    _warn_of_argv(request.texts)
    if request.source is not None:
        from ledgerctl.application.desk.values import field_named
        from ledgerctl.cli.context.sources import read_case

        found = read_case(request.source)
        texts = {**{field_named(name).name: text for name, text in found.items()}, **texts}
    missing = [FIELDS[name].option for name in REQUIRED if not texts.get(name, "").strip()]
    asked = bool(missing) and context.may_ask and request.source is None
    if missing and not asked:
        raise MissingOption(names=", ".join(missing), command="ledgerctl add")
    desk = context.desk(write=True, trial=request.dry_run)
    meta = context.meta(request.person, request.key)
    add = partial(receiving.add, desk, meta=meta)
    if not asked:
        show_receipt(context, add(texts, dry_run=request.dry_run))
        return
    from ledgerctl.application.desk.desk import branch_now
    from ledgerctl.application.desk.values import read_values
    from ledgerctl.cli.asking.drafts import Draft
    from ledgerctl.cli.asking.filling import ask
    from ledgerctl.cli.asking.prompting import intake_agreed, intake_questions
    from ledgerctl.cli.writing.writing import record_typed

    draft = Draft("ledgerctl add", context.ledger_path)
    # What the line says wrongly is said before anything is asked.
    read_values(texts, branch_now(desk, desk.store.ledger().settings).today)
    questions = intake_questions(context, desk)
    readers = dict.fromkeys(FIELDS) | {each.name: each.read for each in questions}
    again = partial(ask, questions, command=draft.command, draft=draft)
    typed = again({**draft.offered(texts, readers), **texts})
    record_typed(
        context,
        draft,
        typed,
        add,
        again,
        partial(intake_agreed, context, draft),
        dry_run=request.dry_run,
    )


def from_file(name: str, text: str) -> str:
    """Return the text of an option; ``@FILE`` names a file for names, contacts and long texts."""
    field = FIELDS[name]
    if not text.startswith("@") or not field.sealed:
        return text
    if text.startswith("@@"):
        return text[1:]
    from ledgerctl.cli.context.sources import read_text

    return read_text(text[1:])


def _warn_of_argv(texts: dict[str, str]) -> None:
    shown = [
        field.option
        for field in PERSONAL
        if texts.get(field.name, "") and not texts[field.name].startswith("@")
    ]
    if shown:
        streams.talk(
            _(
                "warning: {options} on the command line can be seen by other users and stays in the"
                " shell's history; use @FILE, JSON on standard input, or the prompts"
            ).format(options=", ".join(shown))
        )
