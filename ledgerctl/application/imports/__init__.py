"""Taking in another register 导入: planned, screened, matched with the ledger, written, and told row by row."""
