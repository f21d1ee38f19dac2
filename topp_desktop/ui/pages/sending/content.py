"""Everything that leaves, word for word: to read, to copy, to keep as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.version_words import VersionSection, as_text, sections_of
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.ui.file_dialogs import TEXT, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.sending.leaving import Leaving, standing_and_draft
from topp_desktop.ui.parts.approval_status import told
from topp_desktop.ui.widgets import Button, Choice, EmptyState, FieldRow, Text
from topp_desktop.ui.widgets.bottom_bar import BottomBar
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.reading import ReadingView


class ContentPage(Page):
    """The whole content of the file to send, section by section, of every version in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._leaving = Leaving()
        self._seen = ""
        self._versions: list[Mapping[str, Any]] = []
        self._readers: tuple[str, ...] = ()
        self._status: ApprovalStatus | None = None
        self.sentence = Text()
        self.version, self.section = Choice(), Choice()
        self.version.chosen.connect(lambda _: self._show_version())
        self._version_row, self._section_row = FieldRow(self.version), FieldRow(self.section)
        self._choices = Columns(desk.theme, 520)
        for field_row in (self._version_row, self._section_row):
            self._choices.add(field_row, bottom=True)
        self.view = ReadingView(desk.theme)
        self.section.chosen.connect(lambda place: self.view.go_to(int(str(place))))
        self._empty = EmptyState(pressed=lambda: desk.navigate("send"))
        self.copy, self.save = Button("", self._copy), Button("", self._ask)
        self._back = Button("", lambda: desk.navigate("send", self._leaving))
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(28, 18, 28, 12)
        inner.setSpacing(12)
        for widget in (self.sentence, self._choices):
            inner.addWidget(widget)
        inner.addWidget(self.view, 1)
        inner.addWidget(self._empty)
        self._bar = BottomBar(self._back, self.copy, self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(body, 1)
        box.addWidget(self._bar)

    def title(self) -> str:
        return self.desk.words.gettext("Everything that leaves")

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is not None:
            if self._seen != snapshot.id:
                self._seen, self._leaving, self._versions = snapshot.id, Leaving(), []
            self._show()
            if change is not None:
                self._load()

    def retranslate(self) -> None:
        self.refresh(None)
        if self.desk.snapshot is not None:
            self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Leaving):
            self._leaving = argument
        self._load()
        self.view.setFocus()

    def _load(self) -> None:
        desk, leaving, mine = self.desk, self._leaving, self.desk.open_snapshot.id

        def read() -> tuple[list[Mapping[str, Any]], tuple[str, ...], ApprovalStatus]:
            standing, draft = standing_and_draft(desk, leaving)
            status = desk.program.approvals.status(mine)
            if standing.joined is None or draft is None:
                return [], (), status
            found = desk.program.sending.content(draft, standing.joined.membership)
            return found, standing.joined.readers, status

        def loaded(
            found: tuple[list[Mapping[str, Any]], tuple[str, ...], ApprovalStatus],
        ) -> None:
            self._versions, self._readers, self._status = found
            self._show()

        desk.tasks.write(read, loaded)

    def _show(self) -> None:
        words, some = self.desk.words, bool(self._versions)
        self.sentence.setText(self._said())
        for widget in (self.sentence, self._choices, self.view):
            widget.setVisible(some)
        self._empty.setVisible(not some)
        self._empty.set_texts(
            words.gettext("Nobody would read it yet"),
            words.gettext("Open the secretariat's file first; it says who may read yours."),
            words.gettext("Back to sending"),
        )
        names = [self._name(n, payload) for n, payload in enumerate(self._versions)]
        self._version_row.setVisible(len(names) > 1)
        self._version_row.set_texts(words.gettext("Version"))
        shown = self.version.currentData()
        self.version.show_options(list(enumerate(names)), shown if shown is not None else 0)
        if self.version.currentIndex() < 0 and names:
            self.version.show_value(0)
        self._section_row.set_texts(words.gettext("Go to"))
        self.view.setAccessibleName(words.gettext("Everything that leaves"))
        self._back.set_text(words.gettext("Back to sending"))
        self.copy.set_text(words.gettext("Copy all of it"))
        self.save.set_text(words.gettext("Save as text"))
        self._bar.setVisible(some)
        self._show_version()

    def _said(self) -> str:
        """The sentence of what leaves and what stays, with readers and approval."""
        words, status = self.desk.words, self._status
        approval = status.approval if status and status.state == "approved" else None
        return words.gettext(
            "Leaves: agreed levels, justifications, document titles, road map, needs. Stays here: "
            "names, individual answers, private notes, files. Read by: {recipients}. Approved by: "
            "{approval}."
        ).format(
            recipients=words.join(self._readers),
            approval=told(approval, words) if approval else words.gettext("nobody so far"),
        )

    def _name(self, n: int, payload: Mapping[str, Any]) -> str:
        words = self.desk.words
        if n == 0:
            return words.gettext("The version that leaves now")
        said = words.gettext("Goes with it: earlier version {number} of {created}")
        return said.format(number=len(self._versions) - n, created=str(payload["created"])[:10])

    def _show_version(self) -> None:
        if not self._versions:
            return
        payload = self._versions[self.version.currentData() or 0]
        self.desk.tasks.read(lambda: self._of(payload), self._show_sections)

    def _show_sections(self, sections: tuple[VersionSection, ...]) -> None:
        number = self.desk.words.number
        self.view.show_sections(sections)
        names = [
            f"{s.title} ({number(len(s.entries))})" if len(s.entries) > 1 else s.title
            for s in sections
        ]
        self.section.show_options(list(enumerate(names)), 0)

    def _of(self, payload: Mapping[str, Any]) -> tuple[VersionSection, ...]:
        return sections_of(payload, self._readers, self.desk.wording, self.desk.words)

    def text(self) -> str:
        """All versions as text."""
        title = self.title()
        parts = [
            as_text(self._name(n, payload), self._of(payload))
            for n, payload in enumerate(self._versions)
        ]
        return f"{title}\n\n{self._said()}\n\n" + "\n\n".join(parts)

    def _copy(self) -> None:
        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.desk.say(self.desk.words.gettext("Copied: it can be pasted into any document."))

        self.desk.tasks.read(self.text, copied)

    def _ask(self) -> None:
        words, snapshot = self.desk.words, self.desk.open_snapshot
        name = file_name(snapshot.assessment, words.gettext("everything that leaves"))
        path = ask_save(self.desk, self, words.gettext("Save as text"), name, TEXT)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes it as text that every program opens."""
        words = self.desk.words

        def write() -> None:
            data = self.text().replace("\n", "\r\n").encode("utf-8-sig")
            with write_faults(path):
                replace_file(path, data)

        what = words.gettext("everything that leaves")
        self.desk.tasks.read(write, lambda _: self.desk.say_saved(what, path))
