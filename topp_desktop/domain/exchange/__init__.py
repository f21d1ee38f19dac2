"""Revisions, heads, three-way view and conflicts: the merge algebra, no cryptography, no files."""
