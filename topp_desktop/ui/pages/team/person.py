"""One person in a line: who, how far, until when; and everything that can be changed about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment.work import Member
from topp_desktop.services.measurement.team import Person
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.team.assign import (
    Assignment,
    AssignPanel,
    assignment_of,
    items_of_areas,
)
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.widgets import (
    Button,
    Choice,
    FieldRow,
    LineField,
    ProgressBar,
    Tag,
    Text,
    row,
    rule,
)
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_FOLD_BELOW = 600
_BESIDE = 560


class PersonEditor(QFrame):
    """Name, office, role, questions; every change is saved at once and can be undone."""

    file_wanted = Signal()

    def __init__(self, desk: Desk, respondent: str) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self._respondent = respondent
        self.name, self.unit, self.role = LineField(longest=120), LineField(longest=120), Choice()
        self._rows = [FieldRow(field) for field in (self.name, self.unit, self.role)]
        top = Columns(desk.theme, _BESIDE, spacing=12)
        for field_row in self._rows:
            top.add(field_row, 1, bottom=True)
        self._asked_label = Text(words.gettext("Questions assigned"), weight="semibold")
        self._asked = Text(tone="muted")
        self.assign = Button(words.gettext("Assign questions"), self._open_panel, small=True)
        self.panel = AssignPanel(desk)
        self.panel.hide()
        self.panel.accepted.connect(self._assign)
        self.panel.closed.connect(self._close_panel)
        self.answer_now = Button(
            words.gettext("Answer as this person"), self._answer_now, small=True
        )
        self.key_in = Button(
            words.gettext("Key in from paper"),
            lambda: desk.navigate("entry-grid", respondent),
            small=True,
        )
        self.file = Button(
            words.gettext("File for another computer"), self.file_wanted.emit, small=True
        )
        self.remove = Button(words.gettext("Remove"), self._remove, small=True)
        buttons = FlowBox(spacing=10)
        for button in (self.answer_now, self.key_in, self.file, self.remove):
            buttons.add(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 8)
        box.setSpacing(10)
        box.addWidget(top)
        box.addWidget(self._asked_label)
        box.addWidget(self._asked)
        box.addLayout(row(self.assign))
        box.addWidget(self.panel)
        box.addWidget(buttons)
        self.name.editingFinished.connect(self._rename)
        self.unit.editingFinished.connect(self._move)
        self.role.chosen.connect(self._recast)

    @property
    def _member(self) -> Member:
        return self._desk.open_snapshot.stored.members[self._respondent]

    def show_person(self) -> None:
        """What is on record; what is being typed stays."""
        words, member = self._desk.words, self._member
        local = words.gettext("Optional. It stays on this computer.")
        texts = (
            (words.gettext("Name"), local),
            (words.gettext("Office"), local),
            (words.gettext("Group"), words.gettext("Every group weighs the same.")),
        )
        for field_row, (label, hint) in zip(self._rows, texts, strict=True):
            field_row.set_texts(label, hint)
        for field, stored in ((self.name, member.name), (self.unit, member.unit)):
            if not field.isModified() and field.text() != stored:
                field.setText(stored)
                field.setCursorPosition(0)
        options: list[tuple[object, str]] = [(r, term(ROLES, r, words)) for r in ROLES]
        self.role.show_options(options, member.respondent.role)
        self._asked.setText(self._asked_words(member))
        self.remove.setEnabled(len(self._desk.open_snapshot.stored.members) > 1)
        self.assign.setVisible(self.panel.isHidden())

    def finish_writing(self) -> None:
        """What was typed is saved too."""
        self._rename()
        self._move()

    def _asked_words(self, member: Member) -> str:
        words, wording = self._desk.words, self._desk.wording
        snapshot = self._desk.open_snapshot
        limit = member.respondent.items
        if limit is None:
            return words.gettext("All questions")
        found = assignment_of(snapshot.instrument, member)
        parts = [wording.area_short(a.id) for a in snapshot.instrument.areas if a.id in found.areas]
        parts += [wording.component(c) for c in found.components]
        count = sum(1 for item in snapshot.items if item.id in limit)
        number = words.ngettext("{n} question", "{n} questions", count).format(n=count)
        return " · ".join([number, *parts])

    # --- what is done -------------------------------------------------------------------------

    def _change(self, work: Callable[[], object]) -> None:
        self._desk.change(work)

    @property
    def _is_gone(self) -> bool:
        """Removed meanwhile: a field that loses the focus has nothing to save any more."""
        return self._respondent not in self._desk.open_snapshot.stored.members

    def _rename(self) -> None:
        typed, mine = self.name.text().strip(), self._desk.open_snapshot.id
        self.name.setModified(False)
        if not self._is_gone and typed != self._member.name:
            team = self._desk.program.team
            self._change(partial(team.rename, mine, self._respondent, typed))

    def _move(self) -> None:
        typed, mine = self.unit.text().strip(), self._desk.open_snapshot.id
        self.unit.setModified(False)
        if not self._is_gone and typed != self._member.unit:
            team = self._desk.program.team
            self._change(partial(team.set_unit, mine, self._respondent, typed))

    def _recast(self, role: object) -> None:
        mine, team = self._desk.open_snapshot.id, self._desk.program.team
        self._change(partial(team.set_role, mine, self._respondent, str(role)))

    def _remove(self) -> None:
        mine, team = self._desk.open_snapshot.id, self._desk.program.team
        self.name.setModified(False)
        self.unit.setModified(False)
        self._change(partial(team.remove, mine, self._respondent))

    def _answer_now(self) -> None:
        self.finish_writing()
        self._desk.answer_as(self._respondent)
        self._desk.navigate("tasks")

    def _others(self) -> list[str]:
        """The other people of the same office."""
        mine = self._member
        members = self._desk.open_snapshot.stored.members
        return [n for n, m in members.items() if mine.unit and m != mine and m.unit == mine.unit]

    def _open_panel(self) -> None:
        self.finish_writing()
        self.assign.hide()
        self.panel.show()
        self.panel.propose(self._member, len(self._others()))
        order_focus(self)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.assign.show()
        self.assign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assign(self, chosen: Assignment, together: bool) -> None:
        snapshot, team = self._desk.open_snapshot, self._desk.program.team
        areas = items_of_areas(snapshot.instrument, chosen.areas)
        self._change(
            partial(
                team.assign,
                snapshot.id,
                self._respondent,
                components=chosen.components,
                items=areas,
                due=chosen.due,
                also=self._others() if together else (),
            )
        )
        self._close_panel()


class PersonRow(QWidget):
    """A line that opens. `opened` comes when the person opened it; `file_wanted` carries the
    respondent."""

    opened = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, desk: Desk, respondent: str) -> None:
        super().__init__()
        self._desk = desk
        self.respondent = respondent
        self.line = rule()
        self._name, self._facts = Text(weight="semibold"), Text(role="small", tone="muted")
        self._bar = ProgressBar(desk.theme)
        self._bar.setMaximumWidth(desk.theme.px(150))
        self._figures = Text(role="small", tone="muted", wrap=False)
        self._here, self._state = Tag("", "active"), Tag("")
        self.change = Button("", self.toggle, small=True)
        self.editor: PersonEditor | None = None
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        texts.addWidget(self._facts)
        texts.addSpacing(2)
        texts.addLayout(row(self._here, self._state, spacing=6))
        right = QHBoxLayout()
        right.setSpacing(12)
        for widget in (self._bar, self._figures, self.change):
            right.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fold = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fold.setSpacing(8)
        self._fold.addLayout(texts, 1)
        self._fold.addLayout(right)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self.line)
        self._box.addLayout(self._fold)

    @property
    def is_open(self) -> bool:
        """Whether everything about the person is shown."""
        return self.editor is not None and not self.editor.isHidden()

    def show_person(self, person: Person) -> None:
        """How far the person is, in the words of the moment."""
        desk, words = self._desk, self._desk.words
        snapshot, member, progress = desk.open_snapshot, person.member, person.progress
        name = names_of(snapshot, words)[self.respondent]
        # The group stands above all of its lines.
        alone = [n for n in snapshot.names.values() if n == member.name]
        self._name.setText(member.name if len(alone) == 1 else name)
        facts = [member.unit] if member.unit and member.name else []
        if member.respondent.items is not None:
            count = progress.asked
            asked = words.ngettext("{n} question assigned", "{n} questions assigned", count)
            facts.append(asked.format(n=words.number(count)))
        if member.due is not None:
            facts.append(words.gettext("until {date}").format(date=words.date(member.due)))
        self._facts.setText(" · ".join(facts))
        self._facts.setVisible(bool(facts))
        figures = words.gettext("{done} of {total}").format(
            done=words.number(progress.answered), total=words.number(progress.asked)
        )
        self._figures.setText(figures)
        self._bar.setAccessibleName(name)
        self._bar.show_progress(progress.answered, progress.asked, figures)
        self._here.setText(words.gettext("Answers here"))
        self._here.setVisible(self.respondent == snapshot.respondent)
        complete = progress.asked > 0 and progress.answered == progress.asked
        if person.late:
            self._state.show_state(words.gettext("Overdue"), "trouble")
        elif complete:
            self._state.show_state(words.gettext("Complete"), "done")
        self._state.setVisible(person.late or complete)
        label = words.gettext("Close") if self.is_open else words.gettext("Change")
        self.change.set_text(label, f"{label}: {name}")
        if self.editor is not None:
            self.editor.show_person()

    def toggle(self) -> None:
        """Opens or closes what can be changed."""
        if self.is_open:
            self.close_editor()
            return
        if self.editor is None:
            self.editor = PersonEditor(self._desk, self.respondent)
            self.editor.file_wanted.connect(lambda: self.file_wanted.emit(self.respondent))
            self._box.addWidget(self.editor)
            order_focus(self)
        self.editor.show()
        self.editor.show_person()
        self.opened.emit(self.respondent)
        self.editor.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Only the line is left; what was typed is saved."""
        if self.editor is not None and self.is_open:
            self.editor.finish_writing()
            self.editor.panel.hide()
            self.editor.hide()
            if self.isVisible():
                self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self._desk.theme.px(_FOLD_BELOW)
        direction = QBoxLayout.Direction
        self._fold.setDirection(direction.TopToBottom if fold else direction.LeftToRight)
