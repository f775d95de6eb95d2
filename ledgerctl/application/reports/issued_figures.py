"""What an issued report holds fast 出具数字: every figure that a face of it prints, under a name, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.table_rows import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.reports.report_results import Split, YearReport


def figures_of(report: YearReport) -> dict[str, str]:
    """Return the figures of a report by name.

    Metrics and effects are ``above/below``; rows are named ``dimension:value`` and
    ``dimension.sum:value``. What is 0 is left out. The watch list is left out too: it is that of the moment.
    """
    found = {name: str(value) for name, value in _counts(report) if value}
    for key, figure in report.figures.items():
        if figure.denominator is not None:
            found[key] = f"{figure.numerator}/{figure.denominator}"
        elif figure.numerator:
            found[key] = str(figure.numerator)
    for effect in report.effects:
        found[f"effect:{effect.number}"] = f"{len(effect.before)}/{len(effect.after)}"
    return found


def _counts(report: YearReport) -> Iterator[tuple[str, object]]:
    for name, count in report.totals._asdict().items():
        yield f"total.{name}", count
    stock = report.stock
    for name in ("opening", "reopened", "closed", "withdrawn", "declined", "closing"):
        yield f"books.{name}", getattr(stock, name)
    yield "overdue", report.overdue
    for split in report.splits.values():
        yield from _rows(split)
    yield "previous_year", report.before.before
    yield "previous_period", report.previous.before
    for month in report.months:
        yield f"month:{month.name}", month.point.count
    yield from _times(report)
    for why, count in report.excluded.items():
        yield f"excluded:{why}", count
    yield "known_before", report.known_before
    yield "not_reached", report.not_reached
    for dimension, units in report.units.items():
        yield f"silent:{dimension}", len(units.silent)
    if report.learning is not None:
        for name in report.learning.__slots__:
            yield f"learning.{name}", getattr(report.learning, name)


def _rows(split: Split) -> Iterator[tuple[str, int]]:
    for value, sums in zip(split.values, split.sums, strict=True):
        yield f"{split.dimension}:{value}", sums.cases
        for name in filter(None, PARTS):
            yield f"{split.dimension}.{name}:{value}", getattr(sums, name)


def _times(report: YearReport) -> Iterator[tuple[str, object]]:
    yield "overdue_longest", report.overdue_longest
    known: dict[str, object] = {
        f"days.{name}": getattr(report, f"days_{name}") for name in ("median", "mean", "p90", "max")
    }
    known |= {"hours.median": report.contact_median, "hours.p90": report.contact_p90}
    for name, value in known.items():
        # Nought days are not the same as days that nobody knows.
        yield name, None if value is None else str(value)
    for band, count in report.ages.items():
        yield f"age:{band}", count
