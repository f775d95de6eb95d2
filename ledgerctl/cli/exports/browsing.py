"""Serving a snapshot read-only to the browser of this machine: Datasette behind a guard of our own.

Datasette lets anybody who reaches it run SQL and fetch the file, accepts any Host header and sends no policy to
the browser (measured; docs/adr/0056-browse.md). Everything here is about that.
"""

from __future__ import annotations

import base64
import hashlib
import socket
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from ledgerctl.errors.exporting import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    Scope = Mapping[str, Any]
    Message = Mapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HOST = "127.0.0.1"
_SETTINGS = {
    "allow_csv_stream": False,
    "allow_download": False,
    "allow_facet": True,
    "default_allow_sql": False,
    "suggest_facets": False,
}
#: The one script that stands inside Datasette's pages and that its menus need.
_INLINE = "DATASETTE_ALLOW_FACET = true;"
_PLUGIN = "ledgerctl-plain"
#: Where our own style sheet is served from.
_OWN = "own"
#: Pages about the server itself; its style sheets and scripts are no secret.
_INNER, _STATIC = "/-/", "/-/static/"


def policy() -> str:
    """Return the content security policy: nothing from elsewhere, no script but Datasette's own."""
    digest = base64.b64encode(hashlib.sha256(_INLINE.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )


class Guard:
    """Lets through what comes from this machine's browser, opened from the address with its key.

    Args:
        application: what is guarded.
        port: where it listens; any other Host header is an attack through the name service.
        key: whoever has it may read. It is asked for once, then kept in a cookie.
    """

    def __init__(self, application: Application, port: int, key: str) -> None:
        self._application = application
        self._hosts = {f"{HOST}:{port}".encode(), f"localhost:{port}".encode()}
        self._cookie = f"ledgerctl-{port}"
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        headers = dict(scope["headers"])
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if headers.get(b"host") not in self._hosts:
            await _refuse(send, 400)
        elif scope["method"] not in {"GET", "HEAD"}:
            await _refuse(send, 405)
        elif query.get("key") == [self._key]:
            await self._welcome(send)
        elif not self._known(headers.get(b"cookie", b"")) or _closed(scope["path"], query):
            await _refuse(send, 403)
        else:
            await self._application(scope, receive, _hardened(send))

    def _known(self, header: bytes) -> bool:
        try:
            found = SimpleCookie(header.decode("latin-1")).get(self._cookie)
        except CookieError:
            return False
        return found is not None and found.value == self._key

    async def _welcome(self, send: Send) -> None:
        cookie = f"{self._cookie}={self._key}; HttpOnly; SameSite=Strict; Path=/"
        await _answer(send, 303, [(b"location", b"/"), (b"set-cookie", cookie.encode())])


def _closed(path: str, query: Mapping[str, list[str]]) -> bool:
    """Whether a page is not for readers: the server's own, the file, CSV whose cells could run."""
    inner = path.startswith(_INNER) and not path.startswith(_STATIC)
    return inner or path.endswith((".csv", ".db")) or "csv" in query.get("_format", ())


def _headers() -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy().encode()),
        (b"x-frame-options", b"DENY"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cache-control", b"no-store"),
    ]


def _hardened(send: Send) -> Send:
    """Return a sender that adds our headers to each answer, in place of those it has."""
    own = _headers()
    names = {name for name, _ in own}

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if pair[0].lower() not in names]
            message = {**message, "headers": [*kept, *own]}
        await send(message)

    return wrapped


async def _refuse(send: Send, status: int) -> None:
    await _answer(send, status, [])


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    start = {"type": "http.response.start", "status": status}
    await send({**start, "headers": [*headers, *_headers(), (b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def application(path: Path, metadata: Mapping[str, object]) -> Application:
    """Return Datasette over one file that nobody can change, without plug-ins of the environment.

    Raises:
        MissingExtra: Datasette is not installed.
    """
    try:
        from datasette import hookimpl
        from datasette.app import Datasette
    except ImportError:
        raise MissingExtra(module="datasette", extra="browse") from None
    from datasette.plugins import pm

    if not pm.has_plugin(_PLUGIN):
        hookimpl(_Plain.render_cell)
        pm.register(_Plain, _PLUGIN)
    served: Any = Datasette(
        immutables=[str(path)],
        metadata={**metadata, "extra_css_urls": [f"/{_OWN}/browse.css"]},
        settings=_SETTINGS,
        static_mounts=[(_OWN, str(Path(__file__).parent / "pages"))],
    )
    found: Application = served.app()
    return found


class _Plain:
    """Shows a text that is an address as a text: what a customer wrote leads nowhere."""

    @staticmethod
    def render_cell(value: object) -> str | None:
        """Return the text of such a cell, None for all others."""
        is_address = isinstance(value, str) and value.strip().startswith(("http:", "https:"))
        return str(value) if is_address else None


def listening() -> socket.socket:
    """Return a socket on a free port of this machine that nobody else can reach."""
    found = socket.socket()
    found.bind((HOST, 0))
    # From now on: whoever opens the address before the server is ready waits and is not turned away
    found.listen()
    return found


def serve(guarded: Application, listener: socket.socket) -> None:
    """Answer requests until the process is told to stop.

    Raises:
        KeyboardInterrupt: it was told, by Ctrl-C or by a supervisor; the server itself has ended in order.
    """
    import signal

    import uvicorn

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config = uvicorn.Config(guarded, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
