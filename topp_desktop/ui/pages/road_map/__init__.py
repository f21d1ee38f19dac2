"""The road map: the plan as board, calendar and table; its actions, settings and approval."""
