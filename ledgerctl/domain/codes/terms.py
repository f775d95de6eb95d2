"""What a coded list is: terms with a stored key, labels in both languages, spellings accepted on input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ledgerctl.errors.usage import UnknownCode, UnlikeAnyCode

if TYPE_CHECKING:
    from collections.abc import Iterable


#: Codes that are named to somebody who typed another word.
_NEAR: Final = 3


class Term(NamedTuple):
    """One code: its stored key, its labels, other spellings accepted on input."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()


class Vocabulary:
    """A closed list of codes with labels in both languages.

    Args:
        name: the stable name of the list, for instance ``channel``.
        zh: its Chinese name.
        en: its English name.
        terms: its codes in the order in which they are shown.
    """

    __slots__ = ("_spellings", "_terms", "en", "name", "zh")

    def __init__(self, name: str, zh: str, en: str, terms: Iterable[Term]) -> None:
        self.name = name
        self.zh = zh
        self.en = en
        self._terms = {term.key: term for term in terms}
        self._spellings: dict[str, str] = {}

    def keys(self) -> tuple[str, ...]:
        """Return the stored keys in display order."""
        return tuple(self._terms)

    def terms(self) -> tuple[Term, ...]:
        """Return the terms in display order."""
        return tuple(self._terms.values())

    def label(self, key: str, language: str) -> str:
        """Return the label of ``key`` in ``zh`` or ``en``; an unknown key is its own label."""
        term = self._terms.get(key)
        if term is None:
            return key
        return term.zh if language == "zh" else term.en

    def parse(self, text: str) -> str:
        """Return the key that ``text`` (key, label or alias in either language) means.

        Raises:
            UnknownCode: nothing matches exactly; the error names the nearest codes.
            UnlikeAnyCode: nothing is near either; it names the first codes.
        """
        key = self.find(text)
        if key is None:
            near = self.near(text)
            refusal = UnknownCode if near else UnlikeAnyCode
            shown = near or list(self._terms)[:_NEAR]
            raise refusal(
                value=text,
                field=self.name,
                vocabulary=self.name,
                nearest=", ".join(f"{each} {self._terms[each].zh}" for each in shown),
            )
        return key

    def near(self, text: str) -> list[str]:
        """Return the keys of at most three codes of which a spelling is near to ``text``, the nearest first."""
        from ledgerctl.domain.codes.suggest import nearest  # noqa: PLC0415 - only on the way to an error

        terms = self._terms.values()
        known = [spelling for term in terms for spelling in (*term[:3], *term.aliases)]
        # Several spellings of one code may be near
        found = map(self.find, nearest(text.strip(), known, limit=len(known)))
        return list(dict.fromkeys(key for key in found if key is not None))[:_NEAR]

    def find(self, text: str) -> str | None:
        """Return the key that ``text`` means, or None."""
        if text in self._terms:
            return text
        if not self._spellings:
            self._spellings = {
                _folded(spelling): term.key
                for term in self._terms.values()
                for spelling in (*term.aliases, term.en, term.zh, term.key)
            }
        return self._spellings.get(_folded(text))


def _folded(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - only for spellings that are not a stored key

    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
