"""Follow-up: what became of the plan."""
