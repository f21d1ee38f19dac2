"""The body of a page: scrolls, with a right column that moves under the main one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import invalidate

from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.follow import FollowedArea

NARROW = 900
"""Below this width of the page (logical pixels at the usual text size) there is one column."""
WIDEST = 1440
SIDE_WIDTH = 350
ABOVE = 12


class _Inside(QWidget):
    """What scrolls: as high as its content needs at its width.

    The minimum of a layout counts wrapped lines at their narrowest, far too high here. It has no
    least width either: rows that need room fold when they are given less.
    """

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or layout.hasHeightForWidth():
            return QSize(0, 0)
        return QSize(0, layout.minimumSize().height())


class PageScroll(FollowedArea):
    """`main` and `side` are columns to add to; without anything in `side` there is one column.

    `fill`: what can grow in a column takes the height that is left over. What the page holds keeps
    its place when the scroll bar comes and goes: the bar takes its room from the margin.
    """

    def __init__(self, theme: Theme, *, side_width: int = SIDE_WIDTH, fill: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._side_width = side_width
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always kept: a page whose width hangs on its height, and its height on its
        # width, would not come to rest.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        # The area scrolls for what is inside; it is not a stop of its own.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        inside.setObjectName("inside")
        outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        outer.setContentsMargins(0, 0, 0, 0)
        self._columns = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._columns)
        self._box.setContentsMargins(28, ABOVE, 28, ABOVE)
        self._box.setSpacing(18)
        outer.addWidget(self._columns, 1)
        outer.addStretch(0)
        main_widget, self._side_widget = QWidget(), QWidget()
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        for layout, widget in ((self.main, main_widget), (self.side, self._side_widget)):
            layout.setSpacing(16)
            # Not AlignTop: an aligned layout forgets that wrapped lines need more height.
            holder = QVBoxLayout(widget)
            holder.setContentsMargins(0, 0, 0, 0)
            holder.addLayout(layout)
            if not fill:
                holder.addStretch(1)
        self._box.addWidget(main_widget, 1)
        self._box.addWidget(self._side_widget, 0)
        self._box.addStretch(0)
        self.setWidget(inside)
        self.arrange()

    def _range_changed(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > low)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < self._theme.px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_side_widget"):
            self.arrange()

    def to_top(self) -> None:
        """Back to the beginning of the page."""
        self.verticalScrollBar().setValue(0)

    def arrange(self) -> None:
        """Columns for the room there is; called again after cards were shown or hidden."""
        beside_main = [self.side.itemAt(n) for n in range(self.side.count())]
        widgets = [entry.widget() for entry in beside_main if entry is not None]
        for entry in beside_main:
            if entry is not None and entry.layout() is None:
                # Nothing of Python's outlives what Qt may let go; see `ui.focus_order`.
                invalidate(entry)
        has_side = any(widget is None or not widget.isHidden() for widget in widgets)
        self._side_widget.setVisible(has_side)
        self._columns.setMaximumWidth(self._theme.px(WIDEST))
        margin = 16 if self.width() < self._theme.px(720) else 28
        bar = self.width() - self.viewport().width()
        self._box.setContentsMargins(margin, ABOVE, max(0, margin - bar), ABOVE)
        beside = has_side and not self.narrow
        # Below each other, what is left over stays at the bottom.
        self._box.setStretch(0, 1 if beside or not has_side else 0)
        self._box.setStretch(2, 0 if beside or not has_side else 1)
        if beside:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
            self._side_widget.setFixedWidth(self._theme.px(self._side_width))
        else:
            self._box.setDirection(QBoxLayout.Direction.TopToBottom)
            self._side_widget.setMinimumWidth(0)
            self._side_widget.setMaximumWidth(16777215)
