"""The catalogue of metrics 指标目录: explanations, reports and the reference page come from here."""

from __future__ import annotations

from ledgerctl.domain.metrics.outcomes import OUTCOMES
from ledgerctl.domain.metrics.quality import QUALITY
from ledgerctl.domain.metrics.rectifying import RECTIFYING
from ledgerctl.domain.metrics.timing import TIMING
from ledgerctl.domain.metrics.volume import VOLUME

#: Every metric by its key, in the order in which it is documented.
METRICS = {metric.key: metric for metric in (*VOLUME, *TIMING, *OUTCOMES, *QUALITY, *RECTIFYING)}
