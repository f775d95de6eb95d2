from __future__ import annotations

import gc
import hashlib
import io
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors import BadEncoding, BadTable, CannotRead, NoSuchFile
from ledgerctl.formats.profiles import load_profile, parse_profile
from ledgerctl.formats.source import TableSource, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.application.files import MappedRow
    from ledgerctl.formats.profiles import Profile

    Read = Callable[..., list[MappedRow]]

TODAY = date(2026, 3, 4)
HEAD = "收到时间,受理渠道,投诉内容"
CFPB = "Date received,Product,Issue,Company response to consumer,Submitted via,Timely response?"


def profile(text: str) -> Profile:
    return parse_profile(text.encode(), path="mine.toml", name="mine")


def codes(row: MappedRow) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.column, problem.value) for problem in row.problems]


def opened(data: bytes) -> TableSource:
    return open_source("-", profile=load_profile("register"), stdin=io.BytesIO(data))


def test_register_reads_both_languages(read: Read) -> None:
    chinese = "编号,收到时间,受理渠道,投诉原因,投诉人,投诉内容,涉及金额,是否越级,被投诉人员,办结时间,大堂温度\n"
    english = (
        "Case number,Received,Channel,Cause,Complainant,Summary,Amount involved,Skip level,"
        "Complained about,Date closed,大堂温度\n"
    )
    row = "007,2020年3月4日,柜面,pricing,张三,排队,1.2万,否,李四；王五,2020-03-05 09:30,26\n"
    first, second = read(chinese + row)[0], read(english + row)[0]
    assert first == second
    assert first.problems == []
    assert first.facts == {
        "source_id": "007",
        "received_at": "2020-03-04",
        "channel": "counter",
        "cause": "pricing",
        "amount": 1_200_000,
        "skip_level": False,
        "complained": ["李四", "王五"],
        "resolved_at": "2020-03-05T09:30",
        "closed": True,
    }
    assert first.sealed == {
        "complainant": "张三",
        "summary": "排队",
        "extra": {"大堂温度": "26"},
    }


def test_empty_cells_are_unknown_and_open(read: Read) -> None:
    row = read(f"{HEAD},办结时间,原因,金额\n2020-03-04,柜面, x ,, ,0\n")[0]
    assert row.facts == {"received_at": "2020-03-04", "channel": "counter", "amount": 0}
    assert row.sealed == {"summary": "x"}


def test_every_bad_cell_is_collected(read: Read) -> None:
    rows = read(f"{HEAD},投诉人,金额\n2020-02-30,柜台大,{'长' * 32_001},张三,-5\n,,,王五,\n")
    assert codes(rows[0]) == [
        ("E203", "收到时间", "2020-02-30"),
        ("E201", "受理渠道", "柜台大"),
        ("E204", "金额", "-5"),
        ("E208", "投诉内容", "长" * 59 + "…"),
    ]
    assert codes(rows[1]) == [
        ("E211", "收到时间", ""),
        ("E211", "受理渠道", ""),
        ("E211", "投诉内容", ""),
    ]
    assert "nearest" in rows[0].problems[1].values


def test_a_refused_text_is_refused_each_time(read: Read) -> None:
    rows = read(f"{HEAD}\n3/4/2020,柜面,x\n3/4/2020,柜面,y\n")
    assert [codes(row) for row in rows] == [[("E202", "收到时间", "3/4/2020")]] * 2


def test_personal_values_are_masked(read: Read) -> None:
    row = read(
        f"{HEAD},联系电话,证件号码,姓名\n2020-03-04,柜面,x,138000\x0080001,11010\x01,张\x02三\n"
    )[0]
    assert all("三" not in value and "00800" not in value for _, _, value in codes(row))
    assert {problem.code for problem in row.problems} == {"E207"}
    assert row.cells[3] == "138000\x0080001"


def test_forbidden_characters_are_found_in_every_column(read: Read) -> None:
    rows = read(
        f"{HEAD},其他列\n2020-03-04,柜面,x,a\x00b\n2020-03-04,柜\x1b面,x,ok\n2020-03-04,柜面,好,é\n"
    )
    assert codes(rows[0]) == [("E207", "其他列", "a\\x00b")]
    assert codes(rows[1]) == [("E207", "受理渠道", "柜\\x1b面")]
    assert rows[2].problems == []


