"""Targets: how far each cell of the map is meant to come."""
