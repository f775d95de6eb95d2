"""A question that is answered with yes or no; the answer that changes nothing is the default."""

from __future__ import annotations

import sys

from ledgerctl.i18n import _

_YES = frozenset({"y", "yes", "是", "好"})


def agrees(question: str) -> bool:
    """Ask on stderr and return whether the person said yes; the end of the input is an interruption."""
    sys.stderr.write(_("{question} [y/N] ").format(question=question))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise KeyboardInterrupt
    return answer.strip().casefold() in _YES
