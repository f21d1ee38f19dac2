"""Long work in front of a person: what it does, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.tasks import Work
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Button, ProgressBar, Text, row

_PATIENCE_MS = 400


class WorkPanel(QFrame):
    """Shows itself for work that lasts; the window stays usable meanwhile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("notice", "active")
        self._desk = desk
        self._work: Work | None = None
        self._title = Text("", weight="semibold")
        self._stage = Text("", role="small", tone="muted")
        self._bar = ProgressBar(desk.theme)
        self._cancel = Button("", self._stop, small=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 12)
        box.setSpacing(6)
        for widget in (self._title, self._bar, self._stage):
            box.addWidget(widget)
        box.addLayout(row(self._cancel))
        self._wait = one_shot(self, _PATIENCE_MS)
        self._wait.timeout.connect(self.show)
        self.hide()
        desk.tasks.started.connect(self._started)

    def _started(self, work: Work) -> None:
        words = self._desk.words
        self._work = work
        self._title.setText(work.title)
        self._stage.setText("")
        self._cancel.set_text(words.gettext("Cancel"))
        self._cancel.setEnabled(True)
        self._bar.setAccessibleName(work.title)
        self._bar.show_progress(0, 0, "")
        work.progress.connect(self._progress)
        work.ended.connect(self._ended)
        self._wait.start()

    def _progress(self, stage: str, done: int, total: int) -> None:
        words = self._desk.words
        figures = ""
        if total:
            figures = words.gettext("{done} of {total}").format(
                done=words.number(done), total=words.number(total)
            )
        # A stage is marked English from a service, or already in the window's words.
        shown = words.gettext(stage) if stage else ""
        self._stage.setText(" · ".join(part for part in (shown, figures) if part))
        self._bar.show_progress(done, total, figures)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._cancel.setEnabled(False)
            self._stage.setText(self._desk.words.gettext("Stopping …"))

    def _ended(self) -> None:
        self._work = None
        self._wait.stop()
        self.hide()
