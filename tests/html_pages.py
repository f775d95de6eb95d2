"""What a test asks of an HTML page: its tables, its texts, its elements; read by the standard parser."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


class Page(HTMLParser):
    """A page as read: ``tables`` by caption, ``pairs`` by name, every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.pairs: dict[str, list[str]] = {}
        self.svg_texts: list[str] = []
        self.paragraphs: list[str] = []
        self.heading = ""
        self.ids: list[str] = []
        self._open: list[str] = []
        self._text = ""
        self._rows: list[list[str]] = []
        self._caption = ""
        self._name = ""
        self.feed(text)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        identity = dict(attrs).get("id")
        if identity:
            self.ids.append(identity)
        if tag not in _VOID:
            self._open.append(tag)
        if tag in {"caption", "th", "td", "dt", "dd", "text", "p", "h1"}:
            self._text = ""
        if tag == "table":
            self._rows = []
        if tag == "tr":
            self._rows.append([])

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        text = self._text.strip()
        if tag == "caption":
            self._caption = text
        elif tag in {"th", "td"}:
            self._rows[-1].append(text)
        elif tag == "table":
            self.tables[self._caption] = self._rows
        elif tag == "dt":
            self._name = text
            self.pairs.setdefault(text, [])
        elif tag == "dd":
            self.pairs[self._name].append(text)
        elif tag == "text":
            self.svg_texts.append(text)
        elif tag == "p":
            self.paragraphs.append(text)
        elif tag == "h1":
            self.heading = text

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]
