"""Figures of the complaints received in a period 按受理口径: counts set side by side, measures of cross tables.

A report counts each thing in the period in which it happened; here the day of receipt alone decides, and what
became of a complaint is counted where it was received, whenever it happened.
"""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import (
    CASES,
    DAYS,
    MONEY,
    NOTHING,
    PERCENT,
    Metric,
    Words,
)
from ledgerctl.domain.metrics.volume import RECEIVED

_ALL = Words("受理投诉量", "complaints received")
_SO_FAR = Words(
    "以收到的投诉为准，不论何时发生", "of the complaints received, whenever it happened"
)
_CLOSED = Words("其中已结束的（含撤回、不予办理）", "those of them that ended in any way")
_OWN = Words("本台账的定义", "This ledger's own")
_ORDER = Words(
    "《银行业保险业消费投诉处理管理办法》（银保监会令2020年第3号）", "CBIRC order 2020 No. 3"
)
_PRACTICE = Words("机构投诉管理办法", "Complaint rules of Chinese institutions")
_BANKS = Words("银行季度投诉分析报告", "Quarterly complaint reports of Chinese banks")
_BRANCH = Words("支行2020年自述", "The branch's own account of 2020")
_ANY_LEVEL = Words(
    "升级至上级行或越级的投诉",
    "complaints that went to the superior institution, or over the branch's head",
)
_REPEATED = Words(
    "同一投诉人同一业务在重复投诉窗口内的再次投诉",
    "complaints of the same person about the same business within the repeat window",
)
_TOLD = Words("告知日减收到日减中止天数", "day told less day received, less days suspended")


def _count(
    key: str, label: Words, what: Words, source: Words = _OWN, note: Words = NOTHING
) -> Metric:
    return Metric(key, label, what, None, CASES, RECEIVED, source, None, note)


def _ratio(
    key: str, label: Words, part: Words, whole: Words, source: Words, note: Words = _SO_FAR
) -> Metric:
    return Metric(key, label, part, whole, PERCENT, RECEIVED, source, None, note)


def _days(key: str, label: Words) -> Metric:
    return Metric(key, label, _TOLD, None, DAYS, RECEIVED, _ORDER, None, _SO_FAR)


def _by_key(*metrics: Metric) -> dict[str, Metric]:
    return {metric.key: metric for metric in metrics}


