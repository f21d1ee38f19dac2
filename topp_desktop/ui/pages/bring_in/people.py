"""Who the people of a file become here, and what of theirs would replace something."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment import Consensus, Response, Tally
from topp_desktop.domain.assessment.work import GROUP
from topp_desktop.services.measurement.bring_in import (
    NEW,
    SKIP,
    BringPlan,
    IncomingPerson,
    Replacement,
)
from topp_desktop.services.terms import ROLES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.parts.reviews import answer_words
from topp_desktop.ui.widgets import Card, Choice, ElementChoice, FieldRow, Table, Text, clear

_OWN = ""
"""No choice: somebody known stays who they are, somebody unknown becomes a new person."""


class PeopleCard(Card):
    """One list for each person of the file; `changed` comes when another was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Who each person becomes here"), spacing=12)
        self._desk = desk
        lead = words.gettext(
            "A file carries no names. Whoever is known here by an earlier file is recognised."
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.becomes: dict[str, Choice] = {}
        self._rows: dict[str, FieldRow] = {}
        self.group = ElementChoice(desk.theme, "")
        self.group.clicked.connect(lambda _: self.changed.emit())
        self.add(Text(lead, tone="muted"), self._list, self.group)

    @property
    def choices(self) -> dict[str, str]:
        """id in the file → what was chosen for it, as `BringInService.plan` takes it."""
        found = {name: str(choice.currentData()) for name, choice in self.becomes.items()}
        return {name: chosen for name, chosen in found.items() if chosen != _OWN}

    def forget(self) -> None:
        """Another file: everybody is asked about anew."""
        clear(self._list)
        self.becomes, self._rows = {}, {}
        self.group.setChecked(True)

    def show_plan(self, plan: BringPlan, *, group: int) -> None:
        """Everybody, with how many of their answers are new or replace others; group: how many
        agreements and counted votes the file has."""
        words = self._desk.words
        roles = Counter(person.role for person in plan.people)
        seen: Counter[str] = Counter()
        for person in plan.people:
            seen[person.role] += 1
            name = term(ROLES, person.role, words)
            if roles[person.role] > 1:
                name = f"{name} {words.number(seen[person.role])}"
            self._show_person(person, name)
        said = words.ngettext(
            "Take in what the group agreed and how it voted as well ({n})",
            "Take in what the group agreed and how it voted as well ({n})",
            group,
        ).format(n=words.number(group))
        self.group.set_texts("", said)
        self.group.setVisible(group > 0)

    def twice(self) -> FieldRow | None:
        """Two people of the file cannot become the same; says so, and returns the second."""
        words, names = self._desk.words, list(self.becomes)
        taken: set[object] = set()
        wrong = None
        for name in names:
            here = self.becomes[name].currentData()
            again = here in taken and here not in {_OWN, NEW, SKIP}
            taken.add(here)
            self._rows[name].show_error(
                words.gettext("Somebody else of this file becomes this person already")
                if again
                else ""
            )
            wrong = self._rows[name] if again and wrong is None else wrong
        return wrong

    def _show_person(self, person: IncomingPerson, name: str) -> None:
        words, snapshot = self._desk.words, self._desk.open_snapshot
        first = person.file_id not in self.becomes
        if first:
            choice = self.becomes[person.file_id] = Choice()
            choice.chosen.connect(lambda _: self.changed.emit())
            line = self._rows[person.file_id] = FieldRow(choice)
            self._list.addWidget(line)
        choice, line = self.becomes[person.file_id], self._rows[person.file_id]
        line.set_texts(name, self._counts(person))
        here: list[tuple[object, str]] = list(names_of(snapshot, words).items())
        new, out = words.gettext("A new person"), words.gettext("Leave out")
        known = first and person.known
        chosen: object = person.as_ if known else _OWN
        if not first:
            chosen = choice.currentData()
            known = all(choice.itemData(n) != _OWN for n in range(choice.count()))
        fresh: tuple[object, str] = (NEW if known else _OWN, new)
        options = [*here, fresh, (SKIP, out)] if known else [fresh, *here, (SKIP, out)]
        choice.show_options(options, chosen)

    def _counts(self, person: IncomingPerson) -> str:
        words = self._desk.words
        parts = []
        if person.new or not (person.replaced or person.same):
            parts.append(
                words.ngettext("{n} new answer", "{n} new answers", person.new).format(
                    n=words.number(person.new)
                )
            )
        if person.replaced:
            parts.append(
                words.ngettext(
                    "{n} replaces another", "{n} replace others", person.replaced
                ).format(n=words.number(person.replaced))
            )
        if person.same:
            parts.append(
                words.ngettext("{n} the same as here", "{n} the same as here", person.same).format(
                    n=words.number(person.same)
                )
            )
        return " · ".join(parts)


class ReplacedCard(Card):
    """What is here now and would be replaced, before anything is."""

    def __init__(self, desk: Desk) -> None:
        title = desk.words.gettext("What would be replaced")
        super().__init__(title, spacing=10)
        self._desk = desk
        self.table = Table(title, whole_height=True, balanced=True)
        self.add(self.table)

    def show_plan(self, plan: BringPlan) -> None:
        """Hidden where nothing is replaced."""
        words, wording = self._desk.words, self._desk.wording
        by_id = self._desk.open_snapshot.instrument.by_id
        self.setVisible(bool(plan.replacements))
        rows = []
        for found in plan.replacements:
            question = f"{wording.item_code(by_id[found.item])} {wording.stem(found.item)}"
            rows.append((question, self._kind(found), *self._sides(found)))
        self.table.show_rows(
            (
                words.gettext("Question"),
                words.gettext("What"),
                words.gettext("Here now"),
                words.gettext("In the file"),
            ),
            rows,
        )

    def _kind(self, found: Replacement) -> str:
        words = self._desk.words
        return {
            "response": words.gettext("Somebody's answer"),
            "consensus": words.gettext("Group agreement"),
            "tally": words.gettext("Votes"),
        }[found.kind]

    def _sides(self, found: Replacement) -> tuple[str, str]:
        before, after = self._said(found.before), self._said(found.after)
        if before == after:
            # Only what was written beside it differs.
            other = self._desk.words.gettext("other texts or documents")
            after = f"{after} · {other}"
        return before, after

    def _said(self, value: Response | Consensus | Tally) -> str:
        words, wording = self._desk.words, self._desk.wording
        if isinstance(value, Tally):
            counts = ", ".join(
                f"{wording.level(n)} {words.number(c)}" for n, c in enumerate(value.counts) if c
            )
            return f"{term(ROLES, value.role, words)}: {counts}"
        item = self._desk.open_snapshot.instrument.by_id[value.item]
        if isinstance(value, Consensus):
            value = Response(GROUP, value.item, value.answer, reason=value.reason or " ")
        return answer_words(replace(value, reason=value.reason), item, words, wording)[0]
