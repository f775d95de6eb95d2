"""Asking a person 询问: questions made from the fields, answers refused at once, drafts, what is agreed to."""
