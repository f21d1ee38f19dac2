"""One entry of the list: title, hierarchy, period, place, its file, where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIntValidator

from topp_desktop.services.measurement.documents import (
    HIERARCHIES,
    Document,
    DocumentUse,
    is_document,
)
from topp_desktop.services.terms import HIERARCHY, term
from topp_desktop.ui.file_dialogs import ATTACHMENT, ask_open
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LineField,
    Notice,
    Tag,
    Text,
    row,
)
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_SIDE_BY_SIDE = 260


class DocumentForm(Card):
    """Everything about one document; a new one has an empty id."""

    saved = Signal(object)
    """The Document as it was entered."""
    removed = Signal(object)
    attached = Signal(object, object)
    """(Document, Path)"""
    detached = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        words = desk.words
        self._desk = desk
        self._document = Document("", "")
        self.title = LineField(longest=500)
        self.hierarchy = Choice()
        self.first, self.last = LineField(longest=4), LineField(longest=4)
        for field in (self.first, self.last):
            field.setValidator(QIntValidator(0, 2200, self))
        self.place = LineField(longest=300)
        self._title_row = FieldRow(
            self.title,
            words.gettext("Title"),
            words.gettext("As on its cover, with the year if it has one"),
        )
        self.hierarchy.show_options(
            [(code, term(HIERARCHY, code, words)) for code in HIERARCHIES],
            self._document.hierarchy,
        )
        hierarchy_row = FieldRow(self.hierarchy, words.gettext("Whose plan or policy it is"))
        first_row = FieldRow(self.first, words.gettext("From (year)"))
        self._last_row = FieldRow(self.last, words.gettext("To (year)"))
        place_row = FieldRow(
            self.place,
            words.gettext("Where it can be found"),
            words.gettext("Office, shelf or web address"),
        )
        years = Columns(desk.theme, _SIDE_BY_SIDE, spacing=12)
        years.add(first_row)
        years.add(self._last_row)
        self.save = Button("", self._save, kind="primary")
        self.cancel = Button("", self.closed.emit)
        self._uses = Text(role="small", tone="muted")
        self.remove = Button(
            words.gettext("Take off the list …"), self._ask, kind="link", small=True
        )
        self._sure = Notice(
            words.gettext(
                "It leaves the list, and its file is deleted here. Answers keep the title. "
                "This cannot be undone."
            )
        )
        self.really = Button(
            words.gettext("Take it off the list"),
            lambda: self.removed.emit(self._document),
            small=True,
        )
        self.keep = Button(words.gettext("Keep it"), self._calm, small=True)
        self._build_file()
        self.add(self._title_row, hierarchy_row, years, place_row)
        self.add(FlowBox(self.save, self.cancel))
        self.add(self._file, self._uses, row(self.remove), self._sure)
        self.add(FlowBox(self.really, self.keep))
        for field in (self.title, self.first, self.last, self.place):
            field.returnPressed.connect(self._save)

    def _build_file(self) -> None:
        words = self._desk.words
        self._file = Card(words.gettext("File"), margin=14, spacing=6)
        self._file_name = Text()
        self._state = Tag("")
        stays = words.gettext("A copy is kept on this computer and never sent. Only the title is.")
        self.attach = Button("", self._choose, small=True)
        self.open_file = Button("", self._open, small=True)
        self.detach = Button(
            words.gettext("Delete the copy of the file"),
            lambda: self.detached.emit(self._document),
            kind="link",
            small=True,
        )
        self._file.add(self._file_name, row(self._state), Text(stays, role="small", tone="muted"))
        self._file.add(FlowBox(self.attach, self.open_file), row(self.detach))

    def show_document(self, document: Document) -> None:
        """Another document; what was typed for the one before is forgotten."""
        self._document = document
        self.title.setText(document.title)
        for field, year in ((self.first, document.period_from), (self.last, document.period_to)):
            field.setText("" if year is None else str(year))
        self.place.setText(document.place)
        self._title_row.show_error("")
        self._last_row.show_error("")
        self._show_kind()
        self.hierarchy.show_value(document.hierarchy)
        self._calm()

    def _show_kind(self) -> None:
        """A new entry, or one of the list."""
        words, new = self._desk.words, not self._document.id
        self.set_title(words.gettext("New document") if new else words.gettext("Document"))
        self.save.set_text(words.gettext("Add to the list") if new else words.gettext("Save"))
        self.cancel.set_text(words.gettext("Cancel") if new else words.gettext("Close"))
        for widget in (self._file, self.remove, self._uses):
            widget.setVisible(not new)
        self.show_file(None)

    def show_file(self, intact: bool | None) -> None:
        """The file's name and whether it is as it was; None while that is being looked at."""
        words, file = self._desk.words, self._document.attachment
        for widget in (self.open_file, self.detach, self._state):
            widget.setVisible(file is not None)
        self.attach.set_text(
            words.gettext("Attach a file") if file is None else words.gettext("Attach another file")
        )
        if file is None:
            self._file_name.setText(words.gettext("No file is attached."))
            return
        self._file_name.setText(f"{file.name} · {words.size(file.size)}")
        self.open_file.set_text(
            words.gettext("Open the file")
            if is_document(file.name)
            else words.gettext("Show in the folder")
        )
        if intact is None:
            self._state.show_state(words.gettext("Looking at the file …"), "neutral")
        elif intact:
            self._state.show_state(words.gettext("As it was attached"), "done")
        else:
            self._state.show_state(words.gettext("Missing or altered"), "trouble")
        self.open_file.setEnabled(intact is True)

    def show_uses(self, uses: Sequence[DocumentUse]) -> None:
        """In which measurements answers, agreements or plans name it."""
        words = self._desk.words
        if not uses:
            self._uses.setText(words.gettext("No answer names it yet."))
            return
        times = [
            words.ngettext(
                "measurement {round} ({n} time)", "measurement {round} ({n} times)", use.times
            ).format(round=use.round, n=use.times)
            for use in uses
        ]
        named = words.gettext("Named in {measurements}.").format(measurements=words.join(times))
        warning = words.gettext("Another title shows there too; what was approved opens again.")
        self._uses.setText(f"{named} {warning}")

    def focus(self) -> None:
        """Where writing begins."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is done -------------------------------------------------------------------------

    def _save(self) -> None:
        words = self._desk.words
        title = " ".join(self.title.text().split())
        years = [int(f.text()) if f.text().strip() else None for f in (self.first, self.last)]
        given = [year for year in years if year is not None]
        odd = any(not 1900 <= year <= 2200 for year in given) or given != sorted(given)
        self._title_row.show_error("" if title else words.gettext("Enter the title"))
        self._last_row.show_error(
            words.gettext("Years as 2024, the first one not after the last") if odd else ""
        )
        if not title or odd:
            (self.title if not title else self.first).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(self.entered())

    def entered(self) -> Document:
        """The document as it was entered."""
        first, last = (int(f.text()) if f.text().strip() else None for f in (self.first, self.last))
        return replace(
            self._document,
            title=" ".join(self.title.text().split()),
            hierarchy=str(self.hierarchy.currentData() or "institutional"),
            period_from=first,
            period_to=last,
            place=self.place.text().strip(),
        )

    def show_title_taken(self) -> None:
        """The list has an entry of this title already."""
        self._title_row.show_error(self._desk.words.gettext("The list has this title already"))
        self.focus()

    def _choose(self) -> None:
        title = self._desk.words.gettext("Attach a file")
        path = ask_open(self._desk, self, title, ATTACHMENT)
        if path is not None:
            self.attached.emit(self._document, path)

    def _open(self) -> None:
        file = self._document.attachment
        if file is not None:
            path = self._desk.program.documents.path_of(file)
            place = path if is_document(file.name) else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _ask(self) -> None:
        self.remove.hide()
        for widget in (self._sure, self.really, self.keep):
            widget.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _calm(self) -> None:
        for widget in (self._sure, self.really, self.keep):
            widget.hide()
        self.remove.setVisible(bool(self._document.id))
