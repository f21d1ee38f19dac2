"""Settings of the plan on one page: people, semesters, elections, national priorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.why import amount
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.choice_grid import ChoiceGrid, Lines
from topp_desktop.ui.pages.road_map.empty import show_empty
from topp_desktop.ui.pages.road_map.model import semester_words
from topp_desktop.ui.pages.road_map.options import (
    feasibility_options,
    priority_options,
    share_options,
)
from topp_desktop.ui.pages.road_map.source import PlanSource
from topp_desktop.ui.widgets import Button, Card, Choice, EmptyState, FieldRow, PageScroll, Text
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.number_field import NumberField

MOST_PEOPLE = 200
MOST_HOURS = 60
MOST_SEMESTERS = 40
_SEMESTERS_BACK = 4
_SEMESTERS_OFFERED = 16


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
        self.start.show_options([(s, semester_words(s, words)) for s in offered], settings.start)
        self.people.show_value(settings.people)
        self.hours.show_value(settings.hours)
        self.semesters.show_value(settings.semesters)
        self._said.setText(
            words.gettext("This gives {n} person-months each semester.").format(
                n=amount(settings.person_months, words)
            )
        )

    def know(self, settings: PlanSettings) -> None:
        """What the next change is made of."""
        self._settings = settings

    def flush(self) -> None:
        """Hands over what is being typed."""
        for field in (self.people, self.hours, self.semesters):
            field.flush()

    def _change(self, **values: object) -> None:
        if self._settings is not None:
            self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
            self.changed.emit(self._settings)


class EffectCard(Card):
    """What the settings lead to, and the way to what a new computation would change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._labels = [(Text(role="small", tone="muted"), Text(weight="semibold", wrap=False))]
        self._labels += [(Text(role="small", tone="muted"), Text(weight="semibold", wrap=False))]
        self._labels += [(Text(role="small", tone="muted"), Text(weight="semibold", wrap=False))]
        for n, (said, figure) in enumerate(self._labels):
            self._grid.addWidget(said, n, 0)
            self._grid.addWidget(figure, n, 1, Qt.AlignmentFlag.AlignRight)
        self._said = Text(role="small")
        self.again = Button("", lambda: desk.navigate("road-map-again"), small=True)
        self.add(self._facts, self._said, self.again)

    def show_plan(self, opened: OpenPlan) -> None:
        """Counts actions, and says whether the plan waits to be computed again."""
        words, plan = self._desk.words, opened.road_map.plan
        self.set_title(words.gettext("What comes of it"))
        over = sum(u > c for u, c in zip(plan.used, plan.settings.capacities(), strict=True))
        figures = (
            (words.gettext("Actions in the plan"), len(plan.scheduled)),
            (words.gettext("Out of reach for now"), len(plan.not_scheduled)),
            (words.gettext("Semesters with too much work"), over),
        )
        for (label, value), (said, figure) in zip(self._labels, figures, strict=True):
            label.setText(said)
            value.setText(words.number(figure))
        kept = opened.road_map.kept
        self.again.setVisible(kept)
        self.again.set_text(words.gettext("See what would change"))
        self._said.setText(
            words.gettext(
                "Somebody changed this plan: its actions stay in their semesters. See what a new "
                "computation would change, and take it if you like."
            )
            if kept
            else words.gettext("Every change is saved, and the road map is computed at once.")
        )


