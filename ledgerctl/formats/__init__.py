"""Files in: tables of other registers and the profiles that say what their columns mean."""

from __future__ import annotations
