"""The domain: what a complaint is, what may be done, how figures are made; pure."""

from __future__ import annotations
