"""The institution's own list of plans and policies."""
