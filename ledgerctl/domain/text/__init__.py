"""Text 文本: read into dates, amounts and codes; masked, disarmed, and cut into pieces for a search."""
