"""Work off the window's thread: one lane that writes, a pool that reads, results by queued signals.

Everything that touches the local database goes through `write`, in order, so that no two writers
meet and a read that was asked after a write sees it. `read` is for what needs no database write
order: rendering a PDF from a snapshot, checking a file. Callbacks run on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from topp_desktop.services.tasks import Cancelled, Task

T = TypeVar("T")
Failed = Callable[[Exception], None]
_READERS = 2


@dataclass(frozen=True, slots=True)
class _Job:
    done: Callable[[Any], None] | None
    failed: Failed | None
    writes: bool


class Work(QObject):
    """One long piece of work as the window sees it: progress, an end, and Cancel."""

    progress = Signal(str, int, int)
    """(stage, done, total); total 0 where it is not known."""
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.task = Task(self.progress.emit)
        """What the work itself is given."""

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self.task.cancel()


class Tasks(QObject):
    """Runs functions off the window's thread."""

    unhandled = Signal(object)
    """An exception that nobody took: the shell shows it."""
    started = Signal(object)
    """A `Work` began: the shell shows its progress and Cancel when it lasts."""
    idle = Signal()
    """The last queued write has been acknowledged."""
    resting = Signal()
    """Nothing at all is under way any more."""
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer: ThreadPoolExecutor | None = None
        self._readers: ThreadPoolExecutor | None = None
        self._writes = 0
        self._jobs = 0
        self._closed = False
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def writing(self) -> bool:
        """Whether something that was given to `write` is not finished."""
        return self._writes > 0

    @property
    def busy(self) -> bool:
        """Whether anything at all is not finished."""
        return self._jobs > 0

    def write(
        self,
        function: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Queues `function` on the one writer thread; `done(result)` or `failed(exception)` later.

        Without `failed`, the shell shows the fault.
        """
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._writes += 1
        self._submit(self._writer, function, _Job(done, failed, writes=True))

    def read(
        self,
        function: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Runs `function` in the reader pool."""
        if self._readers is None:
            self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._submit(self._readers, function, _Job(done, failed, writes=False))

    def work(
        self,
        title: str,
        function: Callable[[Task], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Work:
        """Long work: `function(task)` calls `task.advance(stage, done, total)` as it goes.

        The shell shows a panel with progress and Cancel. `Cancelled` reaches `failed` if there is
        one and is otherwise quiet. `writes`: on the writer thread, in order with the answers.
        """
        work = Work(title, self)

        def finished(then: Callable[[Any], None] | None, value: Any) -> None:
            work.ended.emit()
            work.deleteLater()
            if then is not None:
                then(value)

        def fell(fault: Exception) -> None:
            quiet = isinstance(fault, Cancelled)
            finished(failed or (None if quiet else self.unhandled.emit), fault)

        run = self.write if writes else self.read
        run(lambda: function(work.task), lambda value: finished(done, value), fell)
        self.started.emit(work)
        return work

    @property
    def closed(self) -> bool:
        """Whether nothing may be given any more."""
        return self._closed

    def close(self) -> None:
        """Waits for everything that was queued; nothing may be given afterwards."""
        self._closed = True
        for pool in (self._writer, self._readers):
            if pool is not None:
                pool.shutdown(wait=True)

    def _submit(self, pool: ThreadPoolExecutor, function: Callable[[], Any], job: _Job) -> None:
        def run() -> None:
            try:
                value = function()
            except Exception as fault:  # noqa: BLE001 — carried to the window's thread whole
                self._ended.emit(job, None, fault)
            else:
                self._ended.emit(job, value, None)

        self._jobs += 1
        pool.submit(run)

    def _finish(self, job: _Job, value: object, fault: Exception | None) -> None:
        self._jobs -= 1
        if job.writes:
            self._writes -= 1
        try:
            if fault is None:
                if job.done is not None:
                    job.done(value)
            elif job.failed is not None:
                job.failed(fault)
            else:
                self.unhandled.emit(fault)
        finally:
            if job.writes and not self._writes:
                self.idle.emit()
            if not self._jobs:
                self.resting.emit()
