"""``report --form``: a form of a bank or a regulator, shipped or somebody's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.cli.context import streams
from ledgerctl.cli.exports.reports import put
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.exports.reports import Way
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.render.files.forms import Filled
    from ledgerctl.render.words.envelope import Json

Form = Annotated[
    str,
    typer.Option(
        metavar="NAME|FILE",
        help=_(
            "As a form: annual-zh, quarterly-zh, nfra, uk-half-year, or a template of your own (FILE.j2)"
        ),
    ),
]
FormInit = Annotated[
    tuple[str, str] | None,
    typer.Option(
        metavar="NAME FILE",
        help=_("Write the template of a form to a file, to change it"),
        show_default=False,
    ),
]
_ENDING = ".j2"
#: The kinds of file and the faces that a form can have.
_KINDS = ("table", "plain", "md", "json", "docx")


def source(name: str) -> str:
    """Return the template of a shipped form, or that of a file whose name ends in .j2.

    Raises:
        UnknownForm: it is neither; NoSuchFile, CannotRead, BadEncoding.
    """
    from ledgerctl.errors.forms import UnknownForm
    from ledgerctl.render.files import form_values

    if name in form_values.SHIPPED:
        return form_values.source_of(name)
    if not name.endswith(_ENDING):
        raise UnknownForm(name=name, known=", ".join(form_values.SHIPPED))
    from ledgerctl.cli.context.sources import read_text

    return read_text(name) + "\n"


def init(asked: tuple[str, str]) -> None:
    """Write the template of a form to a new file, or to standard output for ``-``.

    Raises:
        UnknownForm, FileExists, NoSuchFolder, NoPermission, DiskFailure.
    """
    from ledgerctl.formats.placing import placed

    name, path = asked
    text = source(name)
    if path == "-":
        streams.data(text)
        return
    with placed(path) as place:
        place.write_text(text, "utf-8")
    streams.talk(_("Template written to {path}").format(path=path))


def check(name: str, period: ReportPeriod, equal: Mapping[str, str], way: Way) -> str:
    """Return the template of a form, if it is one for this period and can go that way.

    Only the quarters can also be shown one by one; no form knows filters.

    Raises:
        FormPeriod, ContradictoryOptions; the errors of ``source``.
    """
    from ledgerctl.domain.days.periods import QUARTER, YEAR
    from ledgerctl.errors.forms import FormPeriod
    from ledgerctl.errors.usage import ContradictoryOptions

    if way.kind not in _KINDS:
        to = way.target
        second = f"-o {to.path}" if to and to.path != "-" else f"--format {way.kind}"
        raise ContradictoryOptions(first="--form", second=second)

    text = source(name)
    fits = period.kind == YEAR or (period.kind == QUARTER and "quarters" in text)
    if equal or not fits:
        wanted, option = _("a year"), f"--year {period.year}"
        if "quarters" in text:
            wanted = _("a year or a quarter")
        raise FormPeriod(name=name, wanted=wanted, option=option)
    return text


def show(
    context: Context,
    desk: Desk,
    period: ReportPeriod,
    form: tuple[str, str],
    found: YearReport,
    way: Way,
) -> None:
    """Fill a form (its name and template) with a report and write it; on stderr how many blanks are left.

    Raises:
        FileExists and the like; ReportPartMissing.
        LedgerError: something is wrong with its template.
    """
    from ledgerctl.application.reports import forming
    from ledgerctl.render.files import form_values, forms
    from ledgerctl.render.reports import year_data

    name, text = form
    report = year_data.data(found)
    year = period.year
    populations = forming.populations(desk.store, year)
    spans = [(f"{of:04d}-01-01", f"{of:04d}-12-31") for of in (year, year - 1)]
    values = form_values.values_of(
        report,
        forming.learnt(desk.store, *spans[0]),
        (
            forming.forwarded(desk.store, *spans[0]),
            forming.forwarded(desk.store, *spans[1]),
        ),
        populations,
    )
    values["recorded_since"] = found.recorded_since
    # Each looks at cases of its own: only the form that asks for them pays.
    if "quarters" in text:
        quarters = [
            each
            for each in forming.quarters(desk.store, year, found.today)
            if period.first <= each.first <= period.last
        ]
        values["quarters"] = form_values.quarters_of(quarters)
    if "half_years" in text:
        halves = forming.half_years(desk.store, year)
        values["half_years"] = form_values.half_years_of(halves, populations)
    language = form_values.language_of(text) or context.language
    filled = forms.fill(text, name, values, language=language)
    content = _content(context, way.kind, name, filled, (language, found.today))
    if way.target is None:
        streams.data(content.decode())
    else:
        put(content, way.target)
    if filled.blanks:
        streams.talk(_("{count} blanks are left for you to fill in").format(count=filled.blanks))


def _content(
    context: Context, kind: str, name: str, filled: Filled, about: tuple[str, str]
) -> bytes:
    """Return a filled form as a Word file, as JSON, or as the text that it is."""
    if kind == "docx":
        from ledgerctl.render.files import word_forms

        language, day = about
        return word_forms.render(filled.text, language=language, day=day)
    if kind == "json":
        from ledgerctl.render.words import envelope

        data: dict[str, Json] = {"form": name, "text": filled.text, "blanks": filled.blanks}
        return envelope.success(context.command, data, encoding=streams.encoding()).encode()
    return filled.text.encode()
