"""Handling 办理: what may be done with a case, by whom, and what rests on what was done."""
