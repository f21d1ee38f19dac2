"""The secretariat's identity: made once, opened by its passphrase, published as a region file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.secretariat import MINIMUM_PASSPHRASE, Published
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.secretariat.gate import FORM_WIDTH, Gate
from topp_desktop.ui.widgets import (
    Button,
    Card,
    ErrorSummary,
    FieldRow,
    LineField,
    Notice,
    PageScroll,
    PassphraseField,
    Text,
    row,
)


@dataclass(frozen=True, slots=True)
class _State:
    name: str | None = None
    unlocked: bool = False
    number: str = ""
    pack: int = 0


class CreateCard(Card):
    """Name, passphrase twice, and what it means to lose it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self.summary = ErrorSummary()
        self.name, self.first, self.second = LineField(), PassphraseField(), PassphraseField()
        self.rows = [FieldRow(field) for field in (self.name, self.first, self.second)]
        self._warning = Notice(state="attention")
        self.make = Button("", kind="primary")
        self.add(self.summary, *self.rows, self._warning, row(self.make))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("Create the secretariat's identity"))
        texts = (
            (
                words.gettext("Name of the secretariat"),
                words.gettext("As the institutions know it; it stands in every invitation"),
            ),
            (
                words.gettext("Passphrase"),
                words.gettext("{n} characters or more; four or five words are best").format(
                    n=MINIMUM_PASSPHRASE
                ),
            ),
            (words.gettext("The passphrase once more"), ""),
        )
        for field_row, (label, hint) in zip(self.rows, texts, strict=True):
            field_row.set_texts(label, hint)
        self._warning.text.setText(
            words.gettext(
                "Nobody can recover a lost passphrase, and without it nothing that was sent to "
                "you can be opened. Write it down, and keep it apart from this computer."
            )
        )
        self.make.set_text(words.gettext("Create the identity"))

    def check(self) -> bool:
        """Says what is wrong, in the summary and beside the fields."""
        words = self._desk.words
        errors: dict[QWidget, str] = {}
        if not self.name.text().strip():
            errors[self.name] = words.gettext("Enter the secretariat's name")
        if len(self.first.text()) < MINIMUM_PASSPHRASE:
            errors[self.first] = words.gettext("Use {n} characters or more").format(
                n=MINIMUM_PASSPHRASE
            )
        elif self.first.text() != self.second.text():
            errors[self.second] = words.gettext("The two passphrases differ")
        for field_row in self.rows:
            field_row.show_error(errors.get(field_row.field, ""))
        title = words.gettext("There is something to put right")
        self.summary.show_errors(title, [(text, field) for field, text in errors.items()])
        return not errors

    def forget(self) -> None:
        """Empties the fields of the passphrase."""
        self.first.clear()
        self.second.clear()


