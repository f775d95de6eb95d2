"""Metrics of outcomes 结果: who settled it, how it ended, whether it came back, what it cost."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import CASES, MONEY, PERCENT, Example, Metric, Words
from ledgerctl.domain.metrics.volume import RECEIVED

_CLOSED = Words("办结日期在期内", "closed in the period")
_DECIDED = Words("处理日期在期内", "decided in the period")
_ALL = Words("受理投诉量", "complaints received")
_CLOSED_CASES = Words(
    "期内办结的投诉，不含撤回和不予办理的",
    "complaints closed in the period, without the withdrawn and the declined",
)
_BRANCH = Words("支行2020年自述", "The branch's own account of 2020")
_PRACTICE = Words("机构投诉管理办法", "Complaint rules of Chinese institutions")
_BANKS = Words("银行季度投诉分析报告", "Quarterly complaint reports of Chinese banks")
_FCA = Words("英国FCA DISP 1.10", "FCA DISP 1.10")
_ORDER = Words(
    "《银行业保险业消费投诉处理管理办法》（银保监会令2020年第3号）", "CBIRC order 2020 No. 3"
)
_WINDOW = Words("W为重复投诉窗口，默认30天", "W is the repeat window, 30 days unless set")
_NOT_ALONE = Words(
    "件数和重复率不得单独用于考核", "never the only measure by which anybody is judged"
)

OUTCOMES = (
    Metric(
        "fcr",
        Words("一次性解决率", "Settled the first time"),
        Words(
            "其中由首问责任人办结、未移交、W天内未重新启动也未重复的",
            "those of them closed by the first receiver, without hand-over, not reopened and not"
            " repeated within W days",
        ),
        Words(
            "期内办结且已过W天的投诉，不含撤回和不予办理的",
            "complaints closed in the period, W days ago or more, without the withdrawn and the declined",
        ),
        PERCENT,
        _CLOSED,
        _PRACTICE,
        Example(18, 24, "75.0"),
        _WINDOW,
    ),
    Metric(
        "branch_resolution",
        Words("网点内解决率(占已作决定的)", "Settled at the branch, of those decided"),
        Words(
            "其中从未升级至上级行的", "those of them that never went to the superior institution"
        ),
        _CLOSED_CASES,
        PERCENT,
        _CLOSED,
        _BRANCH,
        Example(25, 25, "100.0"),
    ),
    Metric(
        "settled_at_branch",
        Words("网点办结占比(占收到的)", "Settled at the branch, of those received"),
        Words(
            "其中已结束（含撤回、不予办理）且从未升级至上级行的，不论何时结束",
            "those of them that ended in any way, whenever, and never went to the superior institution",
        ),
        _ALL,
        PERCENT,
        RECEIVED,
        _BRANCH,
        Example(24, 25, "96.0"),
    ),
    Metric(
        "escalation_rate",
        Words("升级率", "Escalated to the superior institution"),
        Words("升级至上级行的投诉", "complaints that went to the superior institution"),
        _ALL,
        PERCENT,
        RECEIVED,
        _BRANCH,
        Example(0, 25, "0.0"),
    ),
    Metric(
        "regulatory_conversion",
        Words("投诉升级监管件率", "Became regulatory"),
        Words(
            "其中后来关联到监管转送件的",
            "those of them linked to a case that a regulator forwarded later",
        ),
        Words("期内从自有渠道收到的投诉", "complaints received through the bank's own channels"),
        PERCENT,
        RECEIVED,
        _PRACTICE,
        Example(1, 21, "4.8"),
    ),
    Metric(
        "skip_level_rate",
        Words("越级投诉率", "Over the branch's head"),
        Words(
            "本可由网点受理而首先找到上级或监管的投诉",
            "complaints first met through a superior or regulator that the branch had or could have had",
        ),
        _ALL,
        PERCENT,
        RECEIVED,
        _PRACTICE,
        Example(1, 25, "4.0"),
        Words("分列网点事先知情与不知情", "those that the branch knew before are shown apart"),
    ),
    Metric(
        "repeat_rate_cases",
        Words("重复投诉率（件）", "Repeat complaints"),
        Words(
            "同一投诉人同一业务W天内的再次投诉",
            "complaints of the same person about the same business within W days",
        ),
        _ALL,
        PERCENT,
        RECEIVED,
        _PRACTICE,
        Example(1, 40, "2.5"),
        Words(
            f"{_WINDOW.zh}；同日登记视为一件；{_NOT_ALONE.zh}",
            f"{_WINDOW.en}; registrations of one day are one; {_NOT_ALONE.en}",
        ),
    ),
    Metric(
        "repeat_rate_people",
        Words("重复投诉率（人）", "People who complained again"),
        Words(
            "期内就同一业务在不同日期投诉两次以上的投诉人",
            "persons who complained on two days or more about the same business in the period",
        ),
        Words("期内有投诉的已知投诉人", "known persons who complained in the period"),
        PERCENT,
        RECEIVED,
        _PRACTICE,
        Example(1, 20, "5.0"),
        _NOT_ALONE,
    ),
    Metric(
        "reopen_rate",
        Words("重新启动率", "Reopened"),
        Words("其中W天内重新启动的", "those of them reopened within W days"),
        Words("期内结束的投诉", "complaints ended in the period, in whatever way"),
        PERCENT,
        _CLOSED,
        _PRACTICE,
        Example(1, 25, "4.0"),
        _WINDOW,
    ),
    Metric(
        "upheld_rate",
        Words("属实率", "Upheld"),
        Words("其中属实或部分属实的", "those of them upheld or partly upheld"),
        Words("期内作出处理且有核实结果的投诉", "complaints decided in the period with a finding"),
        PERCENT,
        _DECIDED,
        _FCA,
        Example(12, 24, "50.0"),
        Words(
            "部分属实计为属实；不属实而通融补偿的不计",
            "partly counts as upheld; goodwill on one not upheld does not",
        ),
    ),
    Metric(
        "at_fault_rate",
        Words("有责率", "At fault"),
        Words("其中有责的", "those of them with the bank at fault"),
        Words(
            "期内已认定责任的投诉，待查除外",
            "complaints whose responsibility was determined in the period, pending ones apart",
        ),
        PERCENT,
        Words("责任认定日期（未记录则为处理日期）", "the day of judging, else of the decision"),
        _PRACTICE,
        Example(9, 24, "37.5"),
    ),
    Metric(
        "accountability_rate",
        Words("问责率", "Accountability decided"),
        Words("其中已作出问责决定的", "those of them with a decision on accountability"),
        Words("期内认定有责的投诉", "complaints found at fault in the period"),
        PERCENT,
        Words("责任认定日期（未记录则为处理日期）", "the day of judging, else of the decision"),
        _BRANCH,
        Example(7, 9, "77.8"),
        Words("决定不予问责也是决定", "a decision to hold nobody to account is one too"),
    ),
    Metric(
        "agreement_rate",
        Words("达成一致率", "Settled by agreement"),
        Words("其中与消费者达成一致的", "those of them settled by agreement"),
        _CLOSED_CASES,
        PERCENT,
        _CLOSED,
        _BANKS,
        Example(20, 25, "80.0"),
    ),
    Metric(
        "satisfaction_rate",
        Words("满意率", "Satisfied"),
        Words("其中4分及以上的", "scores of 4 and 5"),
        Words("有评分的回访", "call-backs with a score"),
        PERCENT,
        Words("回访日期（未记录则为办结日期）", "the call-back, else the closing"),
        _PRACTICE,
        Example(17, 20, "85.0"),
        Words(
            "须与有评分占比、未接通数并列", "always beside the share scored and those not reached"
        ),
    ),
    Metric(
        "satisfaction_response",
        Words("回访率", "Called back"),
        Words(
            "其中办结后7天内回访的，含未接通", "those of them called within 7 days, reached or not"
        ),
        _CLOSED_CASES,
        PERCENT,
        _CLOSED,
        _PRACTICE,
        Example(20, 25, "80.0"),
        Words(
            "有回访结果而无回访日期的计为未知：不在分子而在分母中，此值为最低值，其上限并列",
            "an outcome without the day of the call counts as not recorded: it is in the denominator and not"
            " in the numerator, so this is the least, and the most stands beside it",
        ),
    ),
    Metric(
        "redress_total",
        Words("补偿金额", "Compensation"),
        Words("已付的赔偿、减免、通融和利息", "distress payments, waived fees, goodwill, interest"),
        None,
        MONEY,
        Words("支付日期（未记录则为办结日期）", "paid in the period, else closed in it"),
        _FCA,
        Example(2_300, None, "2300"),
        Words("JSON 数据中以最小货币单位计", "in JSON in minor units"),
    ),
    Metric(
        "timely_response_us",
        Words("CFPB及时率", "Answered in time (CFPB)"),
        Words("其中标为及时的", "those of them marked timely"),
        Words("有及时标记的投诉", "complaints with that mark"),
        PERCENT,
        RECEIVED,
        Words("美国CFPB投诉数据库", "CFPB consumer complaint database"),
        Example(48, 50, "96.0"),
        Words("自送达起15天", "15 days from the day sent"),
    ),
    Metric(
        "conflict_check",
        Words("回避检查", "Recusal"),
        Words("由被投诉人员办理的投诉", "complaints handled by a person complained about"),
        None,
        CASES,
        RECEIVED,
        _ORDER,
        Example(0, None, "0"),
        Words("必须为0", "must be 0"),
    ),
    Metric(
        "by_person",
        Words("按人/部门", "By person and department"),
        Words("以上各项分组", "any of the above, grouped"),
        None,
        CASES,
        RECEIVED,
        _PRACTICE,
        None,
        Words(
            f"少于5件不显示比率；{_NOT_ALONE.zh}",
            f"no percentage below 5 cases; {_NOT_ALONE.en}",
        ),
    ),
)
