"""Codes and fields 代码与字段: every code, every field, their labels in both languages; everything rests on them."""
