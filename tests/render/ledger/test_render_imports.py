from __future__ import annotations

from dataclasses import replace

import pytest
from render_samples import HEAD, imported, problem

from ledgerctl.application.imports.import_results import Problem, Sample, Suspect
from ledgerctl.application.ledger.auditing import Verification
from ledgerctl.domain.cases.chain import Fault
from ledgerctl.render.faces import faces
from ledgerctl.render.ledger import imports, problems, verification

ENGLISH = {"language": "en", "encoding": "utf-8"}
VERIFICATION = Verification(HEAD, 26, 25, [], [], "", None, [])


def plain(document: object) -> str:
    return faces.text_of(document, "plain")


def test_problem_golden() -> None:
    assert problems.problem_lines(problem(), "投诉.csv") == [
        (
            "投诉.csv line 14, column “收到时间”: E203 2020-13-45 (Received) does not exist"
            " in the calendar"
        ),
        "  > 2020-13-45",
        "  hint: Check day, month and time",
    ]


@pytest.mark.usefixtures("chinese")
def test_problem_in_chinese() -> None:
    lines = problems.problem_lines(problem(), "投诉.csv")
    assert lines[0].startswith("投诉.csv 第 14 行，“收到时间”列: E203 ")
    assert lines[2] == "  提示：Check day, month and time"


def test_problem_of_a_whole_row_is_a_warning_without_value() -> None:
    bare = problem(column="", value="", hint="", warning=True)
    assert problems.problem_lines(bare, "a.csv") == [
        "a.csv line 14: warning E203 2020-13-45 (Received) does not exist in the calendar"
    ]


def test_problem_shows_at_most_200_characters() -> None:
    shown = problems.problem_lines(problem(value="x" * 300), "a.csv")[1]
    assert shown == "  > " + "x" * 200 + "…"


def test_the_same_problem_in_several_rows_is_told_once() -> None:
    rows = [problem(line=line) for line in (2, 3, 4, 9)]
    other = problem(line=5, value="2020-02-31", values={"value": "2020-02-31", "field": "x"})
    shown = problems.lines([*rows, other], "a.csv", 7)
    assert [line for line in shown if not line.startswith("  ")] == [
        "a.csv lines 2-4, 9, column “收到时间”: E203 2020-13-45 (Received) does not exist in the calendar",
        "a.csv line 5, column “收到时间”: E203 2020-02-31 (x) does not exist in the calendar",
        "... and 2 more",
    ]


def test_cells_of_one_column_with_the_same_fault_are_told_once() -> None:
    def lost(cell: str, line: int) -> Problem:
        values = {"cell": cell, "shown": "", "column": 6}
        return problem(
            line=line, value="", code="E921", sentence="{cell}: lost", hint="", values=values
        )

    assert problems.lines([lost("G7", 7), lost("G9", 9)], "a.xlsx", 2) == [
        "a.xlsx lines 7, 9, column “收到时间”: E921 G7 …: lost"
    ]
    assert problems.lines([lost("G7", 7)], "a.xlsx", 1) == [
        "a.xlsx line 7, column “收到时间”: E921 G7: lost"
    ]


def test_the_worst_are_whole_kinds_and_warnings_come_last() -> None:
    warned, refused = problem(line=2, code="E904", warning=True), problem(line=3)
    again, third = problem(line=8), problem(line=9, column="办结时间")
    found = [warned, refused, again, third]
    assert problems.worst(found, 1) == [refused, again]
    assert problems.worst(found, 9) == [refused, again, third, warned]


def test_problems_are_counted_by_code() -> None:
    several = {"E203": 1, "E902": 2, "E101": 1}
    assert problems.by_code(several) == [("E902", 2), ("E101", 1), ("E203", 1)]


def test_import_golden() -> None:
    assert plain(imports.document(imported(), **ENGLISH)) == (
        "Import of 投诉.csv\n"
        "\n"
        "Nothing was written, because rows were rejected: 1\n"
        "\n"
        "Read as\tCSV, encoding gb18030, delimiter semicolon\n"
        "Profile\tregister\n"
        f"SHA-256 of the file\t{'ab' * 32}\n"
        "Columns kept as they are\t客户经理\n"
        "Known, with other values, left alone\t1\n"
        "Ledger\t26:1f0c9ab4d2e7\n"
        "\n"
        "Rows\tCount\n"
        "Would be added\t24\n"
        "Would be updated\t0\n"
        "Unchanged\t0\n"
        "Duplicate\t1\n"
        "Rejected\t1\n"
        "Read\t26\n"
        "\n"
        "Problems\n"
        "\n"
        "投诉.csv line 14, column “收到时间”: E203 2020-13-45 (Received) does not exist in the"
        " calendar\n"
        "  > 2020-13-45\n"
        "  hint: Check day, month and time\n"
        "... and 2 more\n"
        "\n"
        "Code\tCount\n"
        "E203\t3\n"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dry_run": True}, "Dry run: nothing was written"),
        ({"rejected": 0}, "Nothing was written: the ledger already holds every row"),
        ({"written": True, "rejected": 0}, "Every row was taken"),
        ({"written": True}, "The good rows were written; rows rejected: 1"),
    ],
)
def test_import_outcomes(changes: dict[str, object], expected: str) -> None:
    assert imports.outcome(imported(**changes)) == expected


