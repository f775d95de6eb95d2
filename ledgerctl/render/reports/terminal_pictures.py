"""Pictures for a terminal: bars, a line of months, a strip of months by channel; no colour needed.

Every picture repeats figures of the tables above it. Characters that the console's encoding lacks give
way to plain ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.reports.report_sections import month_by_value
from ledgerctl.render.words.document import Document, Heading, Lines, Paragraph
from ledgerctl.render.words.texts import cell_width, cut, field_label, fits, label, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.reports.report_results import Split, YearReport
    from ledgerctl.render.words.document import Block

#: From nothing to most.
_LINE, _PLAIN_LINE = "▁▂▃▄▅▆▇█", ".:-=+*#@"
_SHADES, _PLAIN_SHADES = "·░▒▓█", ".-+*#"
_BAR, _PLAIN_BAR = "█", "#"
_WIDTH = 80
#: Columns that labels may take, and bars shown of one dimension.
_LABELS, _MOST_BARS = 28, 8
_SPLITS = ("channel", "cause", "business")
#: More months than this are no strip that fits on a screen.
_MOST_MONTHS = 36


def with_pictures(
    document: Document, report: YearReport, *, language: str, encoding: str, width: int | None
) -> Document:
    """Return a report with its pictures before its footer: the paragraphs at its end."""
    # A wider terminal shows the same picture: it decides how much fits, never what is said.
    room = min(width or _WIDTH, _WIDTH)
    found = list(pictures(report, language=language, encoding=encoding, width=room))
    if not found:
        return document
    end = len(document.blocks)
    while isinstance(document.blocks[end - 1], Paragraph):
        end -= 1
    body, footer = document.blocks[:end], document.blocks[end:]
    return Document((*body, Heading(_("Pictures")), *found, *footer))


def pictures(report: YearReport, *, language: str, encoding: str, width: int) -> list[Block]:
    """Return the pictures of a report; none without complaints."""
    if not report.received:
        return []
    blocks: list[Block] = []
    points = [each.point.count for each in report.months if each.point.exposure]
    if len(points) > 1:
        line = _("Months: {line} (fewest {low}, most {high})").format(
            line=sparkline(points, encoding), low=min(points), high=max(points)
        )
        blocks.append(Lines((line,)))
    strip = _strip(report, language, encoding, width)
    if strip:
        blocks.append(Lines(strip))
    for name in _SPLITS:
        split = report.splits.get(name)
        if split is not None and any(split.values):
            blocks.append(Lines(_bars(split, language, encoding, width)))
    return blocks


def sparkline(values: Sequence[int], encoding: str) -> str:
    """Return one character a value, from nothing to the most of them."""
    steps = _LINE if fits(_LINE, encoding) else _PLAIN_LINE
    most = max(values, default=0)
    return "".join(steps[_step(value, most, len(steps))] for value in values)


def bar(value: int, most: int, width: int, encoding: str) -> str:
    """Return a bar whose length is in proportion; at least one character for what is not nothing."""
    sign = _BAR if fits(_BAR, encoding) else _PLAIN_BAR
    length = (value * width + most // 2) // most if most else 0
    return sign * max(length, int(value > 0))


def _step(value: int, most: int, steps: int) -> int:
    """Return 0 for nothing, else a step from 1 on that grows with the value."""
    if value <= 0 or not most:
        return 0
    return max((value * (steps - 1) + most - 1) // most, 1)


def _bars(split: Split, language: str, encoding: str, width: int) -> tuple[str, ...]:
    pairs = [
        (label(split.dimension, value, language), sums.cases)
        for value, sums in zip(split.values, split.sums, strict=True)
        if sums.cases
    ]
    pairs.sort(key=lambda each: -each[1])
    shown, rest = pairs[:_MOST_BARS], pairs[_MOST_BARS:]
    names = [cut(name, _LABELS) for name, _count in shown]
    room = max(map(cell_width, names))
    digits = max(len(f"{count:,}") for _name, count in shown)
    most = max(count for _name, count in shown)
    left = max(width - room - digits - 4, 8)
    lines = [field_label(split.dimension, language)]
    lines += [
        f"{pad(name, room)}  {count:>{digits},}  {bar(count, most, left, encoding)}"
        for name, (_name, count) in zip(names, shown, strict=True)
    ]
    if rest:
        others = sum(count for _name, count in rest)
        lines.append(_("… and {count} in other rows").format(count=f"{others:,}"))
    return tuple(lines)


def _strip(report: YearReport, language: str, encoding: str, width: int) -> tuple[str, ...]:
    """Return channels by months, each a shade; nothing for a single month or too many."""
    values = month_by_value(report, "channel", language)
    months = [each.name for each in report.months]
    if not values or not 1 < len(months) <= _MOST_MONTHS:
        return ()
    shades = _SHADES if fits(_SHADES, encoding) else _PLAIN_SHADES
    most = max(max(counts) for counts in values.values())
    each = 3 if len(months) * 3 + _LABELS + 2 <= width else 1
    names = [cut(name, _LABELS) for name in values]
    room = max(map(cell_width, names))
    heads = "".join(f"{name[5:]:<{each}}" if each > 1 else name[6:] for name in months)
    lines = [f"{' ' * room}  {heads}".rstrip()]
    for name, counts in zip(names, values.values(), strict=True):
        cells = (shades[_step(count, most, len(shades))] for count in counts)
        row = "".join(f"{cell * min(each, 2):<{each}}" for cell in cells)
        lines.append(f"{pad(name, room)}  {row}".rstrip())
    lines.append(
        _("Shades: {none} none … {most} {count} in a month").format(
            none=shades[0], most=shades[-1], count=f"{most:,}"
        )
    )
    return tuple(lines)
