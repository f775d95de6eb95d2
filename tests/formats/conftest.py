"""What the tests of files in share: a quick way to read a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.formats.profiles import Profile

TODAY = date(2026, 3, 4)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[MappedRow]]:
    """Return a function that writes a table and reads it back through a profile."""

    def reader(
        content: str | bytes, profile: Profile | None = None, encoding: str | None = None
    ) -> list[MappedRow]:
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        chosen = profile or load_profile("register")
        with open_source(str(path), profile=chosen, encoding=encoding) as source:
            return list(source.rows(today=TODAY))

    return reader
