from __future__ import annotations

import io
import shlex
import stat
import subprocess
import sys
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, process, refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

KINDS = ("html", "xlsx", "docx", "md", "csv", "json", "jsonl", "txt")
STARTS = {
    "html": b"<!doctype html>",
    "xlsx": b"PK",
    "docx": b"PK",
    "json": b"{",
    "csv": b"\xef\xbb\xbf",
}


@pytest.fixture
def year(line: Line) -> Line:
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    return line


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_ending_of_the_name_says_what_it_is(
    year: Line, tmp_path: Path, kind: str, language: str
) -> None:
    path = tmp_path / f"report.{kind}"
    outcome = year("--lang", language, "report", "--year", "2020", "-o", str(path))
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err.endswith(f"{path}\n")
    content = path.read_bytes()
    assert content.startswith(STARTS.get(kind, b""))
    assert len(content) > 300
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_ledger_and_command_give_the_same_bytes(
    year: Line, tmp_path: Path, kind: str
) -> None:
    paths = [tmp_path / f"{name}.{kind}" for name in ("first", "second")]
    for path in paths:
        # A process of its own: nothing that one run leaves behind makes the next the same
        words = ("--ledger", year.ledger, "report", "--year", "2020", "-o", str(path))
        assert process(*words).returncode == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_on_another_day_nothing_but_the_report_date_differs(
    year: Line, tmp_path: Path, kind: str
) -> None:
    days = ("2021-03-08", "2021-03-09")
    told = []
    for day in days:
        path = tmp_path / f"{day}.{kind}"
        words = ("--ledger", year.ledger, "report", "--year", "2020", "-o", str(path))
        assert process(*words, env={"LEDGERCTL_NOW": f"{day}T04:00:00Z"}).returncode == 0
        told.append(contents(path.read_bytes()))
    first, second = told
    # CSV is the one table of the headline, in which no day stands
    assert (days[0] in first) == (kind != "csv")
    assert first.replace(days[0], days[1]) == second


