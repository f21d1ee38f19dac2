"""The bar below a page: its buttons stay in sight while the page scrolls."""

from __future__ import annotations

from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from topp_desktop.ui.widgets.flow import FlowBox

LOW_LINES = 24
"""A window of fewer lines of text than this is low: what frames the page makes room for it."""


def is_low(widget: QWidget) -> bool:
    """Whether the widget's window is low for the size of its text."""
    return widget.window().height() < LOW_LINES * widget.fontMetrics().lineSpacing()


class Foot(QFrame):
    """A bar with a line above it, whatever stands in its `layout`; slimmer in a low window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottom")

    def hold(self, layout: QLayout) -> None:
        """Takes the layout of what the bar holds."""
        self.setLayout(layout)
        self._fit()

    def moveEvent(self, event: QMoveEvent) -> None:
        # A window that grows or shrinks moves what stands at its bottom.
        super().moveEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            edge = 4 if is_low(self) else 10
            layout.setContentsMargins(28, edge, 28, edge)


class BottomBar(Foot):
    """Widgets beside each other, in a second line where there is no room."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        box = QVBoxLayout()
        box.addWidget(FlowBox(*widgets, spacing=10))
        self.hold(box)
