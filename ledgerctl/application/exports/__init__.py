"""Handing data out 导出: rows, a regulator's lines, snapshots; masked, unless a reason was recorded."""
