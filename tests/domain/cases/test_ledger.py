from __future__ import annotations

from ledgerctl.domain.cases.ledger import Ledger, Population
from ledgerctl.domain.cases.reversal import TakenBack
from ledgerctl.domain.events.batch_reversed import BatchReversed
from ledgerctl.domain.events.created import LedgerCreated
from ledgerctl.domain.events.events_reversed import EventsReversed
from ledgerctl.domain.events.population import PopulationRecorded
from ledgerctl.domain.events.setting import SettingChanged

CUSTOMERS = Population(2020, "customers", 78_000, "2020-12-31", "营运部")


def test_a_ledger_starts_empty() -> None:
    ledger = Ledger()
    assert (ledger.identity, ledger.branch, ledger.algorithm) == ("", "", "sha256")
    assert (ledger.settings, ledger.populations, ledger.taken_back) == ({}, {}, TakenBack())


def test_its_events_make_it() -> None:
    ledger = Ledger()
    for event in (
        LedgerCreated("0123456789abcdef", "东侨支行", {"currency": "CNY", "repeat_window": "30"}),
        SettingChanged("repeat_window", "60", "总行通知"),
        PopulationRecorded(CUSTOMERS),
        BatchReversed("import-1"),
        EventsReversed(2, 2),
    ):
        ledger = event.apply(ledger)
    assert ledger == Ledger(
        "0123456789abcdef",
        "东侨支行",
        "sha256",
        {"currency": "CNY", "repeat_window": "60"},
        {(2020, "customers"): CUSTOMERS},
    )


def test_a_later_count_of_the_same_year_and_measure_replaces_the_earlier() -> None:
    ledger = PopulationRecorded(CUSTOMERS).apply(Ledger())
    newer = CUSTOMERS._replace(size=78_500)
    other_year = CUSTOMERS._replace(year=2021)
    for population in (newer, other_year):
        ledger = PopulationRecorded(population).apply(ledger)
    assert ledger.populations == {(2020, "customers"): newer, (2021, "customers"): other_year}
