"""Small things beside each other that go on in the next line where there is no more room.

Placed by hand, without a layout of its own: the entries of a layout written in Python can be gone
before Qt is done with them.
"""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_TOLD = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
"""Whether somebody has shown or hidden a widget, rather than it being new."""


class FlowBox(QWidget):
    """Lines of widgets in their own sizes, those of a line on one middle."""

    def __init__(self, *widgets: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self._spacing = spacing
        self._entries: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        """Adds widgets at the end."""
        for widget in widgets:
            hidden = widget.testAttribute(_TOLD) and widget.isHidden()
            widget.setParent(self)
            self._entries.append(widget)
            widget.setVisible(not hidden)
        self._renew()

    def empty(self) -> None:
        """Takes everything out and lets it go."""
        for widget in self._entries:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._entries = []
        self._renew()

    # --- what Qt asks -------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._shown()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [widget.sizeHint() for widget in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def event(self, event: QEvent) -> bool:
        """Something inside was shown, hidden, or wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._renew()
        return super().event(event)

    def childEvent(self, event: QChildEvent) -> None:
        """What went elsewhere is no longer an entry."""
        super().childEvent(event)
        if event.removed() and event.child() in self._entries:
            self._entries = [widget for widget in self._entries if widget is not event.child()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._entries if not widget.isHidden()]

    def _renew(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)

    def _place(self, across: int, *, move: bool) -> int:
        lines: list[list[tuple[QWidget, QSize]]] = []
        used = 0
        for widget in self._shown():
            size = widget.sizeHint()
            if not lines or used + size.width() > across:
                lines.append([])
                used = 0
            lines[-1].append((widget, size))
            used += size.width() + self._spacing
        y = 0
        for line in lines:
            height = max(size.height() for _, size in line)
            x = 0
            for widget, size in line:
                width = min(size.width(), across)
                if move:
                    top = y + (height - size.height()) // 2
                    widget.setGeometry(QRect(x, top, width, size.height()))
                x += width + self._spacing
            y += height + self._spacing
        return max(0, y - self._spacing)
