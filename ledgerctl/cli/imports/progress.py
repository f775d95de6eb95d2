"""How far long work has come, as a bar on stderr; only on a terminal, and only once it takes long."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Seconds before anything is shown, and between two pictures.
_PATIENCE = 1.0
_PAUSE = 0.1


@contextmanager
def progress(total: int | None = None) -> Iterator[Callable[[int], None] | None]:
    """Give what is told how many rows are done, None where nobody looks; the bar goes at the end.

    ``total`` is how many there will be; without it the bar only shows that work goes on.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(total)
    try:
        yield bar.show
    finally:
        bar.end()


class _Bar:
    def __init__(self, total: int | None) -> None:
        self._total = total
        self._shown = monotonic() + _PATIENCE - _PAUSE
        self._end: Callable[[], None] = lambda: None
        self._update: Callable[[int], None] | None = None

    def show(self, done: int) -> None:
        """Show how many rows are done, not more often than an eye can follow."""
        now = monotonic()
        if now - self._shown < _PAUSE:
            return
        self._shown = now
        if self._update is None:
            self._update = self._begin()
        self._update(done)

    def end(self) -> None:
        """Take the bar off the screen."""
        self._end()

    def _begin(self) -> Callable[[int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        # No thread of its own: the work forks, and a thread's locks would be copied in any state
        bar = Progress(
            TextColumn(_("{rows} rows").format(rows="{task.completed:,}")),
            BarColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        task = bar.add_task("", total=self._total)
        bar.start()
        self._end = bar.stop

        def update(done: int) -> None:
            bar.update(task, completed=done, refresh=True)

        return update
