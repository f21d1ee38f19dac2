"""The milestones of the road map."""
