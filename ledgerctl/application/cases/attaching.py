"""Files about a case 附件: noted by reference with their hash, and checked later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ledgerctl.application.cases.handling import on_case
from ledgerctl.domain.cases.guards import in_life, standing
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.events.attached import ComplaintAttached
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint

#: Endings of file names → what such a file is.
_KINDS = {
    "recording": ("wav", "mp3", "m4a", "amr", "aac", "ogg", "flac", "mp4", "mov", "avi", "mkv"),
    "photo": ("jpg", "jpeg", "png", "heic", "bmp", "gif", "tif", "tiff"),
    "document": ("pdf", "doc", "docx", "xls", "xlsx", "txt", "rtf", "odt", "ofd", "csv", "eml"),
}


class Fingerprint(NamedTuple):
    """What is known of a file: where it lies, its size in bytes, its SHA-256 in hexadecimal digits."""

    path: str
    size: int
    sha256: str


class Files(Protocol):
    """The files of the machine, to be looked at only."""

    def fingerprint(self, path: str) -> Fingerprint:
        """Return what a file is, under its whole path.

        Raises:
            NoSuchFile, CannotRead.
        """
        ...


class FileFault(NamedTuple):
    """A file that is not what was noted: ``missing``, ``changed``, ``unreadable`` or ``erased`` (its path)."""

    number: str
    seq: int
    problem: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How many noted files were looked at, and what is wrong with which."""

    checked: int
    faults: Sequence[FileFault]


def attach(
    desk: Desk,
    number: str,
    path: str,
    meta: Meta,
    files: Files,
    *,
    attachment: str = "",
    description: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Note a file about a case, open or closed; without a kind the ending of its name decides.

    Raises:
        LedgerError: no such case or file, it cannot be read, or an unknown kind.
    """
    code = VOCABULARIES["attachment"].parse(attachment) if attachment.strip() else kind_of(path)

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintAttached:
        standing(complaint)
        in_life(complaint, when, now)
        found = files.fingerprint(path)
        words = description.strip()
        return ComplaintAttached(number, when, code, found.size, found.sha256, found.path, words)

    return on_case(desk, number, meta, "complaint.attached", decide, at=at, dry_run=dry_run)


def kind_of(path: str) -> str:
    """Return what a file is by the ending of its name, else ``other``."""
    ending = path.rpartition(".")[2].casefold()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "other")


def check_files(desk: Desk, files: Files) -> FileCheck:
    """Look at every noted file again: is it there, is it the same?"""
    events = [
        (recorded.envelope.seq, recorded.event)
        for recorded in desk.store.family("complaint")
        if isinstance(recorded.event, ComplaintAttached)
    ]
    faults = []
    for seq, event in events:
        problem = _problem(event, files)
        if problem:
            faults.append(FileFault(event.number, seq, problem))
    return FileCheck(len(events), faults)


def _problem(event: ComplaintAttached, files: Files) -> str:
    if not event.path:
        return "erased"
    try:
        found = files.fingerprint(event.path)
    except NoSuchFile:
        return "missing"
    except CannotRead:
        return "unreadable"
    return "" if (found.size, found.sha256) == (event.size, event.sha256) else "changed"
