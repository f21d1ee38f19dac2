"""The team: who answers, who is asked what until when, how far each is, and who sits here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout

from topp_desktop.services.measurement.findings import file_name
from topp_desktop.services.measurement.team import Person, people_of
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.file_dialogs import ANSWERS, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.team.cards import AgreementCard, BringCard, StudyCard
from topp_desktop.ui.pages.team.person import PersonRow
from topp_desktop.ui.parts.assigned import AssignedCard
from topp_desktop.ui.parts.who import WhoCard
from topp_desktop.ui.widgets import Button, Card, Notice, PageScroll, Text, row

_ABOVE = 60
"""What stays in sight above a line that was opened, in pixels: the group's name."""


class TeamPage(Page):
    """People by group. `arrive` with a sentence shows it: what another page has done here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: dict[str, PersonRow] = {}
        self._groups: dict[str, Card] = {}
        self._placed: tuple[tuple[str, str], ...] = ()
        self._scroll = PageScroll(desk.theme)
        words = desk.words
        self.alone = Notice(
            words.gettext(
                "So far one person answers. Choose “Add somebody” for each colleague who answers, "
                "on this computer, on another one, in a spreadsheet or on paper."
            ),
            state="active",
        )
        self._method = Card()
        still = words.gettext(
            "The results still say that one person answered. Say that it was a team?"
        )
        self.as_team = Button(words.gettext("A team answered"), self._as_team, small=True)
        self._method.add(Text(still), row(self.as_team))
        self.who = WhoCard(desk)
        self._people = QVBoxLayout()
        self._people.setSpacing(16)
        local = words.gettext(
            "Names and offices are optional and stay on this computer: no result, document or "
            "file to send carries them."
        )
        self.write_mine = Button(
            words.gettext("Save my answers"), lambda: self.ask_where(""), small=True
        )
        self.assigned = AssignedCard(desk)
        self.bring, self.agreement = BringCard(desk, self.write_mine), AgreementCard(desk)
        for widget in (self.alone, self._method, self.who):
            self._scroll.main.addWidget(widget)
        self._scroll.main.addLayout(self._people)
        self._scroll.main.addWidget(Text(local, role="small", tone="muted"))
        self.study = StudyCard(desk)
        for card in (self.assigned, self.agreement, self.bring, self.study):
            self._scroll.side.addWidget(card)
        self.add = Button(words.gettext("Add somebody"), kind="primary")
        self.add.setMenu(self._roles())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Team")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.add,)

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        today = self.desk.program.clock().date()
        people = people_of(snapshot.instrument, snapshot.stored, today)
        self._place(people)
        for person in people:
            self.rows[person.id].show_person(person)
        self.alone.setVisible(len(people) == 1)
        self.who.setVisible(len(people) > 1)
        self.who.show_people()
        alone_still = snapshot.assessment.method == "individual"
        self._method.setVisible(len(people) > 1 and alone_still)
        self.agreement.show_agreement()
        self.assigned.show_assigned()
        self._scroll.arrange()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        first = self.who.who if len(self.rows) > 1 else self.add
        # The header takes its buttons only after a page arrived for the first time.
        QTimer.singleShot(0, first, lambda: first.setFocus(Qt.FocusReason.OtherFocusReason))

    def leave(self) -> None:
        for line in self.rows.values():
            if line.is_open and line.editor is not None:
                line.editor.finish_writing()

    # --- people -------------------------------------------------------------------------------

    def _roles(self) -> QMenu:
        words, menu = self.desk.words, QMenu(self)
        menu.setAccessibleName(words.gettext("Add somebody"))
        for role in ROLES:
            menu.addAction(term(ROLES, role, words), partial(self.add_person, role))
        return menu

    def add_person(self, role: str) -> None:
        """One more who answers; a name and an office may be noted next."""
        mine, team = self.desk.open_snapshot.id, self.desk.program.team
        self.desk.change(lambda: team.add(mine, role), self._added)

    def _added(self, respondent: str) -> None:
        line = self.rows.get(respondent)
        if line is not None and not line.is_open:
            line.toggle()

    def _opened(self, respondent: str) -> None:
        """One at a time: the page stays short."""
        for name, line in self.rows.items():
            if name != respondent:
                line.close_editor()
        self.refresh(None)
        # The line has its height after the layouts have worked.
        QTimer.singleShot(0, self.rows[respondent], lambda: self._reveal(respondent))

    def _reveal(self, respondent: str) -> None:
        line, inside = self.rows.get(respondent), self._scroll.widget()
        if line is not None and inside is not None:
            top = line.mapTo(inside, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(top - _ABOVE)

    def _place(self, people: list[Person]) -> None:
        """Lines by group; they are moved, not made again, so that what is open stays open."""
        words = self.desk.words
        order = [r for r in ROLES if any(p.member.respondent.role == r for p in people)]
        for role in order:
            if role not in self._groups:
                self._groups[role] = Card(spacing=10)
                self._people.addWidget(self._groups[role])
        for role, card in self._groups.items():
            card.set_title(term(ROLES, role, words))
            card.setVisible(role in order)
        placed = tuple((p.member.respondent.role, p.id) for p in people)
        if placed == self._placed:
            return
        self._placed = placed
        focused = QApplication.focusWidget()
        gone = set(self.rows) - {person.id for person in people}
        for name in gone:
            line = self.rows.pop(name)
            line.hide()
            line.setParent(None)
            line.deleteLater()
        for role in order:
            self._people.addWidget(self._groups[role])
        for person in people:
            if person.id not in self.rows:
                line = self.rows[person.id] = PersonRow(self.desk, person.id)
                line.opened.connect(self._opened)
                line.file_wanted.connect(self.ask_where)
            card = self._groups[person.member.respondent.role]
            line = self.rows[person.id]
            card.add(line)
            line.line.setVisible(card.body.indexOf(line) > 1)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        elif gone and self.isVisible():
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- how it was made ----------------------------------------------------------------------

    def _as_team(self) -> None:
        snapshot, details = self.desk.open_snapshot, self.desk.program.details
        found = snapshot.assessment
        self.desk.change(
            lambda: details.set_details(
                snapshot.id,
                scope=found.scope,
                method="team",
                participants=found.participants,
                plans=found.plans,
            )
        )

    # --- files --------------------------------------------------------------------------------

    def ask_where(self, respondent: str) -> None:
        """Asks for the name of one person's file; "" for who answers here."""
        words, snapshot = self.desk.words, self.desk.open_snapshot
        whose = respondent or snapshot.respondent
        role = next(p.role for p in snapshot.assessment.respondents if p.id == whose)
        # A name stays here, also in a file's name.
        kind = words.gettext("answers of {role}").format(role=term(ROLES, role, words))
        name = file_name(snapshot.assessment, kind)
        path = ask_save(self.desk, self, words.gettext("Save the answers as a file"), name, ANSWERS)
        if path is not None:
            self.write_person(whose, path)

    def write_person(self, respondent: str, path: Path) -> None:
        """Writes one person's answers, to go on with elsewhere or to be brought in."""
        mine, words = self.desk.open_snapshot.id, self.desk.words
        bring_in = self.desk.program.bring_in
        what = words.gettext("one person's answers")
        self.desk.tasks.write(
            lambda: bring_in.write_person(mine, respondent, path),
            lambda _: self.desk.say_saved(what, path),
        )
