"""Throws mutated bytes at the readers of files, profiles and plans: ``python tests/fuzz.py [SECONDS]``.

With atheris (dependency group ``fuzz``) the mutations follow the code that they reach; without it
hypothesis makes them. Whatever is no coded refusal is a crash: it is printed, and becomes a test.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import Markup, ods, rows_of, xlsx

from ledgerctl.application.imports.import_plans import COUNTS, Plan
from ledgerctl.domain.cases.chain import Head
from ledgerctl.errors.base import LedgerError
from ledgerctl.formats.drafting import draft
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.planfile import parse_plan, plan_text
from ledgerctl.formats.profiles import parse_profile
from ledgerctl.formats.workbook_markup import Forbidden, look_into_ods, look_into_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 300
_PART = "xl/worksheets/sheet1.xml"


def read_table(data: bytes) -> None:
    """Read bytes as standard input would be: whole, in order, with no exception but a coded one."""
    with contextlib.suppress(LedgerError):
        file = open_table("-", stdin=io.BytesIO(data))
        try:
            table = file.table()
            try:
                places = [place for place, _, _ in table.records()]
            finally:
                table.detach()
        finally:
            file.close()
        assert places == sorted(set(places))


def read_profile(data: bytes) -> None:
    """Read bytes as a mapping profile."""
    with contextlib.suppress(LedgerError):
        parse_profile(data, path="x.toml", name="x")


def read_plan(data: bytes) -> None:
    """Read bytes as an import plan; what is understood is written again as the same plan."""
    with contextlib.suppress(LedgerError):
        plan = parse_plan(data, path="plan.json")
        assert parse_plan(plan_text(plan).encode(), path="again") == plan


def draft_profile(data: bytes) -> None:
    """Draft a profile from bytes as a register; every draft can be read as a profile."""
    with contextlib.suppress(LedgerError):
        file = open_table("-", stdin=io.BytesIO(data))
        try:
            table = file.table()
            try:
                text = draft(table, name="x", file="x.csv")
            finally:
                table.detach()
        finally:
            file.close()
        try:
            parse_profile(text.encode(), path="draft", name="x")
        except LedgerError as error:
            raise AssertionError(text) from error


def read_markup(data: bytes) -> None:
    """Look into bytes as the sheet of a workbook, of both kinds whose markup is read."""
    for whole, part, look in (
        (xlsx(""), _PART, look_into_xlsx),
        (ods(""), "content.xml", look_into_ods),
    ):
        replaced = io.BytesIO(_replaced(whole, part, data))
        with ZipFile(replaced) as archive, contextlib.suppress(Forbidden, ExpatError):
            look(archive, "S1")


def _replaced(whole: bytes, part: str, content: bytes) -> bytes:
    copy = io.BytesIO()
    with ZipFile(io.BytesIO(whole)) as source, ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return copy.getvalue()


def _part(whole: bytes, part: str) -> bytes:
    with ZipFile(io.BytesIO(whole)) as archive:
        return archive.read(part)


_CSV = '编号,时间,"内\n容"\r\n1,2020-03-04,"他说""好"""\r\n2,x\r\n'
_RECORDS = [{"a": 1.50, "b": ["x", "y"]}, {"a": None, "c": {"d": "é"}}]
_SHEET = rows_of(("a", "b"), ("1", Markup(' t="e"><f>1/0</f><v>#DIV/0!</v>')))
_TEXTS = [
    _CSV.encode(),
    _CSV.encode("gb18030"),
    _CSV.encode("utf-16"),
    b"sep=;\na;b\n1;2\n",
    json.dumps(_RECORDS).encode(),
    "\n".join(map(json.dumps, _RECORDS)).encode(),
    b'{"meta": {"view": {"columns": [{"name": "a"}]}}, "data": [[1], [2, 3]]}',
    b'{"hits": {"hits": [{"_source": {"a": 1}}]}}',
    gzip.compress(_CSV.encode(), mtime=0),
]
_PLAN = plan_text(
    Plan(
        ledger="0123456789abcdef",
        head=Head(7, "ab" * 32),
        path="/r.csv",
        sha256="cd" * 32,
        profile="register",
        profile_text='name = "x"',
        options={
            **dict.fromkeys(("encoding", "delimiter", "sheet", "header_row")),
            "on_duplicate": "skip",
            "partial": False,
            "blank_erases": False,
        },
        counts=dict.fromkeys(COUNTS, 1),
        codes={"E203": 1},
    )
)
_REGISTER = '编号,来电时间,受理渠道,"内""容",\x7f,编 号\n1,3/4/2020,柜"面,"排,队",x,2\n2,2020-03-04,热缐,,,\n'
_PROFILE = b"""name = "n"
[columns]
"x" = ["summary"]
[values.channel]
"w" = "online"
[constants]
channel = "counter"
"""
#: What is read, by name, with bytes to begin from.
TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "tables": (read_table, _TEXTS),
    "profiles": (read_profile, [_PROFILE]),
    "plans": (read_plan, [_PLAN.encode()]),
    "drafts": (draft_profile, [_REGISTER.encode(), *_TEXTS[:4]]),
    "markup": (read_markup, [_part(xlsx(_SHEET), _PART), _part(ods(""), "content.xml")]),
}


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Return one of the seeds with a few places cut out, doubled, or overwritten."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        data[start:end] = draw(
            st.one_of(st.binary(max_size=4), st.just(bytes(data[start:end] * 2)))
        )
    return bytes(data)


def with_hypothesis(name: str, seconds: float) -> None:
    """Try mutations of a target's seeds until the time is over."""
    target, seeds = TARGETS[name]
    until = monotonic() + seconds
    count = 0

    @settings(
        max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(mutated(seeds))
    def attempt(data: bytes) -> None:
        nonlocal count
        count += 1
        target(data)

    while monotonic() < until:
        attempt()
    print(f"{name}: {count} inputs, no crash")  # noqa: T201 - its output


def with_atheris(name: str, seconds: int) -> int:
    """Run one target under atheris in a process of its own and return its exit status."""
    _, seeds = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for index, seed in enumerate(seeds):
            (Path(folder) / str(index)).write_bytes(seed)
        driver = str(Path(__file__).with_name("fuzz_atheris.py"))
        words = [sys.executable, driver, name, f"-max_total_time={seconds}", folder]
        return subprocess.run(words, check=False).returncode


def main() -> int:
    """Fuzz every target and return 0 when nothing crashed."""
    seconds = int(sys.argv[1]) if sys.argv[1:] else _SECONDS
    each = max(1, seconds // len(TARGETS))
    if find_spec("atheris") is None:
        sys.stderr.write(
            "atheris is not installed (it has no wheel for every system): hypothesis it is\n"
        )
        for name in TARGETS:
            with_hypothesis(name, each)
        return 0
    return max(abs(with_atheris(name, each)) for name in TARGETS)


if __name__ == "__main__":
    sys.exit(main())
