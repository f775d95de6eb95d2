"""Reports 报告: a period's figures as a document and as data, compared, explained, issued; what pictures show."""
