"""Plans and policies: the list that answers choose from, kept once for all measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.documents import Document, DocumentUse
from topp_desktop.services.terms import HIERARCHY, term
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.documents.form import DocumentForm
from topp_desktop.ui.parts.known_documents import KnownDocuments
from topp_desktop.ui.parts.question_order import Ask
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    LineField,
    PageScroll,
    Tag,
    Text,
    clear,
    column,
)
from topp_desktop.ui.widgets.row_button import RowButton

_SEARCH_FROM = 6
"""From this many entries on, a line to search them is worth its room."""


def facts_of(document: Document, words: Translator) -> str:
    """Such as "National · 2022–2032 · Archive of the planning office"."""
    first, last = document.period_from, document.period_to
    years = "–".join(str(year) for year in dict.fromkeys((first, last)) if year is not None)
    parts = (term(HIERARCHY, document.hierarchy, words), years, document.place)
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Here:
    """The question that Back leads to, and the entry that is open, as it was entered."""

    back_to: str
    entered: Document | None


class DocumentsPage(Page):
    """The list at the left; the entry that was chosen, or a new one, at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._chosen = ""
        self._back_to = ""
        self._intact: Mapping[str, bool] = {}
        self.known = KnownDocuments(desk, self)
        self.known.changed.connect(self._loaded)
        self._scroll = PageScroll(desk.theme, side_width=380)
        self._lead = Text(
            words.gettext(
                "Enter each plan or policy once; answers, in this measurement and in later ones, "
                "choose it from here. Titles are sent; files never are."
            ),
            tone="muted",
        )
        search = words.gettext("Search the list")
        self.search = LineField(search, longest=100)
        self.search.setPlaceholderText(search)
        self.search.textChanged.connect(lambda _: self._show())
        self._list = Card(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._nothing = Text(words.gettext("No title has these words."), tone="muted")
        self._list.add(self._lines, self._nothing)
        self._empty = EmptyState(
            words.gettext("No plan or policy yet"),
            words.gettext(
                "Begin with the plans that your answers rest on: the national plan, the "
                "institution's own, the budget."
            ),
            words.gettext("Add the first one"),
            pressed=self.begin_new,
        )
        for widget in (self._lead, self.search, self._list, self._empty):
            self._scroll.main.addWidget(widget)
        self.form = DocumentForm(desk)
        self._scroll.side.addWidget(self.form)
        self.new = Button(words.gettext("Add a document"), self.begin_new, kind="primary")
        self.back = Button("", self._return)
        self._connect()
        self.form.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def _connect(self) -> None:
        form = self.form
        form.saved.connect(self.save)
        form.removed.connect(self.remove)
        form.attached.connect(self.attach)
        form.detached.connect(self.detach)
        form.closed.connect(self._close)

    # --- the shell ----------------------------------------------------------------------------

    def title(self) -> str:
        return self.desk.words.gettext("Plans and policies")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.back, self.new)

    def refresh(self, change: Changed | None) -> None:
        if self.desk.snapshot is None or (change is not None and change.what == "answer"):
            return
        self._name_back()
        self.known.load()
        self._show()

    def arrive(self, argument: object) -> None:
        """From a question, Back leads to it again."""
        settings = self.desk.settings.value
        if isinstance(argument, _Here):
            self._back_to = argument.back_to
            entered = argument.entered
            if entered is not None:
                (self.choose if entered.id else self._open)(entered)
        else:
            self._back_to = settings.last_item if settings.last_page == "question" else ""
        self._name_back()
        self._scroll.to_top()
        self.known.load()
        # The header shows its buttons after the page has arrived.
        QTimer.singleShot(0, self.new, self.new.setFocus)

    def here(self, came_with: object) -> object:
        entered = None if self.form.isHidden() else self.form.entered()
        return _Here(self._back_to, entered)

    def _name_back(self) -> None:
        words = self.desk.words
        self.back.set_text(
            words.gettext("Back to the question")
            if self._back_to
            else words.gettext("Back to the assessment")
        )

    def _return(self) -> None:
        if self._back_to:
            self.desk.navigate("question", Ask(self._back_to))
        else:
            self.desk.navigate("tasks")

    # --- what is done -------------------------------------------------------------------------

    def begin_new(self) -> None:
        """An empty entry to fill in."""
        self._chosen = ""
        self._open(Document("", ""))

    def choose(self, document: Document) -> None:
        """Shows an entry, and looks at its file and where it is named."""
        self._chosen = document.id
        self._open(document)
        program, file = self.desk.program, document.attachment

        def look() -> tuple[tuple[DocumentUse, ...], bool | None]:
            documents = program.documents
            intact = None if file is None else documents.intact(file)
            return tuple(documents.uses(document.id)), intact

        def seen(found: tuple[tuple[DocumentUse, ...], bool | None]) -> None:
            if self._chosen == document.id:
                self.form.show_uses(found[0])
                self.form.show_file(found[1])

        self.load(look, seen)

    def save(self, document: Document) -> None:
        """Adds the entry, or changes it; a new title shows in the answers too."""
        words, program, institution = self.desk.words, self.desk.program, self.known.institution

        def put() -> Document:
            if document.id:
                return program.documents.change(document)
            return program.documents.add(
                institution,
                document.title,
                hierarchy=document.hierarchy,
                period_from=document.period_from,
                period_to=document.period_to,
                place=document.place,
            )

        self._run(put, words.gettext("Saved in the list: {title}"))

    def attach(self, document: Document, path: Path) -> None:
        """Copies a file into the program's folder; it stays on this computer."""
        program, words = self.desk.program, self.desk.words
        self._run(
            lambda: program.documents.attach(document, path),
            words.gettext("The file is kept with {title}"),
        )

    def detach(self, document: Document) -> None:
        """Deletes the copy of its file."""
        program, words = self.desk.program, self.desk.words
        self._run(
            lambda: program.documents.detach(document),
            words.gettext("The copy of the file was deleted: {title}"),
        )

    def remove(self, document: Document) -> None:
        """Takes an entry off the list."""
        program, words = self.desk.program, self.desk.words

        def done(_: object) -> None:
            self._close()
            self._tell(words.gettext("Taken off the list: {title}").format(title=document.title))

        self.desk.tasks.write(lambda: program.documents.remove(document), done)

    def _run(self, work: Callable[[], Document], told: str) -> None:
        def done(document: Document) -> None:
            self._tell(told.format(title=document.title))
            self.choose(document)

        def failed(fault: Exception) -> None:
            if isinstance(fault, UserError) and fault.code == "document-title-taken":
                self.form.show_title_taken()
            else:
                self.desk.show_fault(fault)

        self.desk.tasks.write(work, done, failed)

    def _tell(self, sentence: str) -> None:
        self.desk.say(sentence)
        # Answers name entries: with another title they read differently.
        self.desk.reload(self.known.load)

    # --- show ---------------------------------------------------------------------------------

    def _open(self, document: Document) -> None:
        self.form.show_document(document)
        self.form.show()
        self._show()
        self._scroll.arrange()
        self.form.focus()

    def _close(self) -> None:
        self._chosen = ""
        self.form.hide()
        self._show()
        self._scroll.arrange()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loaded(self) -> None:
        files = [d.attachment for d in self.known.entries if d.attachment is not None]
        documents = self.desk.program.documents
        self._show()
        if not files:
            return

        def look() -> dict[str, bool]:
            return {file.sha256: documents.intact(file) for file in files}

        def seen(found: dict[str, bool]) -> None:
            self._intact = found
            self._show()

        # Large files take a moment to read: not in the way of answers.
        self.desk.tasks.read(look, seen)

    def _show(self) -> None:
        words, entries = self.desk.words, self.known.entries
        clear(self._lines)
        found = self.known.matching(self.search.text())
        for document in found:
            self._lines.addWidget(self._line(document))
        self._empty.setVisible(not entries and self.form.isHidden())
        self.new.set_kind("primary" if entries and self.form.isHidden() else "secondary")
        self._list.setVisible(bool(entries))
        self._lead.setVisible(bool(entries))
        self.search.setVisible(len(entries) >= _SEARCH_FROM)
        self._list.set_title(
            words.ngettext("{n} document", "{n} documents", len(entries)).format(n=len(entries))
        )
        self._nothing.setVisible(bool(entries) and not found)
        self._scroll.arrange()
        order_focus(self)

    def _line(self, document: Document) -> RowButton:
        words, theme = self.desk.words, self.desk.theme
        line = RowButton(theme)
        line.setChecked(document.id == self._chosen)
        texts = QWidget()
        facts = Text(facts_of(document, words), role="small", tone="muted")
        lines = column(Text(document.title, weight="semibold"), facts, spacing=1)
        lines.setContentsMargins(0, 0, 0, 0)
        texts.setLayout(lines)
        line.add(texts, 1)
        said = ""
        if document.attachment is not None:
            intact = self._intact.get(document.attachment.sha256, True)
            said = words.gettext("File kept") if intact else words.gettext("Missing or altered")
            line.add(Tag(said, "neutral" if intact else "trouble"))
        line.setAccessibleName(f"{document.title}. {facts_of(document, words)} {said}".strip())
        line.clicked.connect(lambda _=False: self.choose(document))
        return line
