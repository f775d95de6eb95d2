"""Compile the message catalogues (.po) when the package is built or installed from source.

Run as a script, it compiles them in place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface as _Hook
except ImportError:  # run as a script: no builder is needed
    _Hook = object


def compile_catalogues(root: str) -> None:
    """Write a .mo file beside every .po file under the package's ``i18n`` folder."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a build requirement only
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    for source in sorted(Path(root, "ledgerctl", "i18n").rglob("*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


class CatalogueBuildHook(_Hook):  # type: ignore[misc,valid-type]  # the builder's class, or none
    """The builder's hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - its signature
        """Compile each catalogue; an editable install gets them beside their sources."""
        compile_catalogues(self.root)


if __name__ == "__main__":
    compile_catalogues(str(Path(__file__).parent))
