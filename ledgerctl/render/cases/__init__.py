"""Cases 个案, told: the list, the card with its story, deadlines, what is due, who is watched."""
