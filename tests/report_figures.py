"""Every figure of ``report --json``, looked for where a reader of the page looks for it.

``SEEN`` has a line for each key of the data; what a page does not show stands in ``UNSEEN`` with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ledgerctl import i18n
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.metric import MONEY, PERCENT
from ledgerctl.i18n import _
from ledgerctl.render.reports.figures import BANDS
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from html_pages import Page

#: A value of the JSON data, of whatever kind.
Value: TypeAlias = Any

UNSEEN = {
    "channels": "the counts of channel_split, by value",
    "definitions": "words, held by the tests of definitions",
    "filter": "part of the title where there is one",
    "first_contact_hours": "shown where first contacts are known; this year knows none",
    "improvement_effects": "a table of improvements; this year completed none",
    "issued": "only of a report that is being issued",
    "issued_before": "the register of issues; none here",
    "months_by": "a picture of departments, checked with their marks",
    "over_the_head_known_before": "beside a rate that is 0 here",
    "period": "part of the title",
    "previous_period": "of a year the same as previous_year",
    "remedy": "in cross tables and JSON only",
    "repeat_window": "in the definition",
    "tool": "in JSON only",
    "year": "part of the title",
}
_SPLITS = {"channel_split": "channel", "causes": "cause"}
_WORKLOADS = ("department", "handler")


class Seen:
    """A page in one language: its cards and pairs by name, its rows by their first cell."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.rows: dict[str, list[list[str]]] = {}
        for table in page.tables.values():
            for first, *others in table:
                self.rows.setdefault(first, []).append(others)

    def card(self, name: str, figure: str) -> None:
        assert figure in self.page.pairs[name], (name, figure, self.page.pairs[name])

    def row(self, name: str, cells: list[str]) -> None:
        assert cells in [row[: len(cells)] for row in self.rows[name]], (name, cells)

    def told(self, name: str, *figures: object) -> None:
        texts = " ".join(self.page.pairs[name])
        for figure in figures:
            assert str(figure) in texts, (name, figure, texts)


def assert_every_figure(page: Page, figures: dict[str, Any], language: str) -> None:
    """Every figure of the data stands in the page as it is."""
    assert set(figures) == set(SEEN) | set(UNSEEN)
    spoken = i18n.language()
    i18n.install(language)
    try:
        for key, look in SEEN.items():
            look(Seen(page, language), figures[key], figures)
    finally:
        i18n.install(spoken)


def _split(key: str) -> Callable[[Seen, Value, Value], object]:
    dimension = _SPLITS.get(key, key)
    more = ("closed", "at_fault", "late", "repeat") if key in _WORKLOADS else ()

    def look(seen: Seen, rows: Value, _figures: Value) -> None:
        if not any(row["value"] for row in rows):
            return
        for row in rows:
            share = "" if row["share"] is None else f"{row['share']}%"
            name = label(dimension, row["value"], seen.language)
            seen.row(name, [f"{row['count']:,}", share, *[f"{row[each]:,}" for each in more]])

    return look


def _rates(seen: Seen, rates: Value, _figures: Value) -> None:
    names = {
        "customers": _("Complaints by customers"),
        "transactions": _("Complaints by transactions"),
    }
    for measure, rate in rates.items():
        seen.card(names[measure], f"{rate['per_10000']}‱")
        interval = f"{rate['low']}-{rate['high']}"
        seen.told(
            *(names[measure], interval, f"{rate['denominator']:,}", rate["as_of"], rate["source"])
        )


def _intake(seen: Seen, intake: Value, _figures: Value) -> None:
    seen.card(_("From inside the bank"), f"{intake['internal']:,}")
    seen.card(_("From outside"), f"{intake['external']:,}")
    seen.told(_("From outside"), intake["regulator"])


def _settled(seen: Seen, settled: Value, _figures: Value) -> None:
    seen.card(_("Settled at the branch"), f"{settled['percent']}%")
    seen.told(_("Settled at the branch"), settled["count"], settled["of"])


def _paid(seen: Seen, paid: Value, _figures: Value) -> None:
    seen.card(_("Compensation"), f"{paid['minor_units'] / 100:,.2f}")
    seen.card(_("Compensation"), paid["currency"])


def _metrics(seen: Seen, metrics: Value, _figures: Value) -> None:
    compared = 0
    for key, each in metrics.items():
        found = seen.rows.get(METRICS[key].label.said(seen.language), [])
        if not found or not (each["denominator"] or METRICS[key].denominator is None):
            continue
        if METRICS[key].unit == PERCENT:
            value = _("n/a") if each["value"] is None else f"{each['value']}%"
            if "at_most" in each:
                value = _("at least {value}").format(value=value)
        elif METRICS[key].unit == MONEY:
            continue
        else:
            value = str(each["value"])
        basis = f"{each['numerator']:,} / {each['denominator']:,}" if each["denominator"] else ""
        assert any(row[0] == value and basis in row[1] for row in found), (key, value, found)
        compared += 1
    assert compared > 15


def _days(seen: Seen, days: Value, _figures: Value) -> None:
    shown = [days[each] for each in ("median", "mean", "p90", "max", "known")]
    seen.told(_("Days to the answer"), *shown)


