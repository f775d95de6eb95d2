"""Rows are taken in with one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import MappedRow, RejectSink
    from ledgerctl.application.imports.import_results import ImportReport


@pytest.fixture
def take(desk: Desk, meta: Meta, rows: Callable[..., Any]) -> Callable[..., ImportReport]:
    """Import rows with the prefix `old` and other choices by name."""

    def taken(
        *found: MappedRow,
        rejects: RejectSink | None = None,
        prefix: str = "old",
        **choices: Any,  # noqa: ANN401 - passed on
    ) -> ImportReport:
        return import_rows(
            desk, rows(found), meta, ImportChoices(prefix, **choices), rejects=rejects
        )

    return taken
