"""A command that talks with a person through a terminal, for tests of what it asks."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import subprocess
import time

from desk_line import SCRIPT

PATIENCE = 30.0


class Talk:
    """A command that talks with a person: what it says on stderr, what the person types."""

    def __init__(self, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self.child = subprocess.Popen(
            [SCRIPT, *words],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._unread = ""
        self.said = ""
        # What a terminal gives may end in the middle of a character.
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def hears(self, text: str) -> None:
        """Wait until ``text`` has been said since the last time something was heard."""
        end = time.monotonic() + PATIENCE
        while text not in self._unread:
            assert self._more(end), f"no {text!r} in {self._unread!r}"
        self._unread = self._unread.partition(text)[2]

    def types(self, text: str) -> None:
        os.write(self._ours, f"{text}\n".encode())

    def answers(self, question: str, text: str) -> None:
        """Wait for a question and answer it."""
        self.hears(question)
        self.types(text)

    def interrupts(self) -> None:
        """Do what Ctrl-C does."""
        self.child.send_signal(signal.SIGINT)

    def ends(self) -> tuple[int, str]:
        """Wait for the end; return the exit status and what came out on stdout."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        out, _ = self.child.communicate(timeout=PATIENCE)
        return self.child.returncode, out.decode()

    def close(self) -> None:
        if self.child.poll() is None:
            self.child.kill()
        if self.child.stdout is not None:
            self.child.stdout.close()
        self.child.wait(timeout=PATIENCE)
        os.close(self._ours)

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            read = os.read(self._ours, 65_536)
        except OSError:
            return False  # The other end is gone: everything was read
        part = self._decode(read)
        self._unread += part
        self.said += part
        return bool(read)
