"""Export, import into an empty ledger: the same cases, whatever they hold."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.exports import exporting
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.domain.codes.fields import EXTRA, FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.events.base import CLOCKS
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.domain.text.privacy import check_text
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source
from ledgerctl.formats.workbook_writer import write_workbook
from ledgerctl.formats.writing import write_csv, write_jsonl
from ledgerctl.storage.memory import MemoryStore

if TYPE_CHECKING:
    from ledgerctl.application.desk.ports import Store
    from ledgerctl.application.exports.exporting import Sheet
    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Facts, Sealed

#: What spreadsheets, CSV readers and importers are known to change.
HOSTILE = (
    *("=1+1", "'=1+1", "''", "'", "@SUM(A1)", "-12.50", "001234", "1e5", "TRUE", "null", "N/A"),
    *("\ufeff=1", "＝1", "line\r\nbreak", "lone\rreturn", 'he said "no"', "a,b;c\td", "2020/3/4"),
    *("是", "nan", "0", "\u200b", "cafe\u0301", "中文，标点。", "𠮷野家", "{}", "[]", "-", "--"),
)
#: What the ledger works out itself, and the mark that a case arrived closed.
DERIVED = {*CLOCKS, "person", "closed"}

words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)).filter(
    lambda text: bool(text) and text == text.strip() and check_text(text) is None
)
days = st.dates(date(2019, 1, 1), date(2020, 6, 1))
names = st.sampled_from(("王五", "=李四", "C-07", "赵 六"))


def value_of(field: Field) -> st.SearchStrategy[object]:
    if field.kind == "code":
        return st.sampled_from(VOCABULARIES[field.vocabulary].keys())
    if field.kind == "codes":
        every = list(VOCABULARIES[field.vocabulary].keys())
        return st.integers(1, len(every)).map(lambda count: every[-count:])
    return {
        "money": st.integers(0, 10**14),
        "flag": st.booleans(),
        "count": st.integers(1, 9999),
        "names": st.lists(names, min_size=1, max_size=3).map("、".join),
        "day": days.map(date.isoformat),
        "staff": names,
        "staff_list": st.lists(names, min_size=1, max_size=3),
    }.get(field.kind, words)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Facts, Sealed]:
    """One case: any fields with any values that the ledger may hold."""
    received = draw(days)
    facts: dict[str, object] = {"received_at": received.isoformat(), "channel": "counter"}
    sealed: dict[str, object] = {"summary": draw(words)}
    for field in draw(st.lists(st.sampled_from(list(FIELDS.values())), unique=True)):
        if field.kind == "moment":
            moment = (
                f"{received + timedelta(draw(st.integers(0, 9)))}T0{draw(st.integers(0, 9))}:30"
            )
            facts.setdefault(field.name, moment)
        elif field.name != "summary":
            (sealed if field.sealed else facts)[field.name] = draw(value_of(field))
    if "complained" in facts:
        for role in ("handler", "resolved_by", "first_receiver", "second_person"):
            facts.pop(role, None)
    if draw(st.booleans()):
        facts["closed"] = True
    extra = draw(st.dictionaries(words, words, max_size=2))
    if extra:
        sealed[EXTRA] = extra
    return facts, sealed  # type: ignore[return-value]  # values by the kind of each field


def filled(contents: list[tuple[Facts, Sealed]]) -> MemoryStore:
    store = MemoryStore.create()
    opened(store)
    with store.writing() as transaction:
        events = []
        for facts, sealed in contents:
            number = transaction.next_number(int(str(facts["received_at"])[:4]))
            events.append(ComplaintReceived(number, facts, sealed))
        transaction.append(events, CLERK, "2021-01-05T02:00:00.000Z")
    return store


def told(store: Store) -> list[tuple[str, Facts, Sealed, bool]]:
    return [
        (
            str(case.row[0]),
            {name: value for name, value in case.facts.items() if name not in DERIVED},
            case.sealed,
            bool(case.row[1]),
        )
        for case in store.stream(CaseFilter(), ("number", "closed"))
    ]


def written(path: Path, sheet: Sheet, language: str, encoding: str) -> None:
    if path.suffix == ".xlsx":
        moment = datetime(2021, 1, 5)  # noqa: DTZ001 - what a workbook says of itself has no zone
        write_workbook(path, sheet.columns, sheet.rows, language, title="x", created=moment)
        return
    with path.open("w", encoding=encoding, newline="") as stream:
        if path.suffix == ".csv":
            write_csv(stream, sheet.columns, sheet.rows, language)
        else:
            write_jsonl(stream, sheet.columns, sheet.rows)


def there_and_back(store: Store, ending: str, encoding: str, language: str) -> Store:
    clerk = opened(MemoryStore.create(), "2021-01-05T10:00")
    sheet = exporting.cases(
        clerk.__class__(store, clerk.clock, clerk.entropy),
        CaseFilter(),
        list(COLUMNS.values()),
        CLERK,
        "round trip",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"cases{ending}")
        written(path, sheet, language, encoding)
        named = encoding if encoding == "gb18030" else None
        with open_source(str(path), profile=load_profile("ledger"), encoding=named) as source:
            report = import_rows(clerk, source, CLERK, ImportChoices("ledger"))
    assert report.rejected == 0, report.problems
    return clerk.store


@pytest.mark.parametrize(
    ("ending", "encoding"),
    [(".csv", "utf-8-sig"), (".csv", "utf-8"), (".csv", "gb18030"), (".jsonl", "utf-8")],
)
@given(
    contents=st.lists(cases(), min_size=1, max_size=3), language=st.sampled_from(("zh", "en", ""))
)
def test_a_file_of_text_brings_back_the_same_cases(
    ending: str, encoding: str, contents: list[tuple[Facts, Sealed]], language: str
) -> None:
    store = filled(numbered(contents))
    assert told(there_and_back(store, ending, encoding, language)) == told(store)


@settings(max_examples=25)
@given(
    contents=st.lists(cases(), min_size=1, max_size=3), language=st.sampled_from(("zh", "en", ""))
)
def test_a_workbook_brings_back_the_same_cases(
    contents: list[tuple[Facts, Sealed]], language: str
) -> None:
    store = filled(numbered(contents))
    assert told(there_and_back(store, ".xlsx", "", language)) == told(store)


def numbered(contents: list[tuple[Facts, Sealed]]) -> list[tuple[Facts, Sealed]]:
    """Give each case a number of its source: one number names one case."""
    return [
        ({**facts, "source_id": f"00{place}"}, sealed)
        for place, (facts, sealed) in enumerate(contents)
    ]
