"""The encoding of a file: byte order mark, else strict UTF-8, else strict GB18030; never a guess.

One pass over the bytes decides, makes the SHA-256 and tells whether any character may be one that
no ledger holds; so rows of a clean file need no look of their own. Memory stays at a few chunks.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, Protocol

from ledgerctl.errors.base import N_
from ledgerctl.errors.system import BadEncoding
from ledgerctl.errors.tables import MeantAsBig5, OverLimit
from ledgerctl.errors.usage import UnknownChoice
from ledgerctl.formats.chinese import meant_by
from ledgerctl.formats.table import TABLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

#: Bytes looked at together: small enough to stay in the processor's cache (twice as fast as 1 MiB).
CHUNK = 1 << 17

#: Chunks that wait to be hashed.
_MOST_WAITING = 8

#: UTF-8 with this many continuation bytes was meant as UTF-8, whatever follows: text in GB18030
#: passes for UTF-8 by chance for one or two characters (联通), not for sixteen.
_MEANT_AS_UTF8 = 32

#: Named where an encoding was asked for that there is not; Python's other names are taken too.
_NAMED = "utf-8, gb18030, big5, cp1252 …"

# A superset of what privacy.check_text forbids, on UTF-8 bytes because that is far faster
_CONTROLS = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
#: Stands in each number that a spreadsheet has shortened, such as 1.10101E+17; and the widest edge of it.
#: The pattern begins with the sign: a search for one character is many times faster than for any digit.
_EXPONENT = re.compile(r"\+(?<=[0-9][Ee]\+)[0-9]")
_EXPONENT_EDGE = 3
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
#: Bytes of one chunk's end that may only with the next chunk's beginning make one of these.
_WIDEST = 2
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})
_NONCHARACTERS = (b"\xef\xb7", b"\xbf\xbe", b"\xbf\xbf")


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a file found.

    ``encoding`` is a name Python knows, ``sha256`` the hash of all bytes in hexadecimal,
    ``suspicious`` whether a forbidden character or a shortened number may be somewhere in the text.
    """

    encoding: str
    sha256: str
    suspicious: bool


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class _HashedBeside:
    """A digest that is made beside the decoding: hashing lets the interpreter go meanwhile."""

    def __init__(self, digest: _Digest) -> None:
        self._digest = digest
        # Few wait, so that memory stays at a few chunks whichever of the two is slower
        self._waiting: Queue[bytes] = Queue(_MOST_WAITING)
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._waiting.put(b"")
        self._thread.join()

    def update(self, data: bytes, /) -> None:
        """Hash some more bytes, sooner or later; nothing is the end."""
        if data:
            self._waiting.put(data)

    def _run(self) -> None:
        while data := self._waiting.get():
            self._digest.update(data)


class _NoDigest:
    def update(self, data: bytes, /) -> None:
        """Forget the bytes: they were counted before."""


@dataclass(frozen=True, slots=True)
class _Trial:
    fault: int | None
    suspicious: bool
    continuation: int


def scan(stream: BinaryIO, *, path: str, encoding: str | None = None) -> Scan:
    """Decide the encoding of a seekable stream and leave it at its beginning.

    Args:
        stream: the bytes.
        path: the name for messages.
        encoding: a codec's name that overrides every detection.

    Raises:
        UnknownChoice: there is no such codec.
        BadEncoding: a byte does not belong to the encoding.
        MeantAsBig5: it passes for GB18030, and its characters are those of Big5.
    """
    stream.seek(0)
    start = stream.read(4)
    chosen = _known(encoding) if encoding is not None else _marked(start) or "utf-8"
    if chosen == "utf-8" and start.startswith(codecs.BOM_UTF8):
        chosen = "utf-8-sig"
    digest = sha256()
    with _HashedBeside(digest) as beside:
        trial = _try(stream, chosen, beside)
    if trial.fault is not None:
        is_open = encoding is None and chosen == "utf-8" and trial.continuation < _MEANT_AS_UTF8
        second = _try(stream, "gb18030", _NoDigest()) if is_open else trial
        meant = meant_by(_chunks(stream)) if is_open and second.fault is None else "other"
        if meant == "big5":
            raise MeantAsBig5(path=path)
        if second.fault is not None or (is_open and meant == "other"):
            named = "UTF-8 or GB18030" if is_open else chosen
            raise BadEncoding(path=path, encoding=named, offset=max(trial.fault, second.fault or 0))
        chosen, trial = "gb18030", second
    stream.seek(0)
    return Scan(chosen, digest.hexdigest(), trial.suspicious)


def spool(stream: BinaryIO) -> BinaryIO:
    """Copy a stream that cannot be read twice into an unnamed temporary file and return that.

    Raises:
        OverLimit: there is no end to it, or one that would fill the disk.
    """
    import tempfile

    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    total = 0
    try:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            if total > TABLE_LIMIT:
                what = N_("what comes through a pipe")
                raise OverLimit(path="-", what=what, limit=f"{TABLE_LIMIT >> 20:,} MiB")
            copy.write(chunk)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
        codecs.getincrementaldecoder(found)
        # The byte is wrong in some encodings; a codec from bytes to bytes is refused by its kind
        b" ".decode(found)
    except UnicodeError:
        return found
    except (LookupError, ValueError):
        raise UnknownChoice(value=name, option="--encoding", choices=_NAMED) from None
    return found


def _marked(start: bytes) -> str | None:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk
    yield b""


def _try(stream: BinaryIO, encoding: str, digest: _Digest) -> _Trial:
    """Decode everything; the digest sees all bytes even after a fault."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = continuation = 0
    edge, last = b"", ""
    fault: int | None = None
    is_suspicious = False
    for chunk in _chunks(stream):
        digest.update(chunk)
        if fault is not None:
            continue
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            fault = offset + len(chunk) - len(error.object) + error.start
            # Of bytes that were fine up to the fault, every third or so continues a character
            good = error.object[: error.start]
            continuation += sum(0x80 <= byte < 0xC0 for byte in good)  # noqa: PLR2004 - 10xxxxxx
            continue
        offset += len(chunk)
        continuation += len(chunk) - len(text)
        # Of UTF-8 the bytes themselves are looked at, which saves making them again.
        is_suspicious = is_suspicious or (
            bytes_may_be_hostile(chunk) or bytes_may_be_hostile(edge + chunk[:_WIDEST])
            if encoding in _UTF_8
            else may_be_hostile(text)
        )
        is_suspicious = is_suspicious or _may_be_shortened(text, last)
        edge, last = chunk[-_WIDEST:], text[-_EXPONENT_EDGE:]
    return _Trial(fault, is_suspicious, continuation)


def _may_be_shortened(text: str, before: str) -> bool:
    """Whether a number that a spreadsheet has shortened may stand in a text, or across its beginning."""
    edge = before + text[:_EXPONENT_EDGE]
    return _EXPONENT.search(text) is not None or _EXPONENT.search(edge) is not None


def may_be_hostile(text: str) -> bool:
    """Whether a text may hold a character that ``privacy.check_text`` forbids; in doubt True."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    return bytes_may_be_hostile(data)


def bytes_may_be_hostile(data: bytes) -> bool:
    """Whether UTF-8 may hold a forbidden character."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return True
    if data.isascii():
        return False
    return _C1.search(data) is not None or any(mark in data for mark in _NONCHARACTERS)
