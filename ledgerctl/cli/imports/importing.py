"""One import at the edge: open the file, plan, ask, run the use case, print what came of it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from ledgerctl.application.imports.import_plans import Plan, outcome
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.imports.screening import ChunkCrossing
from ledgerctl.cli.asking.confirming import agrees
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.imports.elsewhere import cores, elsewhere
from ledgerctl.cli.imports.progress import progress
from ledgerctl.config import profiles_folder
from ledgerctl.errors.imports import NotAgreed, ProfileMoved
from ledgerctl.formats.table import UNSAID, Choices
from ledgerctl.i18n import _
from ledgerctl.render.faces import faces
from ledgerctl.render.ledger import imports as face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.imports.files import RejectSink
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.application.imports.runs import OnDuplicate
    from ledgerctl.application.imports.screening import ScreenedChunk
    from ledgerctl.cli.context.context import Context
    from ledgerctl.formats.profiles import Profile
    from ledgerctl.formats.source import TableSource

#: The profiles that are taken when none is named: for any register, and for our own exports.
_USUAL, _EXPORTED = "register", "ledger"
#: Rows of each kind that a plan shows.
_SAMPLES = 3
#: From this many bytes on, some hundred rows, reading is worth a process of its own.
_LARGE = 1 << 18
#: Different problems that are shown before the question; the rest is counted.
_PROBLEMS = 10


class ImportRequest(NamedTuple):
    """What was asked for: the file, how to read it, and how to behave.

    A ``profile`` that is not named is found out from the headings.
    """

    path: str
    profile: str = ""
    choices: Choices = UNSAID
    on_duplicate: OnDuplicate = "skip"
    partial: bool = False
    dry_run: bool = False
    rejects: str | None = None
    person: str | None = None
    blank_erases: bool = False
    commit_every: int = 0
    key: str | None = None
    at: str = ""


def run_import(context: Context, desk: Desk, request: ImportRequest) -> ImportReport:
    """Import a file and return the report; nothing is printed or asked.

    Raises:
        LedgerError: the file, the profile or the ledger fails as a whole.
    """
    return _Edge(context, desk, request).run()


def plan_and_import(
    context: Context, desk: Desk, request: ImportRequest, *, ask: bool, save: str = ""
) -> ImportReport:
    """Import a file after the plan was shown and agreed to, or only save the plan.

    A load in parts that takes all rows or none is tried first too: a part that is written stays.

    Args:
        context: the command line.
        desk: store, clock, entropy.
        request: what was asked for.
        ask: whether the person is to be asked.
        save: where the plan goes; then nothing is written to the ledger.

    Raises:
        NotAgreed: the person said no.
        LedgerError: the file, the profile or the ledger fails as a whole.
    """
    from ledgerctl.render.ledger.problems import worst

    edge = _Edge(context, desk, request)
    in_parts = request.commit_every and not (request.partial or request.dry_run)
    if not (ask or save or in_parts):
        return edge.run()
    trial = edge.run(dry_run=True)
    if save:
        from ledgerctl.formats.planfile import write_plan

        write_plan(save, edge.plan(trial))
        return trial
    changes = trial.added + trial.updated
    # A load in parts that was broken off after its last row is still to be ended
    if (trial.rejected and not request.partial) or not (changes or request.commit_every):
        return replace(trial, dry_run=False, samples=())
    if not (ask and changes):
        return edge.run()
    # More problems would push the counts off the screen
    _talk(context, replace(trial, problems=worst(trial.problems, _PROBLEMS)))
    if not agrees(_("Write this to the ledger?")):
        raise NotAgreed
    return edge.run(edge.plan(trial))


def apply_plan(context: Context, desk: Desk, path: str, given: ImportRequest) -> ImportReport:
    """Import exactly what a plan says.

    Args:
        context: the command line.
        desk: store, clock, entropy.
        path: the plan.
        given: where the file lies now ("" where it lay), where bad rows go, who acts and when.

    Raises:
        BadPlan: it is no plan.
        LedgerMoved, FileMoved, ProfileMoved, PlanFails: it no longer holds.
    """
    from ledgerctl.formats.planfile import read_plan

    plan = read_plan(path)
    options = plan.options
    names = Choices._fields
    choices = Choices(**{name: options[name] for name in names})  # type: ignore[arg-type]  # checked by the reader
    request = ImportRequest(
        given.path or plan.path,
        plan.profile,
        choices,
        cast("OnDuplicate", options["on_duplicate"]),
        bool(options["partial"]),
        rejects=given.rejects,
        person=given.person,
        key=given.key,
        at=given.at,
        blank_erases=bool(options["blank_erases"]),
    )
    edge = _Edge(context, desk, request)
    if edge.profile_text != plan.profile_text:
        raise ProfileMoved(profile=plan.profile)
    return edge.run(plan)


class _Edge:
    """A file opened with its profile, to be run over once or twice."""

    def __init__(self, context: Context, desk: Desk, request: ImportRequest) -> None:
        from ledgerctl.formats.source import open_source

        self._context = context
        self._desk = desk
        self._request = request
        self._source: TableSource = open_source(
            request.path,
            profile=self._mapping(request.profile or _USUAL),
            choices=request.choices,
            stdin=sys.stdin.buffer,
            exported=None if request.profile else lambda: self._mapping(_EXPORTED),
        )

    def _mapping(self, name: str) -> Profile:
        from ledgerctl.formats.profiles import parse_profile, profile_bytes

        path, data = profile_bytes(name, profiles_folder())
        profile = parse_profile(data, path=name, name=path.stem)
        self._profile = replace(profile, updates=self._request.on_duplicate == "update")
        self._profile_name, self.profile_text = name, data.decode()
        return self._profile

    def run(self, plan: Plan | None = None, *, dry_run: bool = False) -> ImportReport:
        """Run over the file."""
        request = self._request
        dry_run = dry_run or request.dry_run
        choices = ImportChoices(
            self._profile.key_prefix,
            request.on_duplicate,
            request.partial,
            dry_run,
            request.blank_erases,
            request.commit_every,
            _SAMPLES if dry_run else 0,
            request.at,
        )
        with (
            self._told_when_broken_off(dry_run=dry_run),
            progress(plan.counts["read"] if plan is not None else None) as told,
        ):
            return import_rows(
                self._desk,
                self._source,
                self._context.meta(request.person, request.key),
                choices,
                rejects=None if dry_run else self._rejects(),
                progress=told,
                elsewhere=self._elsewhere,
                cores=cores() if self._is_large else 1,
                plan=plan,
            )

    @property
    def _is_large(self) -> bool:
        return self._source.size > _LARGE

    def _elsewhere(self, chunks: Iterator[ScreenedChunk]) -> Iterator[ScreenedChunk]:
        crossing = ChunkCrossing()
        return elsewhere(chunks, crossing.pack, crossing.unpack, is_large=self._is_large)

    @contextmanager
    def _told_when_broken_off(self, *, dry_run: bool) -> Iterator[None]:
        """Say after Ctrl-C what stands: nothing, or the parts that were written."""
        before = self._desk.store.head()
        try:
            yield
        except KeyboardInterrupt:
            if self._desk.store.head() != before:
                streams.talk(_("Interrupted; the rows written stand, the same command goes on"))
            elif not dry_run:
                streams.talk(_("Interrupted; nothing was written"))
            raise

    def plan(self, trial: ImportReport) -> Plan:
        """Return the plan that a trial run stands for."""
        request, path = self._request, self._request.path
        counts, codes = outcome(trial)
        return Plan(
            ledger=self._desk.store.ledger().identity,
            head=trial.head,
            path=path if path == "-" else os.path.abspath(path),  # noqa: PTH100 - a path as text
            sha256=trial.sha256,
            profile=self._profile_name,
            profile_text=self.profile_text,
            options={
                **request.choices._asdict(),
                "on_duplicate": request.on_duplicate,
                "partial": request.partial,
                "blank_erases": request.blank_erases,
            },
            counts=counts,
            codes=codes,
        )

    def _rejects(self) -> RejectSink | None:
        from ledgerctl.formats.rejects import RejectFile
        from ledgerctl.render.ledger.problems import sentence

        request = self._request
        if not request.partial:
            return None
        path = request.rejects or self._rejects_path()
        return RejectFile(path, self._source.header, sentence)

    def _rejects_path(self) -> str:
        """Return where bad rows go: beside the file, in a form of its kind."""
        from ledgerctl.formats.kinds import WORKBOOKS
        from ledgerctl.formats.rejects import WORKBOOK

        path = self._request.path
        stem = "stdin" if path == "-" else os.path.splitext(path)[0]  # noqa: PTH122 - a name as typed
        is_workbook = self._source.said["format"] in WORKBOOKS
        return f"{stem}.rejects{WORKBOOK if is_workbook else '.csv'}"


def show_report(context: Context, report: ImportReport) -> None:
    """Print the report and set the exit status: 1 when rows were rejected."""
    document = face.document(report, language=context.language, encoding=streams.encoding())
    show(context, document, face.data(report), messages=face.talk(report))
    if report.rejected:
        context.exit_status = 1


def _talk(context: Context, report: ImportReport) -> None:
    encoding = streams.encoding()
    document = face.document(report, language=context.language, encoding=encoding)
    streams.talk(faces.text_of(document, "table", width=streams.width(), encoding=encoding))
