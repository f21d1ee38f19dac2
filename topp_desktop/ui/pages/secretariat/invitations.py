"""Inviting institutions: one by one, or a whole list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.foundation.files import replace_file
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.text import fold
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.secretariat.identity import Invited, read_institutions
from topp_desktop.services.secretariat.inbox import Invitee
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.tasks import Task
from topp_desktop.services.terms import GOVERNMENT_LEVELS, INSTITUTION_TYPES, term
from topp_desktop.ui.file_dialogs import LIST, ask_folder, ask_open, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.gate import ready_to_invite
from topp_desktop.ui.pages.secretariat.invited_twice import TwiceCard, invited_before
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    ErrorSummary,
    FieldRow,
    LineField,
    Text,
    row,
)
from topp_desktop.ui.widgets.columns import Columns


class InvitationsPage(OfficePage[bool]):
    """A form for one institution, and a button for a list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._card = Card(words.gettext("Invite one institution"), spacing=12)
        self.summary = ErrorSummary()
        self.name = LineField()
        self.country, self.level, self.type = Choice(), Choice(), Choice()
        self._fields = (self.name, self.country, self.level, self.type)
        self._rows = [
            FieldRow(self.name, words.gettext("Name of the institution")),
            FieldRow(self.country, words.gettext("Country or territory")),
            FieldRow(self.level, words.gettext("Level of government")),
            FieldRow(self.type, words.gettext("Type of institution")),
        ]
        self._offer_choices(words)
        choices = Columns(desk.theme, 620, spacing=14)
        for field_row in self._rows[1:]:
            choices.add(field_row, bottom=True)
        invite = words.gettext("Save the invitation")
        self.invite = Button(invite, self._ask_where, kind="primary")
        self._card.add(self.summary, self._rows[0], choices, row(self.invite))
        self._list = Card(words.gettext("Invite a whole list"))
        text = words.gettext(
            "A table saved as CSV with the columns name, country (two letters), level "
            "(central, intermediate or local) and type. One invitation is written for each "
            "row."
        )
        self.choose_list = Button(words.gettext("Choose the list"), self._ask_for_list)
        example = words.gettext("Save an example to fill in")
        self.example = Button(example, self._ask_where_example, kind="link")
        self._list.add(Text(text, role="small", tone="muted"))
        self._list.add(row(self.choose_list, self.example))
        self.twice = TwiceCard(desk)
        self.twice.chosen.connect(self._write)
        self.put(self.narrow(self.twice, self._card, self._list))

    def _offer_choices(self, words: Translator) -> None:
        countries = sorted(
            ((code, words.territory(code)) for code in COUNTRIES), key=lambda pair: fold(pair[1])
        )
        levels = [(code, term(GOVERNMENT_LEVELS, code, words)) for code in GOVERNMENT_LEVELS]
        types = [(code, term(INSTITUTION_TYPES, code, words)) for code in INSTITUTION_TYPES]
        for choice, options in (
            (self.country, countries),
            (self.level, levels),
            (self.type, types),
        ):
            choice.show_options(options)
            choice.setPlaceholderText(words.gettext("Choose …"))

    def title(self) -> str:
        return self.desk.words.gettext("Invitations")

    def why(self) -> str:
        return self.desk.words.gettext("Invitations go out in your name.")

    def look(self, office: Office) -> bool:
        return ready_to_invite(office)

    def arrive(self, argument: object) -> None:
        self.twice.hide()
        super().arrive(argument)

    def keeps(self) -> Sequence[QWidget]:
        return self._fields

    def show_found(self, ready: bool) -> None:
        seen = self.seen
        assert seen is not None
        self.gate.show_state(seen.name, unlocked=seen.unlocked, why=self.why(), card_tried=ready)
        self._card.setVisible(seen.unlocked and ready)
        self._list.setVisible(seen.unlocked and ready)

    # --- inviting ---------------------------------------------------------------------------

    def _check(self) -> Institution | None:
        words = self.desk.words
        errors: dict[QWidget, str] = {}
        if not self.name.text().strip():
            errors[self.name] = words.gettext("Enter the institution's name")
        sentences = (
            words.gettext("Choose the country or territory"),
            words.gettext("Choose the level of government"),
            words.gettext("Choose the type of institution"),
        )
        choices = zip((self.country, self.level, self.type), sentences, strict=True)
        errors.update((choice, said) for choice, said in choices if choice.currentIndex() < 0)
        for field_row in self._rows:
            field_row.show_error(errors.get(field_row.field, ""))
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])
        if errors:
            return None
        return Institution(
            self.name.text().strip(),
            str(self.country.currentData()),
            str(self.level.currentData()),
            str(self.type.currentData()),
        )

    def _ask_where(self) -> None:
        institution = self._check()
        if institution is None:
            return
        folder = self._ask_folder()
        if folder is not None:
            self.write([institution], folder)

    def _ask_for_list(self) -> None:
        words = self.desk.words
        path = ask_open(self.desk, self, words.gettext("Choose the list"), LIST)
        if path is None:
            return
        folder = self._ask_folder()
        if folder is not None:
            self.desk.tasks.read(
                lambda: read_institutions(path), lambda found: self.write(found, folder)
            )

    def _ask_where_example(self) -> None:
        words = self.desk.words
        name = words.gettext("institutions")
        path = ask_save(self.desk, self, words.gettext("Save an example to fill in"), name, LIST)
        if path is not None:
            self.save_example(path)

    def save_example(self, path: Path) -> None:
        """Writes a list with one row for each type of institution, so that the codes are seen."""
        words = self.desk.words
        rows = ["name;country;level;type"]
        rows += [f"{term(INSTITUTION_TYPES, t, words)};PA;central;{t}" for t in INSTITUTION_TYPES]
        # A spreadsheet takes the file for UTF-8 only with this mark before it.
        data = ("\ufeff" + "\r\n".join(rows) + "\r\n").encode("utf-8")

        def write() -> None:
            with write_faults(path):
                replace_file(path, data)

        what = words.gettext("an example to fill in")
        self.desk.tasks.read(write, lambda _: self.desk.say_saved(what, path))

    def _ask_folder(self) -> Path | None:
        title = self.desk.words.gettext("Folder for the invitations")
        return ask_folder(self.desk, self, title, "exchange")

    def write(self, institutions: Sequence[Institution], folder: Path) -> None:
        """Writes one invitation for each institution; asks first about those of a known name."""
        program = self.desk.program

        def look() -> list[Invitee]:
            return program.office.invitations()

        def known(invitations: list[Invitee]) -> None:
            found = invited_before(institutions, invitations)
            self.twice.setVisible(bool(found))
            if found:
                self.twice.ask(institutions, found, folder)
                self.body.to_top()
            else:
                self._write(institutions, folder)

        self.desk.tasks.write(look, known)

    def _write(self, institutions: Sequence[Institution], folder: Path) -> None:
        program, words = self.desk.program, self.desk.words
        self.twice.hide()
        if not institutions:
            return

        def work(_: Task) -> list[Invited]:
            return program.office.invite(institutions, folder)

        title = words.gettext("Writing the invitations")
        self.desk.tasks.work(title, work, self._invited, writes=True)

    def _invited(self, invited: list[Invited]) -> None:
        words = self.desk.words
        said = words.ngettext(
            "{n} invitation was written.", "{n} invitations were written.", len(invited)
        ).format(n=words.number(len(invited)))
        rule = words.gettext(
            "Give each file to its institution alone: whoever has it can send in its name."
        )
        self.name.clear()
        folder = invited[0].written.path.parent if invited else None
        self.desk.say(said, rule, file=folder)
