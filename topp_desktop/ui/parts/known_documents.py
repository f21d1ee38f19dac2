"""The institution's list as pages hold it: read off the window's thread, told when it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from topp_desktop.foundation.text import matches
from topp_desktop.services.measurement.documents import Document
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.loading import Loader


class KnownDocuments(QObject):
    """The list of the open measurement's institution; empty until it was read."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loader = Loader(desk)
        self.entries: Sequence[Document] = ()

    @property
    def institution(self) -> str:
        """Whose list it is."""
        return self._desk.open_snapshot.assessment.institution.id

    def load(self) -> None:
        """Reads it again."""
        if self._desk.snapshot is None:
            return
        program, institution = self._desk.program, self.institution
        self._loader.load(lambda: program.documents.entries(institution), self._loaded)

    def add(self, title: str, done: Callable[[Document], None] | None = None) -> None:
        """A title that is not on the list yet goes onto it."""
        if self.find(title) is not None:
            return
        program, institution = self._desk.program, self.institution

        def added(document: Document) -> None:
            self.load()
            if done is not None:
                done(document)

        self._desk.tasks.write(lambda: program.documents.add(institution, title), added)

    def find(self, title: str) -> Document | None:
        """The entry with this title, whatever its case; the list has each once."""
        wanted = " ".join(title.split()).casefold()
        return next((d for d in self.entries if d.title.casefold() == wanted), None)

    def matching(self, text: str) -> list[Document]:
        """Entries in which every word occurs; case and accents do not matter."""
        return [d for d in self.entries if matches(text, d.title, d.place)]

    def _loaded(self, entries: Sequence[Document]) -> None:
        if list(entries) != list(self.entries):
            self.entries = entries
        self.changed.emit()
