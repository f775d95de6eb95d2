"""A question that is answered with yes or no; Enter takes the answer in capitals."""

from __future__ import annotations

import sys

from ledgerctl.i18n import _

_YES = frozenset({"y", "yes", "是", "好"})
_NO = frozenset({"n", "no", "否", "不"})


def agrees(question: str, *, otherwise: bool = False) -> bool:
    """Ask on stderr until it is answered, and return whether the person said yes.

    ``otherwise`` is what Enter says. The end of the input is an interruption.
    """
    shape = _("{question} [Y/n] ") if otherwise else _("{question} [y/N] ")
    while True:
        answer = typed(shape.format(question=question)).casefold()
        if not answer:
            return otherwise
        if answer in _YES | _NO:
            return answer in _YES


def typed(prompt: str) -> str:
    """Return what a person types after a prompt on stderr.

    Raises:
        KeyboardInterrupt: at the end of the input too.
    """
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
