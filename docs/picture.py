# noqa: INP001 - a script beside the pages that it writes
"""The picture at the top of the README: headline and four pictures of the example report, cut out of its page."""

from __future__ import annotations

import re
from html import unescape
from xml.sax.saxutils import escape

from ledgerctl.render.faces.folding import folded

WIDTH, HEIGHT = 1200, 830
_EDGE, _CARD, _CARDS = 48, 222, 5
#: Charts of the page by the section that they stand in, with their places here.
_PLACES = (
    ("months", 0, _EDGE, 320),
    ("months", 1, _EDGE, 580),
    ("channel", 0, 660, 320),
    ("fault_nature", 0, 660, 580),
)
_CHART = 480
_ROOTS = re.compile(r"(:root \{.*?\})", re.DOTALL)
_CARD_OF = re.compile(
    r'<dt>(?P<name>.*?)</dt><dd class="number[^"]*">(?P<figure>.*?)<span class="unit">(?P<unit>.*?)</span></dd>'
    r'(?:<dd class="basis">(?P<basis>.*?)</dd>)?</div>'
)
#: Cells of the text below a figure.
_BASIS = 32


def picture(page: str) -> str:
    """Return the picture of a report's page as SVG, in the page's own colours, light and dark."""
    light, dark = _ROOTS.findall(page)[:2]
    style = (
        f"{light} @media (prefers-color-scheme: dark) {{ {dark} }}"
        " text { font-family: var(--sans); fill: var(--ink); }"
        " .serif { font-family: var(--serif); font-weight: 600; }"
        " .quiet { fill: var(--quiet); }"
    )
    title, lead = _of("h1", page), _of('p class="lead"', page)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{style}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>',
        f'<rect x="{_EDGE}" y="36" width="{WIDTH - 2 * _EDGE}" height="4" fill="var(--ink)"/>',
        _text(_EDGE, 92, 38, title, "serif"),
        _text(_EDGE, 130, 18, lead),
        *_cards(page),
        *[_chart(page, *place) for place in _PLACES],
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _of(tag: str, text: str) -> str:
    (name, *_rest) = tag.split()
    found = re.search(rf"<{tag}>(.*?)</{name}>", text, re.DOTALL)
    return unescape(re.sub("<[^>]*>", "", found[1])) if found else ""


def _text(x: float, y: float, size: float, text: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" class="{kind}">{escape(text)}</text>'


def _cards(page: str) -> list[str]:
    parts = []
    for place, card in enumerate(list(_CARD_OF.finditer(page))[:_CARDS]):
        name, figure, unit, basis = (
            unescape(re.sub("<[^>]*>", "", each or "")) for each in card.groups()
        )
        x = _EDGE + place * _CARD
        rule = f'<rect x="{x}" y="160" width="{_CARD - 24}" height="1" fill="var(--rule)"/>'
        parts += [
            rule,
            _text(x, 184, 14, name, "quiet"),
            _text(x, 222, 34, f"{figure}{unit}", "serif"),
        ]
        for line, text in enumerate(folded(basis, _BASIS)):
            parts.append(_text(x, 244 + 17 * line, 12, text, "quiet"))
    return parts


def _chart(page: str, section: str, number: int, x: int, y: int) -> str:
    found = re.search(rf'<section id="{section}".*?</section>', page, re.DOTALL)
    inside = found[0] if found else ""
    drawings = re.findall(r"<svg .*?</svg>", inside, re.DOTALL)
    title = _of("figcaption", inside) if number else _of("h2", inside)
    _width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawings[number])[0])
    size = f'width="{_CHART}" height="{round(height * _CHART / _width)}"'
    drawn = re.sub(r' (?:width|height)="[\d.]+"', "", drawings[number], count=2)
    placed = drawn.replace("<svg ", f'<svg x="{x}" y="{y}" {size} ', 1)
    return _text(x, y - 14, 17, title, "serif") + "\n" + placed
