"""The coded vocabulary: stable English keys, Chinese and English labels, both accepted on input.

The keys are what the ledger stores for ever; labels may be reworded. Business, cause and handling
channel follow the three axes of JR/T 0169-2018 (its numeric codes are not verified and therefore
not printed); severity, complexity and status follow order 2020 No. 3 of the CBIRC.
"""

from __future__ import annotations

from ledgerctl.domain.codes.clock_terms import (
    APPROVAL,
    CONTACT_METHOD,
    DECLINE_CAUSE,
    ENDING,
    PAUSE_CAUSE,
    STEP,
    TOLD,
)
from ledgerctl.domain.codes.learning_terms import LEARNING_VOCABULARIES
from ledgerctl.domain.codes.people_terms import (
    ASSIGNMENT,
    ATTACHMENT,
    CALL_BACK,
    DOCUMENTS,
    FILED_BY,
    RELATION,
    REPAIR,
    VULNERABILITY,
)
from ledgerctl.domain.codes.terms import Term, Vocabulary

CHANNEL = Vocabulary(
    "channel",
    "受理渠道",
    "Intake channel",
    (
        Term("counter", "网点现场", "Counter", ("柜面", "柜台", "现场", "来访", "front desk")),
        Term("branch_phone", "网点电话", "Branch telephone", ("电话",)),
        Term("comment_book", "意见簿(箱)", "Comment book or box", ("意见簿", "意见箱")),
        Term("hotline", "客服热线", "Bank hotline", ("95533", "热线", "客服", "call centre")),
        Term(
            "online",
            "网上银行/手机银行/官网",
            "Online",
            ("网上银行", "手机银行", "官网", "app", "web"),
        ),
        Term("social", "网络公众平台", "Public platform", ("微信", "微博", "公众号")),
        Term("letter", "信函", "Letter", ("信件", "来信", "postal mail")),
        Term("email", "电子邮件", "E-mail", ("邮件",)),
        Term("superior", "上级行转办", "Superior institution", ("上级转办", "上级行")),
        Term(
            "nfra",
            "金融监管总局(原银保监)转送",
            "Forwarded by the NFRA",
            ("银保监转送", "银保监会", "监管转送", "金融监管总局", "12378", "regulator"),
        ),
        Term("pboc", "人民银行转办", "Forwarded by the PBoC", ("人民银行", "人行转办", "12363")),
        Term(
            "consumer_center",
            "消保中心/消费者协会转来",
            "Consumer-protection centre",
            ("消保中心", "消费者协会", "消保委", "12315"),
        ),
        Term("gov12345", "12345政务平台", "Government hotline 12345", ("12345", "政务热线")),
        Term("media", "媒体/网络舆情", "Media", ("媒体", "舆情", "黑猫")),
        Term("mediation", "调解组织/法院转来", "Mediator or court", ("调解", "法院")),
        Term("other", "其他", "Other"),
    ),
)

#: Channels through which a complaint comes from outside the bank 外部转送.
EXTERNAL_CHANNELS = frozenset({"nfra", "pboc", "consumer_center", "gov12345", "media", "mediation"})

#: External channels of a financial regulator 监管转送.
REGULATOR_CHANNELS = frozenset({"nfra", "pboc"})

INTAKE_CLASS = Vocabulary(
    "intake_class",
    "渠道类别",
    "Intake class",
    (
        Term("internal", "行内自有渠道", "Internal", ("内部", "行内")),
        Term("external", "外部/监管转送渠道", "External", ("外部",)),
    ),
)


def intake_class(channel: str) -> str:
    """Return ``internal`` or ``external`` 渠道类别 for a channel."""
    return "external" if channel in EXTERNAL_CHANNELS else "internal"


HANDLING_CHANNEL = Vocabulary(
    "handling_channel",
    "办理渠道",
    "Handling channel",
    (
        Term("A.front.onsite", "营业现场", "Business premises"),
        Term("A.front.self_service", "自助机具", "Self-service machines", ("ATM", "自助设备")),
        Term("A.front.electronic.ebank", "电子渠道-网银", "Online bank", ("网银",)),
        Term("A.front.electronic.phone", "电子渠道-电话", "Telephone bank", ("电话银行",)),
        Term("A.front.electronic.mobile", "电子渠道-移动客户端", "Mobile app", ("手机银行",)),
        Term("A.front.electronic.public_platform", "电子渠道-网络公众平台", "Public platform"),
        Term("A.front.electronic.sms", "电子渠道-短信", "SMS", ("短信",)),
        Term("A.front.electronic.other", "电子渠道-其他", "Other electronic"),
        Term("A.front.third_party", "第三方渠道", "Third party"),
        Term("A.front.other", "前台-其他", "Other front office"),
        Term("A.back", "中、后台业务渠道", "Middle and back office", ("中后台",)),
    ),
)

