"""Deadlines 时限: counted from a policy, frozen into events, extended and stopped, and explained step by step."""
