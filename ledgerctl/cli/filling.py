"""What a write command needs to know: from options, from a JSON object, else asked on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.cli import streams
from ledgerctl.domain.privacy import visible
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.errors import LedgerError, MissingOption, UnknownField
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.cli.context import Context


class Question(NamedTuple):
    """One thing that a command needs to know.

    ``name`` is its key in JSON and in the texts returned, ``option`` how the command line says it
    (``--reason``, or ``WORDS`` for an argument), ``label`` what a person is asked. ``?`` lists the
    codes of ``vocabulary``, or ``choices``; ``read`` raises a ``LedgerError`` for a text that is not accepted.
    """

    name: str
    option: str
    label: str
    vocabulary: str = ""
    required: bool = False
    read: Callable[[str], object] | None = None
    choices: tuple[str, ...] = ()


class Asked(NamedTuple):
    """A question with what the command line said about it; empty when nothing."""

    question: Question
    given: str


def fill(
    context: Context,
    command: str,
    given: Mapping[str, str | None],
    questions: Sequence[Question],
    source: str | None = None,
) -> dict[str, str]:
    """Return the texts by name: options first, then the JSON source, else what the person answers.

    A person is asked only when something required is missing, and then everything that is still
    open is asked in turn. Names without an answer are absent.

    Args:
        context: whether and how to ask.
        command: the command's words, for messages.
        given: texts of the options; empty ones count as not given.
        questions: what the command needs, in the order in which it is asked.
        source: a JSON file with further texts by name, ``-`` for standard input.

    Raises:
        MissingOption: something required is missing and nobody can be asked.
        UnknownField: the JSON object has a name that the command does not know.
        BadJson, NoSuchFile, CannotRead, BadEncoding: the source cannot be used.
    """
    texts = {name: text for name, text in given.items() if text}
    if source is not None:
        texts = {**_from_json(source, questions), **texts}
    missing = open_ones(texts, questions)
    if not missing:
        return texts
    if source is not None or not context.may_ask:
        options = ", ".join(each.option for each in missing)
        raise MissingOption(names=options, command=command)
    return ask([each for each in questions if each.name not in texts], texts, command)


def open_ones(texts: Mapping[str, str | None], questions: Sequence[Question]) -> Sequence[Question]:
    """Return the questions that must be answered and are not."""
    return [
        each for each in questions if each.required and not (texts.get(each.name) or "").strip()
    ]


def ask(questions: Sequence[Question], texts: Mapping[str, str], command: str) -> dict[str, str]:
    """Ask a person each question in turn and return all texts; those known are what Enter takes."""
    answers = dict(texts)
    try:
        _ask_all(questions, answers, command)
    except EOFError:
        raise KeyboardInterrupt from None
    return {name: text for name, text in answers.items() if text}


def _from_json(source: str, questions: Sequence[Question]) -> dict[str, str]:
    from ledgerctl.cli.sources import read_case

    found = read_case(source)
    known = [each.name for each in questions]
    for name in found:
        if name not in known:
            from ledgerctl.domain.suggest import nearest

            raise UnknownField(value=name, nearest=", ".join(nearest(name, known) or known[:3]))
    return {name: text for name, text in found.items() if text}


def _ask_all(questions: Sequence[Question], texts: dict[str, str], command: str) -> None:
    streams.talk(_("? lists codes, < goes back, Enter leaves open what is not needed, Ctrl-C ends"))
    place = 0
    while place < len(questions):
        question = questions[place]
        answer = _ask(question, texts.get(question.name, ""), command)
        if answer is None:
            place = max(place - 1, 0)
            continue
        texts[question.name] = answer
        place += 1


def _ask(question: Question, default: str, command: str) -> str | None:
    """Return the answer to one question, None to go back."""
    prompt = f"{question.label} [{visible(default)}]: " if default else f"{question.label}: "
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        answer = line.strip() or default
        if answer == "<":
            return None
        if answer == "?":
            list_codes(question.vocabulary, question.choices)
        elif not answer and question.required:
            streams.talk(_("This one is needed"))
        elif not answer or _accepted(question, answer, command):
            return answer


def _accepted(question: Question, answer: str, command: str) -> bool:
    read = question.read
    if read is None and question.vocabulary:
        read = VOCABULARIES[question.vocabulary].parse
    try:
        if read is not None:
            read(answer)
    except LedgerError as error:
        tell(error, command)
        return False
    return True


def tell(error: LedgerError, command: str) -> None:
    """Say a refusal to the person who is being asked."""
    from ledgerctl.render.errors import error_lines

    for line in error_lines(error, command=command):
        streams.talk(line)


def list_codes(vocabulary: str, choices: Sequence[str] = ()) -> None:
    """Say the codes of a vocabulary or the choices there are, or that any text will do."""
    if vocabulary not in VOCABULARIES:
        streams.talk(", ".join(choices) or _("Free text"))
        return
    for term in VOCABULARIES[vocabulary].terms():
        streams.talk(f"  {term.key:<22} {term.zh}  {term.en}")
