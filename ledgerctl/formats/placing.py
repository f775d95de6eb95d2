"""Putting a file in its place: written beside it, for its owner's eyes, then there at once or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerctl.errors.house import FileExists, NoSuchFolder
from ledgerctl.errors.system import DiskFailure, NoPermission

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 20


@contextlib.contextmanager
def placed(target: str, *, replace: bool = False) -> Iterator[Path]:
    """Give a file (mode 0600) to be written beside the target; at the end it takes the target's name.

    Whatever ends the block early leaves nothing behind. A symbolic link at the target is replaced,
    never followed.

    Args:
        target: the path wanted.
        replace: whether a file that is there may be replaced.

    Raises:
        FileExists: a file is there and may not be replaced.
        NoSuchFolder, NoPermission, DiskFailure.
    """
    path = Path(target)
    if not replace and os.path.lexists(path):
        raise FileExists(path=target)
    temporary: Path | None = None
    try:
        number, name = tempfile.mkstemp(".tmp", ".export-", path.parent)
        os.close(number)
        temporary = Path(name)
        yield temporary
        _sync(temporary)
        if replace:
            temporary.replace(path)
        else:
            # Unlike a rename, a link never replaces what has come to stand there meanwhile
            os.link(temporary, path)
        _sync(path.parent)
    except FileExistsError:
        raise FileExists(path=target) from None
    except FileNotFoundError:
        raise NoSuchFolder(path=str(path.parent)) from None
    except PermissionError:
        raise NoPermission(path=str(path.parent)) from None
    except OSError as error:
        raise DiskFailure(problem=error.strerror or str(error), key="…") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes, hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
