"""Help without a network: how one fills it in, what the words mean, which keys there are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.widgets import Button, Card, KeyCap, PageScroll, Text, clear


class HelpPage(Page):
    """F1 opens it and leads back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._from = ""
        self._scroll = PageScroll(desk.theme)
        self._back = Button("", self._go_back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Help")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def arrive(self, argument: object) -> None:
        if argument:
            self._from = str(argument)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Changed | None) -> None:
        """All texts; they depend on the language and on the instrument."""
        if change is not None and change.what == "answer":
            return
        words, wording = self.desk.words, self.desk.wording
        self._back.set_text(words.gettext("Back"))
        clear(self._scroll.main)
        clear(self._scroll.side)
        self._paragraphs(
            words.gettext("Filling it in"),
            (
                words.gettext(
                    "Choose the level that describes what happens today, not what is planned. "
                    "Between two levels, choose the lower one and write what is missing."
                ),
                words.gettext(
                    "“We don't know” is an honest answer: it is counted apart and tells whom to "
                    "ask. “Not applicable” needs a reason."
                ),
                words.gettext(
                    "There is no Save button. When “Saved” and the time appear, the answer is on "
                    "the disk, even if the electricity fails."
                ),
                words.gettext(
                    "A document on record does not raise the level; it shows which part of it "
                    "others could verify."
                ),
            ),
        )
        self._terms(
            words.gettext("The levels"),
            [(f"{n} · {wording.level(n)}", wording.level_meaning(n)) for n in range(5)],
        )
        self._terms(
            words.gettext("What supports an answer"),
            [(wording.evidence_grade(n), wording.evidence_meaning(n)) for n in range(4)],
        )
        self._terms(words.gettext("Words used here"), wording.glossary())
        self._keys()

    def _paragraphs(self, title: str, paragraphs: tuple[str, ...]) -> None:
        card = Card(title, spacing=10)
        for paragraph in paragraphs:
            card.add(Text(paragraph))
        self._scroll.main.addWidget(card)

    def _terms(self, title: str, terms: list[tuple[str, str]]) -> None:
        card = Card(title, spacing=10)
        for term, meaning in terms:
            box = QVBoxLayout()
            box.setSpacing(1)
            box.addWidget(Text(term, weight="semibold"))
            box.addWidget(Text(meaning, tone="muted"))
            card.add(box)
        self._scroll.main.addWidget(card)

    def _keys(self) -> None:
        words = self.desk.words
        card = Card(words.gettext("Keys"), spacing=8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (keys, meaning) in enumerate(
            (
                (("0", "4"), words.gettext("choose a level, from 0 to 4")),
                (("N",), words.gettext("not applicable")),
                (("D",), words.gettext("we don't know")),
                (("Enter",), words.gettext("continue")),
                (("Ctrl", "Enter"), words.gettext("continue, also from inside a text")),
                (("Alt", "←"), words.gettext("back")),
                (("Ctrl", "Z"), words.gettext("undo")),
                (("Ctrl", "Y"), words.gettext("redo")),
                (("Ctrl", "O"), words.gettext("open a file")),
                (("F1",), words.gettext("this help, and back")),
            )
        ):
            caps = QHBoxLayout()
            caps.setSpacing(4)
            for key in keys:
                caps.addWidget(KeyCap(key))
            caps.addStretch(1)
            grid.addLayout(caps, line, 0)
            grid.addWidget(Text(meaning), line, 1)
        card.add(grid)
        self._scroll.side.addWidget(card)

    def _go_back(self) -> None:
        fallback = "tasks" if self.desk.snapshot is not None else "start"
        self.desk.navigate(self._from or fallback)
