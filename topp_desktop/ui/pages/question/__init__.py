"""One question a page: its levels, and what is said about the answer."""
