"""The pages of the window; each imports its module when it is first shown."""
