"""Beside the answer: the documents that support it, and how well others can check them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Response
from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.document_picker import DocumentPicker
from topp_desktop.ui.parts.known_documents import KnownDocuments
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    Text,
    clear,
    set_tooltip,
)
from topp_desktop.ui.widgets.flow import FlowBox

_GRADES = 4
_DOCUMENT = 2
"""The grade "document identified": what noting a first title means."""


class DocumentsCard(Card):
    """Titles of documents, and the grade of what supports the answer."""

    changed = Signal(object)
    """The response with other documents or another grade."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Documents that support it"), spacing=6, margin=14)
        self._desk = desk
        self._response: Response | None = None
        self.known = KnownDocuments(desk, self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.picker = DocumentPicker(desk, self.known)
        self.picker.picked.connect(self.add_document)
        self._title = self.picker.field
        self._title.textChanged.connect(lambda _: self._show_buttons())
        self.choose = Button(
            words.gettext("Choose from the list"), self.picker.open_list, small=True
        )
        self._all = Button(
            words.gettext("Plans and policies"),
            lambda: desk.navigate("documents"),
            kind="link",
            small=True,
        )
        buttons = FlowBox(self.choose, self._all, spacing=12)
        self._examples = Text(role="small", tone="muted")
        self._grade = Choice()
        self._grade.chosen.connect(self._grade_chosen)
        self.add(self._list, self.picker, buttons, self._examples, self._grade)
        self.known.changed.connect(self._show_buttons)

    def show_item(self, item: Item) -> None:
        """The words for a question."""
        words, wording = self._desk.words, self._desk.wording
        self._title.setAccessibleName(words.gettext("Title of a document"))
        self._title.setPlaceholderText(words.gettext("Search or write a title"))
        examples = wording.evidence_examples(item.id)
        self._examples.setVisible(bool(examples))
        self._examples.setText(
            words.gettext("For example: {examples}").format(examples="; ".join(examples))
        )
        self._grade.setVisible(item.leveled)
        label = words.gettext("What supports the answer")
        self._grade.setAccessibleName(label)
        self._grade.setPlaceholderText(words.gettext("What supports the answer …"))
        self._grade.show_options(
            [(n, wording.evidence_grade(n)) for n in range(_GRADES)], self._grade.currentData()
        )
        for n in range(_GRADES):
            self._grade.setItemData(n, wording.evidence_meaning(n), Qt.ItemDataRole.ToolTipRole)
        self.picker.close_list()
        self._show_buttons()

    def show_response(self, response: Response) -> None:
        """What is on record now."""
        before, self._response = self._response, response
        if before is None or before.documents != response.documents:
            clear(self._list)
            for title in response.documents:
                self._list.addWidget(self._entry(title))
        self.picker.show_taken(response.documents)
        self._grade.show_value(response.evidence)
        grade = response.evidence
        meaning = "" if grade is None else self._desk.wording.evidence_meaning(grade)
        set_tooltip(self._grade, meaning)

    def add_title(self) -> None:
        """Takes the title that is being typed, if there is one."""
        self.picker.take()

    def add_document(self, title: str) -> None:
        """Names a document, once; a new title goes onto the institution's list as well."""
        assert self._response is not None
        if title.casefold() in {known.casefold() for known in self._response.documents}:
            return
        grade = self._response.evidence
        self.changed.emit(
            replace(
                self._response,
                documents=(*self._response.documents, title),
                evidence=grade or _DOCUMENT,
            )
        )
        self.known.add(title)

    def _show_buttons(self) -> None:
        typed = bool(self._title.text().strip())
        self.choose.setVisible(not typed and bool(self.known.entries))
        self._all.setVisible(not typed)

    def _remove(self, title: str) -> None:
        assert self._response is not None
        left = tuple(d for d in self._response.documents if d != title)
        grade = self._response.evidence
        self.changed.emit(
            replace(
                self._response,
                documents=left,
                evidence=None if not left and grade == _DOCUMENT else grade,
            )
        )
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, title: str) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "entry")
        line = QHBoxLayout(frame)
        line.setContentsMargins(10, 6, 6, 6)
        name = self._desk.words.gettext("Remove {title}").format(title=title)
        remove = Button("", lambda: self._remove(title), kind="link", name=name)
        remove.setIcon(self._desk.theme.icon("close", "muted", 14))
        remove.setIconSize(QSize(14, 14))
        remove.setMinimumSize(26, 26)
        set_tooltip(remove, name)
        line.addWidget(Text(title), 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _grade_chosen(self, grade: object) -> None:
        assert self._response is not None
        self.changed.emit(
            replace(self._response, evidence=grade if isinstance(grade, int) else None)
        )
