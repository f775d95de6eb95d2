"""The coded vocabulary of judging, suggesting and improving; ``vocabulary`` lists it with the rest.

Record types follow article 2 of order 2020 No. 3 of the CBIRC as far as the complaint is concerned; what
becomes of the people responsible, of a suggestion and of an improvement are the branch's own lists.
"""

from __future__ import annotations

from ledgerctl.domain.codes.terms import Term, Vocabulary

RECORD_TYPE = Vocabulary(
    "record_type",
    "记录类型",
    "Record type",
    (
        Term("complaint", "投诉", "Complaint"),
        Term("suggestion", "建议", "Suggestion"),
        Term("inquiry", "咨询", "Inquiry"),
        Term("report", "举报", "Report of an illegal act", ("检举",)),
        Term("praise", "表扬", "Praise", ("感谢",)),
    ),
)

#: The only record type that complaint statistics count.
COMPLAINT = "complaint"

INVALID_KIND = Vocabulary(
    "invalid_kind",
    "无效类别",
    "Kind of invalidity",
    (
        Term("regulatory_policy", "监管政策", "Regulatory policy", ("政策原因",)),
        Term("malicious", "恶意投诉", "Malicious", ("恶意",)),
        Term("third_party", "第三方商户原因", "Third party", ("第三方", "商户原因")),
        Term("customer_error", "客户自身原因", "Customer's own error", ("客户原因",)),
        Term("unreasonable", "其他不合理诉求", "Unreasonable", ("无理投诉", "不合理诉求")),
    ),
)

ACCOUNTABILITY = Vocabulary(
    "accountability",
    "问责决定",
    "Accountability",
    (
        Term("criticism", "批评教育", "Criticism"),
        Term("warning", "警告", "Warning", ("警示",)),
        Term("retraining", "培训学习", "Retraining", ("培训", "离岗培训")),
        Term("pay_deduction", "扣减绩效", "Pay deduction", ("扣绩效", "经济处罚")),
        Term("transfer", "调整岗位", "Transfer", ("调岗",)),
        Term("discipline", "纪律处分", "Disciplinary sanction", ("处分",)),
        Term("other", "其他处理", "Other"),
        Term("none", "不予问责", "None", ("免予问责", "无")),
    ),
)

#: The accountability decision that needs a reason instead of an approval.
NO_ACCOUNTABILITY = "none"

SUGGESTION_KIND = Vocabulary(
    "suggestion_kind",
    "建议类别",
    "Kind of suggestion",
    (
        Term("product", "产品", "Product"),
        Term("policy", "政策制度", "Policy", ("政策", "制度")),
        Term("process", "流程", "Process", ("业务流程",)),
    ),
)

ADOPTION = Vocabulary(
    "adoption",
    "采纳情况",
    "Adoption",
    (
        Term("adopted", "已采纳", "Adopted", ("采纳", "是", "yes")),
        Term("partly_adopted", "部分采纳", "Partly adopted"),
        Term("not_adopted", "未采纳", "Not adopted", ("否", "no")),
    ),
)

SUGGESTION_STATUS = Vocabulary(
    "suggestion_status",
    "建议状态",
    "State of a suggestion",
    (
        Term("made", "已提出", "Made"),
        Term("forwarded", "已上报", "Forwarded", ("上报",)),
        Term("answered", "已答复", "Answered", ("答复",)),
    ),
)

RECTIFICATION = Vocabulary(
    "rectification",
    "整改状态",
    "State of an improvement",
    (
        Term("not_started", "未开始", "Not started"),
        Term("in_progress", "进行中", "In progress", ("整改中",)),
        Term("done", "完成", "Done", ("已完成",)),
        Term("verified", "效果已验证", "Verified", ("已验证",)),
    ),
)

EFFECT = Vocabulary(
    "effect",
    "整改效果",
    "Effect",
    (
        Term("fewer", "投诉减少", "Fewer complaints", ("减少",)),
        Term("unclear", "看不出变化", "No change that chance would not make", ("无变化",)),
        Term("more", "投诉增加", "More complaints", ("增加",)),
        Term("too_few", "数量太少，无法判断", "Too few to tell", ("太少",)),
    ),
)

OPPORTUNITY_STATUS = Vocabulary(
    "opportunity_status",
    "机会状态",
    "State of an opportunity",
    (
        Term("heard", "已听到需求", "Need heard"),
        Term("offered", "已提出方案", "Offer made"),
        Term("concluded", "已有结果", "Concluded"),
    ),
)

OPPORTUNITY_OUTCOME = Vocabulary(
    "opportunity_outcome",
    "机会结果",
    "Outcome of an opportunity",
    (
        Term("accepted", "客户接受", "Accepted by the customer", ("接受",)),
        Term("improved", "改进产品或流程", "Product or process improved", ("改进",)),
        Term("declined", "客户未接受", "Declined by the customer", ("未接受",)),
        Term("lapsed", "未继续跟进", "Not pursued", ("未跟进",)),
    ),
)

LEARNING_VOCABULARIES = (
    RECORD_TYPE,
    INVALID_KIND,
    ACCOUNTABILITY,
    SUGGESTION_KIND,
    ADOPTION,
    SUGGESTION_STATUS,
    RECTIFICATION,
    EFFECT,
    OPPORTUNITY_STATUS,
    OPPORTUNITY_OUTCOME,
)
