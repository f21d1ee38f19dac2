"""A study of the questions themselves: what single people answered, each by their own consent.

Nothing of it enters a score or a package. See docs/validation-plan.md.
"""
