"""The secretariat's identity: made once, opened by its passphrase, saved on a card, published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.services.secretariat.identity import Published
from topp_desktop.services.secretariat.recovery import CardContent
from topp_desktop.ui.file_dialogs import PDF, TEXT, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.secretariat import region_file
from topp_desktop.ui.pages.secretariat.become_officer import OfficerCardForm
from topp_desktop.ui.pages.secretariat.beginnings import CreateCard, RestoreCard
from topp_desktop.ui.pages.secretariat.gate import FORM_WIDTH, Gate
from topp_desktop.ui.pages.secretariat.recovery import SaveCard, Steps, TryCard
from topp_desktop.ui.widgets import Button, Card, PageScroll, Text, row

_NEW, _CARD, _OFFICER = "new", "card", "officer"
"""Ways to begin."""


@dataclass(frozen=True, slots=True)
class _State:
    """officer: this is the identity of an officer, who has no card and publishes nothing."""

    name: str | None = None
    unlocked: bool = False
    number: str = ""
    pack: int = 0
    tried: datetime | None = None
    officer: bool = False


class IdentityPage(Page):
    """Create or set up again, unlock, save the card, try it, publish."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state = _State()
        self._beginning = _NEW
        self._saved = False
        self._card_again = False
        self._scroll = PageScroll(desk.theme)
        self.maker = CreateCard(desk)
        self.maker.make.clicked.connect(self._create)
        self.maker.have_card.clicked.connect(lambda: self._choose_beginning(_CARD))
        self.maker.am_officer.clicked.connect(lambda: self._choose_beginning(_OFFICER))
        self.restorer = RestoreCard(desk)
        self.restorer.restored.connect(self._restored)
        self.restorer.without_card.clicked.connect(lambda: self._choose_beginning(_NEW))
        self.officer = OfficerCardForm(desk)
        self.officer.made.connect(self._became_officer)
        self.officer.instead.clicked.connect(lambda: self._choose_beginning(_NEW))
        self.gate = Gate(desk)
        self.gate.opened.connect(self._load)
        self._who = Card()
        self._number_label = Text(role="small", tone="muted")
        self._number = Text(role="figure", tone="accent")
        self._number_hint = Text(role="small", tone="muted")
        self.lock = Button("", self._lock, small=True)
        self.readers = Button("", lambda: desk.navigate("officers"), small=True)
        self._who.add(self._number_label, self._number, self._number_hint)
        self._who.add(row(self.readers, self.lock))
        self.steps = Steps()
        self.saver, self.trier = SaveCard(), TryCard()
        self.saver.save.clicked.connect(self._ask_where_card)
        self.trier.try_it.clicked.connect(self._try)
        self._tried = Card()
        self._tried_text = Text()
        self.card_again = Button("", self._show_card_again)
        self._tried.add(self._tried_text, row(self.card_again))
        self._pack = Card()
        self._pack_text = Text()
        self.publish = Button("", self._ask_where_pack, kind="primary")
        self.export = Button("", self._ask_where_key)
        self._export_hint = Text(role="small", tone="muted")
        self._pack.add(self._pack_text, row(self.publish))
        self._key = Card()
        self._key.add(self._export_hint, row(self.export))
        self._inside: tuple[QWidget, ...] = (
            self.steps,
            self.saver,
            self.trier,
            self._who,
            self._tried,
            self._pack,
            self._key,
        )
        parts = (
            self.maker,
            self.restorer,
            self.officer,
            self.gate,
            *self._inside,
        )
        # One narrow column: cards limited one by one would be given the height of wide ones.
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
            part.hide()
        beside = QHBoxLayout()
        beside.addWidget(self._column, 1)
        beside.addStretch(0)
        self._scroll.main.addLayout(beside)
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
            number, pack = office.check_number(), office.pack_number()
            officer = office.is_officers()
            tried = None if officer else office.rehearsed()
            return _State(office.name(), True, number, pack, tried, officer)

        def loaded(state: _State) -> None:
            self._state = state
            self._show()

        self.desk.tasks.write(read, loaded)

    def _show(self) -> None:
        words, state = self.desk.words, self._state
        forms = ((_NEW, self.maker), (_CARD, self.restorer), (_OFFICER, self.officer))
        for beginning, form in forms:
            form.setVisible(state.name is None and self._beginning == beginning)
            form.retranslate()
        if state.name is None:
            self.gate.hide()
        else:
            self.gate.show_state(state.name, unlocked=state.unlocked)
        self._column.setMaximumWidth(self.desk.theme.px(FORM_WIDTH))
        for card in self._inside:
            card.setVisible(state.unlocked)
        self._show_card()
        self._who.set_title(state.name or "")
        self._number_label.setText(words.gettext("Check number"))
        self._number.setText(state.number)
        self._number_hint.setText(
            words.gettext(
                "Institutions that ask whether a file is really yours compare it by phone."
            )
        )
        self.readers.set_text(words.gettext("Who can read"))
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

    def _show_card(self) -> None:
        words, state = self.desk.words, self._state
        if state.officer:
            for part in (self.steps, self.saver, self.trier, self._tried, self._pack):
                part.hide()
            return
        tried, published = state.tried is not None, state.pack > 0
        saved = self._saved or tried
        self.steps.setVisible(state.unlocked and not (tried and published))
        self.steps.show_steps(words, (True, saved, tried, published))
        asked = state.unlocked and (self._card_again or not tried)
        self.saver.setVisible(asked)
        self.saver.retranslate(words)
        self.saver.save.set_kind("secondary" if saved else "primary")
        self.trier.setVisible(asked)
        self.trier.retranslate(words)
        self.trier.try_it.set_kind("primary" if saved else "secondary")
        self._tried.setVisible(state.unlocked and tried and not self._card_again)
        self._tried.set_title(words.gettext("Recovery card"))
        if state.tried is not None:
            said = words.gettext("The card works: tried on {date}.")
            self._tried_text.setText(said.format(date=words.date(state.tried.astimezone())))
        self.card_again.set_text(words.gettext("Save or try the card again"))
        self._pack.setVisible(state.unlocked and tried)

    # --- what can be done -------------------------------------------------------------------

    def _create(self) -> None:
        if not self.maker.check():
            return
        office_of = self.desk.program
        name, passphrase = self.maker.name.text(), self.maker.first.text()

        def made(_: str) -> None:
            self.maker.forget()
            self.desk.say(
                self.desk.words.gettext("The identity was created. Next, save its recovery card.")
            )
            self._load()

        self.desk.tasks.write(lambda: office_of.office.create(name, passphrase), made)

    def _choose_beginning(self, beginning: str) -> None:
        self._beginning = beginning
        self._show()
        first = {_CARD: self.restorer.fields.groups, _OFFICER: self.officer.choose}
        first.get(beginning, self.maker.name).setFocus()

    def _became_officer(self, number: str, path: Path) -> None:
        said = self.desk.words.gettext(
            "The file was saved. Hand it to the secretariat, and read your number out to it: "
            "{number}."
        )
        self.desk.say(said.format(number=number), file=path)
        self._load()

    def _restored(self, name: str) -> None:
        said = self.desk.words.gettext(
            "The secretariat {name} is set up on this computer. Receive the files that the "
            "institutions sent once more; nothing is counted twice."
        )
        self.desk.say(said.format(name=name))
        self._load()

    def _ask_where_card(self) -> None:
        words = self.desk.words
        name = words.gettext("recovery card")
        path = ask_save(self.desk, self, words.gettext("Save the recovery card"), name, PDF)
        if path is not None:
            self.save_card(path)

    def save_card(self, path: Path) -> None:
        """Writes the card with the passphrase that was typed."""
        program, words = self.desk.program, self.desk.words
        passphrase = self.saver.passphrase.text()
        self.saver.save.setEnabled(False)

        def done(_: CardContent) -> None:
            self.saver.save.setEnabled(True)
            self.saver.forget()
            self._saved = True
            said = words.gettext(
                "The recovery card was saved. Print it, delete the file, and try the printed card."
            )
            self.desk.say(said, file=path)
            self._load()

        def failed(fault: Exception) -> None:
            self.saver.save.setEnabled(True)
            self.saver.show_fault(fault, self.desk)

        self.desk.tasks.write(
            lambda: program.office.write_card(path, passphrase, words), done, failed
        )

    def _try(self) -> None:
        words, program, fields = self.desk.words, self.desk.program, self.trier.fields
        if not fields.check(words):
            return
        typed, passphrase = fields.typed, fields.passphrase.text()
        self.trier.try_it.setEnabled(False)

        def done(tried: datetime) -> None:
            self.trier.try_it.setEnabled(True)
            fields.forget()
            self._card_again = False
            said = words.gettext(
                "The card works: tried on {date}. Give it to the person who keeps it, and the "
                "passphrase to another one."
            )
            self.desk.say(said.format(date=words.date(tried.astimezone())))
            self._load()

        def failed(fault: Exception) -> None:
            self.trier.try_it.setEnabled(True)
            fields.show_fault(fault, self.desk)

        self.desk.tasks.write(lambda: program.office.rehearse(typed, passphrase), done, failed)

    def _show_card_again(self) -> None:
        self._card_again = True
        self._show()
        self.saver.passphrase.setFocus()

    def _lock(self) -> None:
        self.desk.program.office.lock()
        self.saver.forget()
        self.trier.fields.forget()
        self._card_again = False
        self._load()

    def _ask_where_pack(self) -> None:
        path = region_file.ask_where(self.desk, self)
        if path is not None:
            self.publish_to(path)

    def publish_to(self, path: Path) -> None:
        """Writes the next region file."""
        program = self.desk.program

        def written(published: Published) -> None:
            region_file.say_written(self.desk, published)
            self._load()

        self.desk.tasks.write(lambda: program.office.publish(path), written)

    def _ask_where_key(self) -> None:
        words = self.desk.words
        path = ask_save(
            self.desk, self, words.gettext("Write the emergency file"), "topp-age-key", TEXT
        )
        if path is not None:
            program = self.desk.program
            said = words.gettext("The emergency file was written.")
            self.desk.tasks.write(
                lambda: program.office.export_age(path), lambda _: self.desk.say(said, file=path)
            )
