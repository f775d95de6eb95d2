"""Learning from complaints 溯源与改进, told: suggestions, improvements, the meeting's page, the assessment."""
