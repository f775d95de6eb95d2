from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.faces import BrowserFailed, NoBrowser
from ledgerctl.formats import printing

if TYPE_CHECKING:
    from pathlib import Path


DAY = "2021-01-05"


def program(folder: Path, script: str) -> str:
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_the_first_browser_on_the_path_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = program(tmp_path, "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printing.browser() == found
    assert printing.browser(found) == found
    with pytest.raises(NoBrowser):
        printing.browser("another")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoBrowser):
        printing.browser()


@pytest.mark.parametrize(
    "script",
    ["exit 3", 'for w in "$@"; do case $w in --print-to-pdf=*) echo no > "${w#*=}";; esac; done'],
)
def test_a_browser_that_prints_nothing_is_an_error(tmp_path: Path, script: str) -> None:
    with pytest.raises(BrowserFailed):
        printing.print_pdf(program(tmp_path, script), "<p>", DAY)


def test_a_browser_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "chromium").write_text("no program")
    with pytest.raises(BrowserFailed):
        printing.print_pdf(str(tmp_path / "chromium"), "<p>", DAY)


def test_a_browser_that_never_ends_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_SECONDS", 0.2)
    with pytest.raises(BrowserFailed, match=r"0\.2 s"):
        printing.print_pdf(program(tmp_path, "exec sleep 30"), "<p>", DAY)


@pytest.mark.parametrize(("user", "flags"), [(0, 1), (1000, 0)])
def test_the_sandbox_is_left_only_by_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, flags: int
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    script = (
        'for w in "$@"; do case $w in --print-to-pdf=*) echo "%PDF $*" > "${w#*=}";; esac; done'
    )
    printed = printing.print_pdf(program(tmp_path, script), "<p>", DAY).decode()
    assert printed.count("--no-sandbox") == flags
    assert "MAP * ~NOTFOUND" in printed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("D:20261124113228+00'00'", "D:20210105000000+00'00'"),
        ("D:20261124113228-05'30'", "D:20210105000000+00'00'"),
        ("D:20261124113228+00'00", "D:20210105000000+00'00"),
        ("D:20261124113228Z", "D:20210105000000Z"),
        ("D:20261124113228", "D:20210105000000"),
    ],
)
def test_a_pdf_says_the_report_date_and_nothing_in_it_moves(
    tmp_path: Path, said: str, kept: str
) -> None:
    title = r"/Title (of /CreationDate \(D:20261124113228Z\) x)"
    (tmp_path / "made").write_text(f"%PDF\n{title}\n/CreationDate ({said})\n/ModDate ({said})>>")
    script = f'for w in "$@"; do case $w in --print-to-pdf=*) cp {tmp_path}/made "${{w#*=}}";; esac; done'
    printed = printing.print_pdf(program(tmp_path, script), "<p>", DAY).decode()
    assert printed == f"%PDF\n{title}\n/CreationDate ({kept})\n/ModDate ({kept})>>"
    assert len(printed) == (tmp_path / "made").stat().st_size


def test_the_elements_of_a_pdf_are_numbered_alike_whatever_the_browser_called_them(
    tmp_path: Path,
) -> None:
    """Chromium numbers them as it lays a page out, and on a busy machine it does so more often."""
    script = f'for w in "$@"; do case $w in --print-to-pdf=*) cp {tmp_path}/made "${{w#*=}}";; esac; done'
    found = []
    for heading, cell in ((10, 12), (13, 17)):
        ids = f"/ID (node000000{cell}) /ID (node000000{heading}) /Headers [(node000000{heading})]"
        (tmp_path / "made").write_text(f"%PDF /Title (\\(node00000099\\)) {ids}")
        found.append(printing.print_pdf(program(tmp_path, script), "<p>", DAY).decode())
    ids = "/ID (node00000002) /ID (node00000001) /Headers [(node00000001)]"
    assert found == [f"%PDF /Title (\\(node00000099\\)) {ids}"] * 2
