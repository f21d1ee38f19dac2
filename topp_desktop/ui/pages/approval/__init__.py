"""Review and approval of the answers, and of the road map."""
