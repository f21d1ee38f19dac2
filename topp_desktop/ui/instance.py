"""One window per store: a lock file, and a folder where a second start leaves its files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.files import private_folder, remove_file, replace_file
from topp_desktop.foundation.paths import Places

_SUFFIX = ".request"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose lock it is that cannot be judged from here. computer: "" where the lock does not say;
    since: when the lock was written."""

    computer: str
    since: datetime | None


class Instance(QObject):
    """The first start holds the lock; a later one hands its files over and ends.

    first: this start holds it. unjudged: the lock is another computer's (a stick that was pulled
    out, a copied folder) or cannot be read, so that nobody here can say whether the program is
    open; `take_over` is for a person to decide. interrupted: the run before did not end as usual.
    """

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = places.handover
        self._path = places.data / "window.lock"
        self._lock = QLockFile(str(self._path))
        # A lock ends with its process, not with time: a window may stay open for weeks.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._take: Callable[[list[Path]], None] | None = None
        try:
            private_folder(places.data)
            self.interrupted = self._path.exists()
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(places.data)) from fault
        self.first = self._lock.tryLock(0)
        if not self.first and self._lock.error() == QLockFile.LockError.PermissionError:
            raise EnvironmentFault("cannot-write", path=str(places.data))
        self.unjudged = None if self.first else self._judge()
        if self.first:
            self._forget_requests()

    def _judge(self) -> Holder | None:
        """None: the lock is that of a program which runs on this computer."""
        process, computer, _ = self._lock.getLockInfo()
        if process and computer == QSysInfo.machineHostName():
            return None
        try:
            since = datetime.fromtimestamp(self._path.stat().st_mtime).astimezone()
        except (OSError, OverflowError, ValueError):
            since = None
        return Holder(computer, since)

    def take_over(self) -> None:
        """Goes on in spite of a lock. EnvironmentFault("cannot-write") where it cannot be removed:
        on Windows while the program that made it runs."""
        try:
            remove_file(self._path)
        except OSError as fault:
            raise EnvironmentFault("cannot-write", path=str(self._path)) from fault
        self.first = self._lock.tryLock(0)
        if not self.first:
            raise EnvironmentFault("cannot-write", path=str(self._path))
        self.unjudged, self.interrupted = None, True
        self._forget_requests()

    def _forget_requests(self) -> None:
        """What a start left to a window that never took it is not opened days later."""
        for request in self._folder.glob(f"*{_SUFFIX}*"):
            with contextlib.suppress(OSError):
                remove_file(request)

    def hand_over(self, files: Sequence[Path]) -> Path:
        """Leaves the files for the first instance, which comes to the front; returns where."""
        self._folder.mkdir(parents=True, exist_ok=True)
        request = json.dumps([str(path.absolute()) for path in files]).encode("utf-8")
        left = self._folder / f"{uuid4()}{_SUFFIX}"
        replace_file(left, request)
        return left

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
