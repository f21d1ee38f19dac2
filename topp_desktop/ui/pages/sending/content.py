"""Everything that leaves, word for word: to read, to copy, to keep as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication

from topp_desktop.services.exchange.version_words import VersionSection, as_text, sections_of
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.measurement.findings import file_name
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.pages.sending.leaving import Leaving, standing_and_draft
from topp_desktop.ui.parts.approval_status import told
from topp_desktop.ui.parts.reading_page import ReadingPage
from topp_desktop.ui.widgets import Button, Choice, EmptyState, FieldRow


class ContentPage(ReadingPage):
    """The whole content of the file to send, section by section, of every version in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._leaving = Leaving()
        self._versions: list[Mapping[str, Any]] = []
        self._readers: tuple[str, ...] = ()
        self._status: ApprovalStatus | None = None
        self._sections = Loader(desk)
        self.version = Choice()
        self.version.chosen.connect(lambda _: self._show_version())
        self._version_row = FieldRow(self.version, words.gettext("Version"))
        back = words.gettext("Back to sending")
        self.copy = Button(words.gettext("Copy all of it"), self._copy)
        empty = EmptyState(
            words.gettext("Nobody would read it yet"),
            words.gettext("Open the secretariat's file first; it says who may read yours."),
            back,
            lambda: desk.navigate("send"),
        )
        back_button = Button(back, lambda: desk.navigate("send", self._leaving))
        self.put(empty, (self._version_row,), (back_button, self.copy))

    def title(self) -> str:
        return self.desk.words.gettext("Everything that leaves")

    def what(self) -> str:
        return self.desk.words.gettext("everything that leaves")

    def file_name(self) -> str:
        return file_name(self.desk.open_snapshot.assessment, self.what())

    def refresh(self, change: Changed | None) -> None:
        if self.desk.snapshot is not None:
            if self.another_measurement():
                self._leaving, self._versions = Leaving(), []
            self._show()
            if change is not None:
                self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Leaving):
            self._leaving = argument
        self._load()
        self.view.setFocus()

    def here(self, came_with: object) -> object:
        return self._leaving

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

        self.load(read, loaded)

    def _show(self) -> None:
        self.sentence.setText(self._said())
        self.show_whether(some=bool(self._versions))
        names = [self._name(n, payload) for n, payload in enumerate(self._versions)]
        self._version_row.setVisible(len(names) > 1)
        shown = self.version.currentData()
        self.version.show_options(list(enumerate(names)), shown if shown is not None else 0)
        if self.version.currentIndex() < 0 and names:
            self.version.show_value(0)
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
        self._sections.load(lambda: self._of(payload), self.show_sections)

    def _of(self, payload: Mapping[str, Any]) -> tuple[VersionSection, ...]:
        return sections_of(payload, self._readers, self.desk.wording, self.desk.words)

    def text(self) -> str:
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
