"""Metrics of time 时效: closing, deadlines, contact, days to the answer, what is still open."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import (
    CASES,
    DAYS,
    HOURS,
    PERCENT,
    Example,
    Metric,
    Words,
)
from ledgerctl.domain.metrics.volume import RECEIVED

_CLOSED = Words("办结日期在期内", "closed in the period")
_ANSWERED = Words("告知日期在期内（未记录则为处理日期）", "told in the period, else decided in it")
_POINT = Words("时点", "at a point in time")
_ORDER = Words(
    "《银行业保险业消费投诉处理管理办法》（银保监会令2020年第3号）", "CBIRC order 2020 No. 3"
)
_BANKS = Words("银行季度投诉分析报告", "Quarterly complaint reports of Chinese banks")
_LEDGER = Words("由勾稽关系推得", "Follows from the books")

TIMING = (
    Metric(
        "closing_rate_cohort",
        Words("办结率（按受理）", "Closing rate of those received"),
        Words(
            "期内收到并已作出处理的投诉",
            "complaints received in the period and decided",
        ),
        Words("期内收到的投诉减处理前撤回的", "those received, less those withdrawn before"),
        PERCENT,
        RECEIVED,
        _BANKS,
        Example(24, 25, "96.0"),
    ),
    Metric(
        "closing_rate_period",
        Words("办结率（按期间）", "Closing rate of the period"),
        Words(
            "其中期内结束的投诉（含撤回、不予办理）",
            "those of them that ended in the period, also by withdrawal or refusal",
        ),
        Words("期初未结加期内收到", "open at the start, and received in the period"),
        PERCENT,
        _CLOSED,
        _LEDGER,
        Example(27, 30, "90.0"),
        Words("不会超过100%", "it cannot pass 100%"),
    ),
    Metric(
        "on_time_rate",
        Words("及时率", "On time"),
        Words("其中不晚于期限告知的投诉", "those of them told by the due day"),
        Words(
            "期限在期内或期内告知的投诉；报告日后才到期的未计",
            "complaints due or told in the period; those due after the report date wait",
        ),
        PERCENT,
        Words("处理期限", "the due day"),
        _ORDER,
        Example(23, 25, "92.0"),
        Words(
            "原期限之后才批准的延期不算",
            "an extension approved after the old due day does not count",
        ),
    ),
    Metric(
        "extension_rate",
        Words("延期率", "Extended"),
        Words("其中有批准延期的", "those of them with an approved extension"),
        Words("期内作出处理的投诉，不含撤回", "complaints decided in the period, not withdrawn"),
        PERCENT,
        Words("处理日期在期内", "decided in the period"),
        _ORDER,
        Example(3, 24, "12.5"),
        Words(
            "只计原期限届满前登记的批准；之后批准的不算延期",
            "only approvals recorded by the old due day; a later one extends nothing",
        ),
    ),
    Metric(
        "extension_rate_30",
        Words("延期率（至30日）", "Extended to 30 days"),
        Words("其中延期后总期限不超过30日的", "those of them extended to 30 days at most"),
        Words("期内作出处理的投诉，不含撤回", "complaints decided in the period, not withdrawn"),
        PERCENT,
        Words("处理日期在期内", "decided in the period"),
        _ORDER,
        Example(2, 24, "8.3"),
        Words(
            "须告知投诉人；与经批准延长的合计等于延期率",
            "the complainant is told; with those that need an approval they add up to all extended",
        ),
    ),
    Metric(
        "extension_rate_60",
        Words("延期率（经批准至60日）", "Extended to 60 days, with approval"),
        Words("其中延期后总期限超过30日的", "those of them extended to more than 30 days"),
        Words("期内作出处理的投诉，不含撤回", "complaints decided in the period, not withdrawn"),
        PERCENT,
        Words("处理日期在期内", "decided in the period"),
        _ORDER,
        Example(1, 24, "4.2"),
        Words(
            "须经上级机构或总行高级管理人员批准并告知投诉人；先后两次延期的计入本项",
            "approved by the superior institution or a head-office senior manager, and told; a case"
            " extended twice counts here",
        ),
    ),
    Metric(
        "overdue_open",
        Words("超期未结", "Overdue"),
        Words(
            "期限早于报告日的在办投诉", "open complaints whose due day lies before the report date"
        ),
        None,
        CASES,
        Words("期末前收到，截至报告日", "received by the end of the period, at the report date"),
        _ORDER,
        Example(2, None, "2"),
        Words(
            "按报告日当日的状态计，其后的办结、延期和中止不影响",
            "as they stood on the report date, whatever was closed, extended or stopped since",
        ),
    ),
    Metric(
        "ack_time",
        Words("首次联系时长", "Time to the first contact"),
        Words("首次联系时间减收到时间", "first contact less receipt"),
        Words("期内首次联系的投诉", "complaints first contacted in the period"),
        HOURS,
        Words("首次联系日期在期内", "first contacted in the period"),
        Words(
            "澳大利亚ASIC RG 271（24小时或1个工作日）", "ASIC RG 271 (24 hours or 1 business day)"
        ),
        None,
        Words(
            "中位数和第90百分位数；收到和联系均须有钟点；按十分之一小时计",
            "median and 90th percentile; both moments need their minutes; in tenths of an hour",
        ),
    ),
    Metric(
        "contact_in_time_rate",
        Words("首次联系及时率", "First contact within its target"),
        Words(
            "其中不晚于首次联系期限的", "those of them contacted by the target of the first contact"
        ),
        Words("期内首次联系的投诉", "complaints first contacted in the period"),
        PERCENT,
        Words("首次联系日期在期内", "first contacted in the period"),
        Words("支行自定时限；澳大利亚ASIC RG 271", "The branch's own target; ASIC RG 271"),
        Example(18, 20, "90.0"),
        Words(
            "收到时已当面或电话沟通的不计；未设期限的计为未知；尚未联系的见待办",
            "who was spoken to at the receipt does not count; without a target it is not recorded; who"
            " was not contacted yet stands in what is due",
        ),
    ),
    Metric(
        "resolve_time",
        Words("处理时长", "Days to the answer"),
        Words("告知日减收到日减中止天数", "day told less day received, less days suspended"),
        Words("期内告知的投诉", "complaints told in the period"),
        DAYS,
        _ANSWERED,
        _ORDER,
        None,
        Words(
            "中位数、第90百分位数、最长；均值须与中位数并列",
            "median, 90th percentile, most; the mean only beside the median",
        ),
    ),
    Metric(
        "ageing",
        Words("在办账龄", "Age of the open cases"),
        Words(
            "按0-7、8-15、16-30、31-60、60天以上分组的在办投诉",
            "open complaints by age: 0-7, 8-15, 16-30, 31-60, more than 60 days",
        ),
        None,
        CASES,
        _POINT,
        _ORDER,
        None,
        Words(
            "时点为报告日或期末，取较早者；合计等于期末未结",
            "at the report date or the end of the period, the earlier; adds up to those open then",
        ),
    ),
    Metric(
        "identity",
        Words("勾稽关系", "Books"),
        Words(
            "期初未结＋受理＋重新启动－办结－撤回－不予办理－转办",
            "opening + received + reopened - closed - withdrawn - declined - transferred out",
        ),
        Words("期末未结", "open at the end"),
        CASES,
        RECEIVED,
        _LEDGER,
        None,
        Words(
            "不平则不出报告；办结不含撤回和不予办理；撤回或不予办理后重新启动的，不改变以前年度；本台账不转办",
            "no report is printed when it does not hold; closed are neither the withdrawn nor the"
            " declined, also where such a case was taken up again in a later year; no case is"
            " transferred out of this ledger",
        ),
    ),
)
