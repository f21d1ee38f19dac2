"""Find a question by any of its words: question, levels, examples, objective, line of action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.text import fold
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.parts.reviews import answer_words
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    FieldRow,
    LineField,
    PageScroll,
    Tag,
    Text,
    clear,
)
from topp_desktop.ui.widgets.arrows import Arrows
from topp_desktop.ui.widgets.row_button import RowButton

_MOST = 20
_PAUSE_MS = 150


def haystacks(snapshot: Snapshot, wording: Wording) -> Mapping[str, tuple[str, str]]:
    """Item id → (what the question itself says, everything that belongs to it), for comparing."""

    def texts(item: Item) -> tuple[str, str]:
        own = f"{wording.item_code(item)} {item.id} {wording.stem(item.id)}"
        around = [
            wording.help(item.id),
            *wording.anchors(item.id),
            *(wording.element(item.id, element) for element in item.elements),
            *wording.evidence_examples(item.id),
            *(f"{line} {wording.line(line)}" for line in item.lines),
            wording.objective(item.objective) if item.objective else "",
            wording.component(item.component) if item.component else "",
            wording.area_short(item.area) if item.area else "",
        ]
        return fold(own), fold(" ".join((own, *around)))

    return {item.id: texts(item) for item in snapshot.items}


def find(texts: Mapping[str, tuple[str, str]], wanted: str) -> list[str]:
    """Items in which every word occurs; those that say it in the question itself come first."""
    parts = fold(wanted).split()
    if not parts:
        return []
    found = [i for i, (_, whole) in texts.items() if all(p in whole for p in parts)]
    return sorted(found, key=lambda i: not all(p in texts[i][0] for p in parts))


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, and the question that one came from."""

    text: str
    back_to: str | None


class FindPage(Page):
    """A line to type in, and what it finds; arrow keys and Enter are enough."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._texts: Mapping[str, tuple[str, str]] = {}
        self.results: list[RowButton] = []
        self._back_to: str | None = None
        self._scroll = PageScroll(desk.theme)
        self.text = LineField(longest=120)
        self._field = FieldRow(
            self.text,
            words.gettext("Words of the question, its levels, its objective or its code"),
            words.gettext("For example: budget, early warning, 2.3"),
        )
        self._found = Card(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._more = Text(role="small", tone="muted")
        self._found.add(self._lines, self._more)
        self._empty = EmptyState()
        for widget in (self._field, self._found, self._empty):
            self._scroll.main.addWidget(widget)
        self.back = Button(words.gettext("Back"), self._return)
        self._arrows = Arrows(self, self._return)
        self._pause = one_shot(self, _PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.text.textChanged.connect(lambda _: self._pause.start())
        self.text.returnPressed.connect(self._first)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Find a question")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.back,)

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        if change is None or change.what != "answer":
            self._texts = haystacks(snapshot, self.desk.wording)
        self.search()

    def arrive(self, argument: object) -> None:
        """From a question one returns to it; any other argument is what to look for."""
        settings = self.desk.settings.value
        if isinstance(argument, _Search):
            self.text.setText(argument.text)
            self._back_to = argument.back_to
        else:
            self._back_to = settings.last_item if settings.last_page == "question" else None
        if isinstance(argument, str):
            self.text.setText(argument)
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search()

    def here(self, came_with: object) -> object:
        return _Search(self.text.text(), self._back_to)

    def search(self) -> None:
        """Shows what the line finds."""
        self._pause.stop()
        snapshot, words = self.desk.snapshot, self.desk.words
        if snapshot is None:
            return
        wanted = self.text.text().strip()
        # Without a word all of them: an outline, to see what is answered and to jump.
        every = [item.id for item in snapshot.items]
        found = find(self._texts, wanted) if wanted else every
        clear(self._lines)
        shown = found[:_MOST] if wanted else found
        self.results = [self._line(snapshot, item) for item in shown]
        for line in self.results:
            self._lines.addWidget(line)
            # A layout shows what it is given later; what is not shown cannot take the focus.
            line.show()
        self._arrows.lead([self.text, *self.results])
        order_focus(self)
        beyond = len(found) - len(self.results)
        self._more.setText(
            words.ngettext(
                "{n} more question: type another word.",
                "{n} more questions: type another word.",
                beyond,
            ).format(n=beyond)
        )
        self._more.setVisible(beyond > 0)
        self._found.setVisible(bool(found))
        self._found.set_title(
            words.ngettext("{n} question found", "{n} questions found", len(found)).format(
                n=len(found)
            )
            if wanted
            else words.ngettext("{n} question", "{n} questions", len(found)).format(n=len(found))
        )
        self._empty.setVisible(not found)
        self._empty.set_texts(
            words.gettext("No question has these words"),
            words.gettext("Try a shorter word, or only its beginning. Accents do not matter."),
        )

    def _line(self, snapshot: Snapshot, name: str) -> RowButton:
        words, wording = self.desk.words, self.desk.wording
        item = snapshot.instrument.by_id[name]
        said, state = answer_words(snapshot.response(name), item, words, wording)
        line = RowButton(self.desk.theme)
        line.setCheckable(False)
        code = Text(wording.item_code(item), role="small", tone="muted", wrap=False)
        code.setFixedWidth(self.desk.theme.px(56))
        line.add(code)
        line.add(Text(wording.stem(name)), 1)
        line.add(Tag(said, state))
        line.setAccessibleName(f"{wording.item_code(item)}. {wording.stem(name)} {said}")
        line.clicked.connect(lambda _=False: self.desk.navigate("question", Ask(name)))
        return line

    def _first(self) -> None:
        self.search()
        if self.results and self.text.text().strip():
            self.results[0].click()

    def _return(self) -> None:
        if self._back_to is not None:
            self.desk.navigate("question", Ask(self._back_to))
        else:
            self.desk.navigate("tasks")
