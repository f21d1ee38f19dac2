"""A level with its clauses below each other, and beside each clause: is it met, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from topp_desktop.domain.instrument.clauses import as_lines, sentence_of
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.card_choice import LevelChoice
from topp_desktop.ui.widgets.mark_box import BOX_HEIGHT, BOX_WIDTH, MarkBox
from topp_desktop.ui.widgets.tags import Tag

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALLEST = 100_000
_NAMES, _BESIDE = 122, 400
"""How wide a level's name is, and from which width of the rest on the clauses stand beside it."""
_PAD, _LEFT, _RIGHT, _OUT = 4, 46, 8, 8
BOXES = 2 * BOX_WIDTH
"""The room of the two boxes beside a clause."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything of a row is for a width; boxes: the corner of each clause's two."""

    name: QRect
    tag: QPoint
    lines: tuple[QRect, ...]
    boxes: tuple[QPoint, ...]
    height: int
    beside: bool


class ClauseChoice(LevelChoice):
    """The level itself: choosing it is a click anywhere but on a box."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme, str(number))
        self._number = number
        self._title = ""
        self._clauses: tuple[str, ...] = ()
        self._marked = False
        self._tag = QSize(0, 0)

    def set_level(self, name: str, clauses: Sequence[str], *, marked: bool) -> None:
        """A level's name and clauses; marked: whether each clause has boxes."""
        self._title = f"{self._number} · {name}"
        self._clauses, self._marked = as_lines(clauses), marked
        self.set_texts(name, sentence_of(clauses) if clauses else "")

    def make_room(self, tag: QSize) -> None:
        """Room for a tag below the name; an empty size for none."""
        self._tag = tag
        self.updateGeometry()
        self.update()

    def places(self, width: int) -> _Places:
        """The geometry of the row."""
        px = self._theme.px
        pad, left, line = px(_PAD), px(_LEFT), px(BOX_HEIGHT)
        right = width - px(_RIGHT)
        beside = right - left - px(_NAMES) - px(BOXES) >= px(_BESIDE)
        # A long word in the tag pushes the clauses of its own row, never into them.
        names = max(px(_NAMES), self._tag.width() - px(_OUT) + px(4))
        across = max(40, (names if beside else right - left))
        bold = QFontMetrics(self._theme.font("body", "semibold"))
        alone = max(0, (line - bold.height()) // 2)
        name = bold.boundingRect(QRect(left, pad + alone, across, _TALLEST), _WRAP, self._title)
        name.setWidth(across)
        tag = QPoint(left - px(_OUT), name.bottom() + px(2))
        used = bold.horizontalAdvance(self._title) + px(10)
        if not beside and used + self._tag.width() <= across:
            tag = QPoint(left + used, pad + (line - self._tag.height()) // 2)
        under = max(name.bottom(), tag.y() + self._tag.height() if self._tag.height() else 0)
        top = pad if beside else under + px(2)
        start = left + names if beside else left
        end = right - px(BOXES) - px(4) if beside else right
        metrics = QFontMetrics(self._theme.font())
        lines, boxes = [], []
        for text in self._clauses:
            above = top + max(0, (line - metrics.height()) // 2)
            box = metrics.boundingRect(
                QRect(start, above, max(40, end - start), _TALLEST), _WRAP, text
            )
            box.setWidth(max(40, end - start))
            lines.append(box)
            bottom = max(top + line, box.bottom() + 1)
            if self._marked and not beside:
                boxes.append(QPoint(start - px(8), bottom))
                bottom += line
            elif self._marked:
                boxes.append(QPoint(right - px(BOXES), top))
            top = bottom
        height = max(top, under, pad + line) + pad
        return _Places(name, tag, tuple(lines), tuple(boxes), height, beside)

    def heightForWidth(self, width: int) -> int:
        return self.places(width).height

    def _paint_inside(self, painter: QPainter, chosen: bool) -> None:
        px = self._theme.px
        found = self.places(self.width())
        middle = px(_PAD) + px(BOX_HEIGHT) / 2
        self._paint_mark(painter, QPointF(px(24), middle), chosen)
        painter.setPen(self._theme.color("ink"))
        painter.setFont(self._theme.font("body", "semibold"))
        painter.drawText(found.name, _WRAP, self._title)
        painter.setFont(self._theme.font())
        for place, text in zip(found.lines, self._clauses, strict=True):
            painter.drawText(place, _WRAP, text)


class ClauseRow(QWidget):
    """A `choice` over the whole row, and over it the boxes and the tag."""

    marked = Signal(int, object)
    """(number of the clause from 1, met: True, False or None)"""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.choice = ClauseChoice(theme, number)
        self.choice.setParent(self)
        self.boxes: list[tuple[MarkBox, MarkBox]] = []
        self._theme = theme
        self._words = ("", "")
        self._tag = Tag("", "proposed")
        self._tag.setParent(self)
        self._tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tag.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_texts(
        self, name: str, clauses: Sequence[str], asked: str, yes: str, no: str, *, marked: bool
    ) -> None:
        """asked: what is asked of each clause, such as "Is it met?"; marked: whether it is."""
        self._words = (yes, no)
        self.choice.set_level(name, clauses, marked=marked)
        wanted = len(clauses) if marked else 0
        while len(self.boxes) > wanted:
            for box in self.boxes.pop():
                box.hide()
                box.setParent(None)
                box.deleteLater()
        while len(self.boxes) < wanted:
            self.boxes.append(self._pair(len(self.boxes) + 1))
        for clause, pair in zip(clauses, self.boxes, strict=False):
            for box, word in zip(pair, self._words, strict=True):
                box.setAccessibleName(f"{clause}. {asked} {word}")
        self._place()
        self.updateGeometry()

    def _pair(self, number: int) -> tuple[MarkBox, MarkBox]:
        pair = (MarkBox(self._theme, positive=True), MarkBox(self._theme, positive=False))
        for box in pair:
            box.setParent(self)
            box.show()
        yes, no = pair
        yes.clicked.connect(lambda on: self.marked.emit(number, True if on else None))
        no.clicked.connect(lambda on: self.marked.emit(number, False if on else None))
        return pair

    def show_marks(self, states: Sequence[bool | None]) -> None:
        """What each clause's boxes say: met, not met, not looked at."""
        for (yes, no), state in zip(self.boxes, states, strict=False):
            yes.setChecked(state is True)
            no.setChecked(state is False)

    def show_tag(self, text: str) -> None:
        """A word about the level as a whole; "" takes it away."""
        if text == self._tag.text() and bool(text) != self._tag.isHidden():
            return
        self._tag.setText(text)
        self._tag.setVisible(bool(text))
        self._tag.ensurePolished()
        self._tag.adjustSize()
        self.choice.make_room(self._tag.sizeHint() if text else QSize(0, 0))
        self.choice.setAccessibleDescription(text)
        self._place()
        self.updateGeometry()

    # --- geometry -----------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.choice.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.choice.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.choice.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._tag.adjustSize()
            self.choice.make_room(QSize(0, 0) if self._tag.isHidden() else self._tag.sizeHint())
            self._place()
            self.updateGeometry()

    def _place(self) -> None:
        self.choice.setGeometry(self.rect())
        found = self.choice.places(self.width())
        self._tag.move(found.tag)
        for pair, corner in zip(self.boxes, found.boxes, strict=True):
            x = corner.x()
            for box, word in zip(pair, self._words, strict=True):
                box.show_word("" if found.beside else word)
                size = box.sizeHint()
                box.setGeometry(x, corner.y(), size.width(), size.height())
                x += size.width() + (0 if found.beside else self._theme.px(12))
