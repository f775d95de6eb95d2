"""What an import did 导入报告: counts that reconcile, problems by line, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.text.privacy import visible
from ledgerctl.i18n import _
from ledgerctl.render.ledger import problems
from ledgerctl.render.words.document import (
    Column,
    Document,
    Heading,
    KeyValues,
    Lines,
    Paragraph,
    Table,
)
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import field_label, figure, joined, label

if TYPE_CHECKING:
    from ledgerctl.application.imports.import_results import ImportReport, Sample
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json


#: The profile that is taken when none is named; those that know more words; what drafts another.
_PLAIN = "register"
_OTHERS = "--profile register-zh"
_DRAFT = "`ledgerctl profile init FILE`"


def document(report: ImportReport, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the report: what was written, the file, the counts, the problems."""
    blocks: list[Block] = [
        Heading(_("Import of {file}").format(file=report.source), 1),
        Paragraph(outcome(report)),
        KeyValues(tuple(_file(report, language))),
        _counts(report),
    ]
    if report.samples:
        blocks += [Heading(_("First rows of each kind")), _samples(report, language)]
    if report.suspects:
        blocks += [Heading(_("Suspected duplicates")), _suspects(report)]
    if report.problems:
        shown = problems.lines(report.problems, report.source, report.problem_count)
        blocks += [Heading(_("Problems")), Lines(tuple(shown)), _problem_counts(report)]
    return Document(tuple(blocks))


def outcome(report: ImportReport) -> str:
    """Return in one sentence whether anything was written, and why not."""
    if report.repeated:
        return _("Already recorded under this key (event {seq}); nothing new was written").format(
            seq=report.repeated
        )
    if report.dry_run:
        return _("Dry run: nothing was written")
    if not report.written:
        if report.rejected:
            return _("Nothing was written, because rows were rejected: {count}").format(
                count=report.rejected
            )
        return _("Nothing was written: the ledger already holds every row")
    if report.rejected:
        return _("The good rows were written; rows rejected: {count}").format(count=report.rejected)
    return _("Every row was taken")


def talk(report: ImportReport) -> list[str]:
    """Return what to do next, for stderr."""
    said = []
    if "profile" in report.said:
        said.append(
            _(
                "The headings are those of an export of this program: read with the profile {profile}"
            ).format(profile=report.profile)
        )
        if report.added:
            said.append(
                _("Its names are masked if it was exported without {option}").format(
                    option="--reveal"
                )
            )
    if report.rejected and not report.written and not report.dry_run:
        said.append(
            _("Repair the rows and import again, or take the good ones with {option}").format(
                option="--partial"
            )
        )
    if "E201" in report.codes and report.profile == _PLAIN:
        said.append(
            _(
                "A register with words of its own: try {profile}, or draft a profile with {command}"
            ).format(profile=_OTHERS, command=_DRAFT)
        )
    if report.rejects_path:
        said.append(
            _("The rejected rows are in {path}; repair and import that file").format(
                path=report.rejects_path
            )
        )
    if report.written and not report.repeated:
        said.append(_("To take it back: {command}").format(command=_undo(report)))
    return said


def _undo(report: ImportReport) -> str:
    return f"ledgerctl undo {report.batch} --reason …"


def _file(report: ImportReport, language: str) -> list[tuple[str, str]]:
    reading = _reading(report, language)
    rows = [
        *([(_("Read as"), reading)] if reading else []),
        (_("Profile"), report.profile),
        (_("SHA-256 of the file"), report.sha256),
    ]
    if report.written:
        rows.append((_("Batch"), report.batch))
    if report.first_number and report.written:
        rows.append((_("Numbers"), f"{report.first_number} - {report.last_number}"))
    if report.kept_columns:
        rows.append((_("Columns kept as they are"), joined(list(report.kept_columns), language)))
    if report.repeats:
        rows.append((_("Repeat complaints found"), figure(report.repeats, language)))
    if report.differing:
        rows.append((_("Known, with other values, left alone"), figure(report.differing, language)))
    if report.rejects_path:
        rows.append((_("Rejected rows"), report.rejects_path))
    rows.append((_("Ledger"), report.head.short))
    return rows


