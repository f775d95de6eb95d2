"""The terminal face: tables by rich, Chinese text aligned, readable at 80 columns and in a pipe.

Rich gets ``Text(visible(…))`` only: as markup, ``[/]`` in a complaint would crash it.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, assert_never

from ledgerctl.i18n import language
from ledgerctl.render.faces.columns import GAP, fitted
from ledgerctl.render.faces.folding import folded
from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table
from ledgerctl.render.words.texts import cell_width, cut, fits, pad, pair, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ledgerctl.render.words.document import Block, Column, Document

#: Below this width a table whose cells would have to be folded becomes one block per record.
NARROW = 60
#: Wide enough for any line: a pipe has no edge.
_ENDLESS = 1_000_000
_RULE = "─"
_FRAME = "    \n    \n {0}{0} \n    \n    \n {0}{0} \n    \n    \n"


def render(
    document: Document, *, width: int | None, colour: bool = False, encoding: str = "utf-8"
) -> str:
    """Return the document for a terminal.

    Args:
        document: what to show.
        width: columns of the terminal; None for a pipe, where nothing is folded or cut.
        colour: whether to write colours; content never depends on it.
        encoding: of the stream; characters it cannot hold are replaced.
    """
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width or _ENDLESS,
        height=25,
        force_terminal=colour,
        force_jupyter=False,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for position, block in enumerate(document.blocks):
        if position:
            console.print()
        _print(console, block, width, encoding)
    return out.getvalue()


def _print(console: Console, block: Block, width: int | None, encoding: str) -> None:
    match block:
        case Heading(text, level):
            _print_text(console, text, width, encoding, style="bold" if level > 1 else "bold cyan")
        case Paragraph(text):
            _print_text(console, text, width, encoding)
        case Lines(lines):
            for line in lines:
                _print_text(console, line, width, encoding, indent="    ")
        case KeyValues(rows):
            _print_pairs(console, rows, width, encoding)
        case Table():
            _print_table(console, block, width, encoding)
        case _:
            assert_never(block)


def _print_text(
    console: Console,
    text: str,
    width: int | None,
    encoding: str,
    *,
    style: str = "",
    indent: str = "",
) -> None:
    from rich.text import Text

    shown = safe(text, encoding)
    for line in [shown] if width is None else folded(shown, width, indent):
        console.print(Text(line, style=style, overflow="fold"))


def _print_pairs(
    console: Console, rows: Sequence[tuple[str, str]], width: int | None, encoding: str
) -> None:
    from rich.text import Text

    shown = [(safe(key, encoding), safe(value, encoding)) for key, value in rows]
    start = max((cell_width(key) for key, _value in shown), default=0) + GAP
    if width is not None and (width < NARROW or start > width // 2):
        for key, value in shown:
            _print_text(console, pair(key, value, language()), width, encoding, indent="  ")
        return
    for key, value in shown:
        lines = [value] if width is None else folded(value, width - start)
        for place, line in enumerate(lines):
            label = pad("" if place else key, start)
            console.print(Text.assemble((label, "dim"), line, overflow="fold"))


def _print_table(console: Console, table: Table, width: int | None, encoding: str) -> None:
    if table.title:
        _print_text(console, table.title, width, encoding, style="bold")
    rows = [[safe(cell, encoding) for cell in row] for row in table.rows]
    totals = [] if table.totals is None else [[safe(cell, encoding) for cell in table.totals]]
    titles = [safe(column.title, encoding) for column in table.columns]
    shown = [titles, *rows, *totals]
    widths = fitted(table.columns, shown, width)
    if width is not None and (
        widths is None or (width < NARROW and widths != fitted(table.columns, shown, None))
    ):
        _print_records(console, titles, [*rows, *totals], width)
    elif widths is not None:
        sized = list(zip(table.columns, titles, widths, strict=True))
        if width is None and console.no_color:
            _print_lines(console, sized, rows, totals, encoding)
        else:
            _print_grid(console, sized, rows, totals, encoding)


def _print_records(
    console: Console, titles: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> None:
    from rich.text import Text

    for position, row in enumerate(rows):
        if position:
            console.print()
        for title, cell in zip(titles, row, strict=True):
            for line in folded(pair(title, cell, language()), width, "  ") if cell else ():
                console.print(Text(line, overflow="fold"))


def _print_lines(
    console: Console,
    sized: Sequence[tuple[Column, str, int]],
    rows: Sequence[Sequence[str]],
    totals: Sequence[Sequence[str]],
    encoding: str,
) -> None:
    """Write for a pipe what the grid would be: nothing is folded, and rich takes ten times as long for it."""
    widths = [wide for _, _, wide in sized]
    rule = (_RULE if fits(_RULE, encoding) else "-") * (sum(widths) + GAP * (len(widths) - 1))

    def line(cells: Sequence[str]) -> str:
        aligned = zip(cells, sized, strict=True)
        filled = (
            pad(cell, wide, right=column.align == "right") for cell, (column, _, wide) in aligned
        )
        return (" " * GAP).join(filled)

    titles = [title for _, title, _ in sized]
    feet = [rule, *map(line, totals)] if totals else []
    console.file.writelines(f"{text}\n" for text in [line(titles), rule, *map(line, rows), *feet])


def _print_grid(
    console: Console,
    sized: Sequence[tuple[Column, str, int]],
    rows: Sequence[Sequence[str]],
    totals: Sequence[Sequence[str]],
    encoding: str,
) -> None:
    from rich.box import Box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(
        box=Box(_FRAME.format(_RULE if fits(_RULE, encoding) else "-")),
        show_edge=False,
        show_footer=bool(totals),
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        footer_style="bold",
    )
    for position, (column, title, wide) in enumerate(sized):
        grid.add_column(
            Text(title),
            footer=Text(totals[0][position]) if totals else "",
            justify=column.align,
            overflow="fold",
            width=wide,
        )
    for row in rows:
        cells = zip(row, sized, strict=True)
        grid.add_row(
            *[Text(cut(cell, wide) if column.cut else cell) for cell, (column, _, wide) in cells]
        )
    console.print(grid)
