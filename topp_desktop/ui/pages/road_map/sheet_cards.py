"""The cards of an action's sheet: what, who, money, measure, when, and how much it weighs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.charts.labels import action_card, action_title
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import Action, ActionEdit, PlannedAction
from topp_desktop.domain.roadmap.edits import TEXT_LIMITS
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.why import amount
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.entries import (
    ActionField,
    AmountEntry,
    CheckEntry,
    ChoiceEntry,
    LineEntry,
    TextEntry,
)
from topp_desktop.ui.pages.road_map.model import semester_words
from topp_desktop.ui.pages.road_map.options import feasibility_options, priority_options
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import Card
from topp_desktop.ui.widgets.columns import Columns

_AT_ONCE = 2
"""So many cards are made before the window goes on: fields take their time."""
_LONG = ("activity", "result", "verification", "indicator", "reason")
_FROM_CARD = ("activity", "result", "verification", "indicator", "unit")
_GROUPS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (N_("When and how much"), (("start",), ("duration", "effort"), ("priority", "feasibility"))),
    (N_("What is done"), (("title",), ("activity",), ("result",), ("verification",))),
    (
        N_("Who does it"),
        (
            ("owner_unit", "owner_institution"),
            ("owner_committee", "owner_country"),
            ("partner",),
        ),
    ),
    (N_("Money"), (("budget",), ("cost", "funding_gap", "currency"))),
    (N_("How progress is measured"), (("indicator",), ("unit", "baseline", "target"))),
    (N_("Why you changed it"), (("reason",),)),
)


def _entry(name: str) -> ActionField:
    if name in ("start", "priority", "feasibility"):
        return ChoiceEntry(name)
    if name in ("cost", "funding_gap"):
        return AmountEntry(name)
    if name in ("effort", "duration"):
        return AmountEntry(name, exact=name == "effort", whole=name == "duration")
    kind = TextEntry if name in _LONG else LineEntry
    return kind(name, TEXT_LIMITS[name])


class SheetCards(QWidget):
    """changed: (field of `ActionEdit`, value), None: back to what was proposed."""

    changed = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.entries: dict[str, ActionField] = {}
        self.must = CheckEntry("must")
        self.must.changed.connect(self.changed)
        self._cards: list[tuple[Card, str]] = []
        self._shown: tuple[OpenPlan, PlannedAction] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._later = one_shot(self, 0)
        self._later.timeout.connect(self._make_cards)
        self._make_cards()

    def _make_cards(self) -> None:
        for title, lines in _GROUPS[len(self._cards) :][:_AT_ONCE]:
            self._make_card(title, lines)
        if self._shown is not None:
            self.show_action(*self._shown)
        if len(self._cards) < len(_GROUPS):
            self._later.start()
        else:
            order_focus(self)

    def _make_card(self, title: str, lines: tuple[tuple[str, ...], ...]) -> None:
        card = Card(self._desk.words.gettext(title), spacing=12)
        self._cards.append((card, title))
        for names in lines:
            columns = Columns(self._desk.theme, 420, spacing=12)
            for name in names:
                entry = self.entries[name] = _entry(name)
                entry.retranslate(self._desk.words)
                entry.changed.connect(self.changed)
                columns.add(entry, bottom=True)
            card.add(columns)
        if "priority" in lines[-1]:
            card.add(self.must)
        self._box.addWidget(card)

    def retranslate(self) -> None:
        """Reads the labels again."""
        words = self._desk.words
        for card, title in self._cards:
            card.set_title(words.gettext(title))
        for entry in self.entries.values():
            entry.retranslate(words)

    def focus_first(self) -> None:
        """Gives the focus to the first field."""
        self.entries["start"].row.field.setFocus()

    def flush(self) -> None:
        """Hands over what was typed."""
        for entry in self.entries.values():
            entry.flush()

    def show_fault(self, name: str, fault: Exception) -> bool:
        """Says what is wrong at the field; False where it is nothing about the field."""
        if not isinstance(fault, UserError) or not fault.code.startswith(("invalid", "plan-text")):
            return False
        told = explain(fault, self._desk.words)
        if name not in self.entries:
            return False
        row = self.entries[name].row
        row.show_error(f"{told.title}. {told.next_step}")
        row.field.setFocus()
        return True

    # --- showing ------------------------------------------------------------------------------

    def show_action(self, opened: OpenPlan, planned: PlannedAction) -> None:
        """What counts for an action, beside what was proposed."""
        if self._shown is None or self._shown[1].id != planned.id:
            for entry in self.entries.values():
                entry.forget()
        self._shown = (opened, planned)
        edit = opened.edits.actions.get(planned.id) or ActionEdit(planned.id)
        before = _proposed(opened, planned)
        self._show_texts(opened, before, edit)
        self._show_weights(opened, planned, before, edit)

    def _show_texts(self, opened: OpenPlan, before: Action, edit: ActionEdit) -> None:
        desk, catalogue = self._desk, opened.road_map.catalogue
        words = desk.words
        card = action_card(before, catalogue, desk.wording)
        texts = {name: getattr(card, name) if card else "" for name in _FROM_CARD}
        own = before.own
        texts["title"] = "" if own else action_title(before, catalogue, desk.wording, words)
        for name, entry in self.entries.items():
            if not isinstance(entry, LineEntry | TextEntry) or isinstance(entry, AmountEntry):
                continue
            proposed, said = texts.get(name, ""), getattr(edit, name) or ""
            entry.show_value(said or proposed, proposed)
            if name != "reason":
                entry.show_proposed(proposed, words, edited=bool(said) and said != proposed)
        owner = self.entries.get("owner_unit")
        if owner is not None and card is not None and card.responsible and not edit.owner:
            said = words.gettext("Usually: {role}").format(role=card.responsible)
            owner.show_hint(said)

    def _show_weights(
        self, opened: OpenPlan, planned: PlannedAction, before: Action, edit: ActionEdit
    ) -> None:
        words = self._desk.words
        amounts = {
            "effort": (edit.effort, amount(before.effort, words)),
            "duration": (edit.duration, words.number(before.duration)),
            "cost": (edit.cost, ""),
            "funding_gap": (edit.funding_gap, ""),
        }
        for name, (value, proposed) in amounts.items():
            entry = self.entries.get(name)
            if not isinstance(entry, AmountEntry):
                continue
            said = "" if value is None else _plain(value, words.number)
            entry.show_value(said or proposed, proposed)
            entry.show_proposed(proposed, words, edited=bool(said) and said != proposed)
        start, priority = self.entries["start"], self.entries["priority"]
        feasibility = self.entries["feasibility"]
        assert isinstance(start, ChoiceEntry)
        assert isinstance(priority, ChoiceEntry)
        assert isinstance(feasibility, ChoiceEntry)
        kept = opened.plan.kept.get(planned.id)
        place = kept.start if kept else None if planned.pinned else planned.start
        named = semester_words(place, words) if place else words.gettext("no semester")
        as_proposed = words.gettext("As proposed: {value}")
        semesters = list(opened.road_map.plan.semesters)
        if edit.start is not None and edit.start not in semesters:
            semesters.append(edit.start)
        start.show_value(
            edit.start,
            [(s, semester_words(s, words)) for s in semesters],
            as_proposed.format(value=named),
        )
        for entry, options, usual, value in (
            (priority, priority_options, before.priority, edit.priority),
            (feasibility, feasibility_options, before.feasibility, edit.feasibility),
        ):
            known = dict(options(words, usual))
            entry.show_value(
                value, options(words, value), as_proposed.format(value=known.get(usual, ""))
            )
        self.must.show_value(edit.must, words.gettext("Essential, because we say so"))


def _proposed(opened: OpenPlan, planned: PlannedAction) -> Action:
    """An action as it was before anybody changed it."""
    kept = opened.plan.kept.get(planned.id)
    found = next((a for a in opened.road_map.proposed if a.id == planned.id), None)
    before = found or (kept.action if kept else planned.action)
    return replace(before, words=None)


def _plain(value: object, number: object) -> str:
    """A number as a person would type it."""
    figure = float(value)  # type: ignore[arg-type]
    for decimals in (0, 1):
        if abs(figure - round(figure, decimals)) < 1e-9:
            return str(number(figure, decimals))  # type: ignore[operator]
    return str(number(figure, 2))  # type: ignore[operator]
