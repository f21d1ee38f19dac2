"""Help without a network: how one fills it in, what the words mean, which keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.text import fold
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    KeyCap,
    LineField,
    PageScroll,
    Text,
    clear,
)

Entry = tuple[str, str]
"""A term ("" for a paragraph) and what is said about it."""


def sections(
    instrument: Instrument, wording: Wording, words: Translator
) -> list[tuple[str, list[Entry]]]:
    """Everything that the help says: (title, entries), in reading order."""
    filling = [
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
    ]
    paper = [
        words.gettext(
            "Colleagues without the program answer on paper or in a spreadsheet: “Forms” makes "
            "both and takes them back in."
        ),
        words.gettext(
            "To key in a paper questionnaire, press the number of each answer: the next question "
            "follows by itself. What means nothing is refused with a sound and a sentence."
        ),
    ]
    leveled = instrument.leveled
    found: list[tuple[str, list[Entry]]] = [
        (words.gettext("Filling it in"), [("", text) for text in filling]),
        (words.gettext("On paper and in spreadsheets"), [("", text) for text in paper]),
    ]
    if leveled:
        count = instrument.level_count
        levels = [(f"{n} · {wording.level(n)}", wording.level_meaning(n)) for n in range(count)]
        grades = [(wording.evidence_grade(n), wording.evidence_meaning(n)) for n in range(4)]
        sure = [(wording.confidence(c), wording.confidence_meaning(c)) for c in ("B", "M", "A")]
        found += [
            (words.gettext("What each level means"), levels),
            (words.gettext("What supports an answer"), grades),
            (words.gettext("How sure are you?"), sure),
        ]
    capacities = [
        (
            wording.dimension(d.id),
            " ".join((wording.dimension_definition(d.id), wording.dimension_meaning(d.id))).strip(),
        )
        for d in instrument.dimensions
    ]
    found.append((words.gettext("The capacities"), capacities))
    for dimension in instrument.dimensions:
        if dimension.components:
            title = words.gettext("Parts of a capacity: {name}").format(
                name=wording.dimension(dimension.id)
            )
            parts = [
                (wording.component(c), wording.component_definition(c))
                for c in dimension.components
            ]
            found.append((title, parts))
    found.append((words.gettext("Words used here"), wording.glossary()))
    return [(title, entries) for title, entries in found if entries]


class HelpPage(Page):
    """F1 opens it and leads back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._from = ""
        self._scroll = PageScroll(desk.theme)
        self._back = Button("", self._go_back)
        self.search = LineField(longest=100)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._empty = EmptyState(pressed=self.search.clear)
        self._shown: list[tuple[Card, str, list[tuple[QWidget, str]]]] = []
        for part in (self.search, self._empty):
            self._scroll.main.addWidget(part)
        self._scroll.main.addLayout(self._cards)
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
        self._scroll.to_top()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def refresh(self, change: Changed | None) -> None:
        """All texts; they depend on the language and on the instrument."""
        if change is not None and change.what == "answer":
            return
        words = self.desk.words
        self._back.set_text(words.gettext("Back"))
        self.search.setAccessibleName(words.gettext("Search in the help"))
        self.search.setPlaceholderText(words.gettext("Search in the help"))
        self._empty.set_texts(
            words.gettext("Nothing found"),
            words.gettext("Try another word, or a part of it."),
            words.gettext("Show everything"),
        )
        clear(self._cards)
        clear(self._scroll.side)
        wording = self.desk.wording
        self._shown = [
            self._card(title, entries)
            for title, entries in sections(wording.instrument, wording, words)
        ]
        self._keys()
        self._filter()

    def _card(
        self, title: str, entries: Sequence[Entry]
    ) -> tuple[Card, str, list[tuple[QWidget, str]]]:
        card = Card(title, spacing=10)
        shown: list[tuple[QWidget, str]] = []
        for term, meaning in entries:
            holder = QWidget()
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(1)
            if term:
                box.addWidget(Text(term, weight="semibold"))
            if meaning:
                box.addWidget(Text(meaning, tone="muted" if term else "ink"))
            card.add(holder)
            shown.append((holder, fold(f"{term} {meaning}")))
        self._cards.addWidget(card)
        return card, fold(title), shown

    def _filter(self) -> None:
        """Shows what has every word of the search in it; a title shows all that is below it."""
        wanted = fold(self.search.text()).split()
        some = False
        for card, title, entries in self._shown:
            whole = all(word in title for word in wanted)
            found = [whole or all(word in text for word in wanted) for _, text in entries]
            for (holder, _), shown in zip(entries, found, strict=True):
                holder.setVisible(shown)
            card.setVisible(any(found))
            some = some or any(found)
        self._empty.setVisible(not some)

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
                (("1", "9"), words.gettext("tick what there is, where there are things to tick")),
                (("N",), words.gettext("not applicable")),
                (("D",), words.gettext("we don't know")),
                (("M",), words.gettext("mark for later")),
                (("A",), words.gettext("hard to agree on")),
                (("←", "→"), words.gettext("the question before, the next one")),
                (("Enter",), words.gettext("continue")),
                (("Ctrl", "Enter"), words.gettext("continue, also from inside a text")),
                (("Alt", "←"), words.gettext("back")),
                (("Ctrl", "Z"), words.gettext("undo")),
                (("Ctrl", "Y"), words.gettext("redo")),
                (("Ctrl", "F"), words.gettext("find a question")),
                (("Ctrl", "O"), words.gettext("open a file")),
                (("?",), words.gettext("the list of keys of a question")),
                (("F6", "Esc"), words.gettext("to what is said over the page; close it")),
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
