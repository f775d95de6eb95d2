"""Results to text: tables, plain lines, JSON, CSV, Markdown; nothing here computes a figure."""

from __future__ import annotations
