"""The field catalogue: every field of a case, once.

A field's name, labels, kind and place (facts or sealed part) stand here and nowhere else; options of
``add``, prompts, corrections, import headings, cards and register exports are made from this list.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """One field of a case 字段.

    ``kind`` is how a value is read: ``text``, ``long`` (several lines), ``code`` (a vocabulary),
    ``moment`` (day with optional time), ``day``, ``money`` (integer minor units), ``flag``,
    ``staff`` (one staff member), ``staff_list``, ``count`` (a whole number above zero), ``codes``
    (several of a vocabulary), ``name``, ``names``, ``phone``, ``id`` (personal data).
    A ``sealed`` field is personal or free text: it is kept beside the hashed facts.
    ``stage`` tells when it becomes known: ``intake``, ``outcome`` or ``judgement``.
    """

    name: str
    zh: str
    en: str
    kind: str
    stage: str = "intake"
    sealed: bool = False
    vocabulary: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def option(self) -> str:
        """The command-line option of the field, for instance ``--received-at``."""
        return "--" + self.name.replace("_", "-")

    @property
    def personal(self) -> bool:
        """Whether the field identifies a customer (投诉人、联系方式、证件号码)."""
        return self.kind in {"name", "names", "phone", "id"}

    def label(self, language: str) -> str:
        """Return the label in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


def _code(
    name: str, zh: str, en: str, *aliases: str, stage: str = "intake", vocabulary: str = ""
) -> Field:
    return Field(name, zh, en, "code", stage, vocabulary=vocabulary or name, aliases=aliases)


