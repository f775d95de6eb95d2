"""Metrics of volume 数量: how many complaints, per what, from where, against which other period."""

from __future__ import annotations

from ledgerctl.domain.metrics.metric import (
    CASES,
    PER_10_MILLION,
    PER_1000,
    PER_10000,
    PERCENT,
    Example,
    Metric,
    Words,
)

RECEIVED = Words("收到日期在期内", "received in the period")
_ALL = Words("受理投诉量", "complaints received")
_BULLETIN = Words(
    "原银保监会、金融监管总局消费投诉情况通报",
    "Complaint bulletins of the Chinese regulator (CBIRC, now NFRA)",
)
_BRANCH = Words("支行2020年自述", "The branch's own account of 2020")
_BANKS = Words("银行季度投诉分析报告", "Quarterly complaint reports of Chinese banks")
_SUPERVISORS = Words("机构投诉管理办法", "Complaint rules of Chinese institutions")

VOLUME = (
    Metric(
        "complaints_received",
        _ALL,
        Words(
            "期内收到的投诉，不含合并件、撤销件和改判为非投诉的",
            "complaints received in the period, without merged, taken-back and reclassified ones",
        ),
        None,
        CASES,
        RECEIVED,
        Words(f"{_BULLETIN.zh}；{_BANKS.zh}", f"{_BULLETIN.en}; {_BANKS.en}"),
        Example(25, None, "25"),
    ),
    Metric(
        "rate_customers",
        Words("万客户投诉率", "Complaints by customers"),
        _ALL,
        Words("客户数", "customers"),
        PER_10000,
        RECEIVED,
        _BRANCH,
        Example(25, 78_000, "3.2"),
        Words("须注明客户数的日期和来源", "say the day and the source of the customer count"),
    ),
    Metric(
        "rate_transactions",
        Words("万笔业务投诉率", "Complaints by transactions"),
        _ALL,
        Words("业务笔数", "transactions"),
        PER_10000,
        RECEIVED,
        _BRANCH,
        Example(25, 57_000, "4.4"),
    ),
    Metric(
        "rate_nfra_customers",
        Words("每千万个人客户转送投诉量", "Forwarded complaints by personal customers"),
        Words("监管部门转送的投诉", "complaints forwarded by a regulator"),
        Words("期末个人客户数", "personal customers at the end of the period"),
        PER_10_MILLION,
        RECEIVED,
        _BULLETIN,
        Example(1, 78_000, "128.2"),
        Words(
            "只计监管转送件，不得与万客户投诉率混用",
            "forwarded cases only; never to be set beside the rate of all complaints",
        ),
    ),
    Metric(
        "rate_nfra_outlets",
        Words("每千营业网点转送投诉量", "Forwarded complaints by outlets"),
        Words("监管部门转送的投诉", "complaints forwarded by a regulator"),
        Words("营业网点数", "outlets"),
        PER_1000,
        RECEIVED,
        _BULLETIN,
        Example(3, 8, "375.0"),
        Words("个别地方按每百网点公布", "some local offices publish it by 100 outlets"),
    ),
    Metric(
        "rate_accounts",
        Words("每千账户投诉量", "Complaints by accounts"),
        _ALL,
        Words("期末账户数", "accounts at the end of the period"),
        PER_1000,
        RECEIVED,
        Words("英国FCA投诉数据披露", "FCA complaints data publication (DISP 1.10A)"),
        Example(25, 120_000, "0.2"),
    ),
    Metric(
        "rate_ci",
        Words("95%置信区间", "95% interval"),
        Words("件数的精确泊松界限", "exact Poisson limits of the count"),
        Words("与相应比率相同", "as of the rate"),
        PER_10000,
        RECEIVED,
        Words("Garwood, Biometrika 28 (1936)", "Garwood, Biometrika 28 (1936)"),
        None,
        Words(
            "chi2(0.025, 2k)/2 与 chi2(0.975, 2k+2)/2；0件时为0与3.69",
            "chi2(0.025, 2k)/2 and chi2(0.975, 2k+2)/2; for no case 0 and 3.69",
        ),
    ),
    Metric(
        "share_x",
        Words("占比", "Share"),
        Words("取该值的投诉", "complaints with the value"),
        Words("该项已知的投诉", "complaints of which the value is known"),
        PERCENT,
        RECEIVED,
        _BANKS,
        Example(21, 25, "84.00"),
        Words(
            "最大余数法，合计恰为100%；未知单列",
            "largest remainder, adding up to 100%; the unknown is a row of its own",
        ),
        2,
    ),
    Metric(
        "external_share",
        Words("外部转送占比", "Share from outside"),
        Words("外部渠道转来的投诉", "complaints from outside channels"),
        _ALL,
        PERCENT,
        RECEIVED,
        Words("银行年度投诉披露", "Yearly disclosures of Chinese banks"),
        Example(4, 25, "16.0"),
    ),
    Metric(
        "regulatory_share",
        Words("监管件占比", "Share forwarded by a regulator"),
        Words("监管部门转送的投诉", "complaints forwarded by a regulator"),
        _ALL,
        PERCENT,
        RECEIVED,
        _SUPERVISORS,
        Example(1, 25, "4.0"),
    ),
    Metric(
        "yoy",
        Words("同比", "Against the same period last year"),
        Words("本期件数减上年同期件数", "cases less those of the same period last year"),
        Words("上年同期件数", "cases of the same period last year"),
        PERCENT,
        RECEIVED,
        _BANKS,
        None,
        Words("上年同期为0则无法计算", "n/a when there were none"),
    ),
    Metric(
        "qoq",
        Words("环比", "Against the period before"),
        Words("本期件数减上期件数", "cases less those of the period before"),
        Words("上期件数", "cases of the period before"),
        PERCENT,
        RECEIVED,
        _BULLETIN,
        None,
        Words("上期为0则无法计算", "n/a when there were none"),
    ),
)
