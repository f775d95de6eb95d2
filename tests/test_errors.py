from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

from ledgerctl import errors
from ledgerctl.errors import base
from ledgerctl.errors.base import LedgerError
from ledgerctl.formats import faults

PACKAGE = Path(errors.__file__).parent.parent
#: Family → its exit status and the first digits its codes may have.
FAMILIES = {
    base.UsageProblem: (2, "129"),
    base.NotFound: (3, "3"),
    base.RuleError: (4, "4"),
    base.Conflict: (5, "5"),
    base.Damaged: (6, "6"),
    base.Busy: (7, "7"),
    base.StorageFailure: (8, "8"),
}
MODULES = sorted(f"{errors.__name__}.{module.name}" for module in iter_modules(errors.__path__))
CATALOGUE = {
    name: value
    for module in (*map(import_module, MODULES), faults)
    for name, value in vars(module).items()
    if isinstance(value, type)
    and issubclass(value, LedgerError)
    and value is not LedgerError
    and value not in FAMILIES
}
by_error = pytest.mark.parametrize("error", CATALOGUE.values(), ids=list(CATALOGUE))

Site = tuple[str, int, type[LedgerError], set[str]]


def placeholders(*texts: str) -> set[str]:
    parsed = [part for text in texts for part in Formatter().parse(text)]
    return {name for _, name, _, _ in parsed if name is not None}


def sites() -> list[Site]:
    """Every place of the package that makes an error, with the names of the values it gives.

    A call that passes another error's values on (``**``) gives at least what that error has.
    """
    found: list[Site] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in CATALOGUE and all(keyword.arg for keyword in node.keywords):
                    given = {str(keyword.arg) for keyword in node.keywords}
                    where = path.relative_to(PACKAGE).as_posix()
                    found.append((where, node.lineno, CATALOGUE[name], given))
    return found


SITES = sites()


def test_codes_are_unique_and_of_one_shape() -> None:
    # A nearer word for an error has the code of that error
    codes = [error.code for error in CATALOGUE.values() if "code" in vars(error)]
    assert [code for code in codes if not re.fullmatch(r"E\d{3}", code)] == []
    assert sorted(set(codes)) == sorted(codes)
    assert LedgerError.code not in codes


@pytest.mark.parametrize(
    "room",
    ["errors.usage", "errors.house", "errors.system", "errors.tables", "errors.clocks"],
)
def test_codes_stand_in_order_in_the_catalogue(room: str) -> None:
    module = import_module(f"ledgerctl.{room}")
    codes = [e.code for e in vars(module).values() if e in CATALOGUE.values()]
    assert codes
    assert codes == sorted(codes)


@by_error
def test_the_family_decides_the_exit_status_and_the_codes_first_digit(
    error: type[LedgerError],
) -> None:
    families = [family for family in FAMILIES if issubclass(error, family)]
    assert len(families) == 1
    status, digits = FAMILIES[families[0]]
    assert error.exit_status == families[0].exit_status == status
    assert error.code[1] in digits


@by_error
def test_an_error_says_what_is_wrong_and_what_to_do_next(error: type[LedgerError]) -> None:
    assert error.sentence
    assert error.hint
    assert error.sentence != error.hint
    assert not error.sentence.endswith(".")
    assert not error.hint.endswith(".")
    assert (error.__doc__ or "").strip()


@by_error
def test_placeholders_are_plain_names(error: type[LedgerError]) -> None:
    names = placeholders(error.sentence, error.hint)
    assert [name for name in names if not name.isidentifier()] == []


@by_error
def test_the_english_sentence_carries_the_code(error: type[LedgerError]) -> None:
    values = {name: f"<{name}>" for name in placeholders(error.sentence, error.hint)}
    shown = str(error(**values))
    assert shown.startswith(f"{error.code} ")
    assert all(f"<{name}>" in shown for name in placeholders(error.sentence))
    assert error(**values).values == values
    assert error.hint.format(**values)


@pytest.mark.parametrize(
    "site", SITES, ids=[f"{where}:{line}:{error.__name__}" for where, line, error, _ in SITES]
)
def test_every_place_that_makes_an_error_gives_what_its_words_name(site: Site) -> None:
    _, _, error, given = site
    assert placeholders(error.sentence, error.hint) - given == set()


def test_the_places_are_found() -> None:
    found = {(where, error.__name__) for where, _, error, _ in SITES}
    assert {
        ("domain/cases/guards.py", "Recused"),
        ("application/reports/reporting.py", "StatisticsDisagree"),
        ("storage/connecting.py", "LedgerBusy"),
        ("application/imports/matching.py", "BatchKnown"),
    } <= found
    assert len(SITES) > 50


def test_errors_are_made_by_keyword_only() -> None:
    with pytest.raises(TypeError):
        LedgerError("words")  # type: ignore[call-arg]  # what is refused
