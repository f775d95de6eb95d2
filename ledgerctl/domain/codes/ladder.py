"""The ladder (升级阶梯) a complaint climbs inside the branch and beyond it: data, lowest rung first."""

from __future__ import annotations

from ledgerctl.domain.codes.vocabulary import LEVEL

FIRST_RECEIVER = "first_receiver"
SUPERIOR = "superior"

#: 首问责任人 → 网点负责人 → 营运主管 → 分管行长 → 行长 → 上级机构
RUNGS: tuple[str, ...] = tuple(LEVEL.keys())


def height(level: str) -> int:
    """Return how high a rung stands; 0 is the first receiver."""
    return RUNGS.index(level)


def skipped(level: str, target: str) -> tuple[str, ...]:
    """Return the rungs that a climb from ``level`` to ``target`` leaves out."""
    return RUNGS[height(level) + 1 : height(target)]
