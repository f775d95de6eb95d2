"""The catalogue of metrics 指标目录: explanations, reports and the reference page come from here."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import Words
from ledgerctl.domain.metrics.outcomes import OUTCOMES
from ledgerctl.domain.metrics.quality import QUALITY
from ledgerctl.domain.metrics.rectifying import RECTIFYING
from ledgerctl.domain.metrics.timing import TIMING
from ledgerctl.domain.metrics.volume import VOLUME

#: Every metric by its key, in the order in which it is documented.
METRICS = {metric.key: metric for metric in (*VOLUME, *TIMING, *OUTCOMES, *QUALITY, *RECTIFYING)}

#: What supervisors ask for and this ledger cannot give exactly, and why.
UNAVAILABLE = (
    (
        Words("转办（勾稽关系）", "Transferred out, in the books"),
        Words(
            "台账只属一家支行，投诉不从台账转出；转上级处理的仍由本行办结",
            "a ledger is one branch's and no case leaves it; what went to the superior is closed here",
        ),
    ),
    (
        Words("补偿金额（按支付日期）", "Compensation by the day of payment"),
        Words(
            "不登记支付日期，按办结年度计",
            "the day of payment is not recorded; the year of closing counts",
        ),
    ),
    (
        Words("CFPB及时率（按送达日期）", "Answered in time (CFPB) by the day sent"),
        Words(
            "只登记是否及时，按收到年度计",
            "only the mark is recorded; the year of receipt counts",
        ),
    ),
    (
        Words("回访率、满意率（逐次）", "Call-backs and scores, call by call"),
        Words(
            "满意度是最近一次评分，回访日期是办结后首次回访",
            "a case has its last score, and the day of the first call after its closing",
        ),
    ),
    (
        Words("同类机构中位数和排名", "Median and rank among institutions of one kind"),
        Words("需要其他机构的数据", "it needs the figures of other institutions"),
    ),
)
