"""Imports 导入: many receipts made ready at once, with the same texts, rows and hashes as one by one."""
