"""Since when: as people write it."""

from __future__ import annotations

from datetime import date

from topp_desktop.ui.pages.approval import read_day


def read_since(text: str) -> date | None:
    """A day, a month (03/2026, 2026-03) or a year; its first day. None for anything else."""
    parts = text.strip().replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 1:
        parts = ["1", "1", *parts]
    elif len(parts) == 2:
        parts = ["1", *parts] if len(parts[1]) == 4 else [*parts, "1"]
    return read_day("/".join(parts))
