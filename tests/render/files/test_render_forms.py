from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.forms import (
    FormFails,
    FormNotAllowed,
    FormSyntax,
    FormTooLong,
    FormUnknownName,
)
from ledgerctl.render.files import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.errors.base import LedgerError

HOSTILE = "| a | <b>x</b> `c` [d](http://e)\n# heading\n\u202egnp.exe\x1b[31m {{ 7 * 7 }}"
VALUES: Mapping[str, object] = {
    "report": {
        "received": 1234,
        "share": None,
        "rows": [
            {"value": "nfra", "count": 2, "share": "16.67"},
            {"value": "", "count": 9, "share": None},
            {"value": "hotline", "count": 7, "share": "58.33"},
            {"value": "pboc", "count": 3, "share": "25.00"},
        ],
        "items": 5,
        "names": ["甲", "乙"],
    },
    "hostile": HOSTILE,
}


def filled(source: str, language: str = "zh") -> forms.Filled:
    return forms.fill(source, "test", VALUES, language=language)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ report.received | number }}", "1,234"),
        ("{{ report['received'] + 1 }}", "1235"),
        ("{{ report.items }}", "5"),
        ("{{ report.rows[0].value | label('channel') }}", "金融监管总局(原银保监)转送"),
        ("{{ report.rows[0].value | label('severity') }}", "nfra"),
        ("{{ 'channel' | field }}", "受理渠道"),
        ("{{ report.rows | sum('count') }}", "21"),
        ("{{ report.rows | sum('share') }}", "100.00"),
        ("{{ report.rows | length }}", "4"),
        ("{{ report.names | join }}", "甲、乙"),
        ("{{ '3.2' | sign }} {{ '-3.2' | sign }}", "+3.2 -3.2"),
        ("{% for row in report.rows | largest('count', 2) %}{{ row.count }};{% endfor %}", "7;3;"),
        ("{% set n = report.received %}{% if n > 9 and report.share is none %}y{% endif %}", "y"),
        ("{% for a, b in [['x', 1]] %}{{ loop.index }}{{ a }}{{ b }}{% endfor %}", "1x1"),
        ("{# a note #}a\n{% if report.no is defined %}\nb\n{% endif %}\n", "a\n"),
        ("{{ 7 / 2 }} {{ 7 // 2 }} {{ -7 % 4 }} {{ 2 * 3 - 1 }}", "3.5 3 1 5"),
    ],
)
def test_what_a_form_can_say(source: str, text: str) -> None:
    assert filled(source) == (text, 0)


def test_a_blank_is_visible_and_counted_in_the_language_of_the_form() -> None:
    source = "{{ blank('the aims') }} {{ blank() }} {{ report.share }}"
    assert filled(source) == ("【请填写：the aims】 【请填写】 【请填写】", 3)
    assert filled(source, "en") == ("【to fill in: the aims】 【to fill in】 【to fill in】", 3)


def test_what_a_value_holds_is_never_markup_nor_template() -> None:
    for source in (
        "{{ hostile }}",
        "{{ blank(hostile) }}",
        "{{ [hostile][0] }}"[:0] + "{{ hostile }}",
    ):
        text = filled(source).text
        assert "\n" not in text
        assert "<b>" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "49" not in text
        assert "\\|" in text
        assert "\\`c\\`" in text
        assert "\\[d\\](http&#58;//e)" in text


