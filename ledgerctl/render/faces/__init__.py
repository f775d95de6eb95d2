"""Faces 版式 of a document that are text: for a terminal, plain for pipes, CSV, Markdown."""
