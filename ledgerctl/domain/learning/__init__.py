"""Learning from complaints 溯源与改进: judging, suggestions, improvements and their effect, opportunities."""
