"""Actions that people add: a title, the question they raise, and what has to come first."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Signal

from topp_desktop.charts.labels import action_title
from topp_desktop.domain.roadmap import OwnAction, PlannedAction
from topp_desktop.domain.roadmap.edits import TEXT_LIMITS
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.road_map.entries import read_amount
from topp_desktop.ui.pages.road_map.options import Options
from topp_desktop.ui.widgets import Button, Card, Choice, ErrorSummary, FieldRow, LineField, row
from topp_desktop.ui.widgets.columns import Columns


class _Raises:
    """The three lists that say what an own action raises."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.what, self.level, self.after = Choice(), Choice(), Choice()
        self.rows = [FieldRow(field) for field in (self.what, self.level, self.after)]

    def retranslate(self) -> None:
        words = self._desk.words
        labels = (
            words.gettext("Question that it raises"),
            words.gettext("From level to level"),
            words.gettext("Comes after"),
        )
        for field_row, label in zip(self.rows, labels, strict=True):
            field_row.set_texts(label)

    def show_own(self, opened: OpenPlan, own: OwnAction, action: str) -> None:
        """The present choice among all that there are."""
        words, wording = self._desk.words, self._desk.wording
        instrument, form = opened.results.instrument, opened.results.assessment.form
        asked: Options = [
            (("item", item.id), f"{wording.item_code(item)} · {wording.stem(item.id)}")
            for item in instrument.form_items(form)
            if item.leveled
        ]
        value: object = None
        if own.item is not None:
            value = ("item", own.item)
        elif own.cell is not None:
            value = ("cell", own.cell)
            asked.append((value, own.cell))
        none = words.gettext("None: it changes no level")
        self.what.show_options([(None, none), *asked], value)
        levels = range(instrument.level_count - 1)
        steps: Options = [(n, f"{wording.level(n)} → {wording.level(n + 1)}") for n in levels]
        self.level.show_options(steps, own.start_level)
        plan, catalogue = opened.road_map.plan, opened.road_map.catalogue
        others: Options = [
            (a.id, action_title(a.action, catalogue, wording, words))
            for a in plan.actions
            if a.id != action
        ]
        first = own.after[0] if own.after else None
        self.after.show_options([(None, words.gettext("Nothing")), *others], first)
        self.show_level()

    def show_level(self) -> None:
        """A level has to be chosen only where a question is."""
        self.rows[1].setVisible(self.what.currentData() is not None)

    def own(self) -> OwnAction:
        """What is chosen."""
        kind, name = self.what.currentData() or ("", None)
        after = self.after.currentData()
        return OwnAction(
            item=name if kind == "item" else None,
            cell=name if kind == "cell" else None,
            start_level=int(self.level.currentData() or 0),
            after=(after,) if after else (),
        )


class RaisesCard(Card):
    """changed: another `OwnAction`; shown for people's own actions only."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self.fields = _Raises(desk)
        self.add(*self.fields.rows)
        for choice in (self.fields.what, self.fields.level, self.fields.after):
            choice.chosen.connect(lambda _: self._tell())

    def retranslate(self) -> None:
        """Reads the words again."""
        self.set_title(self._desk.words.gettext("What it raises"))
        self.fields.retranslate()

    def show_action(self, opened: OpenPlan, planned: PlannedAction) -> None:
        """Hidden for actions that the method proposed."""
        edit = opened.edits.actions.get(planned.id)
        own = edit.own if edit else None
        self.setVisible(own is not None)
        if own is not None:
            self.fields.show_own(opened, own, planned.id)

    def _tell(self) -> None:
        self.fields.show_level()
        self.changed.emit(self.fields.own())


class NewActionCard(Card):
    """added: (title, `OwnAction`, further fields)."""

    added = Signal(str, object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self._begun = False
        self.summary = ErrorSummary()
        self.name = LineField(longest=TEXT_LIMITS["title"])
        self.effort, self.duration = LineField(longest=10), LineField(longest=2)
        self.rows = [FieldRow(f) for f in (self.name, self.effort, self.duration)]
        self.fields = _Raises(desk)
        self.fields.what.chosen.connect(lambda _: self.fields.show_level())
        amounts = Columns(desk.theme, 420, spacing=12)
        for field_row in self.rows[1:]:
            amounts.add(field_row, bottom=True)
        self.button = Button("", self._add, kind="primary")
        self.add(self.summary, self.rows[0], *self.fields.rows, amounts, row(self.button))

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        self.set_title(words.gettext("An action of your own"))
        labels = (
            words.gettext("Title"),
            words.gettext("Person-months"),
            words.gettext("Semesters it takes"),
        )
        for field_row, label in zip(self.rows, labels, strict=True):
            field_row.set_texts(label)
        self.fields.retranslate()
        self.button.set_text(words.gettext("Add to the plan"))

    def begin(self) -> None:
        """Empty fields, the focus in the first."""
        self.name.clear()
        self.effort.setText("1")
        self.duration.setText("1")
        self._begun = False
        self._tell({})
        self.name.setFocus()

    def forget(self) -> None:
        """Nothing is being added."""
        self._begun = False

    def show_plan(self, opened: OpenPlan) -> None:
        """Fills the lists, once: what was chosen stays while the plan is read again."""
        if not self._begun:
            self._begun = True
            self.fields.show_own(opened, OwnAction(), "")

    def _tell(self, errors: dict[LineField, str]) -> None:
        for field_row in self.rows:
            field = field_row.field
            assert isinstance(field, LineField)
            field_row.show_error(errors.get(field, ""))
        title = self._desk.words.gettext("There is something to put right")
        self.summary.show_errors(title, [(said, field) for field, said in errors.items()])

    def _add(self) -> None:
        words = self._desk.words
        title = self.name.text().strip()
        effort, duration = read_amount(self.effort.text()), read_amount(self.duration.text())
        errors: dict[LineField, str] = {}
        if not title:
            errors[self.name] = words.gettext("Write what is going to be done.")
        if effort is None or not Fraction(1, 2) <= effort <= 1000:
            errors[self.effort] = words.gettext("Write a number of at least 0.5.")
        if duration is None or duration.denominator != 1 or not 1 <= duration <= 40:
            errors[self.duration] = words.gettext("Write a whole number from 1 to 40.")
        self._tell(errors)
        if not errors and duration is not None:
            fields = {"effort": effort, "duration": int(duration)}
            self.added.emit(title, self.fields.own(), fields)