def contents(content: bytes) -> str:
    """What a file says: a text as it is, an archive by all its parts, those of archives in it too."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return "".join(
            f"{name}\n{contents(found.read(name))}"
            for name in found.namelist()
            if not name.endswith(".jpeg")
        )


def test_asked_for_the_same_report_date_the_day_makes_no_difference(
    year: Line, tmp_path: Path
) -> None:
    told = []
    for day in ("2021-03-08", "2022-03-09"):
        words = ("--ledger", year.ledger, "report", "--year", "2020", "--on", "2021-02-01")
        done = process(*words, "--format", "html", env={"LEDGERCTL_NOW": f"{day}T04:00:00Z"})
        assert done.returncode == 0
        told.append(done.stdout)
    assert told[0] == told[1]


@pytest.mark.parametrize("kind", ["html", "xlsx", "docx"])
def test_a_pipe_takes_a_file(year: Line, kind: str) -> None:
    words = ("--ledger", year.ledger, "report", "--year", "2020", "--format", kind, "-o", "-")
    done = process(*words, env={"PYTHONIOENCODING": "gbk"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(STARTS[kind])
    assert kind != "html" or "3.2‱" in done.stdout.decode()


def test_a_page_goes_to_standard_output_without_a_file(year: Line) -> None:
    outcome = year("report", "--year", "2020", "--format", "html")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("<!doctype html>")
    assert outcome.out.endswith("</html>\n")


def test_a_name_without_an_ending_takes_the_kind_that_was_asked_for(
    year: Line, tmp_path: Path
) -> None:
    path = tmp_path / "annual"
    assert year("report", "--year", "2020", "--format", "docx", "-o", str(path)).status == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_file_that_is_there_is_replaced_only_by_force(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    refused(year, "report", "--year", "2020", "-o", str(path), code="E503", status=5)
    assert path.read_text() == "old"
    assert year("report", "--year", "2020", "-o", str(path), "--force").status == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("-o", "report.odt"), "E931", 2),
        (("-o", "report"), "E931", 2),
        (("-o", "report.xlsx", "--format", "docx"), "E105", 2),
        (("-o", "report.html", "--pdf"), "E105", 2),
        (("--pdf", "--format", "html"), "E105", 2),
        (("-o", "none/report.html"), "E306", 3),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    refused(line, "--lang", language, "report", *words, code=code, status=status)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_no_terminal_gets_what_is_no_text(
    line: Line, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(streams, "on_terminal", lambda: True)
    outcome = refused(line, "report", "--format", kind, code="E956", status=2)
    assert f"-o report.{kind}" in outcome.err


@pytest.mark.parametrize("words", [("list",), ("add", "--channel", "counter", "--summary", "x")])
def test_other_commands_have_no_such_face(line: Line, words: tuple[str, ...]) -> None:
    outcome = line(*words, "--format", "xlsx")
    assert (outcome.code, outcome.status) == ("E107", 2)


def test_the_configuration_cannot_make_every_command_a_workbook(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_FORMAT", "xlsx")
    assert line("list").code == "E212"


@pytest.mark.parametrize(("kind", "module"), [("html", "vl_convert"), ("docx", "docx")])
def test_a_missing_part_is_named_with_its_extra(
    year: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / f"report.{kind}"
    outcome = refused(year, "report", "--year", "2020", "-o", str(path), code="E955", status=2)
    assert "ledgerctl[report]" in outcome.err
    assert not path.exists()


def test_without_a_browser_there_is_no_pdf(
    year: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_CHROMIUM", str(tmp_path / "no-such-browser"))
    path = tmp_path / "report.pdf"
    refused(year, "report", "--pdf", "-o", str(path), code="E957", status=2)
    assert not path.exists()


def test_a_browser_prints_the_page(
    year: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        "#!/bin/sh\n"
        'for word in "$@"; do case "$word" in\n'
        "  --print-to-pdf=*) target=${word#--print-to-pdf=} ;;\n"
        "  file://*) source=${word#file://} ;;\n"
        "esac; done\n"
        'echo "%PDF-1.7" > "$target"; cat "$source" >> "$target"\n'
    )
    browser.chmod(0o700)
    monkeypatch.setenv("LEDGERCTL_CHROMIUM", str(browser))
    path = tmp_path / "report.pdf"
    assert year("report", "--year", "2020", "--pdf", "-o", str(path)).status == 0
    printed = path.read_text("utf-8")
    assert printed.startswith("%PDF-1.7\n<!doctype html>")
    assert "3.2" in printed


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("--year", "2020"), "ledgerctl report --year 2020 --on 2021-01-05 --explain on_time_rate"),
        (
            ("--quarter", "2020Q1"),
            "ledgerctl report --from 2020-01-01 --to 2020-03-31 --on 2021-01-05 --explain on_time_rate",
        ),
        (
            ("--year", "2020", "--department", "营业部"),
            "ledgerctl report --year 2020 --on 2021-01-05 --department '营业部' --explain on_time_rate",
        ),
    ],
)
def test_a_definition_names_the_command_that_explains_the_figure(
    year: Line, tmp_path: Path, words: tuple[str, ...], command: str
) -> None:
    path = tmp_path / "report.html"
    assert year("report", *words, "-o", str(path)).status == 0
    assert unescape(path.read_text("utf-8")).count(command) == 1
    assert year(*shlex.split(command)[1:]).status == 0


def test_a_report_on_a_screen_loads_nothing_that_draws(year: Line) -> None:
    program = (
        "import sys; from ledgerctl.cli.dispatch.app import main;"
        f"main(['--ledger', {year.ledger!r}, 'report', '--year', '2020']);"
        "print([n for n in ('jinja2', 'vl_convert', 'docx', 'lxml', 'xlsxwriter')"
        " if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "words",
    [("--compare", "2019,2020"), ("--year", "2020", "--explain", "external_share"), ("--issued",)],
)
def test_whatever_the_report_shows_can_be_a_file(
    year: Line, tmp_path: Path, words: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / f"report.{kind}"
    outcome = year("report", *words, "-o", str(path))
    assert (outcome.status, outcome.out) == (0, "")
    assert path.read_bytes().startswith(STARTS.get(kind, b""))


def test_nothing_is_issued_that_could_not_be_written(
    year: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("report", "--year", "2020", "--issue", "分行办公室", "-o", str(tmp_path / "r.docx"))
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "docx", None)
        refused(year, *words, code="E955", status=2)
    assert year(*words).status == 0
    assert (tmp_path / "r.docx").exists()
