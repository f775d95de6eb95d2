"""The coded vocabulary of clocks and endings 时限与结束: what stops a clock, who approves, how a case ends."""

from __future__ import annotations

from ledgerctl.domain.codes.terms import Term, Vocabulary

ENDING = Vocabulary(
    "ending",
    "结束方式",
    "Ending",
    (
        Term("resolved", "办结", "Resolved"),
        Term("withdrawn", "撤回", "Withdrawn"),
        Term("declined", "不予办理", "Declined"),
        Term("merged", "合并", "Merged"),
    ),
)

#: What a notice says (order 2020 No. 3): facts, basis and reasons, the remedies that are open.
TOLD = Vocabulary(
    "told",
    "告知内容",
    "Told",
    (
        Term("facts", "核实的事实", "Verified facts", ("事实",)),
        Term("basis", "处理依据和理由", "Basis and reasons", ("依据", "理由", "reasons")),
        Term("remedies", "救济途径", "Remedies", ("救济", "权利")),
    ),
)

CONTACT_METHOD = Vocabulary(
    "contact_method",
    "联系方式(联系投诉人)",
    "Contact method",
    (
        Term("phone", "电话", "Telephone", ("致电",)),
        Term("in_person", "当面", "In person", ("见面", "上门")),
        Term("message", "短信/网络消息", "Message", ("短信", "微信", "sms")),
        Term("email", "电子邮件", "E-mail", ("邮件",)),
        Term("letter", "信函", "Letter"),
        Term("other", "其他", "Other"),
    ),
)

PAUSE_CAUSE = Vocabulary(
    "pause_cause",
    "中止原因",
    "Why the clock stops",
    (
        Term(
            "external_appraisal",
            "外部鉴定、检测、评估",
            "External appraisal",
            ("鉴定", "检测", "评估", "appraisal"),
        ),
        Term("complainant_reply", "等待投诉人补充", "Waiting for the complainant", ("补充材料",)),
        Term("authority", "等待有权机关", "Waiting for an authority", ("有权机关",)),
        Term("other", "其他", "Other"),
    ),
)

DECLINE_CAUSE = Vocabulary(
    "decline_cause",
    "不予办理原因",
    "Why it is declined",
    (
        Term(
            "not_entitled",
            "非投诉人、法定代表人或受托人提出",
            "Not from the complainant or an agent",
            ("无权提出",),
        ),
        Term("not_ours", "非本机构产品或服务", "Not this institution", ("非本机构",)),
        Term("not_a_dispute", "不属于消费争议", "No dispute over a product or service"),
        Term("settled_elsewhere", "其他程序处理中或已处理", "Settled elsewhere"),
        Term("other", "其他", "Other"),
    ),
)

APPROVAL = Vocabulary(
    "approval",
    "批准层级",
    "Level of approval",
    (
        Term("superior_institution", "上级机构", "Superior institution", ("上级行",)),
        Term(
            "head_office_manager", "总行高级管理人员", "Head-office senior manager", ("总行高管",)
        ),
        Term("branch", "支行", "Branch"),
    ),
)

#: The clocks of a case.
STEP = Vocabulary(
    "step",
    "时限事项",
    "Clock",
    (
        Term("contact", "首次联系", "First contact"),
        Term("progress", "跟进", "Progress note"),
        Term("decision", "处理决定", "Decision"),
    ),
)
