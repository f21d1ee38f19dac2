"""A moment as signed objects write it: UTC, to the second. For display only; clocks lie."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Such as 2026-03-01T14:02:00Z; `moment` has a time zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
