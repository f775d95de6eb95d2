from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ledgerctl.domain.codes.fields import find_field
from ledgerctl.domain.codes.vocabulary import VOCABULARIES, intake_class
from ledgerctl.domain.text.reading import read_value, split_staff

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REGISTERS = ("dongqiao-2020.csv", "dongqiao-2021.csv", "register-en.csv")
LONG_AFTER = date(2022, 1, 1)
HEADINGS_2020 = [
    "投诉编号",
    "收到时间",
    "登记时间",
    "受理渠道",
    "转办单位",
    "转办文号",
    "投诉人",
    "联系方式",
    "被投诉机构",
    "被投诉部门",
    "被投诉人员",
    "业务类别",
    "办理渠道",
    "投诉原因",
    "三类成因",
    "投诉内容摘要",
    "诉求",
    "涉及金额",
    "等级",
    "复杂程度",
    "是否越级",
    "首问责任人",
    "承办人",
    "升级层级",
    "核实结果",
    "处理方式",
    "补偿金额",
    "是否达成一致",
    "处理决定及依据",
    "告知时间",
    "告知方式",
    "责任认定",
    "满意度",
    "办结时间",
    "办结人",
    "备注",
]
NO_SUBSCRIBER = re.compile("199000000[0-9]{2}")

Case = dict[str, str]


def text_of(name: str, encoding: str = "utf-8") -> str:
    return (EXAMPLES / name).read_bytes().decode(encoding)


def table(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text_of(name), newline=""), strict=True))


def field_name(heading: str) -> str:
    field = find_field(heading)
    assert field is not None, heading
    return field.name


def cases(name: str) -> list[Case]:
    """Each row by field name, codes as stored keys, the rest as written; empty cells left out."""
    headings, *rows = table(name)
    names = [field_name(heading) for heading in headings]
    found = []
    for row in rows:
        filled = {field: cell for field, cell in zip(names, row, strict=True) if cell}
        found.append({field: stored(field, cell) for field, cell in filled.items()})
    return found


def stored(name: str, cell: str) -> str:
    field = find_field(name)
    assert field is not None
    if field.kind != "code":
        return cell
    key = VOCABULARIES[field.vocabulary].find(cell)
    assert key is not None, (name, cell)
    return key


def moment(case: Case, name: str) -> str:
    field = find_field(name)
    assert field is not None
    value = read_value(field, case[name], today=LONG_AFTER)
    assert isinstance(value, str)
    return value


def day(case: Case, name: str) -> date:
    return date.fromisoformat(moment(case, name)[:10])


def tally(name: str) -> Counter[str]:
    return Counter(case.get(name, "") for case in cases("dongqiao-2020.csv"))


class TestEveryRegister:
    @pytest.mark.parametrize("name", [*REGISTERS, "dongqiao-2020.gb18030.csv"])
    def test_has_no_byte_order_mark_and_ends_each_record_like_a_spreadsheet(
        self, name: str
    ) -> None:
        text = text_of(name, "gb18030" if "gb18030" in name else "utf-8")
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert not text.startswith("\ufeff")
        assert text.endswith("\r\n")
        assert text.count("\r\n") == len(records)

    @pytest.mark.parametrize("name", REGISTERS)
    def test_headings_are_the_labels_of_known_fields(self, name: str) -> None:
        headings = table(name)[0]
        language = "en" if name == "register-en.csv" else "zh"
        labels = [field.label(language) for field in map(find_field, headings) if field]
        assert headings == labels
        assert [field_name(heading) for heading in headings] == list(map(field_name, HEADINGS_2020))

    @pytest.mark.parametrize("name", REGISTERS)
    def test_every_coded_value_is_known(self, name: str) -> None:
        headings, *rows = table(name)
        unknown = [
            (heading, cell)
            for row in rows
            for heading, cell in zip(headings, row, strict=True)
            if cell
            and (field := find_field(heading)) is not None
            and field.kind == "code"
            and VOCABULARIES[field.vocabulary].find(cell) is None
        ]
        assert unknown == []

    @pytest.mark.parametrize("name", REGISTERS)
    def test_every_cell_can_be_read(self, name: str) -> None:
        headings, *rows = table(name)
        for row in rows:
            for heading, cell in zip(headings, row, strict=True):
                field = find_field(heading)
                assert field is not None
                assert cell == cell.strip()
                if cell:
                    read_value(field, cell, today=LONG_AFTER)

    @pytest.mark.parametrize("name", REGISTERS)
    def test_no_cell_is_a_formula(self, name: str) -> None:
        assert [cell for row in table(name) for cell in row if cell[:1] in set("=+-@\t\r")] == []

    @pytest.mark.parametrize("name", REGISTERS)
    def test_moments_follow_each_other_within_the_period(self, name: str) -> None:
        for case in cases(name):
            days = (day(case, "resolved_at") - day(case, "received_at")).days
            assert days <= {"simple": 15, "complex": 30}[case["complexity"]], case["source_id"]
            assert moment(case, "received_at") <= moment(case, "registered_at")
            assert moment(case, "received_at") <= moment(case, "notified_at")
            assert moment(case, "notified_at") <= moment(case, "resolved_at")

    @pytest.mark.parametrize("name", REGISTERS)
    def test_nobody_handles_a_complaint_about_themselves(self, name: str) -> None:
        for case in cases(name):
            working = {case.get(role) for role in ("first_receiver", "handler", "resolved_by")}
            assert working.isdisjoint(split_staff(case.get("complained", ""))), case["source_id"]

    def test_no_telephone_or_case_appears_in_two_registers(self) -> None:
        every = [case for name in REGISTERS for case in cases(name)]
        phones = [case["phone"] for case in every]
        assert len(set(phones)) == len({case["source_id"] for case in every}) == len(every) == 30
        assert [phone for phone in phones if not NO_SUBSCRIBER.fullmatch(phone)] == []


