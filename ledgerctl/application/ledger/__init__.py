"""The ledger as a whole 台账管理: opened, set up, looked at, proved, and what was written taken back."""
