"""The secretariat's identity: made once, opened by its passphrase, saved on a card, published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.secretariat.identity import Published
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.recovery import CardContent
from topp_desktop.ui.file_dialogs import PDF, TEXT, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat import region_file
from topp_desktop.ui.pages.secretariat.become_officer import OfficerCardForm
from topp_desktop.ui.pages.secretariat.beginnings import CreateCard, RestoreCard
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.pages.secretariat.recovery import SaveCard, Steps, TryCard
from topp_desktop.ui.widgets import Button, Card, Text, row

_NEW, _CARD, _OFFICER = "new", "card", "officer"
"""Ways to begin."""


@dataclass(frozen=True, slots=True)
class KeyStanding:
    """What the open keys tell. tried: when the recovery card was tried last; officer: this is the
    identity of an officer, who has no card and publishes nothing."""

    number: str = ""
    pack: int = 0
    tried: datetime | None = None
    officer: bool = False


@dataclass(frozen=True, slots=True)
class _Here:
    """How far somebody came; packs: the region files chosen to restore, and to become an
    officer."""

    beginning: str
    saved: bool
    card_again: bool
    packs: tuple[Path | None, Path | None]


class IdentityPage(OfficePage[KeyStanding]):
    """Create or set up again, unlock, save the card, try it, publish."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._beginning = _NEW
        self._saved = False
        self._card_again = False
        self.maker = CreateCard(desk)
        self.maker.created.connect(self._created)
        self.maker.have_card.clicked.connect(lambda: self._choose_beginning(_CARD))
        self.maker.am_officer.clicked.connect(lambda: self._choose_beginning(_OFFICER))
        self.restorer = RestoreCard(desk)
        self.restorer.restored.connect(self._restored)
        self.restorer.without_card.clicked.connect(lambda: self._choose_beginning(_NEW))
        self.officer = OfficerCardForm(desk)
        self.officer.made.connect(self._became_officer)
        self.officer.instead.clicked.connect(lambda: self._choose_beginning(_NEW))
        self.steps = Steps(words)
        self.saver, self.trier = SaveCard(desk), TryCard(desk)
        self.saver.save.clicked.connect(self._ask_where_card)
        self.trier.try_it.clicked.connect(self._try)
        self._who, self._number = Card(), Text(role="figure", tone="accent")
        self._number_card(words)
        self._tried, self._tried_text = Card(words.gettext("Recovery card")), Text()
        again = words.gettext("Save or try the card again")
        self.card_again = Button(again, self._show_card_again)
        self._tried.add(self._tried_text, row(self.card_again))
        self._pack, self._pack_text = Card(words.gettext("Region file")), Text()
        publish = words.gettext("Write the region file")
        self.publish = Button(publish, self._ask_where_pack, kind="primary")
        self._pack.add(self._pack_text, row(self.publish))
        self._key = Card(words.gettext("For emergencies"))
        self.export = Button(words.gettext("Write the emergency file"), self._ask_where_key)
        what = words.gettext(
            "With this file, what was sent to you can be opened without this program, by the "
            "standard tool “age”. Whoever has it can read everything: keep it locked away."
        )
        self._key.add(Text(what, role="small", tone="muted"), row(self.export))
        forms = (self.maker, self.restorer, self.officer)
        cards = (self.steps, self.saver, self.trier, self._who, self._tried, self._pack, self._key)
        self.put(self.narrow(*forms, self.gate, *cards))

    def _number_card(self, words: Translator) -> None:
        lock = words.gettext("Lock until the passphrase is entered again")
        self.lock = Button(lock, self._lock, small=True)
        self.readers = Button(
            words.gettext("Who can read"), lambda: self.desk.navigate("officers"), small=True
        )
        hint = words.gettext(
            "Institutions that ask whether a file is really yours compare it by phone."
        )
        self._who.add(Text(words.gettext("Check number"), role="small", tone="muted"))
        self._who.add(self._number, Text(hint, role="small", tone="muted"))
        self._who.add(row(self.readers, self.lock))

    def title(self) -> str:
        return self.desk.words.gettext("Identity")

    def why(self) -> str:
        return ""

    def stops(self, name: str | None, *, unlocked: bool) -> bool:
        # Where there is no identity, this is the page that makes one.
        return name is not None and not unlocked

    def look(self, office: Office) -> KeyStanding:
        if not office.unlocked:
            return KeyStanding()
        number, pack, officer = office.check_number(), office.pack_number(), office.is_officers()
        return KeyStanding(number, pack, None if officer else office.rehearsed(), officer)

    def arrive(self, argument: object) -> None:
        if isinstance(argument, _Here):
            self._beginning, self._saved = argument.beginning, argument.saved
            self._card_again = argument.card_again
            choices = (self.restorer.pack, self.officer.pack)
            for choice, path in zip(choices, argument.packs, strict=True):
                if path is not None:
                    choice.take(path)
        super().arrive(argument)

    def here(self, came_with: object) -> object:
        packs = (self.restorer.pack.path, self.officer.pack.path)
        return _Here(self._beginning, self._saved, self._card_again, packs)

    def keeps(self) -> Sequence[QWidget]:
        return (self.maker.name, self.restorer.name, self.officer.position)

    def show_found(self, found: KeyStanding) -> None:
        seen = self.seen
        assert seen is not None
        forms = ((_NEW, self.maker), (_CARD, self.restorer), (_OFFICER, self.officer))
        for beginning, form in forms:
            form.setVisible(seen.name is None and self._beginning == beginning)
        for card in (self._who, self._key):
            card.setVisible(seen.unlocked)
        self._who.set_title(seen.name or "")
        self._number.setText(found.number)
        self._show_card(found, own=seen.unlocked and not found.officer)
        self._show_pack(found)

    def _show_card(self, found: KeyStanding, *, own: bool) -> None:
        words, tried, published = self.desk.words, found.tried is not None, found.pack > 0
        saved = self._saved or tried
        self.steps.setVisible(own and not (tried and published))
        self.steps.show_steps((True, saved, tried, published))
        for card in (self.saver, self.trier):
            card.setVisible(own and (self._card_again or not tried))
        self.saver.save.set_kind("secondary" if saved else "primary")
        self.trier.try_it.set_kind("primary" if saved else "secondary")
        self._tried.setVisible(own and tried and not self._card_again)
        self._pack.setVisible(own and tried)
        if found.tried is not None:
            said = words.gettext("The card works: tried on {date}.")
            self._tried_text.setText(said.format(date=words.date(found.tried.astimezone())))

    def _show_pack(self, found: KeyStanding) -> None:
        words = self.desk.words
        what = words.gettext(
            "It tells the institutions who you are and which questionnaires you collect. It "
            "travels inside every invitation; it is not secret."
        )
        last = (
            words.gettext("The last one is number {n}.").format(n=found.pack)
            if found.pack
            else words.gettext("None was written yet.")
        )
        self._pack_text.setText(f"{what} {last}")

    # --- what can be done -------------------------------------------------------------------

    def _created(self) -> None:
        said = self.desk.words.gettext("The identity was created. Next, save its recovery card.")
        self.desk.say(said)
        self.reload()

    def _choose_beginning(self, beginning: str) -> None:
        self._beginning = beginning
        self._show_again()
        first = {_CARD: self.restorer.fields.groups, _OFFICER: self.officer.pack.choose}
        first.get(beginning, self.maker.name).setFocus()

    def _show_again(self) -> None:
        if self.seen is not None:
            self.show_found(self.seen.found)

    def _became_officer(self, number: str, path: Path) -> None:
        said = self.desk.words.gettext(
            "The file was saved. Hand it to the secretariat, and read your number out to it: "
            "{number}."
        )
        self.desk.say(said.format(number=number), file=path)
        self.reload()

    def _restored(self, name: str) -> None:
        said = self.desk.words.gettext(
            "The secretariat {name} is set up on this computer. Receive the files that the "
            "institutions sent once more; nothing is counted twice."
        )
        self.desk.say(said.format(name=name))
        self.reload()

    def _ask_where_card(self) -> None:
        words = self.desk.words
        name = words.gettext("recovery card")
        path = ask_save(self.desk, self, words.gettext("Save the recovery card"), name, PDF)
        if path is not None:
            self.save_card(path)

    def save_card(self, path: Path) -> None:
        """Writes the card with the passphrase that was typed."""
        words = self.desk.words
        passphrase = self.saver.passphrase.typed
        self.saver.save.setEnabled(False)

        def done(_: CardContent) -> None:
            self.saver.save.setEnabled(True)
            self.saver.passphrase.forget()
            self._saved = True
            said = words.gettext(
                "The recovery card was saved. Print it, delete the file, and try the printed card."
            )
            self.desk.say(said, file=path)
            self.reload()

        def failed(fault: Exception) -> None:
            self.saver.save.setEnabled(True)
            self.saver.passphrase.show_fault(fault)

        self.decide(lambda office: office.write_card(path, passphrase, words), done, failed)

    def _try(self) -> None:
        words, fields = self.desk.words, self.trier.fields
        if not fields.check():
            return
        typed, passphrase = fields.typed, fields.passphrase.typed
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
            self.reload()

        def failed(fault: Exception) -> None:
            self.trier.try_it.setEnabled(True)
            fields.show_fault(fault)

        self.decide(lambda office: office.rehearse(typed, passphrase), done, failed)

    def _show_card_again(self) -> None:
        self._card_again = True
        self._show_again()
        self.saver.passphrase.field.setFocus()

    def _lock(self) -> None:
        self.desk.program.office.lock()
        self.saver.passphrase.forget()
        self.trier.fields.forget()
        self._card_again = False
        self.reload()

    def _ask_where_pack(self) -> None:
        path = region_file.ask_where(self.desk, self)
        if path is not None:
            self.publish_to(path)

    def publish_to(self, path: Path) -> None:
        """Writes the next region file."""

        def written(published: Published) -> None:
            region_file.say_written(self.desk, published)
            self.reload()

        self.decide(lambda office: office.publish(path), written)

    def _ask_where_key(self) -> None:
        words = self.desk.words
        path = ask_save(
            self.desk, self, words.gettext("Write the emergency file"), "topp-age-key", TEXT
        )
        if path is not None:
            said = words.gettext("The emergency file was written.")
            self.decide(
                lambda office: office.export_age(path), lambda _: self.desk.say(said, file=path)
            )
