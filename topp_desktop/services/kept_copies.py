"""Which of the copies on this computer are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from topp_desktop.services.safety import Backup

KEEP_DAYS: Final = 7
KEEP_WEEKS: Final = 4
KEEP_LAST: Final = 3
"""Copies that are kept whatever their day: nothing that was just made goes at once."""

KEEP_BEFORE: Final = 3
"""Copies made before a restore or an update, which are counted apart."""

BEFORE: Final = ("before-restore", "before-update")
"""Reasons of the copies that are counted apart."""


def kept_of(backups: Sequence[Backup]) -> set[Backup]:
    """The last 3, the newest of each of the last 7 days and 4 weeks that have one, the last 3
    made before a restore or an update, and all that are kept for good; pure. What is last, the
    numbers say."""
    newest_first = sorted(backups, key=lambda b: (b.number, b.made), reverse=True)
    before = [b for b in newest_first if b.reason in BEFORE]
    kept = [b for b in newest_first if b.reason == "kept"]
    regular = [b for b in newest_first if b not in before and b not in kept]
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in regular:
        days.setdefault(backup.made.date(), backup)
        weeks.setdefault(backup.made.isocalendar()[:2], backup)
    return {
        *kept,
        *before[:KEEP_BEFORE],
        *regular[:KEEP_LAST],
        *list(days.values())[:KEEP_DAYS],
        *list(weeks.values())[:KEEP_WEEKS],
    }
