"""Compile the message catalogues (.po) when the package is built or installed from source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Write a .mo file beside every .po file of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        """Compile each catalogue; an editable install gets them beside their sources."""
        from babel.messages.mofile import write_mo  # noqa: PLC0415 - a build requirement only
        from babel.messages.pofile import read_po  # noqa: PLC0415

        for source in sorted(Path(self.root, "ledgerctl", "i18n").rglob("*.po")):
            with source.open("rb") as stream:
                catalogue = read_po(stream)
            with source.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalogue)
