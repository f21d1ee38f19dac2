"""Days, as people write them."""

from __future__ import annotations

from datetime import date


def read_day(text: str) -> date | None:
    """A date as day/month/year or year-month-day; None for anything else."""
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    numbers = [int(p) for p in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    day, month, year = numbers
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


def read_since(text: str) -> date | None:
    """A day, a month (03/2026, 2026-03) or a year; its first day. None for anything else."""
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 1:
        parts = ["1", "1", *parts]
    elif len(parts) == 2:
        parts = ["1", *parts] if len(parts[1]) == 4 else [*parts, "1"]
    return read_day("/".join(parts))
