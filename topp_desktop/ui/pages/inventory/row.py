"""One line of action: how far it is, and since or until which year; a digit is enough."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QIntValidator,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from topp_desktop.domain.assessment import LINE_STATES, LineStatus
from topp_desktop.services.measurement.details import YEARS
from topp_desktop.services.terms import LINES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import LineField, SegmentedChoice, Text

_RADIUS = 8
_FOLD_BELOW = 640


class YearField(LineField):
    """A year, or nothing; handed over when one leaves it."""

    def __init__(self) -> None:
        super().__init__(longest=4)
        self.setValidator(QIntValidator(0, YEARS[-1], self))

    @property
    def year(self) -> int | None:
        """The year, where there is a possible one."""
        text = self.text().strip()
        return int(text) if text.isdecimal() and int(text) in YEARS else None


class LineRow(QFrame):
    """Takes the focus as a whole: 0–3 say how far it is, Delete takes it back, Y is the year's."""

    stated = Signal(str, object)
    """(line, LineStatus or None)"""
    moved = Signal(str, int)
    """To the next line (1) or the one before (-1)."""

    def __init__(self, desk: Desk, line: str) -> None:
        super().__init__()
        self._desk = desk
        self.line = line
        self._status: LineStatus | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._code = Text(line, role="small", tone="muted", wrap=False)
        self._code.setFixedWidth(desk.theme.px(44))
        self._text = Text()
        self.states = SegmentedChoice()
        self.states.chosen.connect(self._chosen)
        self.year = YearField()
        self.year.setFixedWidth(desk.theme.px(74))
        policy = self.year.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.year.setSizePolicy(policy)
        self.year.editingFinished.connect(self.flush)
        self.year.returnPressed.connect(lambda: self.moved.emit(self.line, 1))
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(self.states, 1)
        said.addWidget(self.year, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._code)
        words.addWidget(self._text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(8, 6, 8, 6)
        self._box.setSpacing(8)
        self._box.addLayout(words, 1)
        self._box.addLayout(said, 0)

    def show_status(self, status: LineStatus | None) -> None:
        """What is on record, in the words of the moment."""
        words, wording = self._desk.words, self._desk.wording
        self._status = status
        text = wording.line(self.line)
        self._text.setText(text)
        state = status.state if status else None
        self.states.show_options(
            [(code, term(LINES, code, words)) for code in LINE_STATES],
            state,
            f"{self.line} {text}",
        )
        for button in self.states.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        planned = state == "planned"
        label = words.gettext("Planned for (year)") if planned else words.gettext("Since (year)")
        self.year.setAccessibleName(f"{self.line}: {label}")
        self.year.setPlaceholderText(words.gettext("Year"))
        self.year.setToolTip(label)
        self.year.setVisible(state not in {None, "none"})
        if not self.year.hasFocus():
            self.year.setText("" if status is None or status.year is None else str(status.year))
        said = term(LINES, state, words) if state else words.gettext("Not said yet")
        year = "" if status is None or status.year is None else f", {status.year}"
        self.setAccessibleName(f"{self.line} {text}: {said}{year}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._desk.theme.px(_FOLD_BELOW)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        if text in {"0", "1", "2", "3"}:
            self._state(LINE_STATES[int(text)])
            self.moved.emit(self.line, 1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._state(None)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.moved.emit(self.line, 1)
        elif key == Qt.Key.Key_Up:
            self.moved.emit(self.line, -1)
        elif text.upper() in {"Y", "A"} and self.year.isVisible():
            self.year.setFocus(Qt.FocusReason.OtherFocusReason)
            self.year.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._desk.theme.color("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    # --- what was said ------------------------------------------------------------------------

    def _chosen(self, state: object) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._state(state if isinstance(state, str) else None)

    def _state(self, state: str | None) -> None:
        before = self._status
        if state is None:
            self._tell(None)
            return
        goes_on = before is not None and {before.state, state} <= {"under-way", "done"}
        kept = before.year if before is not None and goes_on else None
        self._tell(LineStatus(state, kept, before.note if before else ""))

    def flush(self) -> None:
        """Hands over a year that was typed."""
        if self._status is not None and self.year.year != self._status.year:
            status = self._status
            self._tell(LineStatus(status.state, self.year.year, status.note))

    def _tell(self, status: LineStatus | None) -> None:
        if status != self._status:
            self.show_status(status)
            self.stated.emit(self.line, status)
