"""The reader of a large import in a process of its own."""

from __future__ import annotations

import os
from itertools import count, islice

import pytest

from ledgerctl.cli.imports import elsewhere as module
from ledgerctl.cli.imports.elsewhere import elsewhere
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import BadTable


def plain(item: int) -> int:
    return item


def same(item: int) -> int:
    return item


@pytest.mark.parametrize("size", [0, 1, 2, 3, 500])
def test_everything_arrives_in_order(size: int) -> None:
    assert list(elsewhere(iter(range(size)), plain, same, is_large=True)) == list(range(size))


def test_many_items_are_computed_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    pids = list(elsewhere((os.getpid() for _ in range(2_000)), plain, same, is_large=True))
    assert pids[0] == os.getpid()
    assert os.getpid() not in pids[1:]


def test_what_is_small_is_computed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    pids = elsewhere((os.getpid() for _ in range(9)), plain, same, is_large=False)
    assert list(pids) == [os.getpid()] * 9


def test_one_core_computes_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert set(elsewhere((os.getpid() for _ in range(2_000)), plain, same, is_large=True)) == {
        os.getpid()
    }


def test_an_error_in_the_child_is_raised_here_in_its_place() -> None:
    def items() -> object:
        yield from range(1_000)
        raise BadTable(path="rows.csv", problem="a cell over the limit", expected="less")

    seen: list[int] = []
    with pytest.raises(LedgerError) as caught:
        seen.extend(elsewhere(items(), plain, same, is_large=True))
    assert seen == list(range(1_000))
    assert (type(caught.value), caught.value.values["path"]) == (BadTable, "rows.csv")


def test_a_child_that_dies_is_an_error_and_not_a_short_list() -> None:
    def items() -> object:
        yield from range(1_000)
        os._exit(3)

    with pytest.raises(EOFError):
        list(elsewhere(items(), plain, same, is_large=True))


def test_stopping_early_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children = []
    fork = os.fork

    def remembered() -> int:
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(os, "fork", remembered)
    stream = elsewhere(count(), plain, same, is_large=True)
    assert list(islice(stream, 700)) == list(range(700))
    stream.close()
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


def test_a_pipe_that_cannot_be_widened_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(module.fcntl, "F_SETPIPE_SZ", raising=False)
    assert list(elsewhere(iter(range(1_200)), plain, same, is_large=True)) == list(range(1_200))
