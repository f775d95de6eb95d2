"""What write commands share 登记: the frame that records and prints the receipt, and the larger parts of it."""
