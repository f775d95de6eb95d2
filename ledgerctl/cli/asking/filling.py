"""What a write command needs to know: from options, from a JSON object, else asked on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.cli.context import streams
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.usage import MissingOption
from ledgerctl.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledgerctl.cli.asking.drafts import Draft
    from ledgerctl.cli.context.context import Context

    #: What ``?`` lists; what is looked up then, one a line.
    Choices = tuple[str, ...] | Callable[[], Iterable[str]]


class Question(NamedTuple):
    """One thing that a command needs to know.

    ``name`` is its key in JSON and in the texts returned, ``option`` how the command line says it
    (``--reason``, or ``WORDS`` for an argument), ``label`` what a person is asked. ``?`` lists the
    codes of ``vocabulary``, or ``choices``, which may be looked up then, one a line. ``read`` raises a
    ``LedgerError`` for a text that is not accepted. An answer that is ``dated`` is kept as ``read``
    returns it: today is another day tomorrow. ``mask`` hides in brackets what a personal answer says.
    Enter takes the ``usual`` answer where nothing is known.
    """

    name: str
    option: str
    label: str
    vocabulary: str = ""
    required: bool = False
    read: Callable[[str], object] | None = None
    choices: Choices = ()
    dated: bool = False
    mask: Callable[[str], str] | None = None
    usual: str = ""


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
    draft: Draft | None = None,
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
        draft: where what was typed is kept when the person is interrupted, and offered the next time.

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
    open_questions = [each for each in questions if each.name not in texts]
    if draft is not None:
        kept = draft.offered(texts, {each.name: each.read for each in questions})
        texts = {**kept, **texts}
    return ask(open_questions, texts, command, draft=draft)


def open_ones(texts: Mapping[str, str | None], questions: Sequence[Question]) -> Sequence[Question]:
    """Return the questions that must be answered and are not."""
    return [
        each for each in questions if each.required and not (texts.get(each.name) or "").strip()
    ]


def ask(
    questions: Sequence[Question],
    texts: Mapping[str, str],
    command: str,
    *,
    draft: Draft | None = None,
) -> dict[str, str]:
    """Ask a person each question in turn and return all texts; those known are what Enter takes.

    An interruption keeps a draft.
    """
    answers = dict(texts)
    if draft is None:
        streams.talk(
            _("? lists codes, < goes back, Enter leaves open what is not needed, Ctrl-C ends")
        )
    else:
        streams.talk(
            _(
                "? lists codes, < goes back, Enter takes what is in brackets or leaves it open, - empties"
                " it, Ctrl-C keeps a draft"
            )
        )
    try:
        _ask_all(questions, answers, command)
    except (KeyboardInterrupt, EOFError):
        if draft is not None and any(answers.get(each.name) for each in questions):
            draft.keep(answers)
        raise KeyboardInterrupt from None
    return {name: text for name, text in answers.items() if text}


def _from_json(source: str, questions: Sequence[Question]) -> dict[str, str]:
    from ledgerctl.cli.context.sources import read_case

    found = read_case(source)
    known = [each.name for each in questions]
    for name in found:
        if name not in known:
            from ledgerctl.domain.codes.suggest import unknown_field

            raise unknown_field(name, known)
    return {name: text for name, text in found.items() if text}


def _ask_all(questions: Sequence[Question], texts: dict[str, str], command: str) -> None:
    place = 0
    while place < len(questions):
        question = questions[place]
        default = texts.get(question.name, question.usual)
        answer = _ask(question, default, command)
        if answer is None:
            place = max(place - 1, 0)
            continue
        texts[question.name] = answer
        place += 1


def _ask(question: Question, default: str, command: str) -> str | None:
    """Return the answer to one question, None to go back."""
    known = visible(question.mask(default) if question.mask and default else default)
    prompt = f"{question.label} [{known}]: " if default else f"{question.label}: "
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        typed = line.strip()
        answer = "" if default and typed == "-" else typed or default
        if answer == "<":
            return None
        if answer == "?":
            list_codes(question.vocabulary, question.choices)
        elif not answer and question.required:
            streams.talk(_("This one is needed"))
        elif not answer:
            return ""
        elif (accepted := _accepted(question, answer, command)) is not None:
            return accepted


def _accepted(question: Question, answer: str, command: str) -> str | None:
    """Return the answer as it is kept, None when it will not do."""
    read = question.read
    if read is None and question.vocabulary:
        read = VOCABULARIES[question.vocabulary].parse
    try:
        found = answer if read is None else read(answer)
    except LedgerError as error:
        tell(error, command)
        return None
    return str(found) if question.dated else answer


def tell(error: LedgerError, command: str) -> None:
    """Say a refusal to the person who is being asked."""
    from ledgerctl.render.words.errors import error_lines

    for line in error_lines(error, command=command):
        streams.talk(line)


def list_codes(vocabulary: str, choices: Choices = ()) -> None:
    """Say the codes of a vocabulary or the choices there are, or that any text will do."""
    if callable(choices):
        lines = list(choices())
        for line in lines or [_("Nothing recorded")]:
            streams.talk(f"  {line}")
        return
    if vocabulary not in VOCABULARIES:
        streams.talk(", ".join(choices) or _("Free text"))
        return
    terms = VOCABULARIES[vocabulary].terms()
    for line in in_columns([(term.key, term.zh, term.en) for term in terms]):
        streams.talk(line)


def in_columns(names: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return names with their labels, one a line: Chinese and English, or where that is too wide the person's.

    Args:
        names: each name with its Chinese and its English label.
    """
    from ledgerctl.render.words.texts import cell_width

    start = max(len(name) for name, _zh, _en in names)
    both = [f"  {name:<{start}}  {zh}  {en}" for name, zh, en in names]
    edge = streams.width()
    if edge is None or all(cell_width(line) <= edge for line in both):
        return both
    own = language()
    return [f"  {name:<{start}}  {zh if own == 'zh' else en}" for name, zh, en in names]
