"""Study files of the institutions, put together: how each question works, and tables for R."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.study import StudyReading
from topp_desktop.services.secretariat.study_words import study_table, warnings
from topp_desktop.ui.file_dialogs import STUDY, ask_files, ask_folder
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import OpenedFile
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import Button, Card, Notice, Table, Text, row


class StudiesPage(OfficePage[None]):
    """Nothing of it is kept by the program: files in, tables out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading: StudyReading | None = None
        self._choose = Card()
        self._about = Text(tone="muted")
        self.open = Button("", self._ask_files, kind="primary")
        self._choose.add(self._about, row(self.open))
        self._card = Card(spacing=10)
        self._count = Text()
        self._look = Notice(state="attention")
        self.table = Table(whole_height=True, balanced=True)
        self.save = Button("", self._ask_folder)
        self._card.add(self._count, self._look, self.table, row(self.save))
        self.put(self._choose, self._card)

    def title(self) -> str:
        return self.desk.words.gettext("Study of the questions")

    def why(self) -> str:
        return self.desk.words.gettext("Study files open with your keys.")

    def look(self, office: Office) -> None:
        return None

    def arrive(self, argument: object) -> None:
        super().arrive(argument)
        if isinstance(argument, OpenedFile):
            self.read_files([argument.path])

    def show_found(self, found: None) -> None:
        words = self.desk.words
        named = self.seen is not None and self.seen.name is not None
        self._choose.setVisible(named)
        self._about.setText(
            words.gettext(
                "Choose the study files that the institutions sent. What they say is shown and "
                "written into tables; the program keeps nothing of it."
            )
        )
        self.open.set_text(words.gettext("Open study files"))
        self.save.set_text(words.gettext("Save the tables"))
        self._card.setVisible(named and self._reading is not None)
        if self._reading is not None:
            self._show_reading(self._reading)

    def _show_reading(self, reading: StudyReading) -> None:
        words = self.desk.words
        self._card.set_title(reading.name)
        people = words.ngettext("{n} person", "{n} people", reading.raters)
        places = words.ngettext("{n} institution", "{n} institutions", reading.groups)
        self._count.setText(
            " · ".join(
                (
                    people.format(n=words.number(reading.raters)),
                    places.format(n=words.number(reading.groups)),
                )
            )
        )
        found = warnings(reading, words)
        self._look.text.setText("\n".join(found))
        self._look.setVisible(bool(found))
        self.table.setAccessibleName(self.title())
        self.table.show_rows(*study_table(reading, words))

    def _ask_files(self) -> None:
        title = self.desk.words.gettext("Open study files")
        paths = ask_files(self.desk, self, title, STUDY)
        if paths:
            self.read_files(paths)

    def read_files(self, paths: list[Path]) -> None:
        """Opens them together, after the passphrase where it is needed."""

        def done(reading: StudyReading) -> None:
            self._reading = reading
            self.reload()

        self.decide(lambda office: office.read_studies(paths), done)

    def _ask_folder(self) -> None:
        title = self.desk.words.gettext("Save the tables")
        folder = ask_folder(self.desk, self, title, "papers")
        if folder is not None:
            self.save_to(folder)

    def save_to(self, folder: Path) -> None:
        """Writes the three tables into a folder."""
        reading, words = self._reading, self.desk.words
        if reading is None:
            return
        what = words.gettext("the tables of the study")
        self.decide(
            lambda office: office.write_study_tables(reading, folder, words),
            lambda _: self.desk.say_saved(what, folder),
        )
