"""What a new computation would change; each change can be declined, the rest is taken at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from topp_desktop.charts.labels import action_title
from topp_desktop.domain.roadmap import PlanDifference, PlannedAction, Semester
from topp_desktop.domain.roadmap.progress import level_reached
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.recompute import KeepMine
from topp_desktop.services.plan.terms import BROKEN, TERMS
from topp_desktop.services.terms import term
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.board_view import action_name
from topp_desktop.ui.pages.road_map.empty import show_empty
from topp_desktop.ui.pages.road_map.model import semester_words, sentence_case, states_of
from topp_desktop.ui.pages.road_map.source import PlanSource
from topp_desktop.ui.widgets import Button, Card, EmptyState, PageScroll, Text, clear, row, rule
from topp_desktop.ui.widgets.columns import Columns


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One change: the action, what is said of it, and whether it can be declined."""

    action: str
    title: str
    said: str
    can_keep: bool = True


class ChangesCard(Card):
    """Changes of one kind, each with a box to decline it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        self._desk = desk
        self.boxes: dict[str, QCheckBox] = {}
        self.said = Text(role="small", tone="muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add(self.said, self._list)

    def show_lines(
        self, title: str, said: str, lines: Sequence[PlanChange], page: AgainPage
    ) -> None:
        """Hidden where there are none."""
        words = self._desk.words
        self.set_title(f"{title} ({words.number(len(lines))})")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.setVisible(bool(lines))
        clear(self._list)
        self.boxes = {}
        for number, line in enumerate(lines):
            if number:
                self._list.addWidget(rule())
            columns = Columns(self._desk.theme, 520, spacing=12)
            told = QWidget()
            box = QVBoxLayout(told)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(1)
            box.addWidget(Text(line.title, role="small", weight="semibold"))
            box.addWidget(Text(line.said, role="small", tone="muted"))
            columns.add(told, 3)
            if line.can_keep:
                keep = self.boxes[line.action] = QCheckBox(words.gettext("Keep mine"))
                keep.setAccessibleName(f"{keep.text()}: {line.title}")
                keep.setChecked(line.action in page.keeping)
                keep.clicked.connect(lambda on, name=line.action: page.keep(name, on))
                columns.add(keep, 1)
            self._list.addWidget(columns)


class AgainPage(Page):
    """Moved, new, gone, weighed differently, what would not fit; one button takes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.source = PlanSource(desk, self._compare, self)
        self.keeping: set[str] = set()
        self.shown: PlanDifference | None = None
        self._then: RoadMap | None = None
        self._first: PlanDifference | None = None
        self._number = 0
        self._scroll = PageScroll(desk.theme)
        self._no_plan = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self._empty = EmptyState(pressed=lambda: desk.navigate("road-map"))
        self.moved, self.added, self.gone = (ChangesCard(desk) for _ in range(3))
        self.weighed, self.broken = ChangesCard(desk), ChangesCard(desk)
        self.stays = ChangesCard(desk)
        self._lists = (self.moved, self.added, self.gone, self.weighed, self.broken, self.stays)
        self._take_card = Card(spacing=10)
        self._effect, self._stays = Text(), Text(role="small", tone="muted")
        self.take = Button("", self._take, kind="primary")
        self.back = Button("", lambda: desk.navigate("road-map"))
        self._take_card.add(self._effect, self._stays, row(self.take))
        for part in (self._no_plan, self._empty, self._take_card, *self._lists):
            self._scroll.main.addWidget(part)
            part.hide()
        self._scroll.main.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("What would change")

    def header_actions(self) -> Sequence[QWidget]:
        return (self.back,)

    def retranslate(self) -> None:
        self.back.set_text(self.desk.words.gettext("Leave the plan as it is"))
        self._show()

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is not None:
            self.source.read()

    def arrive(self, _: object) -> None:
        self.keeping.clear()
        self._first = self.shown = None
        self._scroll.to_top()
        self.back.setFocus()

    # --- comparing --------------------------------------------------------------------------

    def keep(self, action: str, on: bool) -> None:
        """Declines a change, or no longer."""
        (self.keeping.add if on else self.keeping.discard)(action)
        self._compare()

    def _declined(self) -> dict[str, KeepMine]:
        words, opened = self.desk.words, self.source.opened
        reason = words.gettext("Kept when the plan was computed again")
        if opened is None:
            return {}
        return {
            name: KeepMine(reason, action_name(opened.road_map, name, self.desk))
            for name in sorted(self.keeping)
        }

    def _compare(self) -> None:
        self._number += 1
        number, mine, keep = self._number, self.desk.open_snapshot.id, self._declined()
        program = self.desk.program

        def done(found: tuple[PlanDifference, RoadMap]) -> None:
            if number == self._number:
                self.shown, self._then = found
                if self._first is None or not keep:
                    self._first = found[0]
                self._show()

        self.desk.tasks.read(lambda: program.road_maps.edit.preview(mine, keep=keep), done)

    # --- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        shown, opened, words = self.shown, self.source.opened, self.desk.words
        if shown is None or opened is None or self._first is None:
            return
        if not show_empty(self._no_plan, opened, self.desk):
            for part in (self._empty, self._take_card, *self._lists):
                part.hide()
            return
        nothing = shown.nothing and not self.keeping
        self._empty.setVisible(nothing)
        self._empty.set_texts(
            words.gettext("Nothing would change"),
            words.gettext("The plan is what a new computation would give, with your edits."),
            words.gettext("Back to the plan"),
        )
        self._take_card.setVisible(not nothing)
        self._show_lists(shown)
        low, high = shown.overall
        effect = words.gettext("Taking it is one step, which Ctrl+Z takes back.")
        if low is not None and high is not None:
            level = words.gettext("Overall level at the end: {before} now, {after} then.").format(
                before=words.number(low), after=words.number(high)
            )
            effect = f"{level} {effect}"
        self._effect.setText(effect)
        count = sum(edit.says_something for edit in opened.edits.actions.values())
        stays = words.ngettext(
            "{n} action that you changed keeps its changes.",
            "{n} actions that you changed keep their changes.",
            count,
        ).format(n=count)
        resting = words.ngettext(
            "{n} of them would not be proposed: its changes are kept for when it comes back.",
            "{n} of them would not be proposed: their changes are kept for when they come back.",
            len(shown.resting),
        ).format(n=len(shown.resting))
        self._stays.setText(f"{stays} {resting}" if shown.resting else stays)
        self._stays.setVisible(bool(count))
        self._take_card.set_title(words.gettext("Take it"))
        self.take.set_text(words.gettext("Take the new computation"))
        self._scroll.arrange()
        order_focus(self._scroll)

    def _show_lists(self, shown: PlanDifference) -> None:
        words, first, opened = self.desk.words, self._first, self.source.opened
        assert first is not None
        assert opened is not None
        kept = words.gettext("It stays where it is.")
        moved = [
            PlanChange(
                m.action.id, self._title(m.action), self._from_to(m.before, m.after), bool(m.before)
            )
            for m in shown.moved
        ]
        known = {line.action for line in moved}
        moved += [
            PlanChange(m.action.id, self._title(m.action), kept)
            for m in first.moved
            if m.action.id in self.keeping - known
        ]
        added = [
            PlanChange(a.id, self._title(a), self._begins(a))
            for a in shown.added
            if not a.action.own
        ]
        added += [
            PlanChange(a.id, self._title(a), words.gettext("It is left out."))
            for a in first.added
            if a.id in self.keeping
        ]
        gone = []
        for a in first.removed:
            mine = a.id in self.keeping
            said = words.gettext("It stays as an action of your own.") if mine else ""
            if not mine and level_reached(a.action, opened.results.values):
                said = words.gettext("Its level is reached: it is closed.")
            elif not mine:
                said = words.gettext("The answers no longer ask for it.")
            gone.append(PlanChange(a.id, self._title(a), said))
        weighed = [
            PlanChange(
                c.action.id,
                self._title(c.action),
                sentence_case(words.join([term(TERMS, name, words).lower() for name in c.terms])),
                can_keep=False,
            )
            for c in shown.changed
        ]
        broken = []
        for b in shown.broken:
            found = next((a for a in self._actions() if a.id == b.action), None)
            title = self._title(found) if found else b.action
            broken.append(PlanChange(b.action, title, term(BROKEN, b.kind, words), can_keep=False))
        stays = [
            PlanChange(a.id, self._title(a), " · ".join(states), can_keep=False)
            for a in self._actions()
            if self._then is not None and (states := states_of(self._then, a, words))
        ]
        for card, title, said, lines in (
            (self.moved, words.gettext("Would begin in another semester"), "", moved),
            (self.added, words.gettext("Would be new"), "", added),
            (self.gone, words.gettext("Would no longer be proposed"), "", gone),
            (self.weighed, words.gettext("Would weigh differently"), "", weighed),
            (
                self.broken,
                words.gettext("Would not fit"),
                words.gettext("It stays as you want it."),
                broken,
            ),
            (self.stays, words.gettext("Your changes that stay"), "", stays),
        ):
            card.show_lines(title, said, lines, self)

    def _actions(self) -> Sequence[PlannedAction]:
        return self._then.plan.actions if self._then else ()

    def _title(self, planned: PlannedAction) -> str:
        catalogue = self._then.catalogue if self._then else None
        return action_title(planned.action, catalogue, self.desk.wording, self.desk.words)

    def _from_to(self, before: Semester | None, after: Semester | None) -> str:
        words = self.desk.words
        none = words.gettext("no semester")
        said = words.gettext("Now {before}; then {after}.")
        return said.format(
            before=before.short if before else none, after=after.short if after else none
        )

    def _begins(self, planned: PlannedAction) -> str:
        words = self.desk.words
        if planned.start is None:
            return words.gettext("It would find no semester.")
        said = words.gettext("It would begin in {semester}.")
        return said.format(semester=semester_words(planned.start, words))

    # --- taking -----------------------------------------------------------------------------

    def _take(self) -> None:
        shown, keep = self.shown, self._declined()
        if shown is None:
            return

        def taken(_: object) -> None:
            self.desk.navigate("road-map")

        self.source.change(
            lambda service, mine: service.apply(mine, shown, keep=keep), taken, self._refused
        )

    def _refused(self, fault: Exception) -> None:
        self.desk.show_fault(fault)
        self.keeping.clear()
