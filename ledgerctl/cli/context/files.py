"""The machine's files: looked at for their size and hash, never copied or changed."""

from __future__ import annotations

import hashlib
import os

from ledgerctl.application.cases.attaching import Fingerprint
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead


class SystemFiles:
    """The file system."""

    def fingerprint(self, path: str) -> Fingerprint:
        """Return where a file lies, its size and its SHA-256.

        Raises:
            NoSuchFile, CannotRead.
        """
        whole = os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111 - a path as text
        try:
            with open(whole, "rb") as stream:  # noqa: PTH123 - as above
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                size = stream.tell()
        except FileNotFoundError:
            raise NoSuchFile(path=path) from None
        except OSError as error:
            raise CannotRead(path=path, problem=error.strerror or "") from None
        return Fingerprint(whole, size, digest)
