from __future__ import annotations

import ast
import importlib.util
import io
import os
import re
import string
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo

import ledgerctl
from ledgerctl import i18n
from ledgerctl.errors.base import LedgerError
from ledgerctl.formats import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from babel.messages.catalog import Catalog

PACKAGE = Path(ledgerctl.__file__).parent
FOLDER = PACKAGE / "i18n" / "locale" / "zh_CN" / "LC_MESSAGES"
MARKS = ("_", "N_")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
COMMAND = re.compile(r"ledgerctl [a-z]+")
LONE_PLACEHOLDER = re.compile(r"\{\w+\}")
HALF_WIDTH_AFTER_CHINESE = re.compile(r"[\u4e00-\u9fff][,;:?!]")


@pytest.fixture
def catalogue() -> Catalog:
    return builder().merged(FOLDER)


def builder() -> ModuleType:
    """The build script, which is no part of the package."""
    path = PACKAGE.parent / "hatch_build.py"
    spec = importlib.util.spec_from_file_location("hatch_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.install("en")


def extracted(folder: Path) -> set[str]:
    found = extract_from_dir(folder, keywords=dict.fromkeys(MARKS))
    messages = {str(message) for _file, _line, message, _comments, _context in found}
    return messages.union(*map(marked, folder.rglob("*.py")))


def marked(path: Path) -> set[str]:
    """Messages by syntax tree: before Python 3.12 babel does not look into f-strings."""
    calls = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in MARKS
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def entries(catalogue: Catalog) -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def error_classes(base: type[LedgerError] = LedgerError) -> Iterator[type[LedgerError]]:
    for each in base.__subclasses__():
        yield each
        yield from error_classes(each)


def placeholders(message: str) -> list[str]:
    return sorted(
        name
        for _text, name, _form, _conversion in string.Formatter().parse(message)
        if name is not None
    )


def test_every_message_of_the_program_is_translated(catalogue: Catalog) -> None:
    translated = {name for name, text in entries(catalogue).items() if text}

    assert extracted(PACKAGE) - translated == set()


def test_every_word_that_typer_asks_gettext_for_is_translated(catalogue: Catalog) -> None:
    translated = {name for name, text in entries(catalogue).items() if text}

    assert extracted(Path(typer.__file__).parent) - translated == set()


def test_nothing_is_translated_that_nobody_says(catalogue: Catalog) -> None:
    of_typer = {str(entry.id) for entry in catalogue if "Typer" in entry.user_comments}

    assert set(entries(catalogue)) - extracted(PACKAGE) - of_typer == set()
    assert not catalogue.obsolete


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


def test_translations_keep_the_placeholders(catalogue: Catalog) -> None:
    different = {
        name: text
        for name, text in entries(catalogue).items()
        if placeholders(name) != placeholders(text)
    }

    assert different == {}


@pytest.mark.parametrize("pattern", [OPTION, COMMAND], ids=["options", "commands"])
def test_translations_keep_what_is_typed(catalogue: Catalog, pattern: re.Pattern[str]) -> None:
    different = {
        name: text
        for name, text in entries(catalogue).items()
        if sorted(pattern.findall(name)) != sorted(pattern.findall(text))
    }

    assert different == {}


def test_chinese_sentences_have_chinese_punctuation(catalogue: Catalog) -> None:
    half_width = {
        name: text
        for name, text in entries(catalogue).items()
        if HALF_WIDTH_AFTER_CHINESE.search(text.replace(", ", ""))
    }

    assert half_width == {}


def test_every_error_speaks_chinese_without_a_full_stop(catalogue: Catalog) -> None:
    said = entries(catalogue)
    classes = list(error_classes())
    texts = {
        text
        for each in classes
        for text in (each.sentence, each.hint)
        if text and not LONE_PLACEHOLDER.fullmatch(text)
    }

    assert faults.CutRecord in classes
    assert {text for text in texts if not said.get(text)} == set()
    assert {text for text in texts if said[text].endswith(("。", "."))} == set()


def test_the_compiled_catalogue_is_the_source(catalogue: Catalog) -> None:
    compiled = FOLDER / "ledgerctl.mo"
    assert compiled.exists(), "no compiled catalogue: run `make messages`"
    fresh = io.BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)

    with compiled.open("rb") as stream:
        there = entries(read_mo(stream))

    assert there == entries(read_mo(fresh)), "the catalogue was edited: run `make messages`"


def test_a_message_is_translated_in_one_place_only(tmp_path: Path) -> None:
    for name in ("ledgerctl", "other"):
        text = (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "a"\nmsgstr "b"\n'
        )
        (tmp_path / f"{name}.po").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"other\.po: 'a' is translated elsewhere too"):
        builder().merged(tmp_path)


def test_chinese_is_installed_and_taken_away_again() -> None:
    i18n.install("zh")
    chinese = i18n._("Complaint received")
    known = i18n.language()
    i18n.install("en")

    assert (chinese, known) == ("投诉已登记", "zh")
    assert i18n._("Complaint received") == "Complaint received"
    assert i18n.language() == "en"


def test_the_empty_message_stays_empty_in_chinese() -> None:
    i18n.install("zh")

    assert i18n._("") == ""


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language: fr"):
        i18n.install("fr")

    assert i18n.language() == "en"


def test_help_speaks_chinese_down_to_the_words_of_typer(tmp_path: Path) -> None:
    spoken = {"LEDGERCTL_LANG": "zh", "PYTHONUTF8": "1", "COLUMNS": "100", "HOME": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-m", "ledgerctl", "show", "--help"],
        env={**os.environ, **spoken},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    for word in ("参数", "选项", "[必填]", "案件编号，如"):
        assert word in done.stdout
