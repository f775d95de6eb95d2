"""Keeping the ledger 台账管理: its birth, its denominators, its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE, branch_now, record
from ledgerctl.application.desk.moments import past_moment, read_year
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.reports.results import Populations, Settings
from ledgerctl.domain.cases.ledger import Population
from ledgerctl.domain.codes import units
from ledgerctl.domain.codes.vocabulary import MEASURE
from ledgerctl.domain.complainants.repeats import DEFAULT_WINDOW
from ledgerctl.domain.events.created import LedgerCreated
from ledgerctl.domain.events.population import PopulationRecorded
from ledgerctl.domain.events.setting import SettingChanged
from ledgerctl.domain.handling import four_eyes
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.base import N_
from ledgerctl.errors.house import ReasonNeeded
from ledgerctl.errors.usage import BadNumber, BadSetting, EmptyValue, NothingToDo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.events.base import Event, Fact

DEFAULTS = {
    "currency": "CNY",
    four_eyes.SETTING: "off",
    "repeat_window": str(DEFAULT_WINDOW),
    "timezone": DEFAULT_TIMEZONE,
    **dict.fromkeys(units.SETTINGS.values(), units.KNOWN),
}
#: What a new ledger begins with where that is not what an unset setting means.
RECOMMENDED = {four_eyes.SETTING: four_eyes.ON}
_NAMES = (
    re.compile(r"[^\x00-\x1f,，、;；]+(?:[,，、;；][^\x00-\x1f,，、;；]+)*"),
    N_("Names with commas between them; known means those that complaints name"),
)
#: What each setting accepts.
_ACCEPTED = {
    "currency": (re.compile(r"[A-Z]{3}"), N_("Three capital letters, such as CNY (ISO 4217)")),
    four_eyes.SETTING: (re.compile(r"on|off"), N_("on or off")),
    "repeat_window": (re.compile(r"[1-9][0-9]{0,2}"), N_("Whole days from 1 to 999")),
    "timezone": (
        re.compile(r"[+-](0[0-9]|1[0-4]):[0-5][0-9]"),
        N_("An offset from UTC such as +08:00"),
    ),
    **dict.fromkeys(units.SETTINGS.values(), _NAMES),
}
_LARGEST = 10**12


def create(
    desk: Desk, branch: str, meta: Meta, settings: Mapping[str, str], at: str = ""
) -> Receipt:
    """Open the books of a branch 建账: the first event of a ledger; ``at`` is when, now by default.

    Raises:
        EmptyValue: the branch has no name.
        FutureDate: the books are opened tomorrow.
        BadSetting: a setting that does not exist or is not accepted.
    """
    if not branch.strip():
        raise EmptyValue(field="branch")
    for name, value in settings.items():
        check_setting(name, value)

    def work(_transaction: Transaction, _moment: Moment) -> tuple[Sequence[Event], None]:
        begun = {name: v for name, v in DEFAULTS.items() if name not in units.SETTINGS.values()}
        own = {**begun, **settings}
        # Its time zone is not in the ledger yet.
        opened = past_moment(at, branch_now(desk, own))
        return [LedgerCreated(desk.entropy.token(), branch.strip(), own, at=opened)], None

    return record(desk, meta, "ledger.created", work)


def check_setting(name: str, value: str) -> None:
    """Refuse a setting that does not exist or a value it does not accept.

    Raises:
        BadSetting: with what is accepted.
    """
    if name not in _ACCEPTED:
        raise BadSetting(value=name, name="config", expected=", ".join(sorted(_ACCEPTED)))
    pattern, expected = _ACCEPTED[name]
    if not pattern.fullmatch(value):
        raise BadSetting(value=value, name=name, expected=expected)


def change_setting(
    desk: Desk,
    name: str,
    value: str,
    meta: Meta,
    *,
    reason: str,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Change a setting of the ledger; the change is an event with its reason.

    Raises:
        BadSetting, ReasonNeeded.
    """
    check_setting(name, value)
    if not reason.strip():
        raise ReasonNeeded(step="config")

    def work(_transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        return [SettingChanged(name, value, reason.strip(), past_moment(at, moment))], None

    return record(desk, meta, "setting.changed", work, dry_run=dry_run)


def settings(desk: Desk) -> Settings:
    """Return the ledger's settings."""
    ledger = desk.store.ledger()
    return Settings(ledger, {**DEFAULTS, **ledger.settings}, DEFAULTS)


def record_populations(
    desk: Desk,
    year: str,
    sizes: Mapping[str, str],
    meta: Meta,
    *,
    as_of: str = "",
    source: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Record how many customers, transactions, outlets or accounts a year had 基数.

    ``as_of`` is the day of the count, by default the last day of the year (or today, in the running
    year); ``source`` says who or what counted, by default the acting person.

    Raises:
        LedgerError: no size, a size that is not a positive whole number, a bad year or date.
    """
    number = read_year(year)
    counts = {MEASURE.parse(name): read_size(name, text) for name, text in sizes.items()}
    if not counts:
        options = ", ".join(f"--{key.replace('_', '-')}" for key in MEASURE.keys())  # noqa: SIM118 - not a dict
        raise NothingToDo(verb="record", options=options)

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        day = read_moment("as_of", as_of, moment.today)[:10] if as_of.strip() else ""
        day = day or min(f"{number:04d}-12-31", moment.local[:10])
        who = source.strip() or meta.person
        events = [
            PopulationRecorded(Population(number, measure, size, day, who))
            for measure, size in counts.items()
        ]
        details: dict[str, Fact] = {"year": number, **counts, "as_of": day, "source": who}
        kind = PopulationRecorded.kind
        return events, Receipt(kind, None, 0, "", transaction.head(), details=details)

    return record(desk, meta, "population.recorded", work, dry_run=dry_run)


def read_size(name: str, text: str) -> int:
    """Return a size typed as text; ``name`` is what an error says.

    Raises:
        BadNumber: it is not a whole number from 1 to a million millions.
    """
    plain = text.strip().replace(",", "").replace("_", "")
    digits = plain.isascii() and plain.isdigit() and len(plain) <= len(str(_LARGEST))
    if not (digits and 0 < int(plain) <= _LARGEST):
        raise BadNumber(value=text, field=name, expected=N_("A whole number above zero"))
    return int(plain)


def populations(desk: Desk, year: str = "") -> Populations:
    """Return the denominators recorded, of one year or of all."""
    wanted = read_year(year) if year else None
    found = desk.store.ledger().populations.values()
    chosen = [each for each in found if wanted is None or each.year == wanted]
    return Populations(sorted(chosen))
