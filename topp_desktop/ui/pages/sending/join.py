"""Who will read: the secretariat's file, opened or joined with a typed code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange.typed_code import GROUP, GROUPS, VALUES, letters_of
from topp_desktop.services.institution.join import JoinedSecretariat
from topp_desktop.services.institution.sending import Standing
from topp_desktop.ui.file_dialogs import FROM_SECRETARIAT, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.sending.invitation import InvitationNotice
from topp_desktop.ui.widgets import Button, Choice, FieldRow, Text, row
from topp_desktop.ui.widgets.code_field import CodeField


class JoinPart(QWidget):
    """Readers, and how to come by them. `path_chosen` carries a file of the secretariat;
    `joined` what a typed code led to; `chosen` that another institution was chosen."""

    path_chosen = Signal(object)
    joined = Signal(object)
    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self._path: Path | None = None
        self.readers = Text(weight="semibold")
        self.open_file = Button("", self._ask, small=True)
        self.type_code = Button(words.gettext("Type the code"), self._show_code, small=True)
        self.membership = Choice()
        self.membership_row = FieldRow(self.membership, words.gettext("Send as"))
        self.membership.chosen.connect(lambda _: self.chosen.emit())
        self.code = CodeField(GROUPS, GROUP, letters_of)
        self.code.set_texts(
            words.gettext("Code of the invitation"),
            words.gettext(
                "28 characters in seven groups, as the secretariat told you. Capital or small "
                "letters make no difference, and neither do O and 0, or I and 1."
            ),
            words.gettext("group {n} of {all}"),
        )
        self.code.entered.connect(self._join)
        file_text = words.gettext(
            "The code goes with a file of the secretariat, which says who will read."
        )
        self._file_name = Text(weight="semibold")
        self.choose_file = Button("", self._ask_file)
        self.join = Button(words.gettext("Join with the code"), self._join)
        self._typed = QWidget()
        typed = QVBoxLayout(self._typed)
        typed.setContentsMargins(0, 6, 0, 0)
        typed.setSpacing(8)
        typed.addWidget(self.code)
        typed.addWidget(Text(file_text, role="small", tone="muted"))
        typed.addWidget(self._file_name)
        typed.addLayout(row(self.choose_file, self.join))
        self._typed.hide()
        self.opened = InvitationNotice(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.readers)
        box.addLayout(row(self.open_file, self.type_code))
        box.addWidget(self._typed)
        box.addWidget(self.opened)
        box.addWidget(self.membership_row)

    @property
    def choice(self) -> str:
        """The institution that was chosen where there are several; "" otherwise."""
        return str(self.membership.currentData() or "")

    def forget(self) -> None:
        """Another measurement: nothing is chosen, and nothing typed."""
        self.membership.show_options([])
        self._path = None
        self.opened.forget()
        self.code.clear()
        self._typed.hide()

    def choose(self, joined: JoinedSecretariat, file: Path | None = None) -> None:
        """This institution is the chosen one from now on. file: what was opened for it."""
        institution = joined.institution
        if file is not None and file.suffix.lower() == ".topp-invite":
            self.opened.offer(file)
        self.membership.show_options([(institution.id, institution.name)], institution.id)

    def choose_again(self, institution: str) -> None:
        """The institution of this id, as it was chosen before; "" for the obvious one."""
        if institution and institution != self.choice:
            self.membership.show_options([(institution, "")], institution)

    def show_standing(self, standing: Standing) -> None:
        """In the words of the moment."""
        words, joined = self._desk.words, standing.joined
        if joined is None:
            self.readers.setText(words.gettext("Nobody yet: the secretariat's file is missing."))
            self.open_file.set_text(words.gettext("Open the secretariat's file"))
        else:
            self.readers.setText(words.join(joined.readers))
            self.open_file.set_text(words.gettext("Open a newer file of the secretariat"))
            self._typed.hide()
        self.open_file.set_kind("secondary" if joined else "primary")
        self.type_code.setVisible(joined is None)
        self._show_file()
        several = len(standing.others) > 1
        self.membership_row.setVisible(several)
        if several:
            self.membership.show_options(
                [(o.institution.id, o.institution.name) for o in standing.others],
                joined.institution.id if joined else None,
            )

    # --- the code -----------------------------------------------------------------------------

    def ask_for_code(self, path: Path) -> None:
        """The file goes with a code, which is typed here."""
        self._path = path
        self._show_code()
        self._show_file()

    def _show_file(self) -> None:
        words, path = self._desk.words, self._path
        self._file_name.setText(path.name if path else "")
        self._file_name.setVisible(path is not None)
        self.choose_file.set_text(
            words.gettext("Choose another file") if path else words.gettext("Choose the file")
        )

    def _show_code(self) -> None:
        self._typed.show()
        self.code.groups[0].setFocus()

    def _checked(self) -> bool:
        """Whether every group is whole and has only letters of codes; says what is not."""
        words = self._desk.words
        for n, text in enumerate(self.code.texts, 1):
            strange = next((letter for letter in text if letter not in VALUES), "")
            if strange:
                error = words.gettext("Group {n}: “{letter}” never occurs in a code.")
                self.code.show_error(error.format(n=n, letter=strange), n)
                return False
            if len(text) != GROUP:
                error = words.gettext("Group {n} has {found} of 4 characters.")
                self.code.show_error(error.format(n=n, found=len(text)), n)
                return False
        self.code.show_error("")
        return True

    def _join(self) -> None:
        if not self._checked():
            return
        if self._path is None:
            self._ask_file()
        if self._path is not None:
            self.join_with(self._path)

    def join_with(self, path: Path) -> None:
        """Joins with what was typed and this file."""
        self._path = path
        code, program = self.code.code, self._desk.program

        def joined(found: JoinedSecretariat) -> None:
            self.forget()
            self.joined.emit(found)

        self._desk.tasks.write(
            lambda: program.sending.join_by_code(code, path), joined, self._refused
        )

    def _refused(self, fault: Exception) -> None:
        words = self._desk.words
        code = fault.code if isinstance(fault, UserError) else ""
        if code == "wrong-code-group":
            assert isinstance(fault, UserError)
            n = int(fault.params["group"])
            said = words.gettext("Group {n} does not fit the others: compare it letter by letter.")
            self.code.show_error(said.format(n=n), n)
        elif code.startswith("wrong-code"):
            self.code.show_error(
                words.gettext("There is more than one slip in the code. Compare every group.")
            )
        else:
            if code in ("code-of-another", "not-an-invitation"):
                self._path = None
            self._desk.show_fault(fault)

    # --- files --------------------------------------------------------------------------------

    def _ask(self) -> None:
        chosen = self._asked(self._desk.words.gettext("Open the secretariat's file"))
        if chosen is not None:
            self.path_chosen.emit(chosen)

    def _ask_file(self) -> None:
        words = self._desk.words
        chosen = self._asked(words.gettext("Choose the file"))
        if chosen is not None:
            self._path = chosen
            self._show_file()

    def _asked(self, title: str) -> Path | None:
        return ask_open(self._desk, self, title, FROM_SECRETARIAT)
