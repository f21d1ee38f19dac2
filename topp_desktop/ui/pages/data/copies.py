"""Where the data lives, the copies on this computer, and copies for a stick or a successor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from topp_desktop.services.safety import Backup, BackupContents, Whereabouts, WrittenBackup
from topp_desktop.ui.file_dialogs import COPY, ask_folder, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.copy_words import contents_of, moment, reason_words
from topp_desktop.ui.widgets import Button, Card, FieldRow, Table, Tag, Text, TextField, row


class WhereCard(Card):
    """The folder, how large it is, whether others can read it, and when it was last copied."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lead, self._facts = Text(), Text(role="small", tone="muted")
        self._folder = Text(weight="semibold")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._protected, self._copied = Tag(""), Tag("")
        self.add(self._lead, self._folder, self._facts, row(self._protected))
        self.add(row(self._copied))

    def show_where(
        self, where: Whereabouts, newest: BackupContents | None, here: BackupContents | None
    ) -> None:
        """Says it in the words of the moment. newest: what the last copy holds; here: the
        database."""
        words = self._desk.words
        self.set_title(words.gettext("Where your data lives"))
        self._lead.setText(
            words.gettext("Your answers are kept on this stick or folder, beside the program:")
            if where.portable
            else words.gettext("Your answers are kept on this computer, in this folder:")
        )
        self._folder.setText(str(where.folder))
        self._facts.setText(
            words.gettext("Answers {size} · attached files {files}").format(
                size=words.size(where.size), files=words.size(where.attachments)
            )
            if where.attachments
            else words.gettext("Answers {size} · no attached files").format(
                size=words.size(where.size)
            )
        )
        if where.protected:
            self._protected.show_state(words.gettext("Protected with a passphrase"), "done")
        else:
            self._protected.show_state(words.gettext("Without a passphrase"), "neutral")
        self._show_last_copy(where.last_backup, newest, here)

    def _show_last_copy(
        self, made: datetime | None, newest: BackupContents | None, here: BackupContents | None
    ) -> None:
        """Green only where the copy holds every answer that is here."""
        words = self._desk.words
        if made is None:
            self._copied.show_state(words.gettext("No copy yet"), "attention")
            return
        if newest is None or here is None:
            told = words.gettext("Last copy: {moment}")
            self._copied.show_state(told.format(moment=moment(words, made)), "neutral")
            return
        whole = (newest.answers, newest.newest) == (here.answers, here.newest)
        told = words.ngettext(
            "Last copy: {moment}, with {copied} of {n} answer",
            "Last copy: {moment}, with {copied} of {n} answers",
            here.answers,
        )
        self._copied.show_state(
            told.format(
                moment=moment(words, made),
                copied=words.number(newest.answers),
                n=words.number(here.answers),
            ),
            "done" if whole else "attention",
        )


class CopiesCard(Card):
    """The copies that the program makes by itself; `look` carries the path of the one chosen."""

    look = Signal(object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Automatic copies"))
        self._desk = desk
        self._backups: Sequence[Backup] = ()
        when = words.gettext(
            "The program makes a copy at the first start of a day, after every 20 changes, and "
            "when it is closed. It keeps the last of each of seven days and of four weeks. "
            "They lie on the same disk: copy to a stick too."
        )
        none = words.gettext("No copy yet. The first is made at the next start.")
        self._none = Text(none, tone="muted")
        self.table = Table(whole_height=True, balanced=True)
        self.table.setAccessibleName(words.gettext("Automatic copies"))
        self.copy_now = Button(words.gettext("Copy now"), small=True)
        self.look_at = Button(words.gettext("Look at the copy chosen"), self._look, small=True)
        self.add(Text(when, tone="muted"), self._none, self.table)
        self.add(row(self.copy_now, self.look_at))
        self.table.itemSelectionChanged.connect(self._chosen)

    def show_copies(self, backups: Sequence[Backup], held: Sequence[BackupContents | None]) -> None:
        """Lists them, newest first, each with what it holds; None: it cannot be read."""
        words, self._backups = self._desk.words, backups
        self._none.setVisible(not backups)
        self.table.setVisible(bool(backups))
        header = (
            words.gettext("Made on"),
            words.gettext("Why"),
            words.gettext("Answers"),
            words.gettext("Size"),
            words.gettext("Passphrase"),
        )
        yes, no = words.gettext("Yes"), words.gettext("No")
        unknown = words.gettext("cannot be read")
        rows = [
            (
                moment(words, b.made),
                reason_words(words, b),
                unknown if contents is None else words.number(contents.answers),
                words.size(b.size),
                yes if b.protected else no,
            )
            for b, contents in zip(backups, held, strict=True)
        ]
        self.table.show_rows(header, rows)
        self._chosen()

    def _selected(self) -> Backup | None:
        found = {index.row() for index in self.table.selectedIndexes()}
        return self._backups[min(found)] if found else None

    def _chosen(self) -> None:
        self.look_at.setVisible(bool(self._backups))
        self.look_at.setEnabled(self._selected() is not None)

    def _look(self) -> None:
        backup = self._selected()
        if backup is not None:
            self.look.emit(backup.path)


def say_written(desk: Desk, written: WrittenBackup) -> None:
    """What a copy holds, once it was read again."""
    words = desk.words
    files = words.ngettext("{n} attached file", "{n} attached files", written.attachments)
    lines = [
        f"{contents_of(words, written.contents)} · "
        f"{files.format(n=written.attachments)} · {words.size(written.size)}",
    ]
    if written.identity:
        lines.append(
            words.gettext("The secretariat's identity is in it; its passphrase is still needed.")
        )
    title = words.gettext("Written, read again and found sound. You may remove the stick.")
    desk.say(title, "\n".join(lines), file=written.path)


class StickCard(Card):
    """One file with everything, for a stick or another folder."""

    folder_chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Copy to a stick or folder"))
        self._desk = desk
        what = words.gettext(
            "One file with all measurements, documents and attached files, and with what is "
            "needed to go on sending. It is read again after writing, and never replaces an "
            "earlier copy."
        )
        self.save = Button(
            words.gettext("Save a copy to a stick or folder"), self._ask, kind="primary"
        )
        self.add(Text(what, tone="muted"), row(self.save))

    def _ask(self) -> None:
        title = self._desk.words.gettext("Copy to a stick or folder")
        path = ask_folder(self._desk, self, title, "copies")
        if path is not None:
            self.folder_chosen.emit(path)


class HandOverCard(Card):
    """The same file for whoever takes over, with a note to them."""

    path_chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Hand over to whoever takes over"))
        self._desk = desk
        what = words.gettext(
            "When staff change: one file with everything, and a note. On the other computer it "
            "is opened with “Open a file”."
        )
        self.note = TextField(rows=(2, 6), longest=2000)
        field = FieldRow(
            self.note,
            words.gettext("Note to whoever takes over"),
            words.gettext("Such as what is still to be done, and who knows about it"),
        )
        self.save = Button(words.gettext("Save the file to hand over"), self._ask)
        self.add(Text(what, tone="muted"), field, row(self.save))

    def _ask(self) -> None:
        words = self._desk.words
        name = words.gettext("hand-over")
        path = ask_save(self._desk, self, words.gettext("Save the file to hand over"), name, COPY)
        if path is not None:
            self.path_chosen.emit(path)
