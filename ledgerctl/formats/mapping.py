"""From the rows of a table to facts and sealed fields: compiled once per file, then one loop.

A register repeats itself: dates, codes and flags are read once per distinct text and column, and
looked up from then on. Whatever is refused becomes a problem of its row; the loop never stops.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from ledgerctl.application.imports.files import MappedRow
from ledgerctl.domain.codes.fields import EXTRA, FIELDS
from ledgerctl.domain.text import dates
from ledgerctl.domain.text.privacy import check_text
from ledgerctl.domain.text.reading import (
    LONG_LIMIT,
    NAME_SEPARATOR,
    SHORT_LIMIT,
    read_value,
    split_staff,
)
from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.usage import (
    BadDate,
    EmptyValue,
    HostileText,
    ImpossibleDate,
    TooLong,
    UnknownCode,
)
from ledgerctl.formats.encodings import may_be_hostile
from ledgerctl.formats.faults import (
    Detail,
    MappedToNothing,
    MergedCell,
    OfOneCell,
    ShortenedNumber,
    TotalsRow,
    UnlistedValue,
    problem_of,
)
from ledgerctl.formats.profiles import DATE_FORMS, fold_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Fact
    from ledgerctl.formats.layout import Feed, Layout
    from ledgerctl.formats.profiles import ClosedWhen, Profile
    from ledgerctl.formats.table import Record

Sealed: TypeAlias = "dict[str, str | Mapping[str, str]]"

#: Distinct texts remembered per column.
_REMEMBERED = 20_000
#: Kinds whose value is the text itself.
_TEXTS = frozenset({"text", "long", "staff", "name", "names", "phone", "id"})
_DATES = frozenset({"moment", "day"})
#: Fields whose digits must all be there.
_NUMBERS = frozenset({"source_id", "forward_number", "phone", "id_number"})
_SHORTENED = re.compile(r"-?[0-9](\.[0-9]+)?[Ee]\+[0-9]{2,3}")
#: What the first cell of a row of totals says.
_TOTALS = frozenset(
    {"合计", "总计", "共计", "小计", "本页合计", "本页小计", "total", "totals", "sum"}
)


class Coded:
    """A column whose texts are read into values and remembered; "" stands for *nothing is said*."""

    __slots__ = ("_refused", "fallback", "feed", "known", "name", "read", "warns")

    def __init__(self, name: str, feed: Feed, read: Callable[[str], Fact]) -> None:
        self.name = name
        self.feed = feed
        self.read = read
        self.known: dict[str, Fact] = {}
        self.fallback: Fact = ""
        self.warns = True
        self._refused: dict[str, LedgerError] = {}

    def value(self, cell: str) -> tuple[Fact, LedgerError | None]:
        """Return the value of a text that is not remembered, and what is wrong with it."""
        error = self._refused.get(cell)
        if error is None:
            try:
                value = self.read(cell)
            except LedgerError as refusal:
                error = refusal
                if len(self._refused) >= _REMEMBERED:
                    self._refused.clear()
                self._refused[cell] = error
            else:
                if len(self.known) >= _REMEMBERED:
                    self.known.clear()
                self.known[cell] = value
                return value, None
        if isinstance(error, UnlistedValue):
            return self.fallback, error if self.warns else None
        return "", error


class _Plain(dict[str, "Fact"]):
    """Texts of numbers: one that nobody shortened is known, and says nothing here."""

    def get(self, key: str, default: Fact | None = None) -> Fact | None:  # type: ignore[override]  # texts only
        """Return nothing for a plain text; one with an exponent is to be looked at."""
        return super().get(key, default) if "+" in key else ""


class Watched(Coded):
    """A column of numbers in which a shortened one is refused; the text itself is read beside it."""

    __slots__ = ()

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed.field.name, feed, _unshortened)
        self.known = _Plain()


class RowMapper:
    """Maps the rows of one file.

    Args:
        profile: the mapping.
        layout: what the columns are for.
        today: the branch's own day, for words such as 昨天.
        suspicious: whether a forbidden character or a shortened number may be somewhere in the file.
    """

    def __init__(self, profile: Profile, layout: Layout, *, today: date, suspicious: bool) -> None:
        self.profile = profile
        self.layout = layout
        self.suspicious = suspicious
        self.nothing = profile.empty | {""}
        self.coded: list[Coded] = []
        self._watched: list[Coded] = []
        self.facts: list[tuple[int, str, Feed, int]] = []
        self.sealed: list[tuple[int, str, Feed, int]] = []
        for feed in layout.feeds:
            field = feed.field
            if field.kind in _TEXTS and field.name not in profile.values:
                limit = LONG_LIMIT if field.kind == "long" else SHORT_LIMIT
                part = self.sealed if field.sealed else self.facts
                part.append((feed.position, field.name, feed, limit))
                # What a ledger holds it may have back; rows with a sealed number are read one by one anyway
                if suspicious and field.name in _NUMBERS and not profile.own:
                    (self._watched if field.sealed else self.coded).append(Watched(feed))
            else:
                self.coded.append(self._code(feed, today))
            rule = profile.closed_when
            if rule is not None and rule.field == field.name:
                self.coded.append(Coded("closed", feed, _closing(rule, self.nothing)))
        self.names = [feed.field.name for feed in layout.feeds if feed.field.kind == "names"]
        self.constant_facts: dict[str, Fact] = {}
        self.constant_sealed: Sealed = {}
        for name, value in profile.constants.items():
            if FIELDS[name].sealed:
                self.constant_sealed[name] = str(value)
            else:
                self.constant_facts[name] = value
        self.fallbacks = [
            (name, FIELDS[name].sealed, sources) for name, sources in profile.fallback.items()
        ]

    def rows(  # noqa: C901, PLR0912 - the hot loop: a call per cell would double its cost
        self, records: Iterable[Record]
    ) -> Iterator[MappedRow]:
        """Yield a mapped row for each record but those of which every cell is blank."""
        items = (*self.coded, *self._watched)
        coded = [(item.feed.position, item.name, item.known.get, item) for item in items]
        extras, required, fallbacks = self.layout.extras, self.profile.required, self.fallbacks
        # A hash of every narrative only to find that it is not "N/A" would cost more than reading it
        nothing = self.nothing if len(self.nothing) > 1 else ()
        new, row_class = tuple.__new__, MappedRow
        for line, cells, fault in records:
            problems: list[Problem] = []
            row = cells
            if fault is not None:
                row = self._without_fault(line, cells, fault, problems)
                if not row:
                    yield MappedRow(line, cells, {}, {}, tuple(problems))
                    continue
            if self.suspicious:
                row = self._without_hostile(line, row, problems)
            facts = self.constant_facts.copy()
            sealed = self.constant_sealed.copy()
            for index, name, known, item in coded:
                value = known(row[index])
                if value is None:
                    value = self._unread(line, row[index], item, problems)
                if value or value != "":
                    facts[name] = value
            for part, texts in ((facts, self.facts), (sealed, self.sealed)):
                for index, name, feed, limit in texts:
                    text = row[index].strip()
                    if text and text not in nothing:
                        part[name] = text
                        if len(text) > limit:
                            problems.append(_too_long(line, text, feed, limit))
            extra = {name: text for index, name in extras if (text := row[index].strip())}
            if extra:
                sealed[EXTRA] = extra
            for name in self.names:
                if name in sealed:
                    sealed[name] = NAME_SEPARATOR.join(split_staff(str(sealed[name])))
            if fallbacks:
                self._fall_back(facts, sealed)
            missing = [name for name in required if name not in facts and name not in sealed]
            lacking: list[str] = []
            if missing:
                if not any(map(str.strip, cells)):
                    continue
                if self._is_total(cells, missing):
                    # Neither are its sums anything that had to be repaired
                    yield MappedRow(line, cells, {}, {}, [problem_of(TotalsRow(), line, "", "")])
                    continue
                lacking = self._note_missing(line, cells, missing, problems)
            yield new(row_class, (line, cells, facts, sealed, problems, None, lacking))

    def _unread(self, line: int, cell: str, item: Coded, problems: list[Problem]) -> Fact:
        value, error = item.value(cell)
        if error is not None:
            problems.append(problem_of(error, line, item.feed.heading, cell, item.feed.field))
        return value

    def _without_fault(
        self, line: int, cells: list[str], fault: LedgerError, problems: list[Problem]
    ) -> list[str]:
        """Return the cells without those at fault, each noted; none if the whole row is at fault."""
        if not isinstance(fault, OfOneCell):
            problems.append(problem_of(fault, line, "", ""))
            return []
        headings = self._headings()
        fields = {feed.position: feed.field for feed in reversed(self.layout.feeds)}
        row = cells.copy()
        faults: list[LedgerError] = [fault, *fault.others]
        for each in faults:
            column = int(str(each.values["column"]))
            heading = headings.get(column, "")
            problems.append(problem_of(each, line, heading, "", fields.get(column)))
            row[column] = ""
        # What stands in a merged cell belongs to several rows: the others of this row say too little
        return [] if any(isinstance(each, MergedCell) for each in faults) else row

    def _headings(self) -> dict[int, str]:
        """Return the heading of each column that is read, by its place."""
        fed = {feed.position: feed.heading for feed in self.layout.feeds}
        return {**dict(self.layout.extras), **fed}

    def _without_hostile(self, line: int, cells: list[str], problems: list[Problem]) -> list[str]:
        """Return the cells with those blanked that hold forbidden characters, each noted."""
        joined = " ".join(cells)
        if not may_be_hostile(joined) or check_text(joined) is None:
            return cells
        fields = {feed.position: feed for feed in reversed(self.layout.feeds)}
        headings = self._headings()
        row = cells.copy()
        for index, cell in enumerate(cells):
            character = check_text(cell)
            if character is None or index not in headings:
                continue
            feed = fields.get(index)
            field = None if feed is None else feed.field
            name = headings[index] if field is None else field.name
            error = HostileText(field=name, character=character)
            problems.append(problem_of(error, line, headings[index], cell, field))
            row[index] = ""
        return row

    def _fall_back(self, facts: dict[str, Fact], sealed: Sealed) -> None:
        for name, is_sealed, sources in self.fallbacks:
            if name in facts or name in sealed:
                continue
            texts = [facts[source] for source in sources if source in facts]
            joined = " / ".join(map(str, texts))
            if joined and is_sealed:
                sealed[name] = joined
            elif joined:
                facts[name] = joined

    def _is_total(self, cells: list[str], missing: list[str]) -> bool:
        first = next((text for cell in cells if (text := cell.strip())), "")
        return len(missing) == len(self.profile.required) and fold_value(first) in _TOTALS

    def _note_missing(
        self, line: int, cells: list[str], missing: list[str], problems: list[Problem]
    ) -> list[str]:
        """Note the required fields that are empty; not those already refused for their text.

        Those of an update with a number are returned: only a new case needs them.
        """
        lacking: list[str] = []
        blamed = {problem.values.get("field") for problem in problems}
        refused = {problem.column for problem in problems}
        feeds = {feed.field.name: feed for feed in self.layout.feeds}
        number = "" if (feed := feeds.get("source_id")) is None else cells[feed.position].strip()
        is_update = self.profile.updates and (self.profile.own or number not in self.nothing)
        for name in missing:
            feed = feeds.get(name)
            heading = name if feed is None else feed.heading
            if name in blamed or heading in refused:
                continue
            cell = "" if feed is None else cells[feed.position].strip()
            if feed is not None and cell not in self.nothing and feed.field.vocabulary:
                codes = feed.field.vocabulary
                unmapped = MappedToNothing(value=cell, field=name, vocabulary=codes)
                problems.append(problem_of(unmapped, line, heading, cell, feed.field))
            elif is_update:
                lacking.append(name)
            else:
                problems.append(problem_of(EmptyValue(field=name), line, heading, ""))
        return lacking

    def _code(self, feed: Feed, today: date) -> Coded:
        """Compile the reader of one column."""
        profile, field, nothing = self.profile, feed.field, self.nothing
        table = profile.values.get(field.name, {})
        is_open = field.name in profile.otherwise
        fallback = profile.otherwise.get(field.name, "")
        forms = profile.date_forms if field.kind in _DATES else ("default",)

        def read(cell: str) -> Fact:
            text = cell.strip()
            if text in nothing:
                return ""
            value = table.get(fold_value(text)) if table else None
            if value is not None:
                return value
            if forms != ("default",):
                return _read_date(field, text, forms, today)
            try:
                return read_value(field, text, today=today)
            except UnknownCode:
                if not is_open:
                    raise
                shown = fallback or Detail.of(N_("unknown"))
                raise UnlistedValue(value=text, field=field.name, code=shown) from None

        coded = Coded(field.name, feed, read)
        coded.fallback = fallback
        # A column that feeds several fields warns once
        coded.warns = all(other.feed.position != feed.position for other in self.coded)
        return coded


def _read_date(field: Field, text: str, forms: tuple[str, ...], today: date) -> str:
    """Return the day or moment that the first fitting form reads."""
    has_form = False
    for form in forms:
        try:
            if form == "default":
                return str(read_value(field, text, today=today))
            moment = dates.moment_with(text, form)
            return moment.text if field.kind == "moment" else moment.day.isoformat()
        except ImpossibleDate:
            has_form = True
        except BadDate:
            continue
        except dates.DateError as error:
            has_form = has_form or error.reason == "range"
    if has_form:
        raise ImpossibleDate(value=text, field=field.name)
    accepted = ", ".join(DATE_FORMS[form] for form in forms)
    raise BadDate(value=text, field=field.name, forms=accepted)


def _closing(rule: ClosedWhen, nothing: frozenset[str]) -> Callable[[str], Fact]:
    def read(cell: str) -> Fact:
        text = cell.strip()
        if text in nothing:
            return ""
        if not rule.values and not rule.starts:
            return True
        folded = fold_value(text)
        is_closed = folded in rule.values or (rule.starts and folded.startswith(rule.starts))
        return True if is_closed else ""

    return read


def _unshortened(cell: str) -> Fact:
    """Say nothing of a text.

    Raises:
        ShortenedNumber: it is what a spreadsheet makes of a long number.
    """
    text = cell.strip()
    if _SHORTENED.fullmatch(text):
        raise ShortenedNumber(value=text)
    return ""


def _too_long(line: int, text: str, feed: Feed, limit: int) -> Problem:
    error = TooLong(field=feed.field.name, length=len(text), limit=limit)
    return problem_of(error, line, feed.heading, text, feed.field)