REFUSED: list[tuple[str, type[LedgerError]]] = [
    # --- ways out of a sandbox ---
    ("{{ ''.__class__ }}", FormNotAllowed),
    ("{{ ''['__class__'] }}", FormNotAllowed),
    ("{{ ().__class__.__base__.__subclasses__() }}", FormNotAllowed),
    ("{{ blank.__globals__ }}", FormNotAllowed),
    ("{{ blank.__init__.__globals__['os'] }}", FormNotAllowed),
    ("{{ self.__init__ }}", FormNotAllowed),
    ("{% for x in report.rows %}{{ loop._iterable }}{% endfor %}", FormNotAllowed),
    ("{{ report.rows.__class__ }}", FormNotAllowed),
    ("{{ report.__class__ }}", FormUnknownName),
    ("{{ report.update({'a': 1}) }}", FormNotAllowed),
    ("{{ report.rows.append(1) }}", FormNotAllowed),
    ("{{ ''.join(report.names) }}", FormNotAllowed),
    ("{{ '{0.__class__}'.format(report) }}", FormNotAllowed),
    ("{{ report | attr('__class__') }}", FormSyntax),
    ("{{ report | map('upper') }}", FormSyntax),
    ("{{ _step() }}", FormNotAllowed),
    ("{{ lipsum }}", FormUnknownName),
    ("{{ cycler }}", FormUnknownName),
    ("{% include '/etc/passwd' %}", FormNotAllowed),
    ("{% import 'x' as y %}", FormNotAllowed),
    ("{% from 'x' import y %}", FormNotAllowed),
    ("{% extends 'x' %}", FormNotAllowed),
    ("{% block a %}{% endblock %}", FormNotAllowed),
    # --- ways to grow without end ---
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", FormNotAllowed),
    ("{% for x in report.rows recursive %}{{ loop(report.rows) }}{% endfor %}", FormNotAllowed),
    ("{% call blank() %}{% endcall %}", FormNotAllowed),
    ("{% set x %}{{ report }}{% endset %}", FormNotAllowed),
    ("{% filter field %}a{% endfilter %}", FormNotAllowed),
    ("{% set ns.a = 1 %}", FormNotAllowed),
    ("{{ 'a' ~ 'b' }}", FormNotAllowed),
    ("{{ 2 ** 99 }}", FormNotAllowed),
    ("{% set x = [report, report] %}", FormNotAllowed),
    ("{% set x = {'a': report} %}", FormNotAllowed),
    ("{% for x in range(9) %}{% endfor %}", FormNotAllowed),
    ("{{ 'a' * 1000000000 }}", FormFails),
    ("{{ report.names + report.names }}", FormFails),
    ("{{ '%1000000000d' % 1 }}", FormFails),
    ("{{ 999999999999999 * 999999999999999 * 9 }}", FormFails),
    ("{{ report.rows | join }}", FormFails),
    # --- mistakes ---
    ("{{ report.recieved }}", FormUnknownName),
    ("{{ nothing.at.all }}", FormUnknownName),
    ("{{ report.rows[99] }}", FormUnknownName),
    ("{{ report.rows | sum('no') }}", FormFails),
    ("{{ report.names | sum('no') }}", FormFails),
    ("{{ report.rows | sum('value') }}", FormFails),
    ("{{ report.rows }}", FormFails),
    ("{{ report.received is none }}", FormFails),
    ("{{ 1 / 0 }}", FormFails),
    ("{{ report.received + none }}", FormFails),
    ("{% if %}", FormSyntax),
    ("{{ report.received", FormSyntax),
    ("{{ report.received | nosuch }}", FormSyntax),
    ("{% for x in report.rows %}", FormSyntax),
]


@pytest.mark.parametrize(("source", "error"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_a_form_may_not_do_is_refused_by_name(source: str, error: type[LedgerError]) -> None:
    with pytest.raises(error) as refusal:
        filled(f"first line\nsecond line\n{source}")
    assert refusal.value.values["name"] == "test"
    assert refusal.value.values["line"] == 3


ROWS = "{% for a in report.rows %}"
END = "{% endfor %}"


@pytest.mark.parametrize(
    "source",
    [
        # Four rows: nine loops inside each other would turn 262,144 times.
        ROWS * 9 + END * 9,
        ROWS * 30 + END * 30,
        ROWS * 6 + "x" * 1_000 + END * 6,
        "x" * (forms.LONGEST_SOURCE + 1),
        "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
        "{{ " + "-" * 50_000 + "1 }}",
    ],
    ids=["turns", "nesting", "output", "source", "parentheses", "signs"],
)
def test_a_form_without_end_comes_to_one(source: str) -> None:
    with pytest.raises(FormTooLong) as refusal:
        filled(source)
    assert refusal.value.values["name"] == "test"


def test_a_form_up_to_the_limits_is_filled() -> None:
    assert len(filled(ROWS * 7 + "x" + END * 7).text) == 4**7
