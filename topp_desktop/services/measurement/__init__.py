"""One measurement: answered, joined, undone, approved, and what it says."""
