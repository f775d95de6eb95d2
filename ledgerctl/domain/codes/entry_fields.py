"""The fields of entries that are no cases: suggestions, improvements, opportunities, and of a judgement's words.

One list as for cases (``fields``): reading, labels, masks and questions follow from it.
"""

from __future__ import annotations

from ledgerctl.domain.codes.fields import Field

_FIELDS = (
    Field("at", "时间", "At", "moment"),
    Field("made_on", "提出日期", "Made", "day"),
    Field("forwarded_on", "上报日期", "Forwarded", "day"),
    Field("answered_on", "答复日期", "Answered", "day"),
    Field("opened_on", "立项日期", "Opened", "day"),
    Field("heard_on", "听到日期", "Heard", "day"),
    Field("offered_on", "提出方案日期", "Offered", "day"),
    Field("concluded_on", "了结日期", "Concluded", "day"),
    Field("set_on", "制定日期", "Set", "day"),
    Field("by", "提出人", "Raised by", "staff"),
    Field("case", "相关案件", "Case", "text"),
    Field("cases", "相关案件", "Cases", "staff_list"),
    Field("reason", "理由", "Reason", "long", sealed=True),
    Field("measure_taken", "处理说明", "What was decided", "long", sealed=True),
    Field("suggestion", "建议编号", "Suggestion", "text"),
    Field("suggestion_kind", "建议类别", "Kind of suggestion", "code", vocabulary="suggestion_kind"),
    Field("proposal", "建议内容", "Proposal", "long", sealed=True),
    Field("forwarded_to", "上报单位", "Forwarded to", "text"),
    Field("answered_by", "答复单位", "Answered by", "text"),
    Field("adoption", "采纳情况", "Adoption", "code", vocabulary="adoption"),
    Field("answer", "答复内容", "Answer", "long", sealed=True),
    Field("improvement", "整改编号", "Improvement", "text"),
    Field("lesson", "经验教训", "Lesson", "long", sealed=True),
    Field("step", "措施序号", "Measure", "text"),
    Field("plan", "整改措施", "What is to be done", "long", sealed=True),
    Field("owner", "整改责任人", "Owner", "staff"),
    Field("due_on", "完成期限", "Due", "day"),
    Field("evidence", "完成情况", "What was done", "long", sealed=True),
    Field("done_on", "完成日期", "Done", "day"),
    Field("effect", "整改效果", "Effect", "code", vocabulary="effect"),
    Field("report", "报告编号", "Report number", "text"),
    Field("issued_to", "报送对象", "Issued to", "text"),
    Field("opportunity", "机会编号", "Opportunity", "text"),
    Field("need", "客户需求", "Need", "long", sealed=True),
    Field("offer", "提出方案", "Offer", "long", sealed=True),
    Field("opportunity_outcome", "结果", "Outcome", "code", vocabulary="opportunity_outcome"),
    Field("result", "结果说明", "What came of it", "long", sealed=True),
)  # fmt: skip

ENTRY_FIELDS: dict[str, Field] = {field.name: field for field in _FIELDS}
