"""How long a question is open, for a study that asks for it and people who agreed."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer

from topp_desktop.ui.hub import Desk


class QuestionClock:
    """Counts while a question is shown; whether anything is kept, the study decides."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._timer = QElapsedTimer()
        self._open: tuple[str, str, str] | None = None

    def turn_to(self, item: str | None) -> None:
        """Another question is open from now on, or none."""
        if self._open is not None and self._timer.elapsed() >= 1_000:
            mine, who, shown = self._open
            seconds, studies = self._timer.elapsed() / 1_000, self._desk.program.studies
            self._desk.tasks.write(lambda: studies.note_time(mine, who, shown, seconds))
        snapshot = self._desk.snapshot
        self._open = None
        if item is not None and snapshot is not None:
            self._open = (snapshot.id, snapshot.respondent, item)
        self._timer.start()
