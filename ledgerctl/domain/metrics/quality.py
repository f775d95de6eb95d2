"""Metrics of data quality 数据质量: what was written down late, and what was moved afterwards."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import CASES, Example, Metric, Words
from ledgerctl.domain.metrics.volume import RECEIVED

_AUDIT = Words("审计要求：何时真正收到", "Audit question: when did it really arrive?")
_UTC = Words("登记日按UTC计", "the day of recording is that of UTC")

QUALITY = (
    Metric(
        "late_registrations",
        Words("迟登记", "Registered late"),
        Words(
            "收到一天以后才手工登记的投诉",
            "complaints typed in more than a day after they were received",
        ),
        None,
        CASES,
        RECEIVED,
        _AUDIT,
        Example(2, None, "2"),
        Words(f"批量导入的不计；{_UTC.zh}", f"imported ones are not counted; {_UTC.en}"),
    ),
    Metric(
        "back_dated",
        Words("补录步骤", "Steps entered late"),
        Words(
            "有步骤在其所称日期一天以后才录入的投诉",
            "complaints with a step entered more than a day after the day it names",
        ),
        None,
        CASES,
        RECEIVED,
        _AUDIT,
        Example(1, None, "1"),
        _UTC,
    ),
    Metric(
        "received_date_changes",
        Words("收到日期更正", "Day of receipt corrected"),
        Words(
            "收到日期被更正到本期或移出本期的投诉",
            "complaints whose day of receipt was corrected into the period, or out of it",
        ),
        None,
        CASES,
        Words("更正前或更正后的收到日期", "the day of receipt before or after the correction"),
        _AUDIT,
        Example(1, None, "1"),
        Words("更正会改变有关各期的数字", "such a correction changes the figures of both periods"),
    ),
)
