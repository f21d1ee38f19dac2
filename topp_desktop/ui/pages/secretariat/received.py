"""Everything that an institution's version says, word for word: to read, to keep as text."""

from __future__ import annotations

from topp_desktop.services.exchange.version_words import VersionSection, as_text
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.parts.reading_page import ReadingPage
from topp_desktop.ui.widgets import EmptyState


class ReceivedPage(ReadingPage):
    """`arrive` is given the version; without one the page leads to the institutions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._rid = ""
        self._name = ""
        self._sections: tuple[VersionSection, ...] = ()
        empty = EmptyState(
            words.gettext("No version was chosen"),
            words.gettext("Choose an institution, then one of the versions that it sent."),
            words.gettext("Go to the institutions"),
            lambda: desk.navigate("institutions"),
        )
        self.put(empty)

    def title(self) -> str:
        return self.desk.words.gettext("Everything that arrived")

    def what(self) -> str:
        return self.desk.words.gettext("what arrived")

    def text(self) -> str:
        return as_text(self._name, self._sections)

    def refresh(self, _: Changed | None) -> None:
        self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, str):
            self._rid = argument
        self._load()
        self.view.setFocus()

    def here(self, came_with: object) -> object:
        return self._rid

    def _load(self) -> None:
        rid, words, program = self._rid, self.desk.words, self.desk.program

        def read() -> tuple[str, tuple[VersionSection, ...]]:
            return program.office.content(rid, words) if rid else ("", ())

        self.load(read, lambda found: self._show(*found))

    def _show(self, name: str, sections: tuple[VersionSection, ...]) -> None:
        self._name, self._sections = name, sections
        self.show_whether(some=bool(sections))
        self.sentence.setText(
            self.desk.words.gettext(
                "What {name} sent, all of it. Names, individual answers, private notes and files "
                "never leave the institution."
            ).format(name=name)
        )
        self.show_sections(sections)
