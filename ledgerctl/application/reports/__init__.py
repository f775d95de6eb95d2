"""Reports 报告: a period's figures as frozen results, compared, explained, issued, and put into forms."""
