"""Pictures as inline SVG: Vega-Lite specifications, drawn by vl-convert; text stays text.

Colours are CSS variables, so that the page decides on light, dark and print. The frame is fixed and no
size depends on a font, so that the same figures give the same bytes on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.faces import ReportPartMissing
from ledgerctl.render.words.texts import cell_width, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.render.reports.pictures import Mark, Picture

Spec: TypeAlias = dict[str, Any]

#: Units of the drawing; a page shows it as wide as there is room.
WIDTH = 380
_ROW = 40
#: How wide a sign of the text to the right of a bar may be, and the room around that text.
_SIGN, _TEXT_GAP = 7.8, 12
#: A text smaller than this is not written: the table has it.
_SMALLEST = 6.5
#: Cells of the longest label that fits beside or above a bar.
_LABEL, _NAME = 52, 14
#: Room for the axis of a control chart.
_AXIS = 44
#: More columns than this have a label at every third.
_EVERY_LABEL = 13
_INK, _QUIET, _RULE = "var(--ink)", "var(--quiet)", "var(--rule)"
_PAPER = "var(--paper)"
_DATA, _SOFT, _LOUD = "var(--data)", "var(--soft)", "var(--loud)"
_CONFIG = {
    "aria": False,
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "text": {"fontSize": 12, "fill": _INK, "baseline": "middle", "align": "left", "limit": 0},
    "axis": {
        "labelColor": _QUIET,
        "labelFontSize": 11,
        "labelLimit": 0,
        "labelOverlap": False,
        "domainColor": _RULE,
        "gridColor": _RULE,
        "ticks": False,
        "title": None,
        "labelPadding": 6,
    },
}


def svg(picture: Picture) -> str:
    """Return a picture as an SVG element, hidden from screen readers: they have its text and table.

    Raises:
        ReportPartMissing: the library that draws is not installed.
    """
    try:
        import vl_convert
    except ImportError:
        raise ReportPartMissing(part="vl-convert-python") from None
    spec = _SHAPES[picture.kind](picture.marks)
    # Nothing in a specification names an address; with none allowed, none is ever asked
    drawn = str(vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[]))
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _spec(height: float, values: list[Spec], layers: list[Spec], **padding: int) -> Spec:
    sides = {"left": 2, "right": 2, "top": 8, "bottom": 8, **padding}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH - sides["left"] - sides["right"],
        "height": height,
        "padding": sides,
        "autosize": {"type": "none", "contains": "content"},
        "data": {"values": values},
        "layer": layers,
        "config": _CONFIG,
    }


def _values(marks: Sequence[Mark], label: int = _LABEL) -> list[Spec]:
    return [
        {
            "at": place,
            "label": cut(visible(mark.label), label),
            "value": mark.value,
            "shown": visible(mark.shown),
            **{
                name: float(limit)
                for name in ("low", "high", "share")
                if (limit := getattr(mark, name)) is not None
            },
            "loud": mark.loud,
            "named": _labelled(place, len(marks)),
        }
        for place, mark in enumerate(marks)
    ]


def _labelled(place: int, columns: int) -> bool:
    return columns <= _EVERY_LABEL or place % 3 == 0


def _top(marks: Sequence[Mark]) -> float:
    """Return the end of the scale: a few cases do not fill it as if they were many."""
    return max(4, *(mark.value for mark in marks))


def _bars(marks: Sequence[Mark]) -> Spec:
    """Return horizontal bars: the label above each, its text at its end."""
    x = _x({"domain": [0, _top(marks)], "range": [0, _bar_room(marks)]})
    layers = [_bar(x), *_bar_texts(x)]
    return _spec(_ROW * len(marks), _rows(marks), layers, top=4, bottom=2)


def _bar_room(marks: Sequence[Mark]) -> float:
    """Return how long the longest bar may be, so that the longest text fits behind it."""
    text = max(cell_width(mark.shown) for mark in marks) * _SIGN + _TEXT_GAP
    return round(max(WIDTH - 4 - text, WIDTH / 2), 1)


def _pareto(marks: Sequence[Mark]) -> Spec:
    """Return bars with a line of the running share, on a scale of its own from 0 to 100 %."""
    room = _bar_room(marks)
    x = _x({"domain": [0, _top(marks)], "range": [0, room]})
    axis = {
        "orient": "top",
        "values": [0, 50, 100],
        "labelExpr": "datum.value + '%'",
        "domain": False,
        "gridDash": [2, 3],
    }
    share = {**_x({"domain": [0, 100], "range": [0, room]}), "field": "share", "axis": axis}
    at = {"x": share, "y": _pixel("middle")}
    running = [
        {
            "mark": {"type": "line", "color": _QUIET, "strokeWidth": 1.5},
            "encoding": {**at, "order": {"field": "at"}},
        },
        {"mark": {"type": "circle", "color": _INK, "size": 26, "opacity": 1}, "encoding": at},
    ]
    # The texts come last, on a rim of paper, so that the line never runs through them
    rims = [_rimmed(layer) for layer in _bar_texts(x)]
    layers: list[Spec] = [
        {"layer": [_bar(x)]},
        {"layer": running},
        {"layer": [*rims, *_bar_texts(x)]},
    ]
    spec = _spec(_ROW * len(marks), _rows(marks), layers, top=24, bottom=2)
    return {**spec, "resolve": {"scale": {"x": "independent"}}}


def _rimmed(layer: Spec) -> Spec:
    rim = {"stroke": _PAPER, "strokeWidth": 4, "fill": _PAPER, "strokeJoin": "round"}
    return {**layer, "mark": {**layer["mark"], **rim}}


def _x(scale: Spec) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"nice": False, **scale},
        "axis": None,
    }


def _rows(marks: Sequence[Mark]) -> list[Spec]:
    """Return the values of horizontal bars with their places: the label, then the bar below it."""
    places = (
        {
            "label_at": place * _ROW + 9,
            "upper": place * _ROW + 19,
            "middle": place * _ROW + 25,
            "lower": place * _ROW + 31,
        }
        for place in range(len(marks))
    )
    return [value | place for value, place in zip(_values(marks), places, strict=True)]


def _bar(x: Spec) -> Spec:
    sides = {"x": x, "x2": {"datum": 0}, "y": _pixel("upper"), "y2": {"field": "lower"}}
    return {"mark": {"type": "rect", "color": _DATA}, "encoding": sides}


def _bar_texts(x: Spec) -> list[Spec]:
    return [
        {
            "mark": {"type": "text"},
            "encoding": {"x": {"value": 0}, "y": _pixel("label_at"), "text": {"field": "label"}},
        },
        {
            "mark": {"type": "text", "dx": 6, "fontWeight": 600},
            "encoding": {"x": x, "y": _pixel("middle"), "text": {"field": "shown"}},
        },
    ]


def _columns(marks: Sequence[Mark]) -> Spec:
    """Return columns with their text above; whole numbers need no axis beside them."""
    height = 132
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, _top(marks)], "nice": False},
        "axis": None,
    }
    at = {"x": _places(), "y": y}
    size = _text_size(marks, WIDTH)
    text = {"type": "text", "align": "center", "dy": -9, "fontWeight": 600, "fontSize": size}
    above: list[Spec] = [{"mark": text, "encoding": {**at, "text": {"field": "shown"}}}]
    layers = [
        {"mark": {"type": "bar", "color": _DATA, "width": {"band": 0.7}}, "encoding": at},
        *(above if size >= _SMALLEST else []),
        _base(height),
        _names(height),
    ]
    return _spec(height, _values(marks, _NAME), layers, top=22, bottom=26)


def _text_size(marks: Sequence[Mark], room: float) -> float:
    """Return the size at which the longest text is as wide as its column, 12 at most."""
    longest = max(len(mark.shown) for mark in marks)
    # A bold digit is up to 0.7 of its size wide in the fonts of screens
    return round(min(12, room / len(marks) / max(longest, 1) / 0.7), 1)


def _control(marks: Sequence[Mark]) -> Spec:
    """Return a control chart: the band of chance behind the counts, what stands out marked."""
    height, size = 150, _text_size(marks, WIDTH - _AXIS)
    top = max(_top(marks), *(mark.high or 0 for mark in marks))
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top * 1.12], "nice": False},
        "axis": {
            "tickMinStep": 1,
            "tickCount": 4,
            "format": ",d",
            "domain": False,
            "gridDash": [2, 3],
        },
    }
    at = {"x": _places(), "y": y}
    band = {"x": _places(), "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    point = {"shape": "diamond", "stroke": _LOUD, "fill": _LOUD, "size": 90, "opacity": 1}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": _SOFT, "opacity": 1, "width": {"band": 1}},
            "encoding": band,
        },
        {"mark": {"type": "line", "color": _DATA, "strokeWidth": 1.5}, "encoding": at},
        {
            "transform": [{"filter": "!datum.loud"}],
            "mark": {"type": "circle", "color": _DATA, "size": 40, "opacity": 1},
            "encoding": at,
        },
        {
            "transform": [{"filter": "datum.loud"}],
            "mark": {"type": "point", **point},
            "encoding": at,
        },
        *(_loud_texts(at, size) if size >= _SMALLEST else []),
        _names(height),
    ]
    return _spec(height, _values(marks, _NAME), layers, left=_AXIS, top=10, bottom=26)


def _loud_texts(at: Spec, size: float) -> list[Spec]:
    return [
        _said_loud(at, "datum.value > datum.high", -13, size),
        _said_loud(at, "datum.value < datum.low", 14, size),
    ]


def _said_loud(at: Spec, which: str, away: int, size: float) -> Spec:
    """Return the text of what stands out, on the side where the line does not come from."""
    look = {"fontWeight": 600, "fontSize": size, "fill": _LOUD}
    mark = {"type": "text", "align": "center", "dy": away, **look}
    return {
        "transform": [{"filter": which}],
        "mark": mark,
        "encoding": {**at, "text": {"field": "shown"}},
    }


def _places() -> Spec:
    return {
        "field": "at",
        "type": "ordinal",
        "axis": None,
        "scale": {"paddingInner": 0, "paddingOuter": 0},
    }


def _base(height: int) -> Spec:
    sides = {"x": {"value": 0}, "x2": {"value": "width"}, "y": {"value": height}}
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": _QUIET},
        "encoding": sides,
    }


def _names(height: int) -> Spec:
    """Return the labels below: each of a year's months, every third of a longer time."""
    return {
        "transform": [{"filter": "datum.named"}],
        "mark": {"type": "text", "align": "center", "fontSize": 11, "fill": _QUIET},
        "encoding": {"x": _places(), "y": {"value": height + 15}, "text": {"field": "label"}},
    }


