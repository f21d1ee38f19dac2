"""A picture on screen whose places can be reached by mouse, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from topp_desktop.charts.shapes import Picture, Target
from topp_desktop.charts.text import TextMeasure
from topp_desktop.ui.painters import ScreenMeasure, paint_picture
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.text import set_tooltip

Draw = Callable[[TextMeasure, float, float], Picture]
"""(measure, width, text size) → the picture of the moment; both in logical pixels."""

TEXT_SIZE = 13.5
ERASE = "\x7f"
"""What `ChartCanvas.typed` carries for Delete and for Backspace."""
_SMALLEST_TARGET = 24
_WIDTHS = 8
"""So many pictures are remembered, each for another width."""
_NONE = Qt.KeyboardModifier.NoModifier
_NEXT = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Spot(QAbstractButton):
    """One target: transparent, with a focus ring; its name is its tooltip too."""

    def __init__(self, canvas: ChartCanvas, theme: Theme) -> None:
        super().__init__(canvas)
        self._theme = theme
        self.key = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_target(self, target: Target, box: QRect) -> None:
        self.key = target.key
        self.setAccessibleName(target.name)
        set_tooltip(self, target.name)
        self.setGeometry(box)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        canvas = self.parent()
        assert isinstance(canvas, ChartCanvas)
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        erases = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        letter = ERASE if erases else event.text()
        if plain and letter and letter in canvas.takes:
            canvas.typed.emit(self.key, letter)
        elif not canvas.move_focus(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        canvas = self.parent()
        assert isinstance(canvas, ChartCanvas)
        canvas.pointed.emit(self.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(self._theme.color("focus"), 1.5))
        painter.drawRoundedRect(box, 6, 6)


class ChartCanvas(QWidget):
    """Paints what `draw` makes for the present width and theme.

    `activated` carries a target's key. One target at a time can be reached by Tab; the arrows
    go to the others. A picture with targets that nothing listens to is drawn with
    `interactive=False`. `pointed` carries the key of the target that got the focus; `typed` the
    key of a target and a letter of `takes` that was typed on it.
    """

    activated = Signal(str)
    pointed = Signal(str)
    typed = Signal(str, str)

    def __init__(
        self, theme: Theme, draw: Draw, *, interactive: bool = True, text_size: float = TEXT_SIZE
    ) -> None:
        super().__init__()
        self._theme = theme
        self._draw = draw
        self._interactive = interactive
        self._text_size = text_size
        self._measure = ScreenMeasure()
        self._spots: list[Spot] = []
        self._picture: Picture | None = None
        self._made: dict[tuple[float, float], Picture] = {}
        self._current = 0
        self.takes = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def picture(self) -> Picture:
        """The picture for the present width."""
        if self._picture is None:
            self._picture = self._make(max(1, self.width()))
            self.setAccessibleName(self._picture.title)
            self.setAccessibleDescription(self._picture.description)
            self._place_spots(self._picture)
        return self._picture

    def redraw(self) -> None:
        """The data, the words or the colours changed."""
        self._picture = None
        self._made.clear()
        _ = self.picture
        self.updateGeometry()
        self.update()

    def _make(self, width: float) -> Picture:
        # A layout asks for the heights of a few widths, again and again.
        key = (width, self._theme.scale)
        if key not in self._made:
            if len(self._made) > _WIDTHS:
                self._made.clear()
            self._made[key] = self._draw(self._measure, width, self._text_size * key[1])
        return self._made[key]

    # --- size -------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width == self.width() and self._picture is not None:
            return round(self._picture.height)
        return round(self._make(max(1, width)).height)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(240))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._picture = None
            _ = self.picture

    # --- targets ----------------------------------------------------------------------------

    def _place_spots(self, picture: Picture) -> None:
        targets = picture.targets if self._interactive else ()
        while len(self._spots) < len(targets):
            spot = self.make_spot()
            spot.clicked.connect(partial(self._activate, spot))
            self._spots.append(spot)
        for spot in self._spots[len(targets) :]:
            spot.hide()
        for spot, target in zip(self._spots, targets, strict=False):
            spot.show_target(target, _box(target))
        self._current = min(self._current, max(0, len(targets) - 1))
        self._give_tab_stop()

    def make_spot(self) -> Spot:
        """A new place for a target; canvases whose targets do more make their own kind."""
        return Spot(self, self._theme)

    def _give_tab_stop(self) -> None:
        for n, spot in enumerate(self._spots):
            here = n == self._current
            spot.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def _activate(self, spot: Spot) -> None:
        self._current = self._spots.index(spot)
        self._give_tab_stop()
        self.activated.emit(spot.key)

    def move_focus(self, spot: QWidget, key: Qt.Key) -> bool:
        """Goes to the neighbour in the arrow's direction; False for another key, or none there."""
        if key not in _NEXT:
            return False
        shown = [s for s in self._spots if not s.isHidden()]
        here = spot.geometry().center()
        found = min(
            (s for s in shown if s is not spot and _lies(s.geometry().center(), here, key)),
            key=lambda s: _distance(s.geometry().center(), here, key),
            default=None,
        )
        if found is None:
            return True
        self._current = self._spots.index(found)
        self._give_tab_stop()
        found.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focus_target(self, key: str) -> None:
        """Gives the focus to a target, if the picture has it."""
        for place, spot in enumerate(self._spots):
            if spot.key == key and not spot.isHidden():
                self._current = place
                self._give_tab_stop()
                spot.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_current(self) -> None:
        """Gives the focus back to the target that had it last."""
        if self._spots:
            self._spots[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_key(self, key: str) -> bool:
        """Gives the focus to a target by its key; False where there is none."""
        for n, spot in enumerate(self._spots):
            if spot.key == key and not spot.isHidden():
                self._current = n
                self._give_tab_stop()
                spot.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_picture(painter, self.picture, self._theme.palette)


def _box(target: Target) -> QRect:
    """The target's rectangle, never smaller than a finger or an unsteady hand needs."""
    wider = max(0.0, _SMALLEST_TARGET - target.width) / 2
    higher = max(0.0, _SMALLEST_TARGET - target.height) / 2
    return QRect(
        round(target.x - wider),
        round(target.y - higher),
        round(target.width + 2 * wider),
        round(target.height + 2 * higher),
    )


def _offset(there: QPoint, here: QPoint, key: Qt.Key) -> tuple[int, int]:
    """(distance along the arrow, distance aside)."""
    dx, dy = there.x() - here.x(), there.y() - here.y()
    along, aside = (dx, dy) if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else (dy, dx)
    return along * _NEXT[key], abs(aside)


def _lies(there: QPoint, here: QPoint, key: Qt.Key) -> bool:
    return _offset(there, here, key)[0] > 2


def _distance(there: QPoint, here: QPoint, key: Qt.Key) -> int:
    along, aside = _offset(there, here, key)
    return along + 3 * aside
