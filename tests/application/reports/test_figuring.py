"""Figures from kept sums against figures from the cases themselves, over random registers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from kept_counts import BLANK, TODAY, WINDOW, counts, iso

from ledgerctl.application.reports.figuring import ages_of, figures_of
from ledgerctl.domain.codes.vocabulary import intake_class
from ledgerctl.domain.metrics import ageing
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.members import MEMBERS, Period, behind
from ledgerctl.domain.metrics.metric import MONEY
from ledgerctl.domain.register.anchors import CONTACTED, DECLINED, WITHDRAWN
from ledgerctl.domain.register.register import Row, spells_of

POPULATIONS = {"customers": 78_000, "outlets": 3, "personal_customers": 70_000}


@st.composite
def rows(draw: st.DrawFn) -> Row:
    def flag() -> int:
        return draw(st.integers(0, 1))

    def one(*values: str) -> str:
        return draw(st.sampled_from(values))

    day = received = iso("2019-01-01", draw(st.integers(0, 790)))
    spells: list[tuple[str, str]] = []
    for _ in range(draw(st.integers(1, 3))):
        closed = iso(day, draw(st.integers(0, 400)))
        if closed > TODAY:
            spells.append((day, ""))
            break
        spells.append((day, closed))
        day = iso(closed, draw(st.integers(0, 60)))
        if day > TODAY:
            break
    closed_on = spells[-1][1]
    dated = bool(closed_on) and flag()
    endings = [one("", "", "withdrawn", "declined") if closed else "" for _, closed in spells]
    ending = (endings[-1] or "resolved") if closed_on else ""
    due_on = iso(received, draw(st.integers(0, 60)))
    told = iso(closed_on, draw(st.integers(0, 3))) if dated and flag() else ""
    answered = (told or closed_on) if dated else ""
    on_time = "on_time" if answered <= due_on else "late"
    channel = one("hotline", "nfra", "pboc", "consumer_center", "counter")
    return BLANK._replace(
        number=f"{received[:4]}-0001",
        received_on=received,
        year=int(received[:4]),
        month=int(received[5:7]),
        counted=draw(st.sampled_from([1, 1, 1, 0])),
        spells=",".join(
            f"{opened}/{closed}" + (f"/{how}" if how else "")
            for (opened, closed), how in zip(spells, endings, strict=True)
        ),
        closed=int(bool(closed_on)),
        closed_on=closed_on,
        ending=ending,
        reopenings=len(spells) - 1,
        resolved_at=closed_on if dated else "",
        notified_at=told,
        days=draw(st.integers(0, 90)) if answered else None,
        timeliness=on_time if answered else "undated" if closed_on else "open",
        due_on=one(due_on, due_on, ""),
        channel=channel,
        intake_class=intake_class(channel),
        finding=one("", "upheld", "partly_upheld", "not_upheld", "unverifiable"),
        responsibility=one("", "pending", "at_fault", "no_fault"),
        settlement=one("", "agreed", "not_agreed"),
        accountability=one("", "none", "warning"),
        became_regulatory=flag(),
        received_at=one(received, f"{received}T09:30"),
        contacted_at=one(
            "", *(f"{iso(received, draw(st.integers(0, 9)))}{time}" for time in ("", "T17:05"))
        ),
        contact_timeliness=one("", "on_time", "late"),
        extended_on=one("", "", "2020-05-05"),
        extended_to=draw(st.sampled_from([0, 30, 60])),
        judged_at=one("", "", iso(received, draw(st.integers(0, 500)))),
        called_back_at=one("", f"{iso(closed_on or received, draw(st.integers(-2, 9)))}T09:00"),
        satisfaction=one("", "1", "3", "4", "5", "not_reached", "refused"),
        compensation=draw(st.sampled_from([None, 0, 2_300])),
        timely=one("", "yes", "no"),
        first_receiver=one("", "DQ-1"),
        handler=one("DQ-1", "DQ-2"),
        resolved_by=one("", "DQ-1", "DQ-2"),
        complained=one("", "", "DQ-2; DQ-9"),
        to_superior=flag(),
        skip_level=flag(),
        repeat_of=one("", "", "2019-0001"),
        repeated=flag(),
        person_first=flag(),
        person_again=flag(),
        backdated=flag(),
        scored_on=one("", "", iso(received, draw(st.integers(0, 400)))),
        not_at_once=flag(),
        first_received_on=one("", "", "2019-12-31", "2020-06-30"),
        batch=one("", "import-1"),
        recorded_on=draw(st.sampled_from(["", iso(received, draw(st.integers(0, 4)))])),
    )


@settings(deadline=None, max_examples=150)
@given(st.lists(rows(), max_size=12), st.integers(2018, 2022))
def test_kept_sums_and_cases_give_the_same_figures(found: list[Row], year: int) -> None:
    kept = counts(found, year)
    period = Period(f"{year}-01-01", f"{year}-12-31", TODAY, WINDOW)
    figures = figures_of(kept, POPULATIONS, today=TODAY, window=WINDOW)
    for key, figure in figures.items():
        numerator, denominator = behind(MEMBERS[key], found, period)
        if METRICS[key].unit == MONEY:
            assert figure.numerator == sum(row.compensation or 0 for row in numerator)
        else:
            assert figure.numerator == len(numerator), key
        if denominator is not None:
            assert figure.denominator == len(denominator), key
            if not MEMBERS[key].apart:
                assert figure.numerator <= len(denominator), key
        assert figure.unknown <= (figure.denominator or 0)
    _, ages = ages_of(kept, TODAY)
    assert sum(ageing(ages).values()) == len(behind(MEMBERS["ageing"], found, period)[0])
    assert kept.closing == len(behind(MEMBERS["identity"], found, period)[0])
    assert sum(kept.days.values()) == len(behind(MEMBERS["resolve_time"], found, period)[0])
    assert kept.count(CONTACTED) == len(behind(MEMBERS["ack_time"], found, period)[0])
    left = {
        name: sum(
            how == name and period.holds(closed)
            for row in found
            if row.counted
            for _, closed, how in spells_of(row.spells)
        )
        for name in (WITHDRAWN, DECLINED)
    }
    assert {name: kept.count(name) for name in left} == left
    flow = kept.received + kept.reopened - kept.closed - sum(left.values())
    assert kept.opening + flow == kept.closing


@settings(deadline=None)
@given(
    st.lists(rows(), max_size=8).flatmap(
        lambda each: st.tuples(st.just(each), st.permutations(each))
    )
)
def test_figures_do_not_depend_on_the_order_of_the_cases(both: tuple[list[Row], list[Row]]) -> None:
    first, second = (
        figures_of(counts(each, 2020), POPULATIONS, today=TODAY, window=WINDOW) for each in both
    )
    assert first == second


@settings(deadline=None)
@given(st.lists(rows(), max_size=12))
def test_the_closing_rate_of_a_period_never_passes_100(found: list[Row]) -> None:
    figure = figures_of(counts(found, 2020), {}, today=TODAY, window=WINDOW)["closing_rate_period"]
    assert figure.value is None or figure.value <= 100


def test_every_metric_with_cases_behind_it_is_a_figure_or_a_table() -> None:
    figures = figures_of(counts([], 2020), {}, today=TODAY, window=WINDOW)
    tables = {"ageing", "identity", "resolve_time", "ack_time", "settled_at_branch"}
    assert set(MEMBERS) - set(figures) == tables
    assert set(figures) <= set(MEMBERS)
    assert set(MEMBERS) <= set(METRICS)
    assert list(figures) == [key for key in METRICS if key in figures]


def test_an_empty_year_has_noughts_and_no_ratios() -> None:
    figures = figures_of(counts([], 2020), {}, today=TODAY, window=WINDOW)
    for figure in figures.values():
        assert figure.numerator == 0
        assert figure.value in {0, None}
        assert (figure.value is None) is (METRICS[figure.key].denominator is not None)
