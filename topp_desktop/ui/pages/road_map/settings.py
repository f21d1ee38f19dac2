"""People, hours, first semester and horizon of a road map: one calm card."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.services.why import amount
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Choice, FieldRow, Text
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.number_field import NumberField

MOST_PEOPLE = 200
MOST_HOURS = 60
MOST_SEMESTERS = 40
_SEMESTERS_BACK = 4
_SEMESTERS_OFFERED = 16


def semester_words(semester: Semester, desk: Desk) -> str:
    """ "Semestre I - 2026"."""
    return desk.words.gettext("Semester {half} - {year}").format(
        half=semester.roman, year=semester.year
    )


class SettingsCard(Card):
    """`changed` carries new PlanSettings as soon as one of the four is another."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings: PlanSettings | None = None
        self.people = NumberField(1, MOST_PEOPLE)
        self.hours = NumberField(1, MOST_HOURS)
        self.start = Choice()
        self.semesters = NumberField(1, MOST_SEMESTERS)
        self._rows = [FieldRow(f) for f in (self.people, self.hours, self.start, self.semesters)]
        fields = Columns(desk.theme, 560)
        for field_row, share in zip(self._rows, (2, 2, 3, 2), strict=True):
            fields.add(field_row, share, bottom=True)
        self._said = Text(role="small", tone="muted")
        self.add(fields, self._said)
        self.people.changed.connect(lambda value: self._change(people=value))
        self.hours.changed.connect(lambda value: self._change(hours=value))
        self.semesters.changed.connect(lambda value: self._change(semesters=value))
        self.start.chosen.connect(lambda value: self._change(start=value))

    def show_settings(self, settings: PlanSettings) -> None:
        """Shows what is in force, without `changed`."""
        desk, words = self._desk, self._desk.words
        self._settings = settings
        self.set_title(words.gettext("What you can count on"))
        labels = (
            words.gettext("People"),
            words.gettext("Hours a week, each"),
            words.gettext("First semester"),
            words.gettext("Number of semesters"),
        )
        for field_row, label in zip(self._rows, labels, strict=True):
            field_row.set_texts(label)
        now = Semester.of(desk.program.clock().date())
        first = min(now.plus(-_SEMESTERS_BACK), settings.start)
        offered = [first.plus(n) for n in range(_SEMESTERS_OFFERED)]
        if settings.start not in offered:
            offered.append(settings.start)
        self.start.show_options([(s, semester_words(s, desk)) for s in offered], settings.start)
        self.people.show_value(settings.people)
        self.hours.show_value(settings.hours)
        self.semesters.show_value(settings.semesters)
        self._said.setText(
            words.gettext(
                "This gives {n} person-months each semester. Every change is saved and the road "
                "map is computed again at once."
            ).format(n=amount(settings.person_months, words))
        )

    def flush(self) -> None:
        """Hands over what is being typed."""
        for field in (self.people, self.hours, self.semesters):
            field.flush()

    def _change(self, **values: object) -> None:
        if self._settings is not None:
            self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
            self.changed.emit(self._settings)
