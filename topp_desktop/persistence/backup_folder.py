"""The folder `backups`: what the copies in it are called, and which came after which.

A name such as topp-000012-20261130T180000000000Z-closing.sqlite says number, moment and reason.
The number alone gives the order: a clock may be set back, or wrong for years.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from topp_desktop.foundation.files import private_folder, put_in_place
from topp_desktop.persistence.cipher import salt_of
from topp_desktop.services.safety import Backup, Reason

STAMP = "%Y%m%dT%H%M%S%fZ"
PART = ".part"
_NAME = re.compile(
    r"(?:(?P<number>[0-9]{6,9})-)?(?P<stamp>[0-9]{8}T[0-9]{12}Z)(?:-(?P<why>[a-z-]+))?"
)


class BackupFolder:
    """store: the database that is copied; the copies carry its name."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.path = folder
        self._store = store

    def copies(self) -> list[Backup]:
        """Newest first. Those of earlier versions of the program carry no number: they come
        last, by their moments."""
        found = [backup for path in self._files() if (backup := self._read(path)) is not None]
        return sorted(found, key=lambda b: (b.number, b.made), reverse=True)

    def name(self, reason: Reason, at: datetime) -> Path:
        """Where the next copy goes; makes the folder."""
        private_folder(self.path)
        number = max((b.number for b in self.copies()), default=0) + 1
        return self._called(number, at, reason)

    def keep(self) -> None:
        """Marks every copy as one that is never removed by itself."""
        for backup in self.copies():
            if backup.reason != "kept":
                put_in_place(backup.path, self._called(backup.number, backup.made, "kept"))

    def aside(self, at: datetime) -> Path:
        """Where a database that cannot be read is laid, as it is."""
        return self.path / f"damaged-{at.astimezone(UTC).strftime(STAMP)}"

    def damaged(self) -> list[Path]:
        """Databases that were laid aside, as they were found; the newest last."""
        return sorted(self.path.glob(f"damaged-*/{self._store.name}"))

    def leftovers(self) -> list[Path]:
        """What a killed program left half written."""
        return sorted(self.path.glob(f"{self._store.stem}-*{PART}*"))

    def _files(self) -> list[Path]:
        return list(self.path.glob(f"{self._store.stem}-*{self._store.suffix}"))

    def _called(self, number: int, at: datetime, reason: str) -> Path:
        stamp = at.astimezone(UTC).strftime(STAMP)
        name = f"{self._store.stem}-{number:06d}-{stamp}-{reason}{self._store.suffix}"
        return self.path / name

    def _read(self, path: Path) -> Backup | None:
        parts = _NAME.fullmatch(path.stem.removeprefix(f"{self._store.stem}-"))
        if parts is None:
            return None
        try:
            made = datetime.strptime(parts["stamp"], STAMP).replace(tzinfo=UTC).astimezone()
            size = path.stat().st_size
        except (OSError, ValueError, OverflowError):
            return None
        protected = salt_of(path) is not None
        return Backup(
            path, made, size, parts["why"] or "daily", protected, int(parts["number"] or 0)
        )
