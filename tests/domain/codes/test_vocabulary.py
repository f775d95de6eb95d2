from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.codes.vocabulary import (
    CHANNEL,
    EXTERNAL_CHANNELS,
    REGULATOR_CHANNELS,
    SATISFACTION,
    VOCABULARIES,
    Term,
    Vocabulary,
    intake_class,
)
from ledgerctl.errors.usage import UnknownCode, UnlikeAnyCode

unhurried = settings(deadline=None)

#: Stored keys never change and the labels are the branch's own words.
EXPECTED = {
    "channel": {
        "counter": "网点现场",
        "branch_phone": "网点电话",
        "comment_book": "意见簿(箱)",
        "hotline": "客服热线",
        "online": "网上银行/手机银行/官网",
        "social": "网络公众平台",
        "letter": "信函",
        "email": "电子邮件",
        "superior": "上级行转办",
        "nfra": "金融监管总局(原银保监)转送",
        "pboc": "人民银行转办",
        "consumer_center": "消保中心/消费者协会转来",
        "gov12345": "12345政务平台",
        "media": "媒体/网络舆情",
        "mediation": "调解组织/法院转来",
        "other": "其他",
    },
    "intake_class": {
        "internal": "行内自有渠道",
        "external": "外部/监管转送渠道",
    },
    "handling_channel": {
        "A.front.onsite": "营业现场",
        "A.front.self_service": "自助机具",
        "A.front.electronic.ebank": "电子渠道-网银",
        "A.front.electronic.phone": "电子渠道-电话",
        "A.front.electronic.mobile": "电子渠道-移动客户端",
        "A.front.electronic.public_platform": "电子渠道-网络公众平台",
        "A.front.electronic.sms": "电子渠道-短信",
        "A.front.electronic.other": "电子渠道-其他",
        "A.front.third_party": "第三方渠道",
        "A.front.other": "前台-其他",
        "A.back": "中、后台业务渠道",
    },
    "business": {
        "savings_rmb": "人民币储蓄",
        "loan": "贷款",
        "card_debit": "银行卡-借记卡",
        "card_credit": "银行卡-信用卡",
        "payment": "支付结算",
        "wealth_own": "自营理财",
        "agency": "银行代理业务",
        "fx": "外汇",
        "gold": "贵金属",
        "cash_mgmt": "人民币管理",
        "treasury": "国库",
        "pfi": "个人金融信息",
        "collection": "债务催收",
        "other": "其他",
    },
    "cause": {
        "service": "因服务态度及服务质量引起的投诉",
        "facility_system": "因服务设施、设备、业务系统引起的投诉",
        "rules_process": "因管理制度、业务规则与流程引起的投诉",
        "marketing": "因营销方式和手段引起的投诉",
        "disclosure": "因信息披露引起的投诉",
        "product_return": "因产品收益引起的投诉",
        "pricing": "因定价收费引起的投诉",
        "choice": "因自主选择权引起的投诉",
        "contract": "因合同条款引起的投诉",
        "collection_manner": "因债务催收方式和手段引起的投诉",
        "fund_safety": "因消费者资金安全引起的投诉",
        "info_safety": "因消费者信息安全引起的投诉",
        "other": "因其他原因引起的投诉",
    },
    "fault_nature": {
        "service_deficiency": "服务存在缺陷",
        "miscommunication": "沟通误解(无过错)",
        "beyond_ability": "诉求超出银行能力",
    },
    "severity": {
        "general": "一般投诉",
        "important": "重要投诉",
        "major": "重大投诉",
    },
    "complexity": {
        "simple": "事实清楚、争议情况简单",
        "complex": "情况复杂",
        "special": "情况特别复杂或有其他特殊原因",
    },
    "finding": {
        "upheld": "属实/成立",
        "partly_upheld": "部分属实",
        "not_upheld": "不属实/不成立",
        "unverifiable": "无法核实",
    },
    "settlement": {
        "agreed": "达成一致",
        "not_agreed": "未达成一致",
    },
    "remedy": {
        "explanation": "解释说明",
        "apology": "致歉",
        "correction": "更正/补办",
        "fee_refund": "退费/减免",
        "compensation": "赔偿",
        "goodwill": "通融/补偿",
        "mediation": "调解协议",
        "none": "无",
    },
    "responsibility": {
        "pending": "待查",
        "at_fault": "有责",
        "no_fault": "无责",
        "invalid": "无效投诉",
        "misdirected": "错误投诉/非本机构",
        "not_complaint": "非投诉",
    },
    "record_type": {
        "complaint": "投诉",
        "suggestion": "建议",
        "inquiry": "咨询",
        "report": "举报",
        "praise": "表扬",
    },
    "invalid_kind": {
        "regulatory_policy": "监管政策",
        "malicious": "恶意投诉",
        "third_party": "第三方商户原因",
        "customer_error": "客户自身原因",
        "unreasonable": "其他不合理诉求",
    },
}
TERMS = [(vocabulary, term) for vocabulary in VOCABULARIES.values() for term in vocabulary.terms()]


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def spellings(term: Term) -> tuple[str, ...]:
    return (term.key, term.zh, term.en, *term.aliases)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_key_has_its_chinese_label(name: str) -> None:
    assert {term.key: term.zh for term in VOCABULARIES[name].terms()} == EXPECTED[name]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_spelling_means_two_things(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for term in VOCABULARIES[name].terms():
        for spelling in spellings(term):
            owners.setdefault(folded(spelling), set()).add(term.key)
    assert {spelling: keys for spelling, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(
    ("vocabulary", "term"), TERMS, ids=[f"{v.name}-{term.key}" for v, term in TERMS]
)
def test_key_labels_and_aliases_parse_to_the_key(vocabulary: Vocabulary, term: Term) -> None:
    assert {vocabulary.parse(spelling) for spelling in spellings(term)} == {term.key}
    assert vocabulary.label(term.key, "zh") == term.zh
    assert vocabulary.label(term.key, "en") == term.en


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_listed_under_its_own_name_without_repeating_a_key(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    keys = [term.key for term in vocabulary.terms()]
    assert vocabulary.name == name
    assert vocabulary.keys() == tuple(keys)
    assert len(set(keys)) == len(keys) > 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (" Bank  Hotline ", "hotline"),
        ("ＨＯＴＬＩＮＥ", "hotline"),
        ("９５５３３", "hotline"),
        ("客服 热线", "hotline"),
        ("意见簿（箱）", "comment_book"),
        ("金融监管总局（原银保监）转送", "nfra"),
        ("APP", "online"),
    ],
)
def test_width_case_and_spaces_make_no_difference(text: str, key: str) -> None:
    assert CHANNEL.parse(text) == key


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("hotlin", "hotline 客服热线"),
        ("countr", "counter 网点现场"),
        ("热线电话", "hotline 客服热线"),
        ("消费者保护协会", "consumer_center 消保中心/消费者协会转来"),
        ("微信公众号", "social 网络公众平台"),
        ("95588", "hotline 客服热线"),
    ],
)
def test_an_unknown_code_names_the_nearest_first(text: str, nearest: str) -> None:
    with pytest.raises(UnknownCode) as refusal:
        CHANNEL.parse(text)
    values = refusal.value.values
    assert str(values["nearest"]).split(", ")[0] == nearest
    assert values["value"] == text
    assert values["field"] == values["vocabulary"] == "channel"


