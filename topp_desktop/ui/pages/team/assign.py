"""Assigning questions: everything, or some areas and components, until a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.assessment.work import Member, items_of_components
from topp_desktop.domain.instrument import Instrument
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    ElementChoice,
    FieldRow,
    SegmentedChoice,
    Text,
    column,
    row,
)
from topp_desktop.ui.widgets.chips import SeveralChips
from topp_desktop.ui.widgets.day_field import DayField
from topp_desktop.ui.widgets.days import read_day

EVERYTHING, SOME = "everything", "some"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was chosen; without areas and components everything is asked."""

    areas: frozenset[str] = frozenset()
    components: tuple[str, ...] = ()
    due: date | None = None


def items_of_areas(instrument: Instrument, areas: Iterable[str]) -> frozenset[str]:
    """The questions of these areas, whatever the form: forms grow."""
    wanted = set(areas)
    return frozenset(i.id for i in instrument.items if i.area in wanted and not i.retired)


def assignment_of(instrument: Instrument, member: Member) -> Assignment:
    """What somebody was asked, by area and component; single questions belong to neither."""
    asked = member.respondent.items
    if asked is None:
        return Assignment(due=member.due)
    rest = asked - items_of_components(instrument, member.components)
    whole = {
        area.id
        for area in instrument.areas
        if (mine := items_of_areas(instrument, [area.id])) and mine <= asked and mine & rest
    }
    return Assignment(frozenset(whole), member.components, member.due)


class AssignPanel(QWidget):
    """Nothing is assigned before the button; `accepted` carries the assignment, and whether it
    is also for the others of the same office."""

    accepted = Signal(object, bool)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk = desk
        self.which = SegmentedChoice(required=True)
        self.which.chosen.connect(lambda _: self._show_parts())
        self._some = QWidget()
        self._some_box = QVBoxLayout(self._some)
        self._some_box.setContentsMargins(0, 0, 0, 0)
        self._some_box.setSpacing(8)
        self._labels: dict[str, Text] = {}
        self.chips: dict[str, SeveralChips] = {}
        self._count = Text(role="small", tone="muted")
        self.due = DayField(desk.theme)
        self._due_row = FieldRow(
            self.due,
            words.gettext("Until when (optional)"),
            words.gettext("Day, month and year, such as 18/11/2026"),
        )
        self.also = ElementChoice(desk.theme, "")
        self.save = Button(words.gettext("Assign"), self._accept, small=True)
        self._cancel = Button(words.gettext("Cancel"), self.closed.emit, kind="link", small=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(10)
        for widget in (self.which, self._some, self._count, self._due_row, self.also):
            box.addWidget(widget)
        box.addLayout(row(self.save, self._cancel))

    def propose(self, member: Member, others: int) -> None:
        """Shows what is assigned now; others: how many more people are of the same office."""
        words, wording = self._desk.words, self._desk.wording
        instrument = self._desk.open_snapshot.instrument
        now = assignment_of(instrument, member)
        title = words.gettext("Questions assigned")
        self.which.show_options(
            [
                (EVERYTHING, words.gettext("All questions")),
                (SOME, words.gettext("Some areas or components")),
            ],
            EVERYTHING if member.respondent.items is None else SOME,
            title,
        )
        self.which.setVisible(bool(instrument.areas or instrument.components))
        areas = {a.id: f"{a.id} {wording.area_short(a.id)}" for a in instrument.areas}
        self._group("", words.gettext("Areas"), areas, now.areas)
        for dimension in instrument.dimensions:
            own = {
                c: wording.component(c)
                for c, d in instrument.components.items()
                if d == dimension.id
            }
            self._group(dimension.id, wording.dimension(dimension.id), own, now.components)
        self._due_row.show_error("")
        self.due.show_day(now.due)
        self.due.name_calendar(words)
        said = words.ngettext(
            "The same for {n} more person of {unit}",
            "The same for {n} more people of {unit}",
            others,
        ).format(n=others, unit=member.unit)
        self.also.set_texts("", said)
        self.also.setChecked(False)
        self.also.setVisible(others > 0)
        self._show_parts()
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, key: str, title: str, options: dict[str, str], chosen: Iterable[str]) -> None:
        if key not in self.chips:
            self._labels[key] = Text(role="small", weight="semibold")
            self.chips[key] = SeveralChips()
            self.chips[key].changed.connect(self._show_count)
            self._some_box.addLayout(column(self._labels[key], self.chips[key]))
        self._labels[key].setText(title)
        self.chips[key].show_options(list(options.items()), set(chosen), title)
        for widget in (self._labels[key], self.chips[key]):
            widget.setVisible(bool(options))

    def _chosen(self) -> Assignment:
        if self.which.value == EVERYTHING:
            return Assignment()
        components = (c for key, chips in self.chips.items() if key for c in chips.chosen)
        return Assignment(frozenset(self.chips[""].chosen), tuple(components))

    def _show_parts(self) -> None:
        self._some.setVisible(self.which.value == SOME)
        self._show_count()

    def _show_count(self) -> None:
        words, snapshot = self._desk.words, self._desk.open_snapshot
        count = len(snapshot.items)
        if self.which.value == SOME:
            found = self._chosen()
            asked = items_of_areas(snapshot.instrument, found.areas)
            asked |= items_of_components(snapshot.instrument, found.components)
            count = sum(1 for item in snapshot.items if item.id in asked)
        self._count.setText(
            words.ngettext("{n} question of this form", "{n} questions of this form", count).format(
                n=words.number(count)
            )
        )
        self._count.set_tone("muted")

    def _accept(self) -> None:
        words, typed = self._desk.words, self.due.text().strip()
        chosen, day = self._chosen(), read_day(typed)
        wrong: Callable[[], None] | None = None
        if typed and day is None:
            self._due_row.show_error(words.gettext("Write the date like this: 18/11/2026."))
            wrong = self.due.setFocus
        else:
            self._due_row.show_error("")
        if self.which.value == SOME and not (chosen.areas or chosen.components):
            self._count.set_tone("trouble")
            self._count.setText(words.gettext("Choose an area or a component, or all questions."))
            wrong = self.which.setFocus
        if wrong is not None:
            wrong()
            return
        self.accepted.emit(Assignment(chosen.areas, chosen.components, day), self.also.isChecked())