def _overdue(seen: Seen, overdue: Value, figures: Value) -> None:
    name = _("Overdue on {day}").format(day=figures["today"])
    every = figures["metrics"]["overdue_open"]["numerator"]
    longest = figures["overdue_longest_days"]
    seen.told(name, every, overdue, *([] if longest is None else [longest]))


def _stock(seen: Seen, stock: Value, _figures: Value) -> None:
    (books,) = [text for text in seen.page.paragraphs if "+" in text and "=" in text]
    numbers = [int(word.replace(",", "")) for word in books.split() if word[:1].isdigit()]
    assert numbers == list(stock.values())


def _quarters(seen: Seen, quarters: Value, _figures: Value) -> None:
    for each in quarters:
        changes = []
        for name in ("same_quarter_last_year", "quarter_before"):
            before, percent = each[name]["before"], each[name]["percent"]
            changes.append(f"{before:,}" + ("" if percent is None else f" ({float(percent):+}%)"))
        seen.row(_("Q{number}").format(number=each["quarter"]), [f"{each['count']:,}", *changes])


def _months(seen: Seen, months: Value, _figures: Value) -> None:
    for each in months:
        limits = f"{each['low']}-{each['high']}"
        seen.row(each["month"], [str(each["count"]), str(each["expected"]), limits])


def _ages(seen: Seen, ages: Value, _figures: Value) -> None:
    assert sum(ages["bands"].values()) > 0, "a year that shows ages"
    for band, count in ages["bands"].items():
        seen.card(_(BANDS[band]), f"{count:,}")


def _answers(seen: Seen, answers: Value, figures: Value) -> None:
    name = METRICS["satisfaction_rate"].label.said(seen.language)
    assert figures["metrics"]["satisfaction_rate"]["denominator"]
    bases = " ".join(row[-1] for row in seen.rows[name])
    assert str(answers["scored"]) in bases
    assert str(answers["not_reached"]) in bases


def _quality(seen: Seen, quality: Value, _figures: Value) -> None:
    for key in ("late_registrations", "back_dated"):
        if quality[key]:
            seen.card(METRICS[key].label.said(seen.language), f"{quality[key]:,}")
    for each in quality["received_date_changes"]:
        seen.told(each["number"], each["recorded"], each["corrected"])


def _learning(seen: Seen, learning: Value, _figures: Value) -> None:
    assert learning["suggestions"]
    seen.card(_("Suggestions made"), f"{learning['suggestions']:,}")


def _silent(seen: Seen, silent: Value, _figures: Value) -> None:
    for name, units in silent.items():
        seen.told(field_label(name, seen.language), *units)


def _units(seen: Seen, units: Value, figures: Value) -> None:
    for name, each in units.items():
        shown = [each["count"]] if name in figures["without_complaint"] else []
        if shown or each["others"]:
            seen.told(field_label(name, seen.language), *shown, *each["others"])


def _unknown(seen: Seen, unknown: Value, figures: Value) -> None:
    for name, count in unknown.items():
        if count:
            seen.told(field_label(name, seen.language), count, figures["received"])


def _excluded(seen: Seen, excluded: Value, _figures: Value) -> None:
    for key, count in excluded.items():
        name = label(
            "responsibility" if key == "not_complaint" else "record_type", key, seen.language
        )
        seen.told(name, count)


def _card(name: str) -> Callable[[Seen, Value, Value], object]:
    return lambda seen, value, _figures: seen.card(_(name), f"{value:,}")


SEEN: dict[str, Callable[[Seen, Value, Value], object]] = {
    "branch": lambda seen, value, _figures: seen.page.heading.index(value),
    "today": lambda seen, value, _figures: seen.page.paragraphs[-1].index(value),
    "ledger": lambda seen, value, _figures: seen.page.paragraphs[-1].index(value["short"]),
    "received": _card("Received"),
    "rates": _rates,
    "intake": _intake,
    "resolved_at_branch": _settled,
    "escalated": _card("Escalated"),
    "over_the_head": lambda seen, value, _figures: value and seen.told(_("Escalated"), value),
    "repeat": _card("Repeated"),
    "reopened": _card("Reopened"),
    "compensation": _paid,
    "previous_year": lambda seen, value, _figures: seen.told(_("Received"), value["received"]),
    **{
        key: _split(key)
        for key in (
            *("channel_split", "fault_nature", "causes", "business", "handling_channel"),
            *("severity", "level", "finding", "settlement", "responsibility", "satisfaction"),
            *_WORKLOADS,
        )
    },
    "days": _days,
    "on_time": _card("On time"),
    "late": _card("Late"),
    "undated": _card("Closed without a date"),
    "open": _card("Still open"),
    "overdue": _overdue,
    "overdue_longest_days": lambda _seen, _value, _figures: None,
    "stock": _stock,
    "metrics": _metrics,
    "quarters": _quarters,
    "ageing": _ages,
    "satisfaction_answers": _answers,
    "data_quality": _quality,
    "months": _months,
    "learning": _learning,
    "without_complaint": _silent,
    "units": _units,
    "watch_list": lambda seen, value, _figures: seen.card(_("On the watch list now"), f"{value:,}"),
    "excluded": _excluded,
    "unknown": _unknown,
    "missing_populations": lambda seen, value, _figures: [
        seen.told(label("measure", each, seen.language), each) for each in value
    ],
}
