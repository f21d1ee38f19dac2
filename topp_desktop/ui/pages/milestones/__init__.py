"""Milestones: results of activities, the semesters in which they begin, their themes."""
