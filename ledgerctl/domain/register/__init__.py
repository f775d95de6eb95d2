"""The register 台账明细: one flat row a case, what it counts as in which year, and the sums that are kept."""
