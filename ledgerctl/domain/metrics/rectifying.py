"""Metrics of improvements 整改: what they count are measures, not cases."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import PERCENT, Example, Metric, Words

RECTIFYING = (
    Metric(
        "rectify_done_rate",
        Words("整改完成率", "Measures carried out in time"),
        Words("其中不晚于期限完成的", "those of them carried out by the due day"),
        Words(
            "期限在期内的整改措施；报告日后才到期且未完成的未计",
            "measures due in the period; those still to do and due after the report date wait",
        ),
        PERCENT,
        Words("整改期限", "the day the measure is due"),
        Words("机构投诉管理办法", "Complaint rules of Chinese institutions"),
        Example(3, 4, "75.0"),
    ),
)
