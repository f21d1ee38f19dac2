"""The plan as a picture whose cards can be moved: by mouse, by keyboard, from a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from topp_desktop.charts.board import Board, Zone
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.roadmap import Semester
from topp_desktop.ui.painters import paint_picture
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas, Spot

_EDGE = 9
"""How near its end a bar is taken by its end."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SCROLL_MARGIN = 48

DrawBoard = Callable[[TextMeasure, float, float], Board]
"""(measure, width, text size) → the picture of the moment and its columns."""


class CardSpot(Spot):
    """An action's card: pressed it is chosen, pulled it is moved."""

    def __init__(self, canvas: PlanCanvas, theme: Theme) -> None:
        super().__init__(canvas, theme)
        self._canvas = canvas
        self._grabbed: QPoint | None = None
        self.setMouseTracking(canvas.stretches)

    def _at_end(self, at: QPointF) -> bool:
        return self._canvas.stretches and at.x() >= self.width() - _EDGE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._grabbed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            shape = Qt.CursorShape
            self.setCursor(shape.SizeHorCursor if self._at_end(at) else shape.PointingHandCursor)
            return
        canvas = self._canvas
        far = (at.toPoint() - self._grabbed).manhattanLength()
        if not canvas.dragging and far >= QApplication.startDragDistance():
            self.setDown(False)
            canvas.begin_drag(self, self._grabbed, by_end=self._at_end(self._grabbed.toPointF()))
        if canvas.dragging:
            canvas.drag_to(self.mapToParent(at.toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        if self._canvas.dragging:
            self._canvas.drop(self.mapToParent(event.position().toPoint()))
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        canvas, key = self._canvas, Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and canvas.dragging:
            self._grabbed = None
            canvas.end_drag()
            return
        if event.modifiers() & _CTRL and key in _STEPS:
            step = _STEPS[key]
            if not event.modifiers() & _SHIFT:
                canvas.stepped.emit(self.key, step)
            elif canvas.stretches:
                canvas.lengthened.emit(self.key, step)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        canvas = self._canvas
        canvas.menu_wanted.emit(self.key, self.mapToGlobal(QPoint(12, self.height() // 2)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._canvas.dragging and event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._canvas.end_drag()


class PlanCanvas(ChartCanvas):
    """Cards in columns. `stretches`: bars that also have an end to be pulled.

    moved: (action, semester) a card was put down there; stepped: (action, ±1) by keyboard;
    ended: (action, semester) a bar's end was put there; lengthened: (action, ±1) by keyboard;
    menu_wanted: (action, where on the screen).
    """

    moved = Signal(str, object)
    stepped = Signal(str, int)
    ended = Signal(str, object)
    lengthened = Signal(str, int)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, draw: DrawBoard, *, stretches: bool = False) -> None:
        self.stretches = stretches
        self._zones: dict[float, Sequence[Zone]] = {}
        self._draw_board = draw
        self._cache: QPixmap | None = None
        self._cached: tuple[int, float, str, QSize] | None = None
        self._ghost: _Ghost | None = None
        super().__init__(theme, self._draw_picture)
        self._ghost = _Ghost(self, theme)
        self._dragged: CardSpot | None = None
        self._grab = QPoint()
        self._by_end = False

    def make_spot(self) -> Spot:
        return CardSpot(self, self._theme)

    def _draw_picture(self, measure: TextMeasure, width: float, size: float) -> Picture:
        board = self._draw_board(measure, width, size)
        self._zones[width] = board.zones
        return board.picture

    @property
    def zones(self) -> Sequence[Zone]:
        """The columns of the picture that is shown."""
        return self._zones.get(self.picture.width, ())

    def zone_of(self, semester: Semester) -> Zone | None:
        """The column of a semester."""
        return next((z for z in self.zones if z.semester == semester), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words of a row choose it as its bar does."""
        y = event.position().y()
        rows = self.picture.targets if self.stretches else ()
        row = next((t for t in rows if t.y <= y < t.y + t.height), None)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(row.key)
        else:
            super().mousePressEvent(event)

    # --- pulling ------------------------------------------------------------------------------

    @property
    def dragging(self) -> bool:
        """Whether a card is being pulled."""
        return self._dragged is not None

    def begin_drag(self, spot: CardSpot, grab: QPoint, *, by_end: bool) -> None:
        """Takes a card up at a point of it."""
        self._dragged, self._grab, self._by_end = spot, grab, by_end
        assert self._ghost is not None
        self._ghost.begin(self.grab(spot.geometry()), spot.geometry())

    def drag_to(self, at: QPoint) -> None:
        """The pointer is there now."""
        spot, ghost = self._dragged, self._ghost
        if spot is None or ghost is None:
            return
        box = spot.geometry()
        if self._by_end:
            box.setRight(max(box.left() + 8, at.x()))
        else:
            box.moveTopLeft(at - self._grab)
            if self.stretches:
                box.moveTop(spot.y())
        ghost.move_to(box, self._zone_under(at))
        area = self._area()
        if area is not None and (inside := area.widget()) is not None:
            there = self.mapTo(inside, at)
            area.ensureVisible(there.x(), there.y(), 0, _SCROLL_MARGIN)

    def drop(self, at: QPoint) -> None:
        """Puts the card down; outside every column nothing happens."""
        spot, zone = self._dragged, self._zone_under(at)
        by_end = self._by_end
        self.end_drag()
        if spot is None or zone is None:
            return
        (self.ended if by_end else self.moved).emit(spot.key, zone.semester)

    def end_drag(self) -> None:
        """No card is being pulled any more."""
        self._dragged = None
        if self._ghost is not None:
            self._ghost.hide()

    def _zone_under(self, at: QPoint) -> Zone | None:
        x, y = float(at.x()), float(at.y())
        if self.stretches and not self._by_end:
            # A bar goes where its beginning is; a little to the left of a line still counts.
            x = x - self._grab.x() + (self.zones[0].width / 2 if self.zones else 0)
        return next(
            (z for z in self.zones if z.x <= x < z.x + z.width and z.y <= y < z.y + z.height), None
        )

    def _area(self) -> QScrollArea | None:
        parent: QWidget | None = self
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    # --- painting -----------------------------------------------------------------------------

    def redraw(self) -> None:
        self._zones.clear()
        super().redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        picture = self.picture
        key = (id(picture), ratio, self._theme.kind, self.size())
        if self._cache is None or self._cached != key:
            self._cached = key
            size = self.size() * ratio
            self._cache = QPixmap(size)
            self._cache.setDevicePixelRatio(ratio)
            self._cache.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._cache)
            paint_picture(painter, picture, self._theme.palette)
            painter.end()
        painter = QPainter(self)
        where = event.rect()
        source = QRectF(
            where.x() * ratio, where.y() * ratio, where.width() * ratio, where.height() * ratio
        )
        painter.drawPixmap(QRectF(where), self._cache, source)


class _Ghost(QWidget):
    """What is seen of a card while it is pulled, and the column it would go to."""

    def __init__(self, canvas: PlanCanvas, theme: Theme) -> None:
        super().__init__(canvas)
        self._theme = theme
        self._card = QPixmap()
        self._box = QRect()
        self._zone: Zone | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def begin(self, card: QPixmap, box: QRect) -> None:
        self._card, self._box, self._zone = card, box, None
        canvas = self.parentWidget()
        assert canvas is not None
        self.setGeometry(canvas.rect())
        self.raise_()
        self.show()

    def move_to(self, box: QRect, zone: Zone | None) -> None:
        self._box, self._zone = box, zone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.color("accent")
        if self._zone is not None:
            zone = self._zone
            place = QRectF(zone.x + 2, zone.y + 1, zone.width - 4, zone.height - 2)
            painter.setOpacity(0.12)
            painter.setBrush(accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(place, 8, 8)
            painter.setOpacity(1.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(place, 8, 8)
        painter.setOpacity(0.85)
        if self._box.size() == self._card.deviceIndependentSize().toSize():
            painter.drawPixmap(self._box, self._card)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:  # a bar that is being lengthened
            painter.setBrush(self._theme.color("accent-tint"))
        painter.setOpacity(1.0)
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(QRectF(self._box), 6, 6)