#: The counts by which periods are compared, in their order.
COMPARED = _by_key(
    _count("received", Words("收到投诉", "Received"), _ALL, _BANKS),
    _count(
        "internal",
        Words("行内自有渠道", "From inside the bank"),
        Words("从本行自有渠道收到的投诉", "complaints received through the bank's own channels"),
        _BRANCH,
    ),
    _count(
        "external",
        Words("外部渠道转来", "From outside"),
        Words("外部渠道转来的投诉", "complaints from outside channels"),
        _BRANCH,
    ),
    _count(
        "regulator",
        Words("监管转送", "Forwarded by a regulator"),
        Words("监管部门转送的投诉", "complaints forwarded by a regulator"),
        _PRACTICE,
    ),
    _count("escalated", Words("已升级", "Escalated"), _ANY_LEVEL, _BRANCH, _SO_FAR),
    _count(
        "over_the_head",
        Words("越级投诉", "Over the branch's head"),
        Words(
            "本可由网点受理而首先找到上级或监管的投诉",
            "complaints first met through a superior or regulator that the branch had or could have had",
        ),
        _PRACTICE,
    ),
    _count("repeat", Words("重复投诉", "Repeated"), _REPEATED, _PRACTICE),
    _count(
        "reopened",
        Words("已重新启动", "Reopened"),
        Words("结束后又重新启动的投诉", "complaints taken up again after they had ended"),
        _PRACTICE,
        _SO_FAR,
    ),
    _count(
        "at_fault",
        Words("有责", "At fault"),
        Words("认定银行有责的投诉", "complaints in which the bank was found at fault"),
        _PRACTICE,
        _SO_FAR,
    ),
    _count(
        "late",
        Words("超期", "Late"),
        Words("期限过后才告知的投诉", "complaints told after their due day"),
        _ORDER,
        _SO_FAR,
    ),
)
#: How one period differs from the one to its left.
CHANGE = Metric(
    "change",
    Words("变化", "Change"),
    Words("本期件数减前一列所示期间的件数", "cases less those of the period shown before it"),
    Words("前一列所示期间的件数", "cases of the period shown before it"),
    PERCENT,
    RECEIVED,
    _BANKS,
    None,
    Words("前一期为0则无百分比", "without a percentage when there were none"),
)
#: The measures of cross tables, in their order.
MEASURES = _by_key(
    _count("count", Words("件数", "Cases"), _ALL, _BANKS),
    Metric(
        "share",
        Words("占比", "Share"),
        Words("该格的投诉", "complaints of the cell"),
        Words("全表的投诉，含未知", "complaints of the whole table, the unknown included"),
        PERCENT,
        RECEIVED,
        _BANKS,
        None,
    ),
    _count("closed", Words("已办结", "Closed"), _CLOSED, _BANKS, _SO_FAR),
    _count("escalated", Words("已升级", "Escalated"), _ANY_LEVEL, _BRANCH, _SO_FAR),
    _count("repeat", Words("重复", "Repeats"), _REPEATED, _PRACTICE),
    Metric(
        "compensation",
        Words("补偿金额", "Compensation"),
        Words("已付的赔偿、减免、通融和利息", "distress payments, waived fees, goodwill, interest"),
        None,
        MONEY,
        RECEIVED,
        _OWN,
        None,
        _SO_FAR,
    ),
    _days("median_days", Words("天数中位数", "Median days")),
    _days("p90_days", Words("天数90分位", "Days, 90th percentile")),
    _days("max_days", Words("最长天数", "Most days")),
    _ratio(
        "closing_rate",
        Words("办结率", "Closing rate"),
        Words("其中已结束的", "those of them that ended"),
        Words("收到的投诉减撤回的", "complaints received, less those withdrawn"),
        _BANKS,
    ),
    _ratio(
        "on_time_rate",
        Words("及时率", "On-time rate"),
        Words("其中不晚于期限告知的", "those of them told by the due day"),
        Words(
            "有期限且已告知、已结束或已到期的投诉",
            "complaints with a due day that were told or ended, or are due",
        ),
        _ORDER,
    ),
    _ratio(
        "extension_rate",
        Words("延期率", "Extension rate"),
        Words("其中有批准延期的", "those of them with an approved extension"),
        Words("已结束的投诉，不含撤回", "complaints that ended, not by withdrawal"),
        _ORDER,
    ),
    _ratio(
        "contact_in_time_rate",
        Words("首次联系及时率", "First contact in time"),
        Words(
            "其中不晚于首次联系期限的", "those of them contacted by the target of the first contact"
        ),
        Words("有首次联系期限且已联系的投诉", "complaints contacted that had such a target"),
        _PRACTICE,
    ),
    _ratio(
        "first_level_rate",
        Words("首问层级办结率", "Settled at first level"),
        Words(
            "其中由首问责任人一级办结的", "those of them settled at the level of who received it"
        ),
        Words("已结束的投诉", "complaints that ended"),
        _PRACTICE,
    ),
    _ratio(
        "escalation_rate",
        Words("升级率", "Escalation rate"),
        Words("升级至上级行的投诉", "complaints that went to the superior institution"),
        _ALL,
        _BRANCH,
    ),
    _ratio("repeat_rate", Words("重复投诉率", "Repeat rate"), _REPEATED, _ALL, _PRACTICE, NOTHING),
    _ratio(
        "reopened_rate",
        Words("重新启动率", "Reopened rate"),
        Words("其中又重新启动的", "those of them taken up again"),
        Words("曾经结束的投诉", "complaints that ever ended"),
        _PRACTICE,
    ),
    _ratio(
        "upheld_rate",
        Words("属实率", "Upheld rate"),
        Words("其中属实或部分属实的", "those of them upheld or partly upheld"),
        Words("已结束且有核实结果的投诉", "complaints that ended with a finding"),
        Words("英国FCA DISP 1.10", "FCA DISP 1.10"),
    ),
    _ratio(
        "at_fault_rate",
        Words("有责率", "At-fault rate"),
        Words("其中有责的", "those of them with the bank at fault"),
        Words(
            "已认定责任的投诉，待查除外",
            "complaints whose responsibility was determined, pending ones apart",
        ),
        _PRACTICE,
    ),
    _ratio(
        "accountability_rate",
        Words("问责率", "Accountability rate"),
        Words("其中已作出问责决定的", "those of them with a decision on accountability"),
        Words("认定有责的投诉", "complaints found at fault"),
        _BRANCH,
    ),
    _ratio(
        "agreement_rate",
        Words("达成一致率", "Agreement rate"),
        Words("其中与消费者达成一致的", "those of them settled by agreement"),
        Words(
            "已结束且登记了是否达成一致的投诉",
            "complaints that ended, with the settlement recorded",
        ),
        _BANKS,
    ),
    _ratio(
        "satisfaction_rate",
        Words("满意率", "Satisfaction rate"),
        Words("其中4分及以上的", "scores of 4 and 5"),
        Words("已结束且有评分的投诉", "complaints that ended, with a score"),
        _PRACTICE,
    ),
    _ratio(
        "response_rate",
        Words("回访评分率", "Response rate"),
        Words("其中有评分的", "those of them with a score"),
        Words("已结束的投诉", "complaints that ended"),
        _PRACTICE,
    ),
)
