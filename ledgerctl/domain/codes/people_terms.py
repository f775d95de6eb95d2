"""The codes of people and fairness: who files, with what, who needs care, how cases belong together."""

from __future__ import annotations

from ledgerctl.domain.codes.terms import Term, Vocabulary

FILED_BY = Vocabulary(
    "filed_by",
    "提出人身份",
    "Filed by",
    (
        Term("self", "本人", "The complainant", ("投诉人本人", "customer")),
        Term("legal_rep", "法定代理人", "Legal representative", ("监护人", "guardian")),
        Term("agent", "委托代理人", "Agent", ("代理人", "代办")),
        Term("heir", "继承人", "Heir", ("遗产继承人",)),
    ),
)

DOCUMENTS = Vocabulary(
    "documents",
    "所附材料",
    "Documents",
    (
        Term("identity", "投诉人身份证明", "Identity of the complainant", ("身份证明",)),
        Term("agent_identity", "代理人身份证明", "Identity of who files", ("代理人身份证",)),
        Term("authorisation", "授权委托书", "Authorisation", ("委托书", "授权书")),
        Term("guardianship", "监护关系证明", "Proof of guardianship", ("监护证明",)),
        Term("inheritance", "继承关系证明", "Proof of inheritance", ("继承证明", "公证书")),
        Term("other", "其他材料", "Other"),
    ),
)

VULNERABILITY = Vocabulary(
    "vulnerability",
    "特殊客群标识",
    "Vulnerability",
    (
        Term("health", "健康状况", "Health", ("疾病",)),
        Term("life_event", "生活变故", "Life event", ("变故", "失业", "丧亲")),
        Term("resilience", "承受能力弱", "Low resilience", ("经济困难",)),
        Term("capability", "金融知识或操作能力不足", "Low capability", ("能力不足",)),
        Term("elderly", "老年客户", "Elderly", ("老年", "老人")),
        Term("disabled", "残障客户", "Disabled", ("残障", "残疾")),
    ),
)

ASSIGNMENT = Vocabulary(
    "assignment",
    "办理分工",
    "Assignment",
    (
        Term("handed_over", "转办", "Handed over", ("主办",)),
        Term("assisting", "协办", "Assisting"),
        Term("accepted", "已接办", "Accepted", ("接办",)),
    ),
)

RELATION = Vocabulary(
    "relation",
    "关联关系",
    "Relation",
    (
        Term("repeat", "重复投诉", "Repeats", ("重复",)),
        Term("follow_up", "后续投诉", "Follows up", ("后续", "follow-up")),
        Term("same_person", "同一投诉人", "Same complainant", ("同一人", "same-person")),
        Term(
            "became_regulatory",
            "升级为监管件",
            "Became the regulatory case",
            ("监管件", "became-regulatory"),
        ),
        Term("duplicate", "同一事项(合并计)", "Duplicate of", ("合并", "重复登记")),
    ),
)

ATTACHMENT = Vocabulary(
    "attachment",
    "附件类型",
    "Kind of file",
    (
        Term("recording", "录音录像", "Recording", ("录音", "录像", "audio", "video")),
        Term("document", "文件材料", "Document", ("文件", "材料")),
        Term("photo", "照片", "Photo", ("图片", "image")),
        Term("other", "其他", "Other"),
    ),
)

CALL_BACK = Vocabulary(
    "call_back",
    "回访结果",
    "Call-back",
    (
        Term("reached", "已接通", "Reached", ("接通",)),
        Term("not_reached", "未接通", "Not reached"),
        Term("refused", "拒访", "Refused"),
    ),
)

REPAIR = Vocabulary(
    "repair",
    "修复结果",
    "Repair",
    (
        Term("restored", "关系已修复", "Restored", ("已修复",)),
        Term("improving", "有所改善", "Improving", ("改善",)),
        Term("unchanged", "未见改善", "Unchanged", ("未改善",)),
        Term("declined", "客户拒绝", "Declined by the customer", ("拒绝",)),
    ),
)
