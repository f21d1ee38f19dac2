"""One action in full, and why it stands where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from topp_desktop.charts.labels import (
    action_card,
    action_code,
    action_dimension,
    action_item,
    action_title,
    step_words,
)
from topp_desktop.domain.roadmap import PlannedAction
from topp_desktop.services.plan import RoadMap
from topp_desktop.services.sentences import unplaced_sentence
from topp_desktop.services.why import amount, tag_reason, why_terms
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.settings import semester_words
from topp_desktop.ui.widgets import Card, Tag, Text, clear, restyle, rule


def sentence_case(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


class _Pairs(QWidget):
    """Labels at the left, values at the right, thin lines between."""

    def __init__(self, *, values_right: bool) -> None:
        super().__init__()
        self._right = values_right
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0 if values_right else 1, 1)

    def show_pairs(self, pairs: list[tuple[str, str]]) -> None:
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for n, (label, value) in enumerate(pairs):
            if n:
                self._grid.addWidget(rule(), 2 * n - 1, 0, 1, 2)
            left = Text(label, role="small", tone="muted", wrap=self._right)
            right = Text(
                value,
                role="small",
                weight="semibold" if self._right else None,
                wrap=not self._right,
            )
            self._grid.addWidget(left, 2 * n, 0, top)
            side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag(0)
            self._grid.addWidget(right, 2 * n, 1, top | side)


class DetailCard(Card):
    """What is done, what comes of it, who answers for it, and how to go about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dimension = Tag("")
        self._title = Text(role="card", weight="bold")
        self._step = Text(role="small", tone="muted")
        self._rows = QWidget()
        self._lines = QGridLayout(self._rows)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setVerticalSpacing(2)
        self.add(self._dimension, self._title, self._step, self._rows)

    def show_action(self, road_map: RoadMap, planned: PlannedAction) -> None:
        """Shows an action of a road map."""
        wording, words = self._desk.wording, self._desk.words
        action = planned.action
        dimension, item = action_dimension(action, wording), action_item(action, wording)
        names = [wording.dimension(dimension)] if dimension else []
        if item is not None and item.component:
            names.append(wording.component(item.component))
        self._dimension.setText(" · ".join(names))
        self._dimension.setProperty("tag", f"dim-{dimension}")
        restyle(self._dimension)
        self._title.setText(action_title(action, road_map.catalogue, wording, words))
        step = step_words(action, wording) if not action.establish else ""
        self._step.setText(" · ".join(p for p in (action_code(action, wording), step) if p))
        clear(self._lines)
        for n, (label, value) in enumerate(self._facts(road_map, planned)):
            caption = Text(label, role="small", tone="muted")
            caption.setContentsMargins(0, 6 if n else 0, 0, 0)
            self._lines.addWidget(caption, 2 * n, 0)
            self._lines.addWidget(Text(value, role="small"), 2 * n + 1, 0)

    def _facts(self, road_map: RoadMap, planned: PlannedAction) -> list[tuple[str, str]]:
        wording, words = self._desk.wording, self._desk.words
        action, catalogue = planned.action, road_map.catalogue
        card, item = action_card(action, catalogue, wording), action_item(action, wording)
        facts: list[tuple[str, str]] = []
        if card is not None:
            facts.append((words.gettext("Activity"), card.activity))
        elif item is not None:
            facts.append((words.gettext("What it raises"), wording.stem(item.id)))
        component = item.component if item is not None else None
        how = (
            catalogue.step(component or "", action.transition, wording.language)
            if catalogue
            else ""
        )
        if how:
            facts.append((words.gettext("How"), how))
        if card is not None:
            facts += [
                (words.gettext("Result"), card.result),
                (words.gettext("Verification"), card.verification),
                (words.gettext("Indicator"), f"{card.indicator} ({card.unit})"),
                (words.gettext("Responsible"), card.responsible),
            ]
        if item is not None and item.lines:
            lines = "\n".join(f"{line} {wording.line(line)}" for line in item.lines)
            facts.append((words.gettext("Lines of action of the agenda"), lines))
        effort = words.ngettext(
            "{n} person-month", "{n} person-months", 1 if action.effort == 1 else 2
        ).format(n=amount(action.effort, words))
        facts.append((words.gettext("Effort"), effort))
        facts.append((words.gettext("When"), self._when(planned)))
        if action.after:
            titles = [
                action_title(a.action, catalogue, wording, words)
                for a in road_map.plan.actions
                if a.id in action.after
            ]
            facts.append((words.gettext("Comes after"), "; ".join(titles)))
        return facts

    def _when(self, planned: PlannedAction) -> str:
        if planned.start is None or planned.end is None:
            return sentence_case(unplaced_sentence(planned, self._desk.words)) + "."
        start = semester_words(planned.start, self._desk)
        if planned.start == planned.end:
            return start
        return f"{start} – {semester_words(planned.end, self._desk)}"


class WhyCard(Card):
    """Term by term, with its value."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._terms = _Pairs(values_right=True)
        self._reason = Text(role="small")
        self._how = Text(role="small", tone="muted")
        self.add(self._terms, self._reason, self._how)

    def show_action(self, planned: PlannedAction) -> None:
        """Shows the terms of an action."""
        words = self._desk.words
        self.set_title(words.gettext("Why is this here?"))
        self._terms.show_pairs(
            [(sentence_case(term.label), term.value) for term in why_terms(planned, words)]
        )
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
