"""Cases and the ledger 个案与台账 as their events made them: numbers, links, what was taken back, and the proof."""
