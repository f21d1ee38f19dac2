"""Who can read what institutions send: officers by position, and a new start for the identity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.services.exchange.ports import OfficerCard
from topp_desktop.services.secretariat.identity import Published
from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.file_dialogs import OFFICER, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat import region_file
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.pages.secretariat.renew import RenewCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    LevelChoice,
    Notice,
    Text,
    clear,
    column,
    row,
)
from topp_desktop.ui.widgets.flow import FlowBox


@dataclass(frozen=True, slots=True)
class Readers:
    """officer: this is an officer's own identity, with its number; unpublished: the region file
    that is out does not say what is shown here yet."""

    officers: tuple[tuple[str, OfficerCard], ...] = ()
    officer: str = ""
    unpublished: bool = False


class OfficersPage(OfficePage[Readers]):
    """The list, adding and removing, the region file to hand out, renewing the identity."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._removing = ""
        self._pending: tuple[str, OfficerCard] | None = None
        self._pending_path: Path | None = None
        self._told = Notice(state="attention")
        self.publish = Button("", self._ask_where, kind="primary")
        self._publish = Card(spacing=8)
        self._publish_text = Text()
        self._publish.add(self._publish_text, row(self.publish))
        self._who = Card(spacing=10)
        self._who_text = Text(role="small", tone="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._who.add(self._who_text, self._rows)
        self._removal = QWidget()
        self._removal_title = Text(weight="semibold")
        self.good, self.bad = LevelChoice(desk.theme, ""), LevelChoice(desk.theme, "")
        self._removal_text = Text(role="small", tone="muted")
        self.remove = Button("", self._remove)
        self.keep = Button("", lambda: self._ask_removal(""), kind="link")
        removing = column(self._removal_title, self.good, self.bad, self._removal_text, spacing=8)
        removing.setContentsMargins(0, 0, 0, 0)
        choices = FlowBox(spacing=10)
        choices.add(self.remove)
        choices.add(self.keep)
        removing.addWidget(choices)
        self._removal.setLayout(removing)
        self._removal.hide()
        self._who.add(self._removal)
        self._add = Card(spacing=8)
        self._steps = [Text() for _ in range(3)]
        self.choose = Button("", self._ask_file)
        self._found = Text(weight="semibold")
        self.add_officer, self.not_them = (
            Button("", self._name),
            Button("", self._drop, kind="link"),
        )
        self._pending_row = QWidget()
        naming = column(self._found, spacing=8)
        naming.setContentsMargins(0, 0, 0, 0)
        answers = FlowBox(spacing=10)
        answers.add(self.add_officer)
        answers.add(self.not_them)
        naming.addWidget(answers)
        self._pending_row.setLayout(naming)
        self._pending_row.hide()
        self._add.add(*self._steps, row(self.choose), self._pending_row)
        self.renewal = RenewCard(desk)
        self.renewal.asked.connect(self._rotate)
        self._own = Card(spacing=8)
        self._own_text = Text()
        self.take_over = Button("", self._ask_pack, kind="primary")
        self._own.add(self._own_text, row(self.take_over))
        self.put(self.narrow(self._publish, self._own, self._who, self._add, self.renewal))

    def title(self) -> str:
        return self.desk.words.gettext("Who can read")

    def why(self) -> str:
        return self.desk.words.gettext("Who can read is only shown to the secretariat itself.")

    def stops(self, name: str | None, *, unlocked: bool) -> bool:
        return not unlocked

    def look(self, office: Office) -> Readers:
        if not office.unlocked:
            return Readers()
        if office.is_officers():
            return Readers((), office.officer_number())
        return Readers(tuple(office.officers()), "", office.unpublished())

    def arrive(self, argument: object) -> None:
        self._drop()
        self._ask_removal("")
        self.renewal.passphrase.forget()
        super().arrive(argument)

    # --- showing ------------------------------------------------------------------------------

    def show_found(self, found: Readers) -> None:
        words, seen = self.desk.words, self.seen
        assert seen is not None
        own = seen.unlocked and not found.officer
        for part in (self._who, self._add, self.renewal):
            part.setVisible(own)
        self._publish.setVisible(own and found.unpublished)
        self._own.setVisible(bool(found.officer))
        self._own.set_title(words.gettext("You work here as an officer"))
        self._own_text.setText(
            words.gettext(
                "Your number is {number}: read it out when the secretariat asks. When it has "
                "written a new region file, take it over here; then institutions close their files "
                "for you as well."
            ).format(number=found.officer)
        )
        self.take_over.set_text(words.gettext("Take over the region file"))
        self._publish.set_title(words.gettext("Not handed out yet"))
        self._publish_text.setText(
            words.gettext(
                "What you see below holds for what institutions send once they have the new region "
                "file. Write it, give it to the officers and to every institution; each new "
                "invitation and each receipt carries it as well."
            )
        )
        self.publish.set_text(words.gettext("Write the region file"))
        self._who.set_title(words.gettext("Who can read what institutions send"))
        self._who_text.setText(
            words.gettext(
                "Only these. Officers work on computers of their own and with passphrases of their "
                "own; they invite, receive and decide."
            )
        )
        self._show_rows(found, seen.name or "")
        self._show_removal(found)
        self._show_adding()

    def _show_rows(self, found: Readers, name: str) -> None:
        words = self.desk.words
        clear(self._rows)
        self._rows.addWidget(self._reader(name, words.gettext("the secretariat itself"), ""))
        for number, officer in found.officers:
            detail = words.gettext("officer, number {number}").format(number=number)
            self._rows.addWidget(self._reader(officer.position, detail, number))

    def _reader(self, name: str, detail: str, number: str) -> QWidget:
        words = self.desk.words
        line = QWidget()
        box = column(
            Text(name, weight="semibold"), Text(detail, role="small", tone="muted"), spacing=2
        )
        box.setContentsMargins(0, 0, 0, 0)
        if number:
            remove = Button(
                words.gettext("Remove"),
                partial(self._ask_removal, number),
                kind="link",
                small=True,
                name=words.gettext("Remove {position}").format(position=name),
            )
            box.addLayout(row(remove))
        line.setLayout(box)
        return line

    def _show_removal(self, found: Readers) -> None:
        words = self.desk.words
        names = {number: officer.position for number, officer in found.officers}
        self._removal.setVisible(self._removing in names)
        self._removal_title.setText(
            words.gettext("Remove {position}").format(position=names.get(self._removing, ""))
        )
        self.good.set_texts(
            words.gettext("They left, and all is well"),
            words.gettext("What they decided until now stays good."),
        )
        self.bad.set_texts(
            words.gettext("Their computer was lost or misused"),
            words.gettext(
                "What is known here now stays good; whatever comes of them later counts nowhere. "
                "This cannot be taken back."
            ),
        )
        if not self.bad.isChecked():
            self.good.setChecked(True)
        self._removal_text.setText(
            words.gettext(
                "They can still read what was sent before institutions have the new region file: "
                "nobody can take that back."
            )
        )
        self.remove.set_text(words.gettext("Remove the officer"))
        self.keep.set_text(words.gettext("Leave it as it is"))

    def _show_adding(self) -> None:
        words = self.desk.words
        self._add.set_title(words.gettext("Add an officer"))
        steps = (
            words.gettext(
                "1. Give them the region file. On their own computer they choose “Secretariat”, "
                "“Identity”, “I am an officer of a secretariat that exists”."
            ),
            words.gettext("2. They hand you the file that the program writes; it is not secret."),
            words.gettext("3. Choose it here and compare the number by phone or in person."),
        )
        for label, text in zip(self._steps, steps, strict=True):
            label.setText(text)
        self.choose.set_text(words.gettext("Choose the officer's file"))
        if self._pending is not None:
            number, officer = self._pending
            self._found.setText(
                words.gettext(
                    "{position}, number {number}. Do they see the same number on their screen?"
                ).format(position=officer.position, number=number)
            )
        self.add_officer.set_text(words.gettext("Yes, add them"))
        self.not_them.set_text(words.gettext("No, do not add them"))

    # --- what can be done -----------------------------------------------------------------------

    def _ask_removal(self, number: str) -> None:
        self._removing = number
        self.good.setChecked(True)
        if self.seen is not None:
            self._show_removal(self.seen.found)
            if number:
                self.good.setFocus()
        else:
            self._removal.hide()

    def _remove(self) -> None:
        number, lost = self._removing, self.bad.isChecked()
        reason = self.desk.words.gettext("Computer of the officer lost or misused")

        def work(office: Office) -> None:
            if lost:
                try:
                    office.revoke(number, reason)
                except UserError as fault:
                    # Never named in a region file that went out: nothing to distrust.
                    if fault.code != "device-unknown":
                        raise
            office.remove_officer(number)

        def done(_: None) -> None:
            self._ask_removal("")
            self.reload()
            self.desk.say(
                self.desk.words.gettext("The officer was removed. Now hand out the region file.")
            )

        self.decide(work, done)

    def _ask_file(self) -> None:
        words = self.desk.words
        path = ask_open(self.desk, self, words.gettext("Choose the officer's file"), OFFICER)
        if path is not None:
            self.preview(path)

    def preview(self, path: Path) -> None:
        """Shows whom a file names; nothing is added yet."""

        def done(found: tuple[str, OfficerCard]) -> None:
            self._pending, self._pending_path = found, path
            self._pending_row.show()
            self._show_adding()
            self.add_officer.setFocus()

        self.decide(lambda office: office.read_officer(path), done)

    def _drop(self) -> None:
        self._pending, self._pending_path = None, None
        self._pending_row.hide()

    def _name(self) -> None:
        path = self._pending_path
        if path is None:
            return

        def done(officer: OfficerCard) -> None:
            self._drop()
            self.reload()
            said = self.desk.words.gettext("{position} was added. Now hand out the region file.")
            self.desk.say(said.format(position=officer.position))

        self.decide(lambda office: office.name_officer(path), done)

    def _ask_where(self) -> None:
        path = region_file.ask_where(self.desk, self)
        if path is not None:
            self.publish_to(path)

    def publish_to(self, path: Path) -> None:
        """Writes the region file that says what is shown here."""

        def done(published: Published) -> None:
            self.reload()
            region_file.say_written(self.desk, published)

        self.decide(lambda office: office.publish(path), done)

    def _rotate(self, passphrase: str) -> None:
        def done(_: None) -> None:
            self.renewal.passphrase.forget()
            self.reload()
            self.desk.say(
                self.desk.words.gettext(
                    "The identity was renewed. Next, save and try a new recovery card on the page "
                    "“Identity”, then write the region file."
                )
            )

        wrong = self.renewal.passphrase.show_fault
        self.decide(lambda office: office.rotate(passphrase), done, wrong)

    def _ask_pack(self) -> None:
        path = region_file.ask_which(self.desk, self)
        if path is not None:
            self.take_pack(path)

    def take_pack(self, path: Path) -> None:
        """An officer takes over a newer region file."""

        def done(number: int) -> None:
            self.reload()
            said = self.desk.words.gettext("Region file number {n} was taken over.")
            self.desk.say(said.format(n=number))

        self.decide(lambda office: office.take_pack(path), done)
