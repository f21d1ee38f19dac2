"""One window per store: a lock file, and a folder where a second start leaves its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.files import remove_file, replace_file
from topp_desktop.foundation.paths import Places

_SUFFIX = ".request"


class Instance(QObject):
    """The first start holds the lock; a later one hands its files over and ends."""

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = places.handover
        self._lock = QLockFile(str(places.data / "window.lock"))
        # A lock ends with its process, not with time: a window may stay open for weeks.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._take: Callable[[list[Path]], None] | None = None
        try:
            places.data.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(places.data)) from fault
        self.first = self._lock.tryLock(0)
        if not self.first and self._lock.error() == QLockFile.LockError.PermissionError:
            raise EnvironmentFault("cannot-write", path=str(places.data))

    def hand_over(self, files: Sequence[Path]) -> None:
        """Leaves the files for the first instance, which comes to the front."""
        self._folder.mkdir(parents=True, exist_ok=True)
        request = json.dumps([str(path.absolute()) for path in files]).encode("utf-8")
        replace_file(self._folder / f"{uuid4()}{_SUFFIX}", request)

    def watch(self, take: Callable[[list[Path]], None]) -> None:
        """Calls `take` with the files of every later start; [] only asks to come forward."""
        self._take = take
        self._folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(lambda _: self._collect())
        self._collect()

    def release(self) -> None:
        """Lets the next start be the first."""
        self._take = None
        self._lock.unlock()

    def _collect(self) -> None:
        for request in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                names = json.loads(request.read_bytes())
                remove_file(request)
            except (OSError, ValueError):
                continue
            if self._take is not None and isinstance(names, list):
                self._take([Path(name) for name in names if isinstance(name, str)])