class TestTheYear2020:
    def test_the_gb18030_file_is_the_identical_text(self) -> None:
        assert text_of("dongqiao-2020.gb18030.csv", "gb18030") == text_of("dongqiao-2020.csv")
        with pytest.raises(UnicodeDecodeError):
            text_of("dongqiao-2020.gb18030.csv")

    def test_headings_stand_in_the_branchs_order(self) -> None:
        assert table("dongqiao-2020.csv")[0] == HEADINGS_2020

    def test_twenty_five_complaints_numbered_without_a_gap(self) -> None:
        numbers = [case["source_id"] for case in cases("dongqiao-2020.csv")]
        assert numbers == [f"DQ-2020-{serial:03d}" for serial in range(1, 26)]

    def test_received_in_order_and_settled_within_the_year(self) -> None:
        found = cases("dongqiao-2020.csv")
        received = [day(case, "received_at") for case in found]
        assert received == sorted(received)
        assert (received[0], received[-1]) == (date(2020, 1, 6), date(2020, 12, 28))
        assert {day(case, "resolved_at").year for case in found} == {2020}

    def test_twenty_one_by_the_hotline_and_four_from_outside(self) -> None:
        channels = tally("channel")
        assert channels == {"hotline": 21, "nfra": 1, "consumer_center": 3}
        outside = [case for case in cases("dongqiao-2020.csv") if "forwarded_by" in case]
        assert {intake_class(case["channel"]) for case in outside} == {"external"}
        assert len(outside) == 4
        forwarded = [case for case in outside if case["channel"] == "nfra"]
        assert "forward_number" in forwarded[0]

    def test_none_reached_the_superior_institution_or_went_over_the_branchs_head(self) -> None:
        assert set(tally("level")) == {
            "first_receiver",
            "branch_head",
            "operations_supervisor",
            "deputy_president",
            "president",
        }
        assert tally("skip_level") == {"否": 25}

    def test_none_is_repeated(self) -> None:
        found = cases("dongqiao-2020.csv")
        assert len({(case["phone"], case["business"]) for case in found}) == 25
        assert len({case["phone"] for case in found}) == 25
        assert len({case["complainant"] for case in found}) == 25

    def test_the_nine_service_deficiencies_are_the_nine_at_fault(self) -> None:
        judged = Counter(
            (case["fault_nature"], case["responsibility"], case["finding"] == "upheld")
            for case in cases("dongqiao-2020.csv")
        )
        assert judged == {
            ("service_deficiency", "at_fault", True): 9,
            ("miscommunication", "no_fault", False): 10,
            ("beyond_ability", "no_fault", False): 6,
        }

    def test_outcomes(self) -> None:
        satisfaction = tally("satisfaction")
        assert tally("settlement") == {"agreed": 24, "not_agreed": 1}
        assert tally("complexity") == {"simple": 22, "complex": 3}
        assert (satisfaction["not_reached"], satisfaction[""]) == (3, 2)
        assert satisfaction["3"] + satisfaction["4"] + satisfaction["5"] == 20

    def test_holds_what_a_reader_of_files_must_cope_with(self) -> None:
        cells = [cell for row in table("dongqiao-2020.csv")[1:] for cell in row]
        assert [cell.count("\n") for cell in cells if "\n" in cell] == [1]
        assert any("," in cell and '"' in cell for cell in cells)
        assert "2020年4月9日" in cells
        assert "2020/4/9" in cells
        assert any(re.fullmatch("2020-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", cell) for cell in cells)

    def test_the_told_case_of_april(self) -> None:
        told = [case for case in cases("dongqiao-2020.csv") if case["received_at"][-1] == "日"]
        assert [(case["business"], case["compensation"], case["settlement"]) for case in told] == [
            ("loan", "23.00", "agreed")
        ]


def test_the_two_told_cases_of_2021() -> None:
    march, may = cases("dongqiao-2021.csv")
    assert day(march, "received_at") == day(march, "resolved_at")
    assert (march["fault_nature"], march["channel"]) == ("miscommunication", "counter")
    assert (may["fault_nature"], may["amount"]) == ("beyond_ability", "5000.00")
    assert [(case["level"], day(case, "received_at").month) for case in (march, may)] == [
        ("deputy_president", 3),
        ("deputy_president", 5),
    ]


def test_the_english_register_writes_iso_dates_and_english_labels() -> None:
    headings, *rows = table("register-en.csv")
    assert len(rows) == 3
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            field = find_field(heading)
            assert field is not None
            if field.kind == "moment":
                assert re.fullmatch("2019-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?", cell)
            if field.kind == "code":
                vocabulary = VOCABULARIES[field.vocabulary]
                assert cell == vocabulary.label(vocabulary.parse(cell), "en")