BUSINESS = Vocabulary(
    "business",
    "业务类别",
    "Business",
    (
        Term("savings_rmb", "人民币储蓄", "RMB savings", ("储蓄",)),
        Term("loan", "贷款", "Loans", ("个人贷款", "房贷")),
        Term("card_debit", "银行卡-借记卡", "Debit card", ("借记卡",)),
        Term("card_credit", "银行卡-信用卡", "Credit card", ("信用卡",)),
        Term("payment", "支付结算", "Payment and settlement", ("支付", "结算")),
        Term("wealth_own", "自营理财", "Own wealth management", ("理财",)),
        Term("agency", "银行代理业务", "Agency sales", ("代理", "代销")),
        Term("fx", "外汇", "Foreign exchange"),
        Term("gold", "贵金属", "Precious metals", ("黄金",)),
        Term("cash_mgmt", "人民币管理", "RMB cash management", ("现金",)),
        Term("treasury", "国库", "Treasury"),
        Term("pfi", "个人金融信息", "Personal financial information", ("征信",)),
        Term("collection", "债务催收", "Debt collection", ("催收",)),
        Term("other", "其他", "Other"),
    ),
)

CAUSE = Vocabulary(
    "cause",
    "投诉原因",
    "Cause",
    (
        Term(
            "service",
            "因服务态度及服务质量引起的投诉",
            "Service attitude and quality",
            ("服务", "服务态度", "服务质量"),
        ),
        Term(
            "facility_system",
            "因服务设施、设备、业务系统引起的投诉",
            "Facilities and systems",
            ("设施", "系统", "设备"),
        ),
        Term(
            "rules_process",
            "因管理制度、业务规则与流程引起的投诉",
            "Rules and process",
            ("制度", "规则", "流程"),
        ),
        Term("marketing", "因营销方式和手段引起的投诉", "Marketing", ("营销",)),
        Term("disclosure", "因信息披露引起的投诉", "Disclosure", ("信息披露",)),
        Term("product_return", "因产品收益引起的投诉", "Product return", ("收益",)),
        Term("pricing", "因定价收费引起的投诉", "Pricing and fees", ("收费", "定价")),
        Term("choice", "因自主选择权引起的投诉", "Right to choose", ("自主选择",)),
        Term("contract", "因合同条款引起的投诉", "Contract terms", ("合同",)),
        Term(
            "collection_manner",
            "因债务催收方式和手段引起的投诉",
            "Debt-collection manner",
            ("催收方式",),
        ),
        Term("fund_safety", "因消费者资金安全引起的投诉", "Safety of funds", ("资金安全",)),
        Term("info_safety", "因消费者信息安全引起的投诉", "Safety of information", ("信息安全",)),
        Term("other", "因其他原因引起的投诉", "Other", ("其他",)),
    ),
)

FAULT_NATURE = Vocabulary(
    "fault_nature",
    "三类成因",
    "Nature of the cause",
    (
        Term(
            "service_deficiency",
            "服务存在缺陷",
            "Our service fell short",
            ("服务缺陷", "自身服务不足"),
        ),
        Term(
            "miscommunication",
            "沟通误解(无过错)",
            "Misunderstanding without fault",
            ("沟通误解", "误解"),
        ),
        Term(
            "beyond_ability",
            "诉求超出银行能力",
            "Beyond what the bank can offer",
            ("超出能力", "服务能力不足"),
        ),
    ),
)

SEVERITY = Vocabulary(
    "severity",
    "等级",
    "Severity",
    (
        Term("general", "一般投诉", "Ordinary", ("一般",)),
        Term("important", "重要投诉", "Important", ("重要",)),
        Term("major", "重大投诉", "Major", ("重大",)),
    ),
)

COMPLEXITY = Vocabulary(
    "complexity",
    "复杂程度",
    "Complexity",
    (
        Term("simple", "事实清楚、争议情况简单", "Simple", ("简单",)),
        Term("complex", "情况复杂", "Complex", ("复杂",)),
        Term("special", "情况特别复杂或有其他特殊原因", "Specially complex", ("特别复杂",)),
    ),
)

LEVEL = Vocabulary(
    "level",
    "层级",
    "Level",
    (
        Term("first_receiver", "首问责任人", "First receiver", ("首问", "现场")),
        Term("branch_head", "网点负责人", "Branch head", ("网点",)),
        Term("operations_supervisor", "营运主管", "Operations supervisor", ("运营主管",)),
        Term("deputy_president", "分管行长", "Deputy president", ("副行长",)),
        Term("president", "行长", "President", ("支行行长",)),
        Term("superior", "上级机构", "Superior institution", ("上级行", "上级")),
    ),
)

STATUS = Vocabulary(
    "status",
    "状态",
    "Status",
    (
        Term("received", "已登记", "Received", ("登记",)),
        Term("assigned", "已派单", "Assigned", ("办理中", "in progress")),
        Term("escalated", "升级处理中", "Escalated", ("升级",)),
        Term("suspended", "中止计时(外部鉴定)", "Clock stopped", ("中止", "中止计时")),
        Term("notified", "已告知投诉人", "Complainant told", ("已告知",)),
        Term("closed", "已办结", "Closed", ("办结", "resolved")),
        Term("withdrawn", "已撤回", "Withdrawn", ("撤回",)),
        Term("declined", "不予办理", "Declined"),
        Term("reopened", "重新启动", "Reopened", ("重启",)),
        Term("merged", "已合并", "Merged", ("合并",)),
        Term("reversed", "已撤销登记", "Taken back", ("撤销",)),
    ),
)