def _reading(report: ImportReport, language: str) -> str:
    """Return how the file was read, as one line."""
    said = report.said
    parts = [said.get("format", "").upper()]
    if "encoding" in said:
        parts.append(_("encoding {encoding}").format(encoding=said["encoding"]))
    if "delimiter" in said:
        parts.append(_("delimiter {delimiter}").format(delimiter=_delimiter(said["delimiter"])))
    if "sheet" in said:
        parts.append(_("sheet {sheet}").format(sheet=said["sheet"]))
    if said.get("header_row", "1") != "1":
        parts.append(_("headings in row {row}").format(row=said["header_row"]))
    if "packed" in said:
        parts.append(_("packed as {kind}").format(kind=said["packed"]))
    return joined([part for part in parts if part], language)


def _delimiter(character: str) -> str:
    names = {",": _("comma"), "\t": _("tab"), ";": _("semicolon"), "|": _("bar")}
    return names.get(character) or visible(character)


def _counts(report: ImportReport) -> Table:
    counts = (
        (_("Added") if report.written else _("Would be added"), report.added),
        (_("Updated") if report.written else _("Would be updated"), report.updated),
        (_("Unchanged"), report.unchanged),
        (_("Duplicate"), report.duplicate),
        (_("Rejected"), report.rejected),
    )
    return Table(
        "",
        (Column(_("Rows")), Column(_("Count"), "right")),
        tuple((name, f"{count:,}") for name, count in counts),
        (_("Read"), f"{report.read:,}"),
    )


def _problem_counts(report: ImportReport) -> Table:
    rows = tuple((code, f"{count:,}") for code, count in problems.by_code(report.codes))
    return Table("", (Column(_("Code")), Column(_("Count"), "right")), rows)


def _samples(report: ImportReport, language: str) -> Table:
    """Return the first rows of each kind, masked, with what would change."""
    outcomes = {
        "added": _("Added"),
        "updated": _("Updated"),
        "unchanged": _("Unchanged"),
        "duplicate": _("Duplicate"),
    }
    rows = [
        (
            outcomes[sample.outcome],
            str(sample.line),
            sample.number,
            str(sample.facts.get("received_at", "")),
            label("channel", str(sample.facts.get("channel", "")), language),
            joined([field_label(name, language) for name in sample.changed], language),
            str(sample.sealed.get("summary", "")),
        )
        for outcome in outcomes
        for sample in report.samples
        if sample.outcome == outcome
    ]
    columns = (
        Column(_("Becomes")),
        Column(_("Line"), "right"),
        Column(_("Case"), whole=True),
        Column(field_label("received_at", language)),
        Column(field_label("channel", language)),
        Column(_("Other values")),
        Column(field_label("summary", language), cut=True),
    )
    return Table("", columns, tuple(rows))


def _suspects(report: ImportReport) -> Lines:
    said = _(
        "line {line}: {number} looks like {like}: same complainant, same business, a few days apart"
    )
    lines = [said.format(**each._asdict()) for each in report.suspects]
    left = report.suspect_count - len(lines)
    if left > 0:
        lines.append(_("... and {count} more").format(count=left))
    return Lines(tuple(lines))


def data(report: ImportReport) -> dict[str, Json]:
    """Return the JSON data of an import."""
    names = (
        *("source", "sha256", "encoding", "profile", "batch", "written", "dry_run", "read"),
        *("added", "updated", "unchanged", "duplicate", "rejected", "differing", "repeats"),
        *("first_number", "last_number", "rejects_path"),
    )
    values: dict[str, Json] = {name: getattr(report, name) for name in names}
    return {
        **values,
        "read_as": dict(report.said),
        "kept_columns": list(report.kept_columns),
        "repeated": bool(report.repeated),
        "problem_count": report.problem_count,
        "problem_codes": dict(report.codes),
        "suspect_count": report.suspect_count,
        "suspects": [each._asdict() for each in report.suspects],
        "samples": [_sample_data(each) for each in report.samples],
        "problems": [problems.problem_data(problem) for problem in report.problems],
        "ledger": head_data(report.head),
    }


def _sample_data(sample: Sample) -> dict[str, Json]:
    names = ("source_id", "received_at", "channel", "business")
    return {
        "outcome": sample.outcome,
        "line": sample.line,
        "number": sample.number,
        **{name: str(sample.facts.get(name, "")) for name in names},
        "summary": str(sample.sealed.get("summary", "")),
        "changed": list(sample.changed),
    }
