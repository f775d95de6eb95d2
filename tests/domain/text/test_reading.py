from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.codes.fields import FIELDS, PERSONAL
from ledgerctl.domain.text.dates import ACCEPTED_FORMS, PAST_FORMS
from ledgerctl.domain.text.reading import (
    LONG_LIMIT,
    SHORT_LIMIT,
    read_code,
    read_flag,
    read_moment,
    read_value,
    split_staff,
)
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.usage import (
    BadAmount,
    BadDate,
    BadFlag,
    EmptyValue,
    HostileText,
    ImpossibleDate,
    TooLong,
    UnknownCode,
)

unhurried = settings(deadline=None)
TODAY = date(2020, 3, 4)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("source_id", "  DQ-2020-001 ", "DQ-2020-001"),
        ("source_id", "001234", "001234"),
        ("summary", "第一行\n第二行\t完", "第一行\n第二行\t完"),
        ("first_receiver", " DQ-0305 ", "DQ-0305"),
        ("complainant", " 林听澜 ", "林听澜"),
        ("phone", "199 0000 0001", "199 0000 0001"),
        ("id_number", "11010519491231002x", "11010519491231002x"),
        ("channel", "客服热线", "hotline"),
        ("channel", "Bank hotline", "hotline"),
        ("channel", "hotline", "hotline"),
        ("cause", "服务态度", "service"),
        ("level", "行长", "president"),
        ("satisfaction", "非常满意", "5"),
        ("skip_level", "是", True),
        ("skip_level", "Yes", True),
        ("skip_level", "否", False),
        ("timely", "NO", False),
        ("received_at", "2020-03-04", "2020-03-04"),
        ("received_at", "2020年3月4日9时30分", "2020-03-04T09:30"),
        ("received_at", "昨天", "2020-03-03"),
        ("received_at", "yesterday", "2020-03-03"),
        ("resolved_at", "2020-03-04 09:30:59", "2020-03-04T09:30"),
        ("forwarded_at", "2020-03-04 09:30", "2020-03-04"),
        ("forwarded_at", "2020/3/4", "2020-03-04"),
        ("amount", "1.2万元", 1_200_000),
        ("amount", "5,000.00", 500_000),
        ("compensation", "0", 0),
        ("complained", "DQ-0312、DQ-0318", ["DQ-0312", "DQ-0318"]),
        ("complained", "DQ-0312", ["DQ-0312"]),
    ],
)
def test_what_a_text_means(name: str, text: str, value: object) -> None:
    read = read_value(FIELDS[name], text, today=TODAY)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("kind", {field.kind for field in FIELDS.values()})
def test_every_kind_has_a_reader(kind: str) -> None:
    field = next(field for field in FIELDS.values() if field.kind == kind)
    texts = {
        "code": "其他",
        "money": "5",
        "flag": "是",
        "count": "3",
        "moment": "今天",
        "day": "today",
    }
    if field.vocabulary:
        texts |= {"code": "hotline", "codes": "other"}
    assert read_value(field, texts.get(kind, "words"), today=TODAY)


@pytest.mark.parametrize(
    ("name", "text", "error", "code"),
    [
        ("channel", "pigeon", UnknownCode, "E201"),
        ("received_at", "4.3.2020", BadDate, "E202"),
        ("received_at", "03/04/2020", BadDate, "E202"),
        ("received_at", "20-03-04", BadDate, "E202"),
        ("received_at", "next week", BadDate, "E202"),
        ("forwarded_at", "2020-13", BadDate, "E202"),
        ("received_at", "2020-02-30", ImpossibleDate, "E203"),
        ("received_at", "2020-W01-1", BadDate, "E202"),
        ("received_at", "2020-03-04 25:00", ImpossibleDate, "E203"),
        ("forwarded_at", "2019/2/29", ImpossibleDate, "E203"),
        ("amount", "five", BadAmount, "E204"),
        ("amount", "-5", BadAmount, "E204"),
        ("compensation", "1.005", BadAmount, "E204"),
        ("skip_level", "maybe", BadFlag, "E206"),
        ("skip_level", "2", BadFlag, "E206"),
        ("product", "a\x1b[31m", HostileText, "E207"),
        ("summary", "nul\x00", HostileText, "E207"),
        ("product", "x" * (SHORT_LIMIT + 1), TooLong, "E208"),
        ("summary", "x" * (LONG_LIMIT + 1), TooLong, "E208"),
        ("product", "", EmptyValue, "E211"),
        ("amount", " \u3000\n", EmptyValue, "E211"),
    ],
)
def test_every_refusal_is_coded_and_names_the_field(
    name: str, text: str, error: type[LedgerError], code: str
) -> None:
    with pytest.raises(error) as refusal:
        read_value(FIELDS[name], text, today=TODAY)
    assert refusal.value.code == code
    assert refusal.value.values["field"] == name
    assert refusal.value.__cause__ is None
    assert code in str(refusal.value)