FINDING = Vocabulary(
    "finding",
    "核实结果",
    "Finding",
    (
        Term("upheld", "属实/成立", "Upheld", ("属实", "成立")),
        Term("partly_upheld", "部分属实", "Partly upheld"),
        Term("not_upheld", "不属实/不成立", "Not upheld", ("不属实", "不成立", "rejected")),
        Term("unverifiable", "无法核实", "Unverifiable"),
    ),
)

SETTLEMENT = Vocabulary(
    "settlement",
    "是否达成一致",
    "Settlement",
    (
        Term("agreed", "达成一致", "Agreed", ("是", "一致", "yes")),
        Term("not_agreed", "未达成一致", "Not agreed", ("否", "未一致", "no")),
    ),
)

REMEDY = Vocabulary(
    "remedy",
    "处理方式",
    "Remedy",
    (
        Term("explanation", "解释说明", "Explanation", ("解释",)),
        Term("apology", "致歉", "Apology", ("道歉",)),
        Term("correction", "更正/补办", "Correction", ("更正", "补办")),
        Term("fee_refund", "退费/减免", "Fee refunded or waived", ("退费", "减免")),
        Term("compensation", "赔偿", "Compensation"),
        Term("goodwill", "通融/补偿", "Goodwill", ("通融", "补偿")),
        Term("mediation", "调解协议", "Mediation", ("调解",)),
        Term("none", "无", "None"),
    ),
)

RESPONSIBILITY = Vocabulary(
    "responsibility",
    "责任认定",
    "Responsibility",
    (
        Term("pending", "待查", "Pending", ("待查案件",)),
        Term("at_fault", "有责", "At fault", ("有责投诉",)),
        Term("no_fault", "无责", "No fault", ("无责投诉",)),
        Term("invalid", "无效投诉", "Invalid", ("无效",)),
        Term("misdirected", "错误投诉/非本机构", "Misdirected", ("错误投诉", "非本机构")),
        Term("not_complaint", "非投诉", "Not a complaint"),
    ),
)

SATISFACTION = Vocabulary(
    "satisfaction",
    "满意度",
    "Satisfaction",
    (
        Term("1", "很不满意", "Very dissatisfied"),
        Term("2", "不满意", "Dissatisfied"),
        Term("3", "一般", "Neutral"),
        Term("4", "满意", "Satisfied"),
        Term("5", "非常满意", "Very satisfied", ("很满意",)),
        Term("not_reached", "未接通", "Not reached"),
        Term("refused", "拒访", "Refused"),
    ),
)

NOTICE_METHOD = Vocabulary(
    "notice_method",
    "告知方式",
    "Notice method",
    (
        Term("in_person", "当面", "In person", ("当面告知", "现场告知")),
        Term("phone", "电话", "Telephone", ("电话告知",)),
        Term("written", "书面", "Written", ("信函", "书面告知")),
        Term("sms", "短信", "SMS"),
        Term("email", "电子邮件", "E-mail", ("邮件",)),
        Term("other", "其他", "Other"),
    ),
)

MEASURE = Vocabulary(
    "measure",
    "基数",
    "Population",
    (
        Term("customers", "客户数", "Customers", ("客户",)),
        Term("transactions", "业务笔数", "Transactions", ("笔数", "交易笔数")),
        Term("outlets", "网点数", "Outlets", ("网点",)),
        Term("personal_customers", "个人客户数", "Personal customers", ("个人客户",)),
        Term("accounts", "账户数", "Accounts", ("账户",)),
    ),
)

#: How a case's clock ended; derived, so nobody types it and no list of codes shows it.
TIMELINESS = Vocabulary(
    "timeliness",
    "时效",
    "Timeliness",
    (
        Term("on_time", "按期", "On time"),
        Term("late", "超期", "Late"),
        Term("undated", "无日期", "No date"),
        Term("open", "在办", "Open"),
    ),
)

VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.name: vocabulary
    for vocabulary in (
        CHANNEL,
        INTAKE_CLASS,
        HANDLING_CHANNEL,
        BUSINESS,
        CAUSE,
        FAULT_NATURE,
        SEVERITY,
        COMPLEXITY,
        LEVEL,
        STATUS,
        FINDING,
        SETTLEMENT,
        REMEDY,
        RESPONSIBILITY,
        SATISFACTION,
        NOTICE_METHOD,
        FILED_BY,
        DOCUMENTS,
        VULNERABILITY,
        ASSIGNMENT,
        RELATION,
        ATTACHMENT,
        CALL_BACK,
        REPAIR,
        ENDING,
        TOLD,
        CONTACT_METHOD,
        PAUSE_CAUSE,
        DECLINE_CAUSE,
        APPROVAL,
        STEP,
        MEASURE,
        *LEARNING_VOCABULARIES,
    )
}
