"""Reports 报送: rows, tables and figures as they leave the branch: columns, order, shapes, and what was issued."""
