"""The levels of a question below each other, and which of their clauses are met."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Marks
from topp_desktop.domain.assessment.marks import clause_name
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.text import fold
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Text, clear
from topp_desktop.ui.widgets.clause_row import ClauseChoice, ClauseRow
from topp_desktop.ui.widgets.mark_box import BOX_WIDTH, MarkBox

_NO_MODIFIER = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_OTHER = Qt.FocusReason.OtherFocusReason
_BLANK = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


def mark_keys(words: Translator) -> tuple[str, str]:
    """The keys that mark a clause as met and as not met: how the words over the boxes begin."""
    return fold(words.gettext("Yes"))[:1].upper(), fold(words.gettext("No"))[:1].upper()


class LevelBoard(QWidget):
    """Shows a level and marks, and tells what was chosen and marked; keeps neither.

    All boxes are one place for Tab, the first clause that nobody looked at; arrows go about.
    """

    chosen = Signal(int)
    marked = Signal(object)
    """The marks, with one clause marked otherwise."""

    def __init__(self, theme: Theme, *, marking: bool) -> None:
        super().__init__()
        self._theme, self._marking = theme, marking
        self._marks = Marks()
        self.proposed: int | None = None
        self.rows: list[ClauseRow] = []
        self._words: Translator | None = None
        self._stop: MarkBox | None = None
        self.rule = Text(role="small")
        self._asked = Text(role="small", tone="muted", wrap=False)
        self._yes = Text(role="small", weight="semibold", tone="muted", wrap=False)
        self._no = Text(role="small", weight="semibold", tone="muted", wrap=False)
        self._heads = QWidget()
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self.above = QVBoxLayout()
        """What is said before the levels, the rule last; a page may put its hints before it."""
        self.above.setSpacing(1)
        self.above.addWidget(self.rule)
        self._head.addLayout(self.above, 1)
        self._head.addWidget(self._heads, 0, Qt.AlignmentFlag.AlignBottom)
        self._place_heads()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(5)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._head)
        box.addLayout(self._lines)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)

    def _place_heads(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for word in (self._yes, self._no):
            word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(word)
        box = QVBoxLayout(self._heads)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._asked, 0, Qt.AlignmentFlag.AlignRight)
        box.addLayout(words)

    # --- what it shows ------------------------------------------------------------------------

    @property
    def levels(self) -> list[ClauseChoice]:
        """The levels to choose from, lowest first."""
        return [row.choice for row in self.rows]

    def show_item(self, item: Item, levels: int, wording: Wording, words: Translator) -> None:
        """The words of a question with so many levels; none for one that is only ticked."""
        self._build(levels)
        self._words = words
        self.setVisible(bool(levels))
        clauses = wording.clauses(item.id)
        asked, yes, no = words.gettext("Is it met?"), words.gettext("Yes"), words.gettext("No")
        for number, line in enumerate(self.rows):
            texts = clauses[number] if number < len(clauses) else ()
            marked = self._marking and number > 0
            line.set_texts(wording.level(number), texts, asked, yes, no, marked=marked)
            for box in self._boxes_of(line):
                box.installEventFilter(self)
        self.rule.setText(wording.rule)
        self.rule.setVisible(bool(wording.rule))
        for label, text in ((self._asked, asked), (self._yes, yes), (self._no, no)):
            label.setText(text)
        self._show_heads()

    def show_answer(self, level: int | None, marks: Marks) -> None:
        """What is chosen and marked now."""
        self._marks = marks
        self._group.setExclusive(False)
        for number, choice in enumerate(self.levels):
            choice.setChecked(level == number)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.setExclusive(True)
        counts = [0, *(len(line.boxes) for line in self.rows[1:])]
        self.proposed = marks.proposed_level(counts) if marks else None
        assert self._words is not None
        for number, line in enumerate(self.rows):
            names = [clause_name(number, n) for n in range(1, len(line.boxes) + 1)]
            line.show_marks([marks.state(name) for name in names])
            line.show_tag(self._words.gettext("Proposed level") if number == self.proposed else "")
        self._move_stop()

    def take_proposed(self) -> bool:
        """Chooses the level that the marks support; False where they support none."""
        if self.proposed is None:
            return False
        choice = self.levels[self.proposed]
        choice.setFocus(_OTHER)
        choice.click()
        return True

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show_heads()

    def _show_heads(self) -> None:
        """The words over the boxes, where these stand beside the clauses."""
        beside = any(line.boxes and line.choice.places(self.width()).beside for line in self.rows)
        self._heads.setVisible(beside)
        for word in (self._yes, self._no):
            word.setFixedWidth(self._theme.px(BOX_WIDTH))
        self._head.setContentsMargins(0, 0, self._theme.px(8), 0)

    def _build(self, levels: int) -> None:
        if levels == len(self.rows):
            return
        for choice in self.levels:
            self._group.removeButton(choice)
        clear(self._lines)
        self.rows = [ClauseRow(self._theme, number) for number in range(levels)]
        for number, line in enumerate(self.rows):
            self._group.addButton(line.choice, number)
            self._lines.addWidget(line)
            line.marked.connect(lambda n, met, level=number: self._mark(level, n, met))
            # A layout shows what it is given later; what is not shown cannot take the focus.
            line.show()

    # --- marking ------------------------------------------------------------------------------

    def _mark(self, level: int, number: int, met: bool | None) -> None:
        self.marked.emit(self._marks.marked(clause_name(level, number), met))

    @staticmethod
    def _boxes_of(line: ClauseRow) -> Iterator[MarkBox]:
        return (box for pair in line.boxes for box in pair)

    def _clauses(self) -> list[tuple[int, int, tuple[MarkBox, MarkBox]]]:
        """(level, number of the clause, its boxes) of everything that can be marked."""
        return [
            (level, number, pair)
            for level, line in enumerate(self.rows)
            for number, pair in enumerate(line.boxes, start=1)
        ]

    def _move_stop(self, to: MarkBox | None = None) -> None:
        """Where Tab goes: to the box that has the focus, or the first clause not looked at."""
        found = self._clauses()
        boxes = [box for _, _, pair in found for box in pair]
        if to is None:
            to = next((box for box in boxes if box.hasFocus()), None)
        if to is None:
            blank = (p[0] for _, _, p in found if not (p[0].isChecked() or p[1].isChecked()))
            to = next(blank, boxes[0] if boxes else None)
        before, self._stop = self._stop, to
        if to is not None and before is not None and before is not to and before in boxes:
            # The new place takes the old one's among all that Tab stops at.
            QWidget.setTabOrder(before, to)
        for box in boxes:
            policy = Qt.FocusPolicy.StrongFocus if box is to else Qt.FocusPolicy.ClickFocus
            box.setFocusPolicy(policy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys at a box: yes, no, not looked at; arrows go to another one."""
        if isinstance(watched, MarkBox):
            if event.type() == QEvent.Type.FocusIn:
                self._move_stop(watched)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return event.modifiers() in _NO_MODIFIER and self._press(watched, event)
        return super().eventFilter(watched, event)

    def _press(self, box: MarkBox, event: QKeyEvent) -> bool:
        found = self._clauses()
        place = next(n for n, (_, _, pair) in enumerate(found) if box in pair)
        level, number, pair = found[place]
        key = Qt.Key(event.key())
        assert self._words is not None
        yes, no = mark_keys(self._words)
        typed = fold(event.text()).upper()
        if typed and typed in (yes, no):
            self._mark(level, number, typed == yes)
            self._go(place + 1, 0)
        elif key in _BLANK:
            self._mark(level, number, None)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(place + (1 if key == Qt.Key.Key_Down else -1), pair.index(box))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(place, int(key == Qt.Key.Key_Right))
        else:
            return False
        return True

    def _go(self, place: int, side: int) -> None:
        found = self._clauses()
        if 0 <= place < len(found):
            found[place][2][side].setFocus(Qt.FocusReason.TabFocusReason)
