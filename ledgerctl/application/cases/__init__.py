"""Working with a case 办理: from its receipt to its end, its deadlines, and what is due."""
