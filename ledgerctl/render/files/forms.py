"""Forms 报表模板: templates that people may change, filled with the figures of a report.

A template is somebody's file, so it may do little: conditions, loops, sums, the filters below. Nothing
can be called but ``blank``; steps, output and texts have limits. What a value holds is never markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.text.money import format_amount
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.forms import (
    FormFails,
    FormNotAllowed,
    FormSyntax,
    FormTooLong,
    FormUnknownName,
)
from ledgerctl.i18n import _
from ledgerctl.render.faces.markdown import escaped
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Template, nodes

#: The turns of all loops together, the characters of a template, of what it writes.
MOST_STEPS, LONGEST_SOURCE, LONGEST_OUTPUT = 100_000, 100_000, 1_000_000
#: Numbers beyond this are no figures of a report.
_LARGEST = 10**15
#: How Jinja2 is to call the template in tracebacks.
_FILE = "<form>"
#: What a template may be made of, by the names of Jinja2's nodes.
_ALLOWED = frozenset(
    {
        *("Template", "Output", "TemplateData", "Name", "Const", "For", "If", "Assign", "CondExpr"),
        *("Tuple", "List", "Dict", "Pair", "Keyword", "Getattr", "Getitem", "Filter", "Test"),
        *("Compare", "Operand", "And", "Or", "Not", "Neg", "Pos", "Add", "Sub", "Mul", "Div"),
        *("FloorDiv", "Mod", "Call"),
    }
)
_LITERALS = ("Tuple", "List", "Dict")
_OPERATORS = ("+", "-", "*", "/", "//", "%")
#: A blank stands in the form's own language: by itself, and with what is wanted.
_BLANKS = {"zh": ("请填写", "请填写：{}"), "en": ("to fill in", "to fill in: {}")}
_NAME = re.compile(r"'([^']*)'(?: is undefined)?$")


class Filled(NamedTuple):
    """A form filled in: its text (Markdown), and how many blanks its author must fill."""

    text: str
    blanks: int


class _Blank(str):
    """A place that the author must fill: markup of ours, not to be made harmless again."""

    __slots__ = ()


def fill(source: str, name: str, values: Mapping[str, object], *, language: str) -> Filled:
    """Return a template filled with values.

    Args:
        source: the template, as ``docs/how-to/report.md`` describes it.
        name: what it is called in errors.
        values: the variables by name: mappings, sequences, texts, numbers.
        language: ``zh`` or ``en``, for the labels of codes.

    Raises:
        FormSyntax, FormNotAllowed, FormUnknownName, FormTooLong, FormFails.
    """
    if len(source) > LONGEST_SOURCE:
        raise FormTooLong(name=name, limit=_("{count} characters").format(count=LONGEST_SOURCE))
    work = _Work(name, language)
    text = work.run(work.template(source), values)
    return Filled(text, work.blanks)


class _Work:
    """One filling of one form: what it may use, and what it has used of its limits."""

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language
        self.blanks = 0
        self.steps = 0

    def template(self, source: str) -> Template:
        """Return the template made ready to run; a step is counted in every turn of a loop."""
        from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        class Environment(ImmutableSandboxedEnvironment):
            """Items before attributes, and sums of numbers only."""

            intercepted_binops = frozenset(_OPERATORS)

            def getattr(self, obj: object, attribute: str) -> object:
                if isinstance(obj, Mapping):
                    return obj[attribute] if attribute in obj else self.undefined(name=attribute)
                return super().getattr(obj, attribute)

            def call_binop(
                self,
                context: object,  # noqa: ARG002 - the signature of Jinja2
                operator: str,
                left: object,
                right: object,
            ) -> object:
                return _sum(self.binop_table[operator], left, right)

        environment = Environment(
            undefined=StrictUndefined,
            finalize=self.printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.globals = {"blank": self.blank, "_step": self.step}
        environment.filters = self.filters()
        environment.tests = {
            key: environment.tests[key] for key in ("defined", "none", "in", "odd", "even")
        }
        try:
            tree = environment.parse(source)
            self.check(tree)
            step = nodes.ExprStmt(
                nodes.Call(nodes.Name("_step", "load"), [], [], None, None), lineno=1
            )
            for loop in tree.find_all(nodes.For):
                loop.body.insert(0, step)
            code = environment.compile(tree, filename=_FILE)
        except TemplateSyntaxError as error:
            problem = error.message or ""
            raise FormSyntax(name=self.name, line=error.lineno, problem=problem) from None
        except (RecursionError, SyntaxError, MemoryError):
            raise FormTooLong(name=self.name, limit=_("20 nested blocks")) from None
        return Template.from_code(environment, code, environment.globals)

    def check(self, tree: nodes.Template) -> None:
        """Refuse what is not on the list, wherever it stands."""
        for node in _walk(tree):
            kind = type(node).__name__
            allowed = kind in _ALLOWED
            if kind == "Call":
                allowed = getattr(node.node, "name", "") == "blank"  # type: ignore[attr-defined]  # a node of its type
            elif kind in _LITERALS and getattr(node, "ctx", "load") == "load":
                # Lists of lists of lists would grow by themselves.
                allowed = all(
                    type(part).__name__ in {"Const", "Pair", *_LITERALS}
                    for part in node.iter_child_nodes()
                )
            elif kind == "Pair":
                allowed = all(
                    type(part).__name__ in {"Const", *_LITERALS} for part in node.iter_child_nodes()
                )
            elif kind == "For":
                allowed = not node.recursive  # type: ignore[attr-defined]  # a node of its type
            elif kind == "Name":
                allowed = not node.name.startswith("_")  # type: ignore[attr-defined]  # a node of its type
            if not allowed:
                raise FormNotAllowed(name=self.name, line=node.lineno, what=kind.lower())

    def run(self, template: Template, values: Mapping[str, object]) -> str:
        """Return what the template writes."""
        from jinja2 import UndefinedError
        from jinja2.exceptions import SecurityError

        parts, length = [], 0
        try:
            for part in template.generate(values):
                parts.append(part)
                length += len(part)
                if length > LONGEST_OUTPUT:
                    limit = _("{count} characters").format(count=LONGEST_OUTPUT)
                    raise FormTooLong(name=self.name, limit=limit)
        except LedgerError:
            raise
        except UndefinedError as error:
            found = _NAME.search(error.message or "")
            what = found[1] if found else ""
            raise FormUnknownName(name=self.name, line=_line(error), what=what) from None
        except SecurityError as error:
            raise FormNotAllowed(
                name=self.name, line=_line(error), what=error.message or ""
            ) from None
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise FormFails(name=self.name, line=_line(error)) from None
        return "".join(parts)

    def step(self) -> None:
        """Count one turn of a loop."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            limit = _("{count} turns of its loops").format(count=MOST_STEPS)
            raise FormTooLong(name=self.name, limit=limit)

    def blank(self, what: str = "") -> str:
        """Return a visible blank for what the ledger does not know."""
        self.blanks += 1
        alone, named = _BLANKS[self.language]
        return _Blank(f"【{named.format(escaped(str(what))) if what else alone}】")

    def printed(self, value: object) -> str:
        """Return a value as the form shows it: harmless, in one line; what is unknown is a blank."""
        if isinstance(value, _Blank):
            return value
        if value is None or value == "":
            return self.blank()
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise TypeError
        return escaped(str(value))

    def filters(self) -> dict[str, Callable[..., object]]:
        """Return the filters that a form may use, by name."""
        return {
            "label": lambda value, dimension: label(dimension, str(value), self.language),
            "field": lambda name: field_label(str(name), self.language),
            "number": lambda value: f"{value:,}" if isinstance(value, int) else value,
            "money": lambda value: format_amount(value) if isinstance(value, int) else value,
            "day": lambda value: _day(str(value), self.language),
            "sign": lambda value: value if str(value).startswith("-") else f"+{value}",
            "length": len,
            "sum": _added,
            "join": _joined,
            "largest": _largest,
        }


