"""Pictures as native charts of a workbook, drawn from numbers that stand beside them; Word files hold them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledgerctl.domain.text.privacy import visible
from ledgerctl.i18n import _
from ledgerctl.render.words.texts import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ledgerctl.render.reports.pictures import Mark, Picture

_DATA, _QUIET, _LOUD = "#24588F", "#5B646E", "#B3261E"
_WHOLE = "#,##0"
_NO_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
#: Cells of the longest label below a column, and of the longest title of a small chart.
_LABEL, _NAME = 18, 36
#: Pixels of a chart, and of one of several small ones, which stand in pairs.
WIDTH, _HEIGHT = 560, 300
_ABREAST = 2
_SMALL_WIDTH, _SMALL_HEIGHT = WIDTH // _ABREAST, 160
#: Pixels of a chart of bars without its bars, and of each of them.
_AROUND, _BAR = 70, 30
#: Pixels of a row; columns that a chart covers at most: its numbers stand beyond them.
_ROW, _COLUMNS = 20, 9
#: Every third label of a small chart is written.
_EVERY = 3
#: The most cases for which every whole number has a line.
_FEW = 10


def draw(
    workbook: Workbook, sheet: Worksheet, pictures: Sequence[Picture], row: int, column: int
) -> int:
    """Put the pictures on the sheet from a row on, one below the other; return the last row used.

    Their numbers stand to the right, at the earliest in ``column``, and are not printed.
    """
    beyond = max(column, _COLUMNS)
    for picture in pictures:
        numbers = _Numbers(sheet, row, beyond)
        if picture.kind == "multiples":
            below = _draw_small(workbook, sheet, picture, numbers, row)
        else:
            chart = _chart(workbook, picture, numbers)
            chart.set_title(_title(picture.title, 12))
            _frame(chart, picture)
            sheet.insert_chart(row, 0, chart, {"description": visible(picture.alt)})
            below = row + _rows(picture)
        if picture.note:
            sheet.write_string(below - 1, 0, visible(picture.note))
        row = max(below + 1, row + numbers.height + 2)
    return row


def size_of(picture: Picture) -> tuple[int, int]:
    """Return width and height of a chart in pixels; of small multiples, those of each."""
    if picture.kind == "multiples":
        return _SMALL_WIDTH, _SMALL_HEIGHT
    if picture.kind == "bars":
        return WIDTH, _AROUND + _BAR * len(picture.marks)
    return WIDTH, _HEIGHT


def _rows(picture: Picture) -> int:
    """Return how many rows a chart covers, with a free one below."""
    return size_of(picture)[1] // _ROW + 2


def _frame(chart: Chart, picture: Picture) -> None:
    width, height = size_of(picture)
    chart.set_size({"width": width, "height": height})
    chart.set_chartarea({"border": {"none": True}})


def _title(text: str, size: int) -> dict[str, Any]:
    """Return the title of a chart; one without a text has none."""
    if not text:
        return {"none": True}
    return {"name": visible(text), "name_font": {"size": size}, "overlay": False}


def _draw_small(
    workbook: Workbook, sheet: Worksheet, picture: Picture, numbers: _Numbers, row: int
) -> int:
    """Draw small multiples in pairs below their title, all to one scale; return the first row below."""
    marks = picture.marks
    if picture.title:
        sheet.write_string(row, 0, visible(picture.title), workbook.add_format({"bold": True}))
    names = list(dict.fromkeys(mark.series for mark in marks))
    numbers.labels([mark.label for mark in marks if mark.series == names[0]])
    top = max(mark.value for mark in marks)
    for place, name in enumerate(names):
        own = [mark for mark in marks if mark.series == name]
        chart = workbook.add_chart({"type": "column"})
        counts = numbers.series(name, [mark.value for mark in own])
        chart.add_series({**counts, "fill": {"color": _DATA}, "gap": 40})
        chart.set_title(_title(cut(name, _NAME), 10))
        _whole_numbers(chart, marks, top=top)
        chart.set_x_axis({"num_font": {"size": 7}, "interval_unit": _EVERY, **_NO_TICKS})
        chart.set_legend({"none": True})
        _frame(chart, picture)
        down, across = divmod(place, _ABREAST)
        told = " · ".join(f"{mark.label} {mark.shown}" for mark in own)
        at = {"description": visible(f"{name}: {told}"), "x_offset": across * _SMALL_WIDTH}
        sheet.insert_chart(row + 1 + down * _rows(picture), 0, chart, at)
    return row + 2 + -(-len(names) // _ABREAST) * _rows(picture)


class _Numbers:
    """The numbers of one chart: labels in the first column, a series in each further one."""

    def __init__(self, sheet: Worksheet, row: int, column: int) -> None:
        self._sheet = sheet
        self._row = row
        self._column = column
        self._series = 0
        self.height = 0

    def labels(self, labels: Sequence[str]) -> None:
        """Write the labels of the marks."""
        self.height = len(labels)
        for place, label in enumerate(labels, 1):
            self._sheet.write_string(self._row + place, self._column, visible(label))

    def series(self, name: str, values: Sequence[float | None]) -> dict[str, Any]:
        """Write one series; return where it stands, as a chart takes it."""
        self._series += 1
        column = self._column + self._series
        self._sheet.write_string(self._row, column, visible(name))
        for place, value in enumerate(values, 1):
            if value is not None:
                self._sheet.write_number(self._row + place, column, value)
        return {
            "name": [self._sheet.name, self._row, column],
            "categories": self._range(self._column),
            "values": self._range(column),
        }

    def _range(self, column: int) -> list[Any]:
        first, last = self._row + 1, self._row + self.height
        return [self._sheet.name, first, column, last, column]


def _chart(workbook: Workbook, picture: Picture, numbers: _Numbers) -> Chart:
    marks = picture.marks
    # Below columns a long label takes the room of the columns; the table has it whole
    room = _LABEL if picture.kind == "pareto" else None
    numbers.labels([cut(mark.label, room) if room else mark.label for mark in marks])
    counts = numbers.series(_("Cases"), [mark.value for mark in marks])
    if picture.kind == "control":
        return _control(workbook, marks, counts, numbers)
    form = "bar" if picture.kind == "bars" else "column"
    chart = workbook.add_chart({"type": form})
    chart.add_series(
        {
            **counts,
            "fill": {"color": _DATA},
            "data_labels": {"value": True, "num_format": _WHOLE},
            "gap": 60,
        }
    )
    _whole_numbers(chart, marks, upright=form == "column")
    if form == "bar":
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, **_NO_TICKS})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    if picture.kind == "pareto":
        share = [None if mark.share is None else float(mark.share) / 100 for mark in marks]
        line = workbook.add_chart({"type": "line"})
        running = numbers.series(_("Share together"), share)
        line.add_series(
            {
                **running,
                "line": {"color": _QUIET, "width": 1.5},
                "y2_axis": True,
                "marker": {"type": "circle", "size": 4},
            }
        )
        line.set_y2_axis({"min": 0, "max": 1, "num_format": "0%", **_NO_TICKS})
        chart.combine(line)
        chart.set_legend({"position": "bottom"})
    else:
        chart.set_legend({"none": True})
    return chart


def _control(
    workbook: Workbook, marks: Sequence[Mark], counts: dict[str, Any], numbers: _Numbers
) -> Chart:
    chart = workbook.add_chart({"type": "line"})
    marker = {"type": "circle", "size": 6, "fill": {"color": _DATA}, "border": {"color": _DATA}}
    chart.add_series({**counts, "line": {"color": _DATA, "width": 1.75}, "marker": marker})
    dashed = {"color": _QUIET, "width": 1, "dash_type": "dash"}
    for name, values in (
        (_("Lower limit"), [mark.low for mark in marks]),
        (_("Upper limit"), [mark.high for mark in marks]),
    ):
        chart.add_series({**numbers.series(name, values), "line": dashed})
    if any(mark.loud for mark in marks):
        loud = numbers.series(
            _("Stands out"), [mark.value if mark.loud else None for mark in marks]
        )
        colour = {"color": _LOUD}
        diamond = {"type": "diamond", "size": 9, "fill": colour, "border": colour}
        chart.add_series({**loud, "line": {"none": True}, "marker": diamond})
    _whole_numbers(chart, marks)
    chart.set_legend({"position": "bottom"})
    return chart


def _whole_numbers(
    chart: Chart, marks: Sequence[Mark], *, upright: bool = True, top: int | None = None
) -> None:
    """Let the axis of cases begin at 0 and step in whole cases; ``top`` is its end where charts share it."""
    few = max(mark.value for mark in marks) <= _FEW
    if upright:
        lines = {"visible": True, "line": {"color": "#D5D9DE"}}
        step = {"major_unit": 1} if few else {}
        end = {} if top is None else {"max": max(top, 1)}
        axis = {"min": 0, "num_format": _WHOLE, "major_gridlines": lines, **step, **end}
        chart.set_y_axis({**axis, "line": {"none": True}, **_NO_TICKS})
        chart.set_x_axis(_NO_TICKS)
