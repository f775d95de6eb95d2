"""Help in Chinese: Typer writes a few words of it in English whatever the language."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Typer's fixed words and ours; equally wide on a terminal, so that panels stay straight.
_WORDS = (
    ("Usage: ", "用法："),
    ("Show this message and exit.", "显示本帮助后退出           "),
    ("[OPTIONS] COMMAND [ARGS]...", "[选项] 命令 [参数]..."),
    ("[OPTIONS]", "[选项]"),
)


class _Page(io.StringIO):
    """Catches a page; says of itself what stdout would say, so that the page looks the same."""

    def isatty(self) -> bool:
        return sys.__stdout__ is not None and sys.__stdout__.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a text stream's own name for it
        return getattr(sys.__stdout__, "encoding", None) or "utf-8"


@contextmanager
def chinese_page() -> Iterator[None]:
    """Write what is printed inside with Typer's fixed words in Chinese."""
    page = _Page()
    before, sys.stdout = sys.stdout, page
    try:
        yield
    finally:
        sys.stdout = before
        text = page.getvalue()
        for english, chinese in _WORDS:
            text = text.replace(english, chinese)
        sys.stdout.write(text)