def _day(text: str, language: str) -> str:
    """Return an ISO day as a Chinese letter says it, ``2021年1月5日``; in English it stays as it is."""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else text


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(each.iter_child_nodes())


def _sum(operator: Callable[..., object], left: object, right: object) -> object:
    for each in (left, right):
        if isinstance(each, bool) or not isinstance(each, int | float | Decimal):
            raise TypeError
        if not -_LARGEST <= each <= _LARGEST:
            raise OverflowError
    return operator(left, right)


def _part(row: object, name: str) -> object:
    if not isinstance(row, Mapping):
        raise TypeError
    return row[name]


def _added(rows: Sequence[object], name: str) -> int | Decimal:
    """Return the sum of a figure of rows, a share among them; what is unknown adds nothing."""
    figures = [_part(row, name) for row in rows]
    return sum(
        Decimal(each) if isinstance(each, str) else each
        for each in figures
        if isinstance(each, int | str)
    )


def _joined(values: Sequence[object], between: str = "、") -> str:
    if not all(isinstance(each, str | int) for each in values):
        raise TypeError
    return str(between).join(map(str, values))


def _largest(rows: Sequence[object], name: str = "count", most: object = 3) -> list[object]:
    known = [row for row in rows if _part(row, "value")]
    ranked = sorted(known, key=lambda row: int(str(_part(row, name))), reverse=True)
    return ranked[: int(str(most))]


def _line(error: BaseException) -> int:
    """Return the line of the template at which it failed."""
    from traceback import extract_tb

    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == _FILE]
    return lines[-1] or 0 if lines else 0
