"""Everything that an institution's version says, word for word: to read, to keep as text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.version_words import VersionSection, as_text
from topp_desktop.ui.file_dialogs import TEXT, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.widgets import Button, Choice, EmptyState, FieldRow, Text, row
from topp_desktop.ui.widgets.reading import ReadingView


class ReceivedPage(Page):
    """`arrive` is given the version; without one the page leads to the institutions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rid = ""
        self._name = ""
        self._sections: tuple[VersionSection, ...] = ()
        self.sentence = Text()
        self.section = Choice()
        self._section_row = FieldRow(self.section)
        self.view = ReadingView(desk.theme)
        self.section.chosen.connect(lambda place: self.view.go_to(int(str(place))))
        self._empty = EmptyState(pressed=lambda: desk.navigate("institutions"))
        self.save = Button("", self._ask)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(28, 18, 28, 12)
        inner.setSpacing(12)
        for widget in (self.sentence, self._section_row):
            inner.addWidget(widget)
        inner.addWidget(self.view, 1)
        inner.addWidget(self._empty)
        inner.addStretch(0)
        self._bar = QFrame()
        self._bar.setObjectName("bottom")
        line = row(self.save)
        line.setContentsMargins(28, 10, 28, 16)
        self._bar.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(body, 1)
        box.addWidget(self._bar)

    def title(self) -> str:
        return self.desk.words.gettext("Everything that arrived")

    def refresh(self, _: Changed | None) -> None:
        self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str):
            self._rid = argument
        self._load()
        self.view.setFocus()

    def _load(self) -> None:
        if not self._rid:
            self._show("", ())
            return
        desk, rid = self.desk, self._rid
        desk.tasks.write(
            lambda: desk.program.office.content(rid, desk.words), lambda found: self._show(*found)
        )

    def _show(self, name: str, sections: tuple[VersionSection, ...]) -> None:
        words, some = self.desk.words, bool(sections)
        self._name, self._sections = name, sections
        for widget in (self.sentence, self._section_row, self.view, self._bar):
            widget.setVisible(some)
        self._empty.setVisible(not some)
        self._empty.set_texts(
            words.gettext("No version was chosen"),
            words.gettext("Choose an institution, then one of the versions that it sent."),
            words.gettext("Go to the institutions"),
        )
        self.sentence.setText(
            words.gettext(
                "What {name} sent, all of it. Names, individual answers, private notes and files "
                "never leave the institution."
            ).format(name=name)
        )
        self._section_row.set_texts(words.gettext("Go to"))
        titles = [
            f"{s.title} ({words.number(len(s.entries))})" if len(s.entries) > 1 else s.title
            for s in sections
        ]
        self.section.show_options(list(enumerate(titles)), 0)
        self.view.setAccessibleName(self.title())
        self.view.show_sections(sections)
        self.save.set_text(words.gettext("Save as text"))

    def _ask(self) -> None:
        words = self.desk.words
        name = words.gettext("what arrived")
        path = ask_save(self.desk, self, words.gettext("Save as text"), name, TEXT)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes it as text that every program opens."""
        text = as_text(self._name, self._sections)
        data = text.replace("\n", "\r\n").encode("utf-8-sig")

        def write() -> None:
            with write_faults(path):
                replace_file(path, data)

        what = self.desk.words.gettext("what arrived")
        self.desk.tasks.read(write, lambda _: self.desk.say_saved(what, path))
