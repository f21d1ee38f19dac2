"""A version word for word: what the pages on both sides of the stick have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.version_words import VersionSection
from topp_desktop.ui.file_dialogs import TEXT, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.widgets import Button, Choice, EmptyState, FieldRow, Text
from topp_desktop.ui.widgets.bottom_bar import BottomBar
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.reading import ReadingView


class ReadingPage(Page):
    """A sentence, what to go to, the text to read, and a button that keeps it as text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.sentence = Text()
        self.section = Choice()
        self._section_row = FieldRow(self.section, words.gettext("Go to"))
        self._choices = Columns(desk.theme, 520)
        self.view = ReadingView(desk.theme)
        self.view.setAccessibleName(self.title())
        self.section.chosen.connect(lambda place: self.view.go_to(int(str(place))))
        self.save = Button(words.gettext("Save as text"), self._ask)

    def put(
        self,
        empty: EmptyState,
        choices: Sequence[QWidget] = (),
        buttons: Sequence[QWidget] = (),
    ) -> None:
        """Lays it out. empty: where there is nothing to read; choices: before the one of a
        section; buttons: before the one that saves."""
        for choice in (*choices, self._section_row):
            self._choices.add(choice, bottom=True)
        self._empty, self._bar = empty, BottomBar(*buttons, self.save)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(28, 18, 28, 12)
        inner.setSpacing(12)
        for widget in (self.sentence, self._choices):
            inner.addWidget(widget)
        inner.addWidget(self.view, 1)
        inner.addWidget(empty)
        inner.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(body, 1)
        box.addWidget(self._bar)

    def text(self) -> str:
        """All of it as text; off the window's thread."""
        raise NotImplementedError

    def what(self) -> str:
        """What the text is, as it is said once it was saved."""
        raise NotImplementedError

    def file_name(self) -> str:
        """What the file is called unless a person gives it another name."""
        return self.what()

    def show_whether(self, *, some: bool) -> None:
        """Shows the text, or what is said where there is none."""
        for widget in (self.sentence, self._choices, self.view, self._bar):
            widget.setVisible(some)
        self._empty.setVisible(not some)

    def show_sections(self, sections: Sequence[VersionSection]) -> None:
        """The text, and where one can go in it."""
        number = self.desk.words.number
        self.view.show_sections(sections)
        titles = [
            f"{s.title} ({number(len(s.entries))})" if len(s.entries) > 1 else s.title
            for s in sections
        ]
        self.section.show_options(list(enumerate(titles)), 0)

    def _ask(self) -> None:
        title = self.desk.words.gettext("Save as text")
        path = ask_save(self.desk, self, title, self.file_name(), TEXT)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes it as text that every program opens."""
        what = self.what()

        def write() -> None:
            data = self.text().replace("\n", "\r\n").encode("utf-8-sig")
            with write_faults(path):
                replace_file(path, data)

        self.desk.tasks.read(write, lambda _: self.desk.say_saved(what, path))