def test_the_shape_of_a_row_is_a_problem_of_its_own(read: Read) -> None:
    rows = read(f"{HEAD}\n2020-03-04,柜面\n2020-03-04,柜面,x\n2020-03-04\n")
    assert [(row.line, [problem.code for problem in row.problems]) for row in rows] == [
        (2, ["E905"]),
        (3, []),
        (4, ["E906"]),
    ]
    assert rows[0].cells == ["2020-03-04", "柜面"]


def test_wholly_blank_rows_are_passed_over(read: Read) -> None:
    assert [row.line for row in read(f"{HEAD}\n,,\n2020-03-04,柜面,x\n , ,\n")] == [3]


def test_own_columns_of_a_rejects_file_are_ignored() -> None:
    content = f"{HEAD},_line,_code,_message\n2020-03-04,柜面,x,2,E201,wrong\n"
    with opened(content.encode()) as source:
        row = next(iter(source.rows(today=TODAY)))
        assert row.sealed == {"summary": "x"}
        assert source.kept_columns == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("收到时间,渠道,来源渠道,摘要\n1,2,3,4\n", "渠道 and 来源渠道 both mean channel"),
        ("收到时间,摘要2\n1,2\n", "channel 受理渠道, summary"),
        ("附件一,\n收到时间,渠道\n", "received_at"),
    ],
)
def test_headings_that_cannot_be_used(read: Read, content: str, words: str) -> None:
    with pytest.raises(BadTable) as caught:
        read(content)
    assert words in str(caught.value.values["problem"])


def test_a_table_without_any_known_heading_gets_other_advice(read: Read) -> None:
    with pytest.raises(BadTable) as caught:
        read("一,二\n甲,乙\n")
    assert "another row" in str(caught.value.values["expected"])


