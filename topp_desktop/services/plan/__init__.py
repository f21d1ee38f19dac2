"""The road map: made, edited, followed up, approved."""
