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
    """Write one ``ledgerctl.mo`` beside the .po files of each language, one .po file an area."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a build requirement only

    for folder in sorted({path.parent for path in Path(root, "ledgerctl", "i18n").rglob("*.po")}):
        with (folder / "ledgerctl.mo").open("wb") as stream:
            write_mo(stream, merged(folder))


def merged(folder: Path) -> Any:  # noqa: ANN401 - babel's catalogue, which the builder alone needs
    """Return the catalogue of all .po files in a folder.

    Raises:
        ValueError: a message is translated in two of them.
    """
    from babel.messages.pofile import read_po  # noqa: PLC0415 - a build requirement only

    first, *others = sorted(folder.glob("*.po"), key=lambda path: (path.stem != "ledgerctl", path))
    with first.open("rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    for path in others:
        with path.open("rb") as stream:
            area = read_po(stream, abort_invalid=True)
        for message in area:
            if message.id and message.id in catalogue:
                problem = f"{path.name}: {message.id!r} is translated elsewhere too"
                raise ValueError(problem)
            if message.id:
                catalogue[message.id] = message
    return catalogue


class CatalogueBuildHook(_Hook):  # type: ignore[misc,valid-type]  # the builder's class, or none
    """The builder's hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - its signature
        """Compile each catalogue; an editable install gets them beside their sources."""
        compile_catalogues(self.root)


if __name__ == "__main__":
    compile_catalogues(str(Path(__file__).parent))
