"""The machine's files: looked at for their size and hash, never copied or changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledgerctl.application.cases.attaching import Fingerprint
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader


class SystemFiles:
    """The file system."""

    def fingerprint(self, path: str) -> Fingerprint:
        """Return where a file lies, its size and its SHA-256.

        Raises:
            NoSuchFile, CannotRead.
        """
        with _opened(path) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Fingerprint(_whole(path), stream.tell(), digest)


def readable(path: str) -> str:
    """Return where a file lies that can be opened; its content is not looked at.

    Raises:
        NoSuchFile, CannotRead.
    """
    with _opened(path):
        return _whole(path)


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    try:
        with open(_whole(path), "rb") as stream:  # noqa: PTH123 - a path as text
            yield stream
    except FileNotFoundError:
        raise NoSuchFile(path=path) from None
    except OSError as error:
        raise CannotRead(path=path, problem=error.strerror or "") from None


def _whole(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111 - a path as text