def test_import_talk() -> None:
    assert imports.talk(imported()) == [
        "Repair the rows and import again, or take the good ones with --partial"
    ]
    assert imports.talk(imported(written=True, rejects_path="投诉.rejects.csv")) == [
        "The rejected rows are in 投诉.rejects.csv; repair and import that file",
        "To take it back: ledgerctl undo b1 --reason …",
    ]


def test_words_that_are_no_code_lead_to_a_profile() -> None:
    said = (
        "A register with words of its own: try --profile register-zh,"
        " or draft a profile with `ledgerctl profile init FILE`"
    )
    assert said in imports.talk(imported(codes={"E201": 3}))
    assert said in imports.talk(imported(codes={"E201": 3}, dry_run=True))
    assert said not in imports.talk(imported(codes={"E203": 3}))
    assert said not in imports.talk(imported(codes={"E201": 3}, profile="mine"))


def test_a_written_import_names_batch_and_numbers() -> None:
    text = plain(
        imports.document(
            imported(
                written=True,
                problems=[],
                first_number="2020-0001",
                last_number="2020-0024",
                repeats=2,
                rejects_path="r.csv",
            ),
            **ENGLISH,
        )
    )
    assert "Batch\tb1\nNumbers\t2020-0001 - 2020-0024\n" in text
    assert "Repeat complaints found\t2\n" in text
    assert "Rejected rows\tr.csv\n" in text
    assert "Problems" not in text


def test_import_data() -> None:
    data = imports.data(imported())
    parts = ("added", "updated", "unchanged", "duplicate", "rejected")
    assert data["read"] == sum(data[part] for part in parts)
    assert data["problems"][0]["message"] == "2020-13-45 (Received) does not exist in the calendar"


def test_a_sound_ledger() -> None:
    assert plain(verification.document(VERIFICATION, **ENGLISH)) == (
        "The ledger is sound\n\nEvents checked\t26\nCases checked\t25\nLedger\t26:1f0c9ab4d2e7\n"
    )
    assert verification.data(VERIFICATION)["sound"] is True


def test_a_ledger_that_was_changed() -> None:
    bad = replace(
        VERIFICATION,
        faults=[Fault(7, "hash"), Fault(0, "schema: event_no_update"), Fault(9, "odd")],
        derived=["register"],
        receipt="30:1f0c9ab4d2e7",
        receipt_holds=False,
        recusal_breaches=["2020-0003"],
    )
    assert plain(verification.document(bad, **ENGLISH)) == (
        "The ledger is NOT sound\n"
        "\n"
        "Events checked\t26\n"
        "Cases checked\t25\n"
        "Receipt 30:1f0c9ab4d2e7\tdoes NOT hold: the ledger is not the one it came from\n"
        "Ledger\t26:1f0c9ab4d2e7\n"
        "\n"
        "Events\n"
        "Event\tWhat is wrong\n"
        "7\tIts content was changed after it was recorded\n"
        "\tTable, index or trigger event_no_update is missing, foreign or altered\n"
        "9\todd\n"
        "\n"
        "Derived tables that do not match the events: register\n"
        "\n"
        "Open or closed by a person complained about: 2020-0003\n"
    )
    assert verification.data(bad)["faults"][0] == {"seq": 7, "problem": "hash"}


def test_derived_tables_alone_can_be_derived_anew() -> None:
    stale = replace(VERIFICATION, derived=["register"], receipt="1:aa", receipt_holds=True)
    text = plain(verification.document(stale, **ENGLISH))
    assert "Derive them anew: `ledgerctl verify --rebuild`\n" in text
    assert "Receipt 1:aa\tholds\n" in text
    rebuilt = replace(stale, rebuilt=True)
    assert "Derived tables\tderived anew\n" in plain(verification.document(rebuilt, **ENGLISH))


def test_suspected_duplicates_are_named_and_counted() -> None:
    text = plain(
        imports.document(
            imported(suspects=[Suspect(7, "2020-0003", "2020-0001")], suspect_count=3), **ENGLISH
        )
    )
    said = (
        "line 7: 2020-0003 looks like 2020-0001: same complainant, same business, a few days apart"
    )
    assert f"Suspected duplicates\n\n{said}\n... and 2 more\n" in text


def test_the_first_rows_stand_by_kind_with_what_would_change() -> None:
    facts = {"received_at": "2020-03-04", "channel": "hotline"}
    samples = [
        Sample("updated", 9, "2020-0001", facts, {"summary": "排队"}, ("channel", "amount")),
        Sample("added", 12, "2020-0005", facts, {"summary": "=1+1"}, ()),
    ]
    text = plain(imports.document(imported(samples=samples), **ENGLISH))
    lines = [each.split("\t") for each in text.splitlines() if "2020-03-04" in each]
    assert [each[0] for each in lines] == ["Added", "Updated"]
    assert lines[1][1:] == [
        *(
            "9",
            "2020-0001",
            "2020-03-04",
            "Bank hotline",
            "Channel, Amount involved",
            "排队",
        ),
    ]
    (first, _second) = imports.data(imported(samples=samples))["samples"]
    assert (first["outcome"], first["changed"]) == ("updated", ["channel", "amount"])