@pytest.mark.parametrize("content", ["", "\ufeff", HEAD, HEAD + "\n\n"])
def test_empty_files_are_refused(read: Read, content: str) -> None:
    with pytest.raises(BadTable):
        read(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_detected_encoding_gives_the_same_row(read: Read, encoding: str) -> None:
    content = f"{HEAD}\n2020-03-04,柜面,排队，太久\n"
    assert read(content.encode(encoding)) == read(content)


def test_wrong_encoding_name(read: Read) -> None:
    with pytest.raises(BadEncoding):
        read(HEAD, encoding="utf-9")


def test_what_a_source_tells(tmp_path: Path) -> None:
    path = tmp_path / "三月.csv"
    data = f"{HEAD.replace(',', ';')};天气\n2020-03-04;柜面;x;雨\n".encode("gb18030")
    path.write_bytes(data)
    with open_source(str(path), profile=load_profile("register")) as source:
        assert (source.name, source.encoding, source.profile) == ("三月.csv", "gb18030", "register")
        assert source.header == ("收到时间", "受理渠道", "投诉内容", "天气")
        assert (source.kept_columns, source.said["delimiter"]) == (("天气",), ";")
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert source.key_prefix == "register"
        once = list(source.rows(today=TODAY))
        assert list(source.rows(today=TODAY)) == once


def test_standard_input_is_read_once_and_mapped_twice() -> None:
    with opened(f"{HEAD}\n昨天,柜面,x\n".encode()) as source:
        assert source.name == "-"
        assert [row.facts["received_at"] for row in source.rows(today=TODAY)] == ["2026-03-03"]
    with pytest.raises(CannotRead):
        open_source("-", profile=load_profile("register"))


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{HEAD}\n2020-03-04,柜面,x\n".encode())
    os.close(writing)
    with open_source(f"/dev/fd/{reading}", profile=load_profile("register")) as source:
        assert len(list(source.rows(today=TODAY))) == 1
    os.close(reading)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    register = load_profile("register")
    with pytest.raises(NoSuchFile):
        open_source(str(tmp_path / "none.csv"), profile=register)
    with pytest.raises(NoSuchFile):
        open_source("a\0b", profile=register)
    with pytest.raises(CannotRead) as caught:
        open_source(str(tmp_path), profile=register)
    assert caught.value.values["problem"] == "it is a folder"


def test_permission_refused_is_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(CannotRead) as caught:
        open_source(str(tmp_path / "x.csv"), profile=load_profile("cfpb"))
    assert caught.value.values["problem"] == "Permission denied"


def test_a_file_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{HEAD}\n2020-03-04,柜面,x\n", "utf-8")
    with open_source(str(path), profile=load_profile("register")) as source:
        rows = source.rows(today=TODAY)
        next(rows)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("2020-03-04,柜面,y\n")
        with pytest.raises(CannotRead):
            list(rows)


def test_a_source_that_is_dropped_closes_its_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{HEAD}\n2020-03-04,柜面,x\n2020-03-04,柜面,y\n", "utf-8")
    source = open_source(str(path), profile=load_profile("register"))
    rows = source.rows(today=TODAY)
    next(rows)
    del source, rows
    gc.collect()  # an open file would be a ResourceWarning here, and that an error


def test_own_profile_maps_values_dates_and_constants(read: Read) -> None:
    chosen = profile(
        """
        catalogue = false
        date_forms = ["mdy2"]
        empty = ["-"]
        keep = ["How"]
        [columns]
        When = "received_at"
        How = "channel"
        What = "summary"
        Who = "handler"
        [values.channel]
        "Walk in" = "counter"
        [constants]
        business = "贷款"
        remark = "旧系统"
        [closed_when]
        field = "channel"
        values = ["letter"]
        """
    )
    rows = read(
        "When,How,What,Who\n3/4/20,walk  IN,x,-\n2/30/20,letter,-,a\n2020-03-04,-,y,\n", chosen
    )
    assert rows[0].facts == {"business": "loan", "received_at": "2020-03-04", "channel": "counter"}
    assert rows[0].sealed == {"remark": "旧系统", "summary": "x", "extra": {"How": "walk  IN"}}
    assert codes(rows[1]) == [("E203", "When", "2/30/20"), ("E211", "What", "")]
    assert rows[1].facts["closed"] is True
    assert codes(rows[2]) == [("E202", "When", "2020-03-04"), ("E211", "How", "")]


def test_cfpb_response_decides_remedy_finding_and_closing(read: Read) -> None:
    answers = {
        "Closed with explanation": ("explanation", None, True),
        "Closed with non-monetary relief": ("correction", "partly_upheld", True),
        "Closed with monetary relief": ("fee_refund", "partly_upheld", True),
        "Closed with relief": (None, "partly_upheld", True),
        "Closed without relief": ("none", None, True),
        "Closed": ("none", None, True),
        "In progress": (None, None, None),
        "Untimely response": (None, None, None),
        "": (None, None, None),
    }
    content = "".join(f"2020-03-04,Mortgage,Fees,{answer},Web,Yes\n" for answer in answers)
    for row, (answer, outcome) in zip(
        read(f"{CFPB}\n{content}", load_profile("cfpb")), answers.items(), strict=True
    ):
        assert row.problems == []
        assert tuple(row.facts.get(name) for name in ("remedy", "finding", "closed")) == outcome
        extra = row.sealed["extra"]
        assert isinstance(extra, dict)
        assert extra.get("Company response to consumer", "") == answer
        assert row.sealed["summary"] == "Mortgage / Fees"


def test_cfpb_unlisted_texts(read: Read) -> None:
    content = f"{CFPB}\n1/2/20,Crypto,Fees,Closed by magic,Web,No\n1/2/20,Crypto,x,,Pigeon,No\n"
    first, second = read(content, load_profile("cfpb"))
    assert [(found.code, found.column, found.warning) for found in first.problems] == [
        ("E904", "Product", True),
        ("E904", "Company response to consumer", True),
    ]
    assert (first.facts["business"], first.facts["product"]) == ("other", "Crypto")
    assert (first.facts["closed"], "remedy" in first.facts) == (True, False)
    assert [found.code for found in second.problems] == ["E904", "E201"]


@pytest.mark.parametrize(
    "day", ["2020-03-04", "3/4/2020", "03/04/2020", "3/4/20", "2020-03-04T08:15:30.000Z"]
)
def test_cfpb_dates(read: Read, day: str) -> None:
    row = read(f"{CFPB}\n{day},Mortgage,Fees,Closed,Fax,Yes\n", load_profile("cfpb"))[0]
    assert row.facts["received_at"] == "2020-03-04"


OLDEST = (
    "Complaint ID,Product,Sub-product,Issue,Sub-issue,State,ZIP code,Submitted via,Date received,"
    "Date sent to company,Company,Company response,Timely response?,Consumer disputed?"
)
NEWEST = (
    "Date received,Product,Sub-product,Issue,Sub-issue,Company public response,Company,State,"
    "ZIP code,Tags,Submitted via,Date sent to company,Company response to consumer,"
    "Timely response?,Complaint ID"
)
SIXTEEN = NEWEST.replace("Sub-issue,", "Sub-issue,Consumer complaint narrative,")
EIGHTEEN = SIXTEEN.replace("Tags,", "Tags,Consumer consent provided?,").replace(
    "Complaint ID", "Consumer disputed?,Complaint ID"
)
SNAKE = EIGHTEEN.lower().replace("?", "").replace(" ", "_").replace("-", "_")
SNAKE_JSON = (
    SNAKE.replace("consumer_complaint_narrative", "complaint_what_happened")
    .replace("company_response_to_consumer", "company_response")
    .replace("timely_response", "timely")
)
INTAKE = (
    SNAKE.replace("consumer_complaint_narrative", "consumer_narrative")
    .replace("tags,consumer_consent_provided", "tag,consent_status")
    .replace("complaint_id", "public_id,event_tag")
)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (OLDEST, 14),
        (EIGHTEEN, 18),
        (SNAKE, 18),
        (SNAKE_JSON, 18),
        (EIGHTEEN + ",Event tag", 19),
        (SIXTEEN, 16),
        (NEWEST, 15),
        (INTAKE, 19),
    ],
)
def test_cfpb_header_vintages(read: Read, header: str, columns: int) -> None:
    assert len(header.split(",")) == columns
    values = {
        "datereceived": "2020-03-04",
        "datesenttocompany": "2020-03-03",
        "product": "Mortgage",
        "issue": "Fees",
        "submittedvia": "Fax",
        "timelyresponse": "Yes",
        "timely": "Yes",
        "complaintid": "42",
        "publicid": "42",
        "company": "A BANK",
        "companyresponse": "Closed",
        "companyresponsetoconsumer": "Closed",
    }
    folded = ["".join(filter(str.isalnum, name.lower())) for name in header.split(",")]
    line = ",".join(values.get(name, "text") for name in folded)
    row = read(f"{header}\n{line}\n", load_profile("cfpb"))[0]
    assert row.problems == []
    assert row.facts == {
        "received_at": "2020-03-04",
        "forwarded_at": "2020-03-03",
        "business": "loan",
        "product": "Mortgage",
        "issue": "Fees",
        "channel": "letter",
        "timely": True,
        "source_id": "42",
        "institution": "A BANK",
        "remedy": "none",
        "closed": True,
    }
    has_narrative = any("narrative" in name or "happened" in name for name in folded)
    assert row.sealed["summary"] == ("text" if has_narrative else "Mortgage / Fees")


def test_what_is_remembered_is_bounded_and_changes_nothing(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2020-03-{day:02}" for day in range(1, 29)]
    content = HEAD + "".join(f"\n{day},柜面{day},x\n{day},柜面,x" for day in days)
    expected = read(content)
    monkeypatch.setattr("ledgerctl.formats.mapping._REMEMBERED", 2)
    assert read(content) == expected
    assert [row.facts["received_at"] for row in expected[::2]] == days
    assert [bool(row.problems) for row in expected] == [True, False] * len(days)


def test_a_failing_disk_is_a_coded_error(read: Read, tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(CannotRead) as caught:
        open_source("-", profile=load_profile("register"), stdin=Failing(b"x"))
    assert caught.value.values["problem"] == "Input/output error"


def test_long_headings_are_cut_in_the_message(read: Read) -> None:
    with pytest.raises(BadTable) as caught:
        read("受理渠道," + "长" * 5_000 + "\n甲,乙\n")
    assert len(str(caught.value.values["problem"])) < 400
