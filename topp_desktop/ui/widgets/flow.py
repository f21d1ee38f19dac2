"""Widgets beside each other that go on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Lines of widgets in their own sizes."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._entries: list[QLayoutItem] = []

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Adds a widget in an item made here: one that C++ makes can lie where an item lay that
        Python still knows as deleted, and be taken for it."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 — Qt's own name
        self._entries.append(item)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [e.sizeHint() for e in self._entries if not e.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for entry in self._entries:
            if not entry.isEmpty():
                size = size.expandedTo(entry.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for entry in (e for e in self._entries if not e.isEmpty()):
            size = entry.sizeHint()
            if line and x + size.width() > rect.right() + 1:
                x, y = rect.x(), y + _settle(line, move=move) + self.spacing()
                line = []
            width = min(size.width(), rect.width())
            line.append((entry, QRect(x, y, width, size.height())))
            x += width + self.spacing()
        return y + _settle(line, move=move) - rect.y()


def _settle(line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> int:
    """Centres what stands in a line; returns the line's height."""
    height = max((box.height() for _, box in line), default=0)
    if move:
        for entry, box in line:
            entry.setGeometry(box.translated(0, (height - box.height()) // 2))
    return height


def flowing(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """These widgets in lines, as a widget of its own."""
    holder = QWidget()
    layout = FlowLayout(holder, spacing=spacing)
    for widget in widgets:
        layout.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