def test_limits_are_inclusive() -> None:
    assert read_value(FIELDS["product"], "x" * SHORT_LIMIT, today=TODAY) == "x" * SHORT_LIMIT
    assert read_value(FIELDS["summary"], "字" * LONG_LIMIT, today=TODAY) == "字" * LONG_LIMIT


@pytest.mark.parametrize("name", [field.name for field in PERSONAL])
@pytest.mark.parametrize("personal", ["林听澜", "19900000001", "11010519491231002X"])
@pytest.mark.parametrize("spoilt", ["{}\x00", "{}\x1b[0m", "{}" + "9" * SHORT_LIMIT])
def test_no_refusal_repeats_a_personal_value(name: str, personal: str, spoilt: str) -> None:
    with pytest.raises(LedgerError) as refusal:
        read_value(FIELDS[name], spoilt.format(personal), today=TODAY)
    error = refusal.value
    shown = f"{error} {error.hint.format(**error.values)} {error.values} {error!r} {error.args}"
    assert personal not in shown
    assert error.values["field"] == name


@unhurried
@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_code(name: str, text: str) -> None:
    refusal: LedgerError | None = None
    try:
        read_value(FIELDS[name], text, today=TODAY)
    except LedgerError as error:
        refusal = error
    if refusal is not None:
        assert refusal.code.startswith("E2")
        assert refusal.sentence.format(**refusal.values)
        assert refusal.hint.format(**refusal.values)
    assert text.strip() or refusal is not None


def test_an_unknown_code_names_the_field_and_its_vocabulary() -> None:
    with pytest.raises(UnknownCode) as refusal:
        read_code(FIELDS["business"], "card_debt")
    assert refusal.value.values == {
        "value": "card_debt",
        "field": "business",
        "vocabulary": "business",
        "nearest": "card_debit 银行卡-借记卡, card_credit 银行卡-信用卡",
    }
    with pytest.raises(UnknownCode) as refusal:
        read_code(FIELDS["channel"]._replace(name="way_in"), "hotlin")
    assert (refusal.value.values["field"], refusal.value.values["vocabulary"]) == (
        "way_in",
        "channel",
    )


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "是", "有", "√"])
def test_yes(text: str) -> None:
    assert read_flag(text, "skip_level") is True


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "否", "无", "×"])
def test_no(text: str) -> None:
    assert read_flag(text, "skip_level") is False


def test_the_number_of_a_day_in_a_spreadsheet_is_named_as_that_day() -> None:
    with pytest.raises(BadDate) as refusal:
        read_moment("received_at", "43894", TODAY)
    assert refusal.value.code == "E202"
    assert "the number of 2020-03-04" in refusal.value.hint.format(**refusal.value.values)


def test_a_bad_date_names_every_accepted_form() -> None:
    with pytest.raises(BadDate) as refusal:
        read_moment("at", "soon", TODAY)
    assert refusal.value.values == {
        "value": "soon",
        "field": "at",
        "forms": ", ".join(PAST_FORMS),
    }


@pytest.mark.parametrize(
    ("field", "has_tomorrow"),
    [("at", False), ("received_at", False), ("--on", False), ("due_on", True), ("next_on", True)],
)
def test_tomorrow_is_named_only_where_a_day_may_come(
    field: str,
    has_tomorrow: bool,  # noqa: FBT001 - a row of the table
) -> None:
    with pytest.raises(BadDate) as refusal:
        read_moment(field, "soon", TODAY)
    forms = str(refusal.value.values["forms"]).split(", ")
    assert [word in forms for word in ("tomorrow", "明天", "后天")] == [has_tomorrow] * 3
    assert {"today", "昨天", "2020-03-04 09:30"} <= set(forms)


@pytest.mark.parametrize("form", ACCEPTED_FORMS)
def test_every_form_that_is_named_is_accepted(form: str) -> None:
    assert read_moment("at", form, TODAY).startswith("2020-03-0")


@unhurried
@given(st.dates())
def test_the_common_form_is_read_as_it_stands(day: date) -> None:
    assert read_moment("at", day.isoformat(), TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A", ["A"]),
        ("A;B；C、D,E，F/G\nH", list("ABCDEFGH")),
        ("Ann Lee, Bo", ["Ann Lee", "Bo"]),
        (" ; 、", []),
    ],
)
def test_staff_are_separated_by_any_of_the_usual_marks(text: str, names: list[str]) -> None:
    assert split_staff(text) == names
