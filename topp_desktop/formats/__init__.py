"""Strict schemas of every file that enters or leaves."""