def test_a_word_near_to_nothing_is_answered_with_the_first_codes() -> None:
    with pytest.raises(UnlikeAnyCode) as refusal:
        SATISFACTION.parse("qqqqqqqq")
    assert refusal.value.hint.startswith("For instance: ")
    assert refusal.value.values["nearest"] == "1 很不满意, 2 不满意, 3 一般"


@unhurried
@given(st.text(max_size=12))
def test_finding_and_parsing_agree_on_any_text(text: str) -> None:
    for vocabulary in VOCABULARIES.values():
        key = vocabulary.find(text)
        if key is None:
            with pytest.raises(UnknownCode):
                vocabulary.parse(text)
        else:
            assert key == vocabulary.parse(text)
            assert key in vocabulary.keys()  # noqa: SIM118 - not a dict


def test_an_unknown_key_is_its_own_label() -> None:
    assert CHANNEL.label("pigeon", "zh") == CHANNEL.label("pigeon", "en") == "pigeon"


def test_six_channels_lie_outside_the_bank_and_two_of_them_are_regulators() -> None:
    outside = {key for key in CHANNEL.keys() if intake_class(key) == "external"}  # noqa: SIM118 - not a dict
    expected = {"nfra", "pboc", "consumer_center", "gov12345", "media", "mediation"}
    assert outside == EXTERNAL_CHANNELS == expected
    assert {"nfra", "pboc"} == REGULATOR_CHANNELS
    assert intake_class("superior") == intake_class("") == "internal"
