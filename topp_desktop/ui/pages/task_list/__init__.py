"""The areas with their progress, in any order."""
