"""One action in full, and why it stands where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from topp_desktop.charts.gantt import is_possible
from topp_desktop.charts.labels import (
    action_card,
    action_code,
    action_dimension,
    action_item,
    action_title,
    step_words,
)
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.instrument.clauses import standing_alone
from topp_desktop.domain.roadmap import Action, PlannedAction
from topp_desktop.services.measurement.sentences import unplaced_sentence
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.why import amount, tag_reason, why_terms
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.model import (
    faults_of,
    semester_words,
    sentence_case,
    states_of,
)
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    Tag,
    Text,
    restyle,
    rule,
)
from topp_desktop.ui.widgets.flow import FlowBox


class _Pairs(QWidget):
    """Labels at the left, values at the right, thin lines between; made once, then written."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 1)
        self._pairs: list[tuple[Text, Text]] = []
        self._rules: list[QWidget] = []

    def show_pairs(self, pairs: list[tuple[str, str]]) -> None:
        """(label, value) in order; lines that are too many wait for a longer list."""
        top = Qt.AlignmentFlag.AlignTop
        for n in range(len(self._pairs), len(pairs)):
            line = rule()
            self._grid.addWidget(line, 2 * n, 0, 1, 2)
            self._rules.append(line)
            left = Text(role="small", tone="muted")
            # Wrapped: a value that cannot be would widen the card's words beyond the card.
            right = Text(role="small", weight="semibold")
            right.setAlignment(top | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(left, 2 * n + 1, 0, top)
            self._grid.addWidget(right, 2 * n + 1, 1, top)
            self._pairs.append((left, right))
        for (left, right), (label, value) in zip(self._pairs, pairs, strict=False):
            left.setText(label)
            right.setText(value)
        for n, (above, (left, right)) in enumerate(zip(self._rules, self._pairs, strict=True)):
            above.setVisible(0 < n < len(pairs))
            left.setVisible(n < len(pairs))
            right.setVisible(n < len(pairs))


class _Facts(QWidget):
    """Captions with what they are about below them; those without anything are left out.

    The labels stay from one action to the next: to make them anew takes longer than to write.
    """

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 2, 0, 0)
        self._box.setSpacing(2)
        self._pairs: list[tuple[Text, Text]] = []

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """(caption, text) in order."""
        shown = [(caption, text) for caption, text in facts if text]
        while len(self._pairs) < len(shown):
            caption, text = Text(role="small", tone="muted"), Text(role="small")
            caption.setContentsMargins(0, 6, 0, 0)
            self._box.addWidget(caption)
            self._box.addWidget(text)
            self._pairs.append((caption, text))
        for n, (caption, text) in enumerate(self._pairs):
            there = n < len(shown)
            caption.setVisible(there)
            text.setVisible(there)
            if there:
                caption.setText(shown[n][0])
                text.setText(shown[n][1])