_FIELDS = (
    Field("source_id", "投诉编号", "Source number", "text", aliases=("编号", "工单号", "案件编号", "来源编号", "complaint id", "case number", "id")),
    Field("received_at", "收到时间", "Received", "moment", aliases=("收到日期", "投诉时间", "投诉日期", "受理时间", "受理日期", "date received", "received at", "received on")),
    Field("registered_at", "登记时间", "Registered", "moment", aliases=("登记日期", "date registered", "registered at")),
    _code("channel", "受理渠道", "Channel", "投诉渠道", "来源渠道", "渠道", "intake channel"),
    _code("record_type", "记录类型", "Record type", "来电类型", "记录类别"),
    Field("forwarded_by", "转办单位", "Forwarded by", "text", aliases=("转办机构", "转送单位")),
    Field("forward_number", "转办文号", "Forward number", "text", aliases=("转送编号", "文号")),
    Field("forwarded_at", "转办时间", "Forwarded", "day", aliases=("转办日期", "转送日期", "date forwarded")),
    Field("complainant", "投诉人", "Complainant", "name", sealed=True, aliases=("客户姓名", "投诉人姓名", "姓名")),
    Field("phone", "联系方式", "Telephone", "phone", sealed=True, aliases=("联系电话", "电话", "手机号", "phone number")),
    Field("id_number", "证件号码", "Identity number", "id", sealed=True, aliases=("身份证号", "证件号", "identity card")),
    Field("complainants_count", "投诉人数", "Number of complainants", "count", aliases=("共同投诉人数",)),
    Field("representatives", "投诉代表", "Representatives", "names", sealed=True, aliases=("代表人",)),
    _code("filed_by", "提出人身份", "Filed by"),
    Field("documents", "所附材料", "Documents", "codes", vocabulary="documents"),
    Field("vulnerability", "特殊客群标识", "Vulnerability", "codes", vocabulary="vulnerability", aliases=("脆弱客户标识",)),
    Field("third_party", "合作机构", "Third party", "text", aliases=("第三方机构",)),
    Field("institution", "被投诉机构", "Institution", "text", aliases=("机构", "被投诉单位", "company")),
    Field("department", "被投诉部门", "Department", "text", aliases=("部门", "涉及部门")),
    Field("complained", "被投诉人员", "Complained about", "staff_list", aliases=("被投诉人", "被投诉员工")),
    _code("business", "业务类别", "Business", "投诉业务类别", "业务类型"),
    _code("handling_channel", "办理渠道", "Handling channel", "业务办理渠道", "投诉业务办理渠道"),
    _code("cause", "投诉原因", "Cause", "原因"),
    _code("fault_nature", "三类成因", "Nature of the cause", "成因", "成因类别"),
    Field("product", "产品", "Product", "text", aliases=("产品名称",)),
    Field("issue", "问题", "Issue", "text", aliases=("问题类型",)),
    Field("summary", "投诉内容摘要", "Summary", "long", sealed=True, aliases=("投诉内容", "投诉摘要", "内容摘要", "案件简述", "what happened")),
    Field("demand", "诉求", "Demand", "long", sealed=True, aliases=("客户诉求", "specific petition")),
    Field("amount", "涉及金额", "Amount involved", "money", aliases=("金额",)),
    _code("severity", "等级", "Severity", "投诉等级", "严重程度"),
    _code("complexity", "复杂程度", "Complexity"),
    Field("skip_level", "是否越级", "Over the branch's head", "flag", aliases=("越级", "越级投诉", "skip level")),
    Field("first_receiver", "首问责任人", "First receiver", "staff", aliases=("首问人", "受理人", "登记人")),
    Field("handler", "承办人", "Handler", "staff", aliases=("处理人员", "处理人", "经办人")),
    _code("level", "升级层级", "Level", "处理层级", "层级"),
    Field("timely", "按时答复", "Answered in time", "flag", aliases=("timely response",)),
    Field("remark", "备注", "Remark", "long", sealed=True, aliases=("说明", "remarks", "note")),
    _code("finding", "核实结果", "Finding", "处理结果", "是否属实", stage="outcome"),
    _code("remedy", "处理方式", "Remedy", "处理措施", stage="outcome"),
    Field("compensation", "补偿金额", "Compensation", "money", "outcome", aliases=("赔偿金额", "redress")),
    _code("settlement", "是否达成一致", "Settlement", "达成一致", stage="outcome"),
    Field("resolution", "处理决定及依据", "Resolution", "long", "outcome", sealed=True, aliases=("处理情况", "处理经过", "核实情况", "处理决定")),
    Field("notified_at", "告知时间", "Notified", "moment", "outcome", aliases=("告知日期", "答复时间", "notified at")),
    _code("notice_method", "告知方式", "Notice method", "答复方式", stage="outcome"),
    _code("responsibility", "责任认定", "Responsibility", "责任", stage="outcome"),
    _code("satisfaction", "满意度", "Satisfaction", "客户满意度", stage="outcome"),
    Field("resolved_at", "办结时间", "Resolved", "moment", "outcome", aliases=("办结日期", "结案时间", "结案日期", "date closed", "closed", "resolved at")),
    Field("resolved_by", "办结人", "Resolved by", "staff", "outcome", aliases=("结案人",)),
    Field("second_person", "复核人", "Second person", "staff", "outcome", aliases=("复核人员",)),
    _code("invalid_kind", "无效类别", "Kind of invalidity", "无效投诉类别", stage="judgement"),
    Field("responsible", "责任人", "Responsible", "staff_list", "judgement", aliases=("责任人员",)),
    Field("responsible_department", "责任部门", "Responsible department", "text", "judgement"),
    _code("accountability", "问责决定", "Accountability", "问责", "责任追究", stage="judgement"),
    Field("approved_by", "批准人", "Approved by", "staff", "judgement", aliases=("问责批准人",)),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _FIELDS}
INTAKE = tuple(field for field in _FIELDS if field.stage == "intake")
OUTCOME = tuple(field for field in _FIELDS if field.stage == "outcome")
JUDGEMENT = tuple(field for field in _FIELDS if field.stage == "judgement")
PERSONAL = tuple(field for field in _FIELDS if field.personal)

#: The one sealed field that is a table: columns of an imported file that no field takes (原始列).
EXTRA = "extra"


def find_field(text: str) -> Field | None:
    """Return the field that ``text`` (name, label, alias or option, either language) means."""
    return FIELDS.get(text) or _spellings().get(_folded(text))


def _folded(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - only for spellings that are not a field's name

    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in kept if character.isalnum())


_SPELLINGS: dict[str, Field] = {}


def _spellings() -> dict[str, Field]:
    if not _SPELLINGS:
        for field in _FIELDS:
            for spelling in (*field.aliases, field.en, field.zh, field.name):
                _SPELLINGS.setdefault(_folded(spelling), field)
    return _SPELLINGS