def _multiples(marks: Sequence[Mark]) -> Spec:
    """Return small multiples: a row of columns for each series, one scale for all."""
    rows = list(dict.fromkeys(mark.series for mark in marks))
    months = len(marks) // len(rows)
    name_room, height = 104, 30
    step = (WIDTH - 4 - name_room) / months
    top = _top(marks)
    values = _values(marks, _NAME)
    for place, (value, mark) in enumerate(zip(values, marks, strict=True)):
        row, month = divmod(place, months)
        base = (row + 1) * _ROW
        start = name_room + month * step
        value |= {
            "left": start + step * 0.15,
            "right": start + step * 0.85,
            "middle": start + step / 2,
            "base": base,
            "head": base - height * mark.value / top,
            "series": cut(visible(mark.series), _NAME),
            "first": month == 0,
            "last": row == len(rows) - 1 and _labelled(month, months),
        }
    layers: list[Spec] = [
        {
            "transform": [{"filter": "datum.first"}],
            "mark": {"type": "rule", "color": _RULE},
            "encoding": {
                "x": {"value": name_room},
                "x2": {"value": "width"},
                "y": _pixel("base"),
            },
        },
        {
            "mark": {"type": "rect", "color": _DATA},
            "encoding": {
                "x": _pixel("left"),
                "x2": {"field": "right"},
                "y": _pixel("base"),
                "y2": {"field": "head"},
            },
        },
        {
            "transform": [{"filter": "datum.value > 0"}],
            "mark": {"type": "text", "align": "center", "dy": -6, "fontSize": 9, "fill": _QUIET},
            "encoding": {"x": _pixel("middle"), "y": _pixel("head"), "text": {"field": "shown"}},
        },
        {
            "transform": [{"filter": "datum.first"}],
            "mark": {"type": "text", "dy": -9},
            "encoding": {"x": {"value": 0}, "y": _pixel("base"), "text": {"field": "series"}},
        },
        {
            "transform": [{"filter": "datum.last"}],
            "mark": {"type": "text", "align": "center", "dy": 13, "fontSize": 9, "fill": _QUIET},
            "encoding": {"x": _pixel("middle"), "y": _pixel("base"), "text": {"field": "label"}},
        },
    ]
    return _spec(_ROW * len(rows), values, layers, top=10, bottom=24)


def _pixel(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


_SHAPES: dict[str, Callable[[Sequence[Mark]], Spec]] = {
    "bars": _bars,
    "columns": _columns,
    "pareto": _pareto,
    "control": _control,
    "multiples": _multiples,
}