class TitleCard(Card):
    """What an action is, at a glance: dimension, title, step, and what is special about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dimension = Tag("")
        self._title = Text(role="card", weight="bold")
        self._step = Text(role="small", tone="muted")
        self._states = Text(role="small", weight="semibold", tone="accent")
        self._faults = Text(role="small", weight="semibold", tone="trouble")
        self.add(self._dimension, self._title, self._step, self._states, self._faults)

    def show_action(self, road_map: RoadMap, planned: PlannedAction) -> None:
        """Shows an action of a road map."""
        wording, words = self._desk.wording, self._desk.words
        action = planned.action
        dimension, item = action_dimension(action, wording), action_item(action, wording)
        names = [wording.dimension(dimension)] if dimension else []
        if item is not None and item.component:
            names.append(wording.component(item.component))
        self._dimension.setText(" · ".join(names))
        self._dimension.setVisible(bool(names))
        if self._dimension.property("tag") != f"dim-{dimension}":
            self._dimension.setProperty("tag", f"dim-{dimension}")
            restyle(self._dimension)
        self._title.setText(action_title(action, road_map.catalogue, wording, words))
        step = step_words(action, wording) if not action.establish else ""
        parts = (action_code(action, wording), step) if action.raises_something else ()
        self._step.setText(" · ".join(p for p in parts if p))
        self._step.setVisible(bool(parts))
        states, faults = states_of(road_map, planned, words), faults_of(road_map, planned.id, words)
        for text, said in ((self._states, states), (self._faults, faults)):
            text.setText(" · ".join(said))
            text.setVisible(bool(said))


class DetailCard(TitleCard):
    """The same with what comes of it, who answers for it, what it takes and when it begins.

    opened: the action's id, its sheet is wanted; start_chosen: (action, semester); released: it
    goes back to its proposed semester; taken: a possible step becomes part of the plan.
    """

    opened = Signal(str)
    start_chosen = Signal(str, object)
    released = Signal(str)
    taken = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._action = ""
        self._planned: PlannedAction | None = None
        self.start = Choice()
        self._start_row = FieldRow(self.start)
        self.start.chosen.connect(lambda start: self.start_chosen.emit(self._action, start))
        self.open = Button("", lambda: self.opened.emit(self._action), small=True)
        self.pin = Button("", self._pin, small=True)
        self.take = Button("", lambda: self.taken.emit(self._action), small=True)
        self._possible = Text(role="small", tone="muted")
        self._facts = _Facts()
        self._figures = _Pairs()
        self.add(
            self._possible,
            self._facts,
            self._figures,
            self._start_row,
            FlowBox(self.open, self.pin, self.take, spacing=8),
        )

    def show_action(self, road_map: RoadMap, planned: PlannedAction) -> None:
        super().show_action(road_map, planned)
        words, possible = self._desk.words, is_possible(planned)
        self._action, self._planned = planned.id, planned
        self.open.set_text(words.gettext("Open the sheet"))
        self.open.setVisible(not possible)
        self.pin.set_text(
            words.gettext("Let it move") if planned.pinned else words.gettext("Keep it there")
        )
        self.pin.setVisible(not possible and planned.start is not None)
        self.take.set_text(words.gettext("Take into the plan"))
        self.take.setVisible(possible)
        self._possible.setText(
            words.gettext(
                "Possible with the capacity that stays free. It is no part of the plan, of its "
                "milestones or of what is sent, until you take it in."
            )
        )
        self._possible.setVisible(possible)
        self._start_row.set_texts(words.gettext("Begins in"))
        semesters = list(road_map.plan.semesters)
        if planned.start is not None and planned.start not in semesters:
            semesters.append(planned.start)
        self.start.show_options([(s, semester_words(s, words)) for s in semesters], planned.start)
        self._facts.show_facts(self._told(road_map, planned))
        self._figures.show_pairs(self._counted(road_map, planned))

    def _pin(self) -> None:
        planned = self._planned
        if planned is None:
            return
        if planned.pinned:
            self.released.emit(planned.id)
        elif planned.start is not None:
            self.start_chosen.emit(planned.id, planned.start)

    def _told(self, road_map: RoadMap, planned: PlannedAction) -> list[tuple[str, str]]:
        wording, words, action = self._desk.wording, self._desk.words, planned.action
        card, item = action_card(action, road_map.catalogue, wording), action_item(action, wording)
        facts = []
        if planned.start is None:
            why = sentence_case(unplaced_sentence(planned, words)) + "."
            facts.append((words.gettext("When"), why))
        if card is not None:
            facts += [
                (words.gettext("Result"), result_list(action, card.result, wording)),
                (words.gettext("Responsible"), card.responsible),
            ]
        elif item is not None:
            facts.append((words.gettext("What it raises"), wording.stem(item.id)))
        edit = road_map.edits.actions.get(planned.id)
        if edit is not None and edit.reason:
            facts.append((words.gettext("Reason"), edit.reason))
        return facts

    def _counted(self, road_map: RoadMap, planned: PlannedAction) -> list[tuple[str, str]]:
        words, action = self._desk.words, planned.action
        effort = words.ngettext(
            "{n} person-month", "{n} person-months", 1 if action.effort == 1 else 2
        ).format(n=amount(action.effort, words))
        figures = [(words.gettext("Effort"), effort)]
        edit = road_map.edits.actions.get(planned.id)
        if edit is not None and edit.cost is not None:
            cost = words.number(edit.cost, 0 if edit.cost == round(edit.cost) else 2)
            figures.append((words.gettext("Cost"), f"{edit.currency or ''} {cost}".strip()))
        if planned.end is not None:
            figures.append((words.gettext("Ends"), semester_words(planned.end, words)))
        return figures


def result_list(action: Action, result: str, wording: Wording) -> str:
    """A result as the clauses of the level that it comes to, one a line; a person's own words as
    they are."""
    if action.card is None or (action.words is not None and action.words.result is not None):
        return result
    levels = wording.clauses(action.item) if action.item else ()
    clauses = levels[action.end_level] if action.end_level < len(levels) else ()
    if len(clauses) < 2:
        return result
    return "\n".join(f"• {standing_alone(clause)}" for clause in clauses)


class StepsCard(Card):
    """How to go about an action, and what it stands between."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts = _Facts()
        self.add(self._facts)

    def show_action(self, road_map: RoadMap, planned: PlannedAction) -> None:
        """Shows the steps of an action."""
        wording, words, catalogue = self._desk.wording, self._desk.words, road_map.catalogue
        action, item = planned.action, action_item(planned.action, wording)
        self.set_title(words.gettext("Steps"))
        # A card says how to go about it; the component's step is help for one's own action.
        component = (item.component if item and action.card is None else None) or ""
        how = catalogue.step(component, action.transition, wording.language) if catalogue else ""
        card = catalogue.by_id.get(action.card or "") if catalogue else None
        lines = card.lines if card else item.lines if item else ()
        others = road_map.plan.actions

        def titles(names: set[str]) -> str:
            found = (a.action for a in others if a.id in names)
            return "\n".join(action_title(a, catalogue, wording, words) for a in found)

        facts = [
            (words.gettext("How"), how),
            (words.gettext("Comes after"), titles(set(action.after))),
            (
                words.gettext("Has to be done before"),
                titles({a.id for a in others if action.id in a.action.after}),
            ),
            (words.gettext("Question"), wording.stem(item.id) if item else ""),
            (
                words.gettext("Lines of action of the agenda"),
                "\n".join(f"{line} {wording.line(line)}" for line in lines),
            ),
        ]
        self._facts.show_facts(facts)
        # An action of one's own has none of these.
        self.setVisible(any(text for _, text in facts))


class WhyCard(Card):
    """Term by term, with its value."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._terms = _Pairs()
        self._reason = Text(role="small")
        self._how = Text(role="small", tone="muted")
        self.add(self._terms, self._reason, self._how)

    def show_action(self, planned: PlannedAction) -> None:
        """Shows the terms of an action."""
        words = self._desk.words
        self.set_title(words.gettext("Why is this here?"))
        terms = why_terms(planned, words)
        self._terms.show_pairs([(sentence_case(term.label), term.value) for term in terms])
        reason = tag_reason(planned, words)
        if planned.action.establish:
            reason = words.gettext(
                "The level of this question is not known yet: it has to be established before "
                "a gain can be computed."
            )
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._how.setText(
            words.gettext(
                "The terms are multiplied. Essential actions come first, then those with more "
                "weight, each in the earliest semester with room."
            )
        )
