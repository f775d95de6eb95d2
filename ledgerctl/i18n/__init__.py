"""The language of messages: English source texts, a zh_CN catalogue, one look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["_", "install", "language"]

_CATALOGUE = "locale/zh_CN/LC_MESSAGES/ledgerctl.mo"


class _Chosen:
    """The language of this process and its translator; None leaves every message as it is."""

    __slots__ = ("language", "translate")

    def __init__(self) -> None:
        self.language = "en"
        self.translate: Callable[[str], str] | None = None


_chosen = _Chosen()


def install(language: str) -> None:
    """Choose ``zh`` or ``en`` for this process; without a catalogue the sentences stay English.

    Raises:
        ValueError: another language.
    """
    if language not in {"zh", "en"}:
        message = f"no such language: {language}"
        raise ValueError(message)
    _chosen.language = language
    _chosen.translate = _load() if language == "zh" else None


def language() -> str:
    """Return the language chosen, ``zh`` or ``en``."""
    return _chosen.language


def _(message: str) -> str:
    """Return the message in the language chosen."""
    translate = _chosen.translate
    # The empty message id stands for the catalogue's own header
    return message if translate is None or not message else translate(message)


def _load() -> Callable[[str], str] | None:
    from gettext import GNUTranslations  # noqa: PLC0415 - English needs no catalogue

    try:
        with open(f"{__path__[0]}/{_CATALOGUE}", "rb") as file:  # noqa: PTH123 - start-up
            return GNUTranslations(file).gettext
    except FileNotFoundError:
        return None
