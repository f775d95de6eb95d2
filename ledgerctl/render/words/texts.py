"""Shared wording: labels, the unknown, money, rates, days, and widths of Chinese text in cells.

Kept light: the receipt of ``add`` is made from it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import MEASURE, TIMELINESS, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ledgerctl.domain.events.base import Sealed

_UNKNOWN = {"zh": "未知", "en": "unknown"}
_NOT_AVAILABLE = {"zh": "无法计算", "en": "n/a"}
_YES = {"zh": "是", "en": "yes"}
_NO = {"zh": "否", "en": "no"}
_PER_10000 = {"zh": "万分之{}", "en": "{} per 10,000"}
_SEPARATOR = {"zh": "、", "en": ", "}
_CLAUSE = {"zh": "；", "en": "; "}
_PAIR = {"zh": "{}：{}", "en": "{}: {}"}
_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

#: Names beside the field catalogue: register columns, event parts, settings → labels (zh, en).
_OTHER_LABELS = {
    "number": ("案件编号", "Number"),
    "status": ("状态", "Status"),
    "due_on": ("处理期限", "Due"),
    "closed_on": ("办结日期", "Closed"),
    "policy": ("时限依据", "Deadline rule"),
    "days": ("办理天数", "Days"),
    "received_on": ("收到日期", "Received"),
    "year": ("年度", "Year"),
    "month": ("月份", "Month"),
    "at": ("时间", "At"),
    "from": ("原层级", "From"),
    "to": ("升至", "To"),
    "person": ("接办人", "Taken over by"),
    "note": ("跟进记录", "Note"),
    "reason": ("理由", "Reason"),
    "period": ("期间", "Period"),
    "before": ("整改前投诉", "Complaints before"),
    "after": ("整改后投诉", "Complaints after"),
    "probability": ("偶然概率", "Probability of chance"),
    "batch": ("批次", "Batch"),
    "branch": ("支行", "Branch"),
    "identity": ("台账标识", "Ledger identity"),
    "algorithm": ("哈希算法", "Hash"),
    "name": ("设置项", "Setting"),
    "value": ("值", "Value"),
    "size": ("数量", "Size"),
    "as_of": ("统计日期", "As of"),
    "source": ("来源", "Source"),
    "currency": ("币种", "Currency"),
    "repeat_window": ("重复投诉窗口(天)", "Repeat window (days)"),
    "timezone": ("时区", "Time zone"),
    "institutions": ("支行所属网点（机构）名单", "The branch's outlets (institutions)"),
    "departments": ("支行所属部门名单", "The branch's departments"),
    "timeliness": ("时效", "Timeliness"),
    "repeat_of": ("重复于", "Repeats"),
    "assistants": ("协办人", "Assistants"),
    "accepted_at": ("接办时间", "Accepted"),
    "staff": ("告知人员", "Staff"),
    "shown": ("列示人数", "People shown"),
    "other": ("关联案件", "Other case"),
    "sha256": ("SHA-256", "SHA-256"),
    "bytes": ("字节数", "Bytes"),
    "caller": ("回访人", "Called by"),
    "repairer": ("修复责任人", "Repaired by"),
    "score": ("评分", "Score"),
    "next_on": ("下次跟进", "Next"),
    "extended_on": ("批准延期登记日", "Extension recorded"),
    "followup_due": ("跟进到期", "Follow-up due"),
    "called_back_at": ("首次回访", "First called back"),
    "merged_into": ("并入案件", "Merged into"),
    "repeat_linked": ("人工关联重复", "Linked as a repetition of"),
    "became_regulatory": ("升级为监管件", "Became regulatory"),
    "four_eyes": ("四眼复核", "Four eyes"),
    "extra": ("原始列", "Original columns"),
    "new_facts": ("新事实", "New facts"),
    "contact_due": ("首次联系期限", "First contact due"),
    "progress_due": ("跟进期限", "Progress note due"),
    "contacted_at": ("首次联系时间", "First contact"),
    "extra_days": ("延长天数", "Extended by"),
    "period_days": ("期限总天数", "Whole period (days)"),
    "extended_to": ("延期后总天数", "Whole period after the extension (days)"),
    "contact_timeliness": ("首次联系时效", "Timeliness of the first contact"),
    "judged_at": ("责任认定时间", "Judged"),
    "approved_by": ("批准人", "Approved by"),
    "told_at": ("告知投诉人时间", "Complainant told"),
    "recorded_on": ("登记日期", "Recorded"),
    "proof": ("告知凭证", "Proof"),
    "key": ("规则编号", "Policy"),
    "jurisdiction": ("适用地", "Jurisdiction"),
    "verified": ("核实情况", "Verified"),
    "set": ("规则集", "Set"),
    "policies": ("时限规则", "Policies"),
}
_OTHER_KINDS = {
    "at": "moment",
    "accepted_at": "moment",
    "told_at": "moment",
    "contacted_at": "moment",
    "recorded_on": "day",
    "next_on": "day",
    "bytes": "count",
    "due_on": "day",
    "as_of": "day",
    **dict.fromkeys(("size", *MEASURE.keys()), "count"),
}


def field_label(name: str, language: str) -> str:
    """Return the label of a field, dimension or register column, else the name itself."""
    if name in FIELDS:
        return FIELDS[name].label(language)
    if name in ENTRY_FIELDS and name not in _OTHER_LABELS:
        return ENTRY_FIELDS[name].label(language)
    if name in VOCABULARIES:
        vocabulary = VOCABULARIES[name]
        return vocabulary.zh if language == "zh" else vocabulary.en
    if name in MEASURE.keys():  # noqa: SIM118 - a vocabulary, not a dict
        return MEASURE.label(name, language)
    return _pick(_OTHER_LABELS, name, language)


def label(dimension: str, value: str, language: str) -> str:
    """Return how a value of a field or dimension is shown; the empty value is *unknown* 未知."""
    if not value:
        return unknown(language)
    if dimension == "timeliness":
        return TIMELINESS.label(value, language)
    field = FIELDS.get(dimension)
    vocabulary = VOCABULARIES.get(field.vocabulary if field else dimension)
    return value if vocabulary is None else vocabulary.label(value, language)


def excluded_as(why: str) -> str:
    """Return the vocabulary that names why a case is not counted; other reasons are record types."""
    named = {"reversed": "status", "merged": "status", "not_complaint": "responsibility"}
    return named.get(why, "record_type")


def _pick(labels: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    pair = labels.get(name)
    return name if pair is None else pair[0 if language == "zh" else 1]


def shown(name: str, value: object, language: str) -> str:
    """Return a value of a case as a person reads it, by the kind of its field; not masked."""
    if isinstance(value, bool):
        return (_YES if value else _NO)[language]
    if isinstance(value, list | tuple):
        return joined([label(name, str(item), language) for item in value], language)
    field = FIELDS.get(name) or ENTRY_FIELDS.get(name)
    kind = field.kind if field else _OTHER_KINDS.get(name, "")
    if isinstance(value, int) and kind in {"money", "count"}:
        return money(value, language) if kind == "money" else figure(value, language)
    if kind in {"moment", "day"}:
        return day(str(value), language)
    return label(name, "" if value is None else str(value), language)


def sealed_text(
    sealed: Sealed, name: str, *, reveal: bool = False, names: Sequence[str] = ()
) -> str:
    """Return one sealed text of a case, masked unless revealed; empty when unknown or erased.

    ``names`` are hidden in it beside those that the case has now.
    """
    value = sealed.get(name, "")
    if not isinstance(value, str) or not value:
        return ""
    if reveal:
        return value
    from ledgerctl.domain.complainants.known_names import names_in
    from ledgerctl.domain.complainants.masking import masked

    return masked(FIELDS[name], value, (*names, *names_in([sealed])))


def unknown(language: str) -> str:
    """Return the word for what nobody recorded."""
    return _UNKNOWN[language]


def joined(items: list[str], language: str) -> str:
    """Return a list in one line."""
    return _SEPARATOR[language].join(items)


def clauses(parts: list[str], language: str) -> str:
    """Return parts of a sentence in one line, parted more strongly than a list."""
    return _CLAUSE[language].join(parts)


def pair(name: str, value: str, language: str) -> str:
    """Return a label and its value in one line."""
    return _PAIR[language].format(name, value)


def day(moment: str, language: str) -> str:
    """Return a stored day or moment with its weekday: ``2020-03-04 09:15 (Wednesday)``."""
    from datetime import date

    try:
        weekday = date.fromisoformat(moment[:10]).weekday()
    except ValueError:
        return moment
    return f"{moment.replace('T', ' ')} ({_WEEKDAYS[language][weekday]})"


def money(minor: int | None, language: str) -> str:
    """Return integer minor units with two decimals; None is unknown."""
    if minor is None:
        return unknown(language)
    from ledgerctl.domain.text.money import format_amount

    return format_amount(minor)


def figure(value: Decimal | int | None, language: str) -> str:
    """Return a figure, whole numbers with thousands parted; None could not be computed (n/a)."""
    if value is None:
        return _NOT_AVAILABLE[language]
    return f"{value:,}"


def percent(value: Decimal | None, language: str) -> str:
    """Return a percentage with its sign; None is n/a."""
    return _NOT_AVAILABLE[language] if value is None else f"{value}%"


def per_10000(rate: Decimal | None, *, language: str, encoding: str) -> str:
    """Return a rate as ``3.2‱``; in words where the encoding (GBK) has no ‱ (U+2031)."""
    if rate is None:
        return _NOT_AVAILABLE[language]
    return f"{rate}‱" if fits("‱", encoding) else _PER_10000[language].format(rate)


def arrow(encoding: str) -> str:
    """Return the sign between an old and a new value."""
    return "→" if fits("→", encoding) else "->"


#: Marks of print → what is written where they cannot be.
_PLAINLY = {"…": "...", "–": "-", "×": "x", "÷": "/", "·": "-"}


def fits(text: str, encoding: str) -> bool:
    """Whether the encoding can hold the text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def encodable(text: str, encoding: str) -> str:
    r"""Return the text with ``\u….`` in place of every character that the encoding cannot hold.

    Of the marks that sentences of the program use, the plain form stands instead.
    """
    if fits(text, encoding):
        return text
    for mark, plain in _PLAINLY.items():
        if not fits(mark, encoding):
            text = text.replace(mark, plain)
    return text.encode(encoding, "backslashreplace").decode(encoding)


def safe(text: str, encoding: str) -> str:
    """Return the text harmless and writable: hostile characters escaped, newlines made spaces."""
    from ledgerctl.domain.text.privacy import visible

    return encodable(visible(text), encoding)


def cell_width(text: str) -> int:
    """Return how many cells a terminal gives the text: wide and full-width characters take two."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me"}:
        return 0
    # Python calls unassigned characters full-width; no terminal does
    return 2 if category != "Cn" and unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to ``width`` cells; never cut."""
    fill = " " * max(width - cell_width(text), 0)
    return fill + text if right else text + fill


def cut(text: str, width: int) -> str:
    """Return the text in at most ``width`` cells, three dots at its end when it was cut."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _character_width(character)
        if used > width - 3:
            break
        kept.append(character)
    return "".join(kept) + "..."[:width]
