"""Complainants 投诉人: who is the same person, who comes again or together, and whose name nobody may see."""
