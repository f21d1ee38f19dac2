"""The answer itself: levels or elements, "don't know", "not applicable" with its reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Answer,
    Response,
    as_level,
    present,
)
from topp_desktop.domain.assessment.review import REASON_TO_COME, awaits_reason
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.level_board import LevelBoard
from topp_desktop.ui.parts.level_reading import LevelReading
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ElementChoice,
    FieldRow,
    Text,
    TextField,
    clear,
)
from topp_desktop.ui.widgets.clause_row import ClauseChoice
from topp_desktop.ui.widgets.flow import FlowBox

ELEMENT_DIGITS = "123456789"
"""The keys of the first elements of a checklist."""
_NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class KeyButton(Button):
    """A button that stays pressed, with the key that does the same."""

    def __init__(self, theme: Theme, key: str, kind: str = "state") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setCheckable(True)
        self._theme = theme
        self._key = key

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._theme.px(26), hint.height()) if self._key else hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        side = self._theme.px(22)
        cap = QRectF(
            self.width() - side - self._theme.px(9), (self.height() - side) / 2, side, side
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("edge"), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._theme.font("small"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)


class AnswerPanel(QWidget):
    """Shows one response and tells what was chosen; it keeps nothing of its own."""

    answered = Signal(object, str)
    """(answer or None, reason)"""
    flagged = Signal(bool)
    disputed = Signal(bool)
    """Whether the question is hard to agree on."""
    turned = Signal(int)
    """To the next question (1) or the one before (-1), from a level."""
    marked = Signal(object)
    """The marks of the clauses, with one of them marked otherwise."""

    def __init__(self, desk: Desk, *, marking: bool = True) -> None:
        """marking: whether each clause can be marked as met or not met."""
        super().__init__()
        self._desk = desk
        self._item: Item | None = None
        self._response: Response | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        self.board = LevelBoard(desk.theme, marking=marking)
        self.board.chosen.connect(self._level_clicked)
        self.board.marked.connect(self.marked)
        self._elements: dict[str, ElementChoice] = {}
        self.none = KeyButton(desk.theme, "0")
        self.dont_know = KeyButton(desk.theme, "D")
        self.not_applicable = KeyButton(desk.theme, "N")
        self.flag = KeyButton(desk.theme, "M", "mark")
        self.hard = KeyButton(desk.theme, "A", "mark")
        self.none.clicked.connect(self._none_clicked)
        self.dont_know.clicked.connect(self._dont_know_clicked)
        self.not_applicable.clicked.connect(self._not_applicable_clicked)
        self.flag.clicked.connect(self.flagged)
        self.hard.clicked.connect(self.disputed)
        self.reading = LevelReading()
        self.read = Button("", self.reading.toggle, kind="link", small=True)
        """Unfolds how a level is read; a page may put it where there is more room."""
        states = (self.none, self.dont_know, self.not_applicable, self.flag, self.hard)
        box.addWidget(self.reading)
        box.addWidget(self.board)
        box.addLayout(self._choices)
        box.addWidget(FlowBox(*states, spacing=8))
        box.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        self._reason_card = Card()
        self._rule = Text(role="small", tone="muted")
        self.reason = TextField(rows=(2, 5), longest=1000)
        self._reason_row = FieldRow(self.reason)
        self._reason_card.add(self._reason_row, self._rule)
        self.reason.written.connect(self._reason_written)
        box.addWidget(self._reason_card)

    # --- what the page tells it ---------------------------------------------------------------

    @property
    def lacks_reason(self) -> bool:
        """Whether "not applicable" was chosen and its reason is not there yet."""
        waits = self._response is not None and awaits_reason(self._response)
        return waits and not self.reason.toPlainText().strip()

    def show_lack(self, sentence: str) -> None:
        """The sentence beside the reason; "" takes it away."""
        self._reason_row.show_error(sentence)

    def flush(self) -> None:
        """Hands over a reason that is being written."""
        self.reason.flush()

    def show_item(self, item: Item, response: Response) -> None:
        """Another question, or the same one in another language."""
        if self._item != item:
            self.show_lack("")
            self.reason.drop()
        self._item = item
        self._build(item)
        words, wording = self._desk.words, self._desk.wording
        count = self._desk.open_snapshot.instrument.level_count if item.leveled else 0
        self.board.show_item(item, count, wording, words)
        for level in self.levels:
            level.installEventFilter(self)
        sentences = wording.reading if item.leveled else ()
        self.read.set_text(words.gettext("How to read a level"))
        self.read.setVisible(bool(sentences))
        self.reading.show_sentences(words, sentences)
        for element, box in self._elements.items():
            box.set_texts("", wording.element(item.id, element))
        self.none.set_text(words.gettext("None of them"))
        self.none.setVisible(bool(item.elements))
        self.dont_know.set_text(words.gettext("We don't know"))
        self.not_applicable.set_text(words.gettext("Not applicable"))
        self.hard.set_text(words.gettext("Hard to agree"))
        self._reason_row.set_texts(words.gettext("Why does it not apply to your institution?"))
        self._rule.setText(wording.not_applicable(item.id))
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """What is answered now."""
        self._response = response
        waits = awaits_reason(response)
        shown: Answer | None = NOT_APPLICABLE if waits else response.answer
        self.board.show_answer(as_level(shown), response.marks)
        for element, box in self._elements.items():
            box.setChecked(element in present(shown))
        self.none.setChecked(shown == frozenset())
        self.dont_know.setChecked(shown == DONT_KNOW)
        self.not_applicable.setChecked(shown == NOT_APPLICABLE)
        self.flag.setChecked(response.flagged)
        words = self._desk.words
        self.flag.set_text(
            words.gettext("Marked for later")
            if response.flagged
            else words.gettext("Mark for later")
        )
        self.reason.show_text(response.reason.strip())
        self._reason_card.setVisible(shown == NOT_APPLICABLE)

    def show_hard(self, on: bool) -> None:
        """Whether the question is marked as hard to agree on."""
        self.hard.setChecked(on)

    def focus(self) -> None:
        """Puts the focus on what is chosen, or on the first choice."""
        checked = [level for level in self.levels if level.isChecked()]
        candidates: list[QWidget] = [*checked, *self.levels, *self._elements.values()]
        if self.not_applicable.isChecked():
            candidates.insert(0, self.not_applicable)
        if self.dont_know.isChecked():
            candidates.insert(0, self.dont_know)
        if candidates:
            candidates[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def levels(self) -> list[ClauseChoice]:
        """The levels to choose from, lowest first; none for a question that is only ticked."""
        return self.board.levels

    def press(self, key: str) -> bool:
        """A key was pressed outside of a text: 0–4, or 1–9 to tick and 0 for none of them; P for
        the level proposed; N, D, M, A. False if it means nothing here."""
        states = {
            "D": self.dont_know,
            "N": self.not_applicable,
            "M": self.flag,
            "A": self.hard,
        }
        if key in ("N", "D") and states[key].isChecked():
            # Pressed again it says the same again; taking it back is a click or Ctrl+Z.
            if key == "N":
                self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in states:
            states[key].click()
        elif key == "0" and self._elements:
            self.none.click()
        elif key and key in ELEMENT_DIGITS[: len(self._elements)]:
            box = list(self._elements.values())[ELEMENT_DIGITS.index(key)]
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            box.click()
        elif key == "P" and self.board.take_proposed():
            pass
        elif key.isdecimal() and int(key) < len(self.levels):
            level = self.levels[int(key)]
            level.setFocus(Qt.FocusReason.OtherFocusReason)
            level.click()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right turn to another question; up and down choose, as everywhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() in _NO_MODIFIER:
                self.turned.emit(step)
                return True
        return super().eventFilter(watched, event)

    # --- what was chosen ------------------------------------------------------------------------

    def _build(self, item: Item) -> None:
        if tuple(self._elements) != item.elements:
            clear(self._choices)
            keys = dict(zip(item.elements, ELEMENT_DIGITS, strict=False))
            self._elements = {
                element: ElementChoice(self._desk.theme, keys.get(element, ""))
                for element in item.elements
            }
            for box in self._elements.values():
                box.clicked.connect(self._elements_clicked)
                self._choices.addWidget(box)
                box.installEventFilter(self)
                # A layout shows what it is given later; what is not shown cannot take the focus.
                box.show()

    def _tell(self, answer: Answer | None, reason: str = "") -> None:
        self.show_lack("")
        self.answered.emit(answer, reason)

    def _level_clicked(self, level: int) -> None:
        self.reason.drop()
        self._tell(level)

    def _elements_clicked(self) -> None:
        self.reason.drop()
        self._tell(frozenset(e for e, box in self._elements.items() if box.isChecked()))

    def _none_clicked(self, on: bool) -> None:
        self.reason.drop()
        self._tell(frozenset() if on else None)

    def _dont_know_clicked(self, on: bool) -> None:
        self.reason.drop()
        self._tell(DONT_KNOW if on else None)

    def _not_applicable_clicked(self, on: bool) -> None:
        self.reason.drop()
        # Kept at once, as everything: until its reason is there it is no answer.
        self._tell(None, REASON_TO_COME if on else "")
        if on:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reason_written(self, text: str) -> None:
        if text.strip():
            self._tell(NOT_APPLICABLE, text)
        else:
            self._tell(None, REASON_TO_COME)