class SettingsPage(Page):
    """Four figures, elections, and how the objectives weigh; each change counts at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.source = PlanSource(desk, self._show, self)
        self._settings: PlanSettings | None = None
        self._saving = 0
        self._scroll = PageScroll(desk.theme)
        self.basics = SettingsCard(desk)
        self.elections, self.objectives = ChoiceGrid(desk, 1, 240), ChoiceGrid(desk, 2, 520)
        self.effect = EffectCard(desk)
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self._empty.hide()
        for card in (self._empty, self.basics, self.objectives):
            self._scroll.main.addWidget(card)
        self._scroll.side.addWidget(self.effect)
        self._scroll.side.addWidget(self.elections)
        self.basics.changed.connect(self.save)
        self.elections.changed.connect(self._reduce)
        self.objectives.changed.connect(self._weigh)
        self._back = Button("", lambda: desk.navigate("road-map"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("Settings of the plan")

    def header_actions(self) -> Sequence[QWidget]:
        return (self._back,)

    def retranslate(self) -> None:
        self._back.set_text(self.desk.words.gettext("Back to the plan"))
        self._show()

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is not None:
            if not self._saving:
                self._settings = self.desk.program.plans.settings_from(snapshot.plan_settings)
            self._show()
            self.source.read()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self.basics.people.setFocus()

    def leave(self) -> None:
        self.basics.flush()

    def _show(self) -> None:
        settings, words, wording = self._settings, self.desk.words, self.desk.wording
        if settings is None or self.desk.snapshot is None:
            return
        self.basics.show_settings(settings)
        self.elections.set_title(words.gettext("Elections and other pauses"))
        self.elections.said.setText(
            words.gettext("How much of the people's time is left in each semester.")
        )
        semesters = [settings.start.plus(n) for n in range(settings.semesters)]
        self.elections.show_lines(
            Lines(
                {str(s): semester_words(s, words) for s in semesters},
                (words.gettext("Time that is left"),),
                {str(s): (settings.reduced.get(str(s), 1.0),) for s in semesters},
                (share_options,),
            )
        )
        self.objectives.set_title(words.gettext("How the objectives weigh"))
        self.objectives.said.setText(
            words.gettext(
                "A national priority above the usual makes the actions of an objective essential. "
                "What can hardly be done for now comes later."
            )
        )
        objectives = self.desk.open_snapshot.instrument.objectives
        self.objectives.setVisible(bool(objectives))
        self.objectives.show_lines(
            Lines(
                {o: f"{o} {wording.objective(o)}" for o in objectives},
                (words.gettext("National priority"), words.gettext("Feasibility")),
                {
                    o: (settings.priorities.get(o, 1.0), settings.feasibilities.get(o, 1.0))
                    for o in objectives
                },
                (priority_options, feasibility_options),
            )
        )
        # Settings may be made before there is a plan; what they lead to cannot be told yet.
        opened = self.source.opened
        started = show_empty(self._empty, opened, self.desk)
        self.effect.setVisible(started)
        if opened is not None and started:
            self.effect.show_plan(opened)
        self._scroll.arrange()

    # --- changing ---------------------------------------------------------------------------

    def save(self, settings: PlanSettings) -> None:
        """One step; the plan follows."""
        self._settings = settings
        self.basics.know(settings)
        # What is on its way is not undone by the showing of what was saved before it.
        self._saving += 1
        program, mine = self.desk.program, self.desk.open_snapshot.id

        def saved(_: object) -> None:
            self._saving -= 1

        def refused(fault: Exception) -> None:
            self._saving -= 1
            self.desk.show_fault(fault)
            self.refresh(None)

        self.desk.change(lambda: program.plans.save_settings(mine, settings), saved, refused)

    def _reduce(self, semester: str, _: int, share: float) -> None:
        if self._settings is not None:
            reduced = _changed(self._settings.reduced, semester, share)
            self.save(replace(self._settings, reduced=reduced))

    def _weigh(self, objective: str, n: int, value: float) -> None:
        if self._settings is None:
            return
        name = ("priorities", "feasibilities")[n]
        weights = _changed(getattr(self._settings, name), objective, value)
        self.save(replace(self._settings, **{name: weights}))  # type: ignore[arg-type]


def _changed(before: Mapping[str, float], name: str, value: float) -> dict[str, float]:
    """Another value; the usual one is not kept."""
    after = {**before, name: value}
    if value == 1:
        del after[name]
    return after
