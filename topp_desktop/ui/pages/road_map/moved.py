"""After a move: what was done, what it breaks, and room for a reason; nothing has to be written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.roadmap.limits import NOTE
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, FieldRow, LineField, Text
from topp_desktop.ui.widgets.columns import Columns


class MovedStrip(QFrame):
    """At the foot of the page, so that nothing jumps; the focus stays where it is.

    written: (action, reason), when Enter is pressed or the field is left.
    """

    written = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self.action = ""
        self._given = ""
        self._faults = Text(role="small", weight="semibold", tone="trouble")
        self.reason = LineField(longest=NOTE)
        self._row = FieldRow(self.reason)
        self._close = Button("", self._shut, small=True)
        self.text = Text(role="small", weight="semibold")
        told = QWidget()
        lines = QVBoxLayout(told)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.text)
        lines.addWidget(self._faults)
        writing = QWidget()
        beside = QHBoxLayout(writing)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self._row, 1)
        beside.addWidget(self._close, 0, Qt.AlignmentFlag.AlignBottom)
        across = Columns(desk.theme, 640)
        across.add(told, 1)
        across.add(writing, 1, bottom=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 8, 18, 10)
        box.addWidget(across)
        self.reason.editingFinished.connect(self.flush)
        self.hide()

    def show_move(self, action: str, said: str, reason: str) -> None:
        """Says what was moved; the focus stays where it is."""
        self.flush()
        words = self._desk.words
        self.action, self._given = action, reason
        self.text.setText(said)
        self._row.set_texts(words.gettext("Why? (you may leave this empty)"))
        self._close.set_text(words.gettext("Close"))
        self.reason.setText(reason)
        self._faults.hide()
        self.show()

    def show_faults(self, faults: Sequence[str]) -> None:
        """What does not fit now; it stays as people want it."""
        self._faults.setText(" · ".join(faults))
        self._faults.setVisible(bool(faults))

    def flush(self) -> None:
        """Hands over a reason that was typed."""
        typed = self.reason.text().strip()
        if self.action and typed != self._given:
            self._given = typed
            self.written.emit(self.action, typed)

    def forget(self) -> None:
        """Nothing was moved."""
        self.action = ""
        self.hide()

    def _shut(self) -> None:
        self.flush()
        self.forget()
