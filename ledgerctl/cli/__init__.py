"""The edge: commands, options, streams and exit statuses; the only composition root."""

from __future__ import annotations
