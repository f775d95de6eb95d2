from __future__ import annotations

import errno
import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.house import FileExists, NoSuchFolder
from ledgerctl.errors.system import DiskFailure, NoPermission
from ledgerctl.formats.placing import placed, sha256_of

if TYPE_CHECKING:
    from pathlib import Path


def write(target: Path, text: str, *, replace: bool = False) -> None:
    with placed(str(target), replace=replace) as path:
        path.write_text(text)


def test_the_file_is_its_owners_alone_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "cases.csv"
    write(target, "x")
    assert target.read_text() == "x"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]
    assert sha256_of(target) == hashlib.sha256(b"x").hexdigest()


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "cases.csv"
    target.write_text("old")
    with pytest.raises(FileExists):
        write(target, "new")
    assert target.read_text() == "old"
    write(target, "new", replace=True)
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "cases.csv"

    def write_late() -> None:
        with placed(str(target)) as path:
            path.write_text("new")
            target.write_text("theirs")

    with pytest.raises(FileExists):
        write_late()
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_at_the_target_is_never_followed(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("old")
    link.symlink_to(victim)
    with pytest.raises(FileExists):
        write(link, "new")
    write(link, "new", replace=True)
    assert victim.read_text() == "old"
    assert not link.is_symlink()


@pytest.mark.parametrize("ending", [KeyboardInterrupt, ValueError])
def test_whatever_ends_it_early_leaves_nothing(tmp_path: Path, ending: type[BaseException]) -> None:
    def write_half() -> None:
        with placed(str(tmp_path / "cases.csv")) as path:
            path.write_text("half")
            raise ending

    with pytest.raises(ending):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder):
        write(tmp_path / "none" / "cases.csv", "x")


@pytest.mark.parametrize(
    ("number", "error"), [(errno.EACCES, NoPermission), (errno.ENOSPC, DiskFailure)]
)
def test_what_the_system_refuses_is_said_in_our_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[Exception],
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(error):
        write(tmp_path / "cases.csv", "x")
    assert list(tmp_path.iterdir()) == []