class IdentityPage(Page):
    """Create, unlock, publish."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state = _State()
        self._scroll = PageScroll(desk.theme)
        self._done = Notice(state="done")
        self._done.hide()
        self.maker = CreateCard(desk)
        self.maker.make.clicked.connect(self._create)
        self.gate = Gate(desk)
        self.gate.opened.connect(self._load)
        self._who = Card()
        self._number_label = Text(role="small", tone="muted")
        self._number = Text(role="figure", tone="accent")
        self._number_hint = Text(role="small", tone="muted")
        self.lock = Button("", self._lock, small=True)
        self._who.add(self._number_label, self._number, self._number_hint, row(self.lock))
        self._pack = Card()
        self._pack_text = Text()
        self.publish = Button("", self._ask_where_pack, kind="primary")
        self.export = Button("", self._ask_where_key)
        self._export_hint = Text(role="small", tone="muted")
        self._pack.add(self._pack_text, row(self.publish))
        self._key = Card()
        self._key.add(self._export_hint, row(self.export))
        for part in (self._done, self.maker, self.gate, self._who, self._pack, self._key):
            self._scroll.main.addWidget(part)
            part.hide()
        self._scroll.main.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Identity")

    def refresh(self, _: Changed | None) -> None:
        self._load()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self._load()

    def _load(self) -> None:
        program = self.desk.program

        def read() -> _State:
            office = program.office
            if not office.unlocked:
                return _State(office.name())
            return _State(office.name(), True, office.check_number(), office.pack_number())

        def loaded(state: _State) -> None:
            self._state = state
            self._show()

        self.desk.tasks.write(read, loaded)

    def _show(self) -> None:
        words, state = self.desk.words, self._state
        self.maker.setVisible(state.name is None)
        self.maker.retranslate()
        if state.name is None:
            self.gate.hide()
        else:
            self.gate.show_state(state.name, unlocked=state.unlocked)
        for card in (self._who, self._pack, self._key):
            card.setVisible(state.unlocked)
        for part in (self._done, self.maker, self.gate, self._who, self._pack, self._key):
            part.setMaximumWidth(self.desk.theme.px(FORM_WIDTH))
        self._who.set_title(state.name or "")
        self._number_label.setText(words.gettext("Check number"))
        self._number.setText(state.number)
        self._number_hint.setText(
            words.gettext(
                "Institutions that ask whether a file is really yours compare it by phone."
            )
        )
        self.lock.set_text(words.gettext("Lock until the passphrase is entered again"))
        self._pack.set_title(words.gettext("Region file"))
        self._pack_text.setText(
            words.gettext(
                "It tells the institutions who you are and which questionnaires you collect. It "
                "travels inside every invitation; it is not secret."
            )
            + " "
            + (
                words.gettext("The last one is number {n}.").format(n=state.pack)
                if state.pack
                else words.gettext("None was written yet.")
            )
        )
        self.publish.set_text(words.gettext("Write the region file"))
        self._key.set_title(words.gettext("For emergencies"))
        self._export_hint.setText(
            words.gettext(
                "With this file, what was sent to you can be opened without this program, by the "
                "standard tool “age”. Whoever has it can read everything: keep it locked away."
            )
        )
        self.export.set_text(words.gettext("Write the emergency file"))

    # --- what can be done -------------------------------------------------------------------

    def _create(self) -> None:
        if not self.maker.check():
            return
        office_of = self.desk.program
        name, passphrase = self.maker.name.text(), self.maker.first.text()

        def made(_: str) -> None:
            self.maker.forget()
            self._say(
                self.desk.words.gettext(
                    "The identity was created. Next, invite the first institution."
                )
            )
            self._load()

        self.desk.tasks.write(lambda: office_of.office.create(name, passphrase), made)

    def _lock(self) -> None:
        self.desk.program.office.lock()
        self._done.hide()
        self._load()

    def _ask_where_pack(self) -> None:
        words = self.desk.words
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext("Write the region file"),
            str(documents_folder() / "region.topp-region"),
            words.gettext("Region files (*.topp-region)"),
        )
        if chosen:
            self.publish_to(Path(chosen))

    def publish_to(self, path: Path) -> None:
        """Writes the next region file."""
        program = self.desk.program

        def written(published: Published) -> None:
            said = self.desk.words.gettext("Region file number {n} was written: {path}")
            self._say(said.format(n=published.number, path=published.written.path))
            self._load()

        self.desk.tasks.write(lambda: program.office.publish(path), written)

    def _ask_where_key(self) -> None:
        words = self.desk.words
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            words.gettext("Write the emergency file"),
            str(documents_folder() / "topp-age-key.txt"),
            words.gettext("Text files (*.txt)"),
        )
        if chosen:
            path, program = Path(chosen), self.desk.program
            said = words.gettext("The emergency file was written: {path}").format(path=path)
            self.desk.tasks.write(
                lambda: program.office.export_age(path), lambda _: self._say(said)
            )

    def _say(self, text: str) -> None:
        self._done.text.setText(text)
        self._done.show()
        self._scroll.to_top()
