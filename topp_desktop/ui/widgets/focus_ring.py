"""The one ring that shows where the keyboard is: whole, two pixels, and never a fill."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMetaObject, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets.follow import area_of

_THICK, _GAP = 2, 2
_RADIUS = 11.0
_RINGED = (QAbstractItemView, QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class _Ring(QWidget):
    """What is painted, over everything else; the mouse goes through it."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self.radius = _RADIUS
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), _THICK))
        half = _THICK / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, self.radius, self.radius)


class FocusRing(QObject):
    """Puts a ring around whatever button or field has the focus, a little away from its edge;
    inside, where its neighbours join it. In a table it goes around the row, or the cell, that the
    keys act on. A class that shows its own place says so with `rings_itself`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring: _Ring | None = None
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self._moves: list[QMetaObject.Connection] = []
        # Rows have their places only once the table is laid out.
        self._soon = one_shot(self, 0)
        self._soon.timeout.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    @property
    def around(self) -> QWidget | None:
        """What has the ring now."""
        return self._around

    def place(self) -> QRect:
        """Where the ring is, from its widget's window."""
        if self._ring is None or not isValid(self._ring):
            return QRect()
        return QRect(self._ring.mapTo(self._ring.window(), QPoint()), self._ring.size())

    def _moved(self, _: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if not isinstance(now, _RINGED) or getattr(now, "rings_itself", False):
            return
        if now.window().windowType() != Qt.WindowType.Popup:
            self._go_to(now)

    def _go_to(self, widget: QWidget) -> None:
        area = area_of(widget)
        host = (area.widget() if area is not None else None) or widget.window()
        self._around = widget
        if self._ring is None or not isValid(self._ring):
            # It goes with what holds it, such as a dialog.
            self._ring = _Ring(self._theme, host)
        elif self._ring.parentWidget() is not host:
            self._ring.setParent(host)
        watched: QWidget | None = widget
        while watched is not None and watched is not host:
            watched.installEventFilter(self)
            self._watched.append(watched)
            watched = watched.parentWidget()
        if isinstance(widget, QAbstractItemView):
            self._moves = [
                widget.selectionModel().currentChanged.connect(self._place_later),
                widget.verticalScrollBar().valueChanged.connect(self._place_later),
                widget.horizontalScrollBar().valueChanged.connect(self._place_later),
            ]
        self._place()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if isinstance(self._around, QAbstractItemView) and isValid(self._around):
            for move in self._moves:
                QObject.disconnect(move)
        self._watched, self._around, self._moves = [], None, []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the ring, or what holds it, has another place."""
        if event.type() in _MOVING:
            self._place()
        return super().eventFilter(watched, event)

    def _place_later(self) -> None:
        self._soon.start()

    def _place(self) -> None:
        ring, widget = self._ring, self._around
        if ring is None or widget is None or not isValid(ring) or not isValid(widget):
            return
        host = ring.parentWidget()
        assert host is not None
        if not widget.isVisible() or not host.isAncestorOf(widget):
            ring.hide()
            return
        joined = bool(widget.property("segment")) and widget.property("segment") != "alone"
        away = -_GAP - 1 if joined else _GAP + _THICK
        box = QRect(widget.mapTo(host, QPoint()), widget.size())
        if isinstance(widget, QAbstractItemView):
            joined, away, box = True, 0, _current_in(widget, host)
        box = box.adjusted(-away, -away, away, away)
        ring.radius = 5.0 if joined else min(_RADIUS, box.height() / 2)
        if widget.property("kind") == "chip":
            ring.radius = box.height() / 2
        ring.setGeometry(box)
        ring.raise_()
        ring.show()
        ring.update()


def _current_in(view: QAbstractItemView, host: QWidget) -> QRect:
    """The row that the keys act on, or the cell where cells are chosen; the whole view while
    nothing of it is in sight."""
    shown = view.viewport().rect()
    box = view.visualRect(view.currentIndex())
    if view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
        box = QRect(shown.left(), box.top(), shown.width(), box.height())
    box = box.intersected(shown)
    if box.height() <= 0 or not view.currentIndex().isValid():
        return QRect(view.mapTo(host, QPoint()), view.size())
    return QRect(view.viewport().mapTo(host, box.topLeft()), box.size())
