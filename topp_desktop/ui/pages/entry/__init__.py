"""Keying in answers from paper, a row for each question."""
