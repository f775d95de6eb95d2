"""Metrics of improvements 整改: what they count are measures, and complaints before and after."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import CASES, PERCENT, Example, Metric, Words

_DUE = Words("整改期限", "the day the measure is due")
_RULES = Words("机构投诉管理办法", "Complaint rules of Chinese institutions")

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
        _DUE,
        _RULES,
        Example(3, 4, "75.0"),
    ),
    Metric(
        "rectify_verified_rate",
        Words("整改效果验证率", "Measures verified by their effect"),
        Words("其中整改效果已验证的", "those of them whose improvement was verified by its effect"),
        Words(
            "期限在期内、所属整改已全部完成且其后90天已过的整改措施",
            "measures due in the period whose improvement was carried out as a whole more than 90 days"
            " before the report date",
        ),
        PERCENT,
        _DUE,
        _RULES,
        Example(2, 3, "66.7"),
        Words(
            "验证须先数清整改前后90天的投诉；数量太少、看不出变化也是验证的结果",
            "verifying counts the complaints of the 90 days before and after; that they are too few to"
            " tell is a result as well",
        ),
    ),
    Metric(
        "rectify_effect",
        Words("整改效果", "Effect of the improvements"),
        Words(
            "整改完成后90天内同一问题的投诉减完成前90天内的",
            "complaints of the same issue in the 90 days after the last measure less those in the 90 days"
            " before",
        ),
        None,
        CASES,
        Words(
            "整改全部完成之日在期内，且其后90天已过",
            "the last measure carried out in the period, and the 90 days after it are over",
        ),
        _RULES,
        Example(-7, None, "-7"),
        Words(
            "逐项按两个泊松计数的精确条件检验判断（Przyborowski与Wilenski，1940）；合计不作检验；没有整改则无法计算",
            "each improvement by the exact conditional test of two Poisson counts (Przyborowski and"
            " Wilenski, 1940), their sum by none; n/a without an improvement",
        ),
    ),
)
