"""Learning from complaints: judging, suggesting, improving, opportunities, what leaders must talk about."""
