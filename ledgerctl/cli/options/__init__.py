"""Options that several commands share 选项, in one wording, and what their texts mean: cases, periods, saved views."""
