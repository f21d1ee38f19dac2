"""How far the lines of action of the agenda are."""
