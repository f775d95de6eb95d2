"""What ``link`` and ``unlink`` share: two cases, how they belong together, why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.asking.subjects import case_question
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import standing
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.options.common import Common


class Pair(NamedTuple):
    """Two cases as the line names them, how they belong together, and why."""

    number: str
    other: str
    relation: str
    reason: str


def write_pair(
    context: Context,
    command: str,
    common: Common,
    do: Callable[..., Receipt],
    pair: Pair,
    needed: str,
) -> None:
    """Record something about two cases; ``needed`` is what a person must say, the relation or the reason.

    Raises:
        LedgerError: what is refused.
    """
    which = Asked(Question("other", "OTHER", _("The other case number"), required=True), pair.other)
    how = Question(
        "relation", "--as", _("How they belong together"), "relation", needed == "relation"
    )
    write(
        context,
        command,
        common,
        partial(_do, do),
        Asked(case_question(context, which, standing), pair.other),
        Asked(how, pair.relation),
        asked(context, "reason", pair.reason, required=needed == "reason"),
        subject=case(pair.number),
    )


def _do(
    do: Callable[..., Receipt],
    desk: Desk,
    number: str,
    texts: Mapping[str, str],
    meta: Meta,
    *,
    dry_run: bool,
) -> Receipt:
    return do(
        desk,
        number,
        parse_number(texts["other"]),
        texts.get("relation", ""),
        meta,
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )
