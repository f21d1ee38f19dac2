"""The sheet of an action: every field is saved as it is written, and says what was proposed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.gui.conftest import Stage, begin, texts
from tests.gui.plan_hands import opened, sheet
from topp_desktop.domain.roadmap import OwnAction, Semester
from topp_desktop.services.plan.terms import FIELDS
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.road_map.detail import _Pairs
from topp_desktop.ui.pages.road_map.entries import ChoiceEntry, LineEntry, TextEntry
from topp_desktop.ui.pages.road_map.sheet import ActionSheetPage
from topp_desktop.ui.widgets import Text

TYPED: dict[str, tuple[str, Any]] = {
    "title": ("Own title", "Own title"),
    "activity": ("What is done", "What is done"),
    "result": ("What results", "What results"),
    "verification": ("A signed act", "A signed act"),
    "indicator": ("Acts signed", "Acts signed"),
    "unit": ("acts", "acts"),
    "baseline": ("0", "0"),
    "target": ("12", "12"),
    "owner_unit": ("Planning", "Planning"),
    "owner_institution": ("Town", "Town"),
    "owner_committee": ("Committee", "Committee"),
    "owner_country": ("GT", "GT"),
    "partner": ("University", "University"),
    "budget": ("11-02", "11-02"),
    "cost": ("12,000.50", 12000.5),
    "currency": ("GTQ", "GTQ"),
    "funding_gap": ("4000", 4000.0),
    "effort": ("7/3", Fraction(7, 3)),
    "duration": ("3", 3),
    "reason": ("Agreed by the council", "Agreed by the council"),
}
CHOSEN: dict[str, Any] = {"priority": 1.5, "feasibility": 0.75, "start": Semester(2028, 1)}


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=15)
    made = stage_of(program, language="en")
    made.open()
    return made


@pytest.fixture
def action(stage: Stage) -> str:
    return opened(stage).road_map.plan.scheduled[0].id


def write(stage: Stage, shown: ActionSheetPage, name: str, text: str) -> None:
    entry = shown.cards.entries[name]
    assert isinstance(entry, LineEntry | TextEntry)
    entry.field.setFocus()
    entry.field.selectAll()
    if text:
        QTest.keyClicks(entry.field, text)
    else:
        QTest.keyClick(entry.field, Qt.Key.Key_Delete)
    entry.flush()
    stage.settle()


def test_every_field_of_an_action_is_saved(stage: Stage, action: str) -> None:
    assert {*TYPED, *CHOSEN, "must"} == set(FIELDS)
    shown = sheet(stage, action)
    assert set(shown.cards.entries) | {"must"} == set(FIELDS)
    for name, (text, _) in TYPED.items():
        write(stage, shown, name, text)
    for name, value in CHOSEN.items():
        entry = shown.cards.entries[name]
        assert isinstance(entry, ChoiceEntry)
        entry.field.show_value(value)
        entry.field.chosen.emit(value)
        stage.settle()
    shown.cards.must.field.click()
    stage.settle()
    edit = opened(stage).edits.actions[action]
    wanted = {name: value for name, (_, value) in TYPED.items()} | CHOSEN | {"must": True}
    assert {name: getattr(edit, name) for name in wanted} == wanted
    assert "Proposed: " in texts(shown.cards)
    shown.out.forget.click()
    stage.settle()
    assert action not in opened(stage).edits.actions


def test_an_emptied_field_returns_to_the_proposal(stage: Stage, action: str) -> None:
    shown = sheet(stage, action)
    entry = shown.cards.entries["title"]
    assert isinstance(entry, LineEntry)
    proposed = entry.field.text()
    write(stage, shown, "title", "Mine")
    assert opened(stage).edits.actions[action].title == "Mine"
    write(stage, shown, "title", "")
    assert action not in opened(stage).edits.actions
    shown.cards.focus_first()
    stage.settle()
    assert entry.field.text() == proposed


def test_what_cannot_be_is_said_at_the_field_and_stays_there(stage: Stage, action: str) -> None:
    shown = sheet(stage, action)
    write(stage, shown, "effort", "0.1")
    row = shown.cards.entries["effort"].row
    assert row.error.isVisible()
    assert row.field.property("wrong")
    assert action not in opened(stage).edits.actions
    write(stage, shown, "cost", "much")
    row = shown.cards.entries["cost"].row
    assert row.error.text() == "Write a number, such as 2 or 2.5."
    entry = shown.cards.entries["cost"]
    assert isinstance(entry, LineEntry)
    assert entry.field.text() == "much"
    write(stage, shown, "cost", "15")
    assert not row.error.isVisible()
    assert opened(stage).edits.actions[action].cost == 15
    shown.after.click()
    assert entry.field.text() == ""


def test_what_is_being_typed_stays_while_the_plan_is_read_again(stage: Stage, action: str) -> None:
    shown = sheet(stage, action)
    entry = shown.cards.entries["partner"]
    assert isinstance(entry, LineEntry)
    entry.field.setFocus()
    QTest.keyClicks(entry.field, "Univer")
    stage.program.road_maps.edit.change(stage.snapshot.id, action, budget="11")
    stage.desk.reload()
    stage.settle()
    assert entry.field.text() == "Univer"
    # Leaving the page hands it over.
    stage.window.show_page("road-map")
    stage.settle()
    assert opened(stage).edits.actions[action].partner == "Univer"


def test_one_goes_from_action_to_action(stage: Stage, action: str) -> None:
    shown = sheet(stage, action)
    actions = [a.id for a in opened(stage).road_map.plan.actions]
    assert not shown.before.isEnabled()
    shown.after.click()
    assert shown.action == actions[1]
    shown.before.click()
    assert shown.action == action
    assert not shown.before.isEnabled()


def test_an_action_with_fewer_terms_can_follow_one_with_more(qapp: QApplication) -> None:
    pairs = _Pairs()
    for count in (3, 6, 1, 4):
        pairs.show_pairs([(f"label {n}", f"value {n}") for n in range(count)])
        shown = [label.text() for label in pairs.findChildren(Text) if not label.isHidden()]
        assert sorted(shown) == sorted(f"{w} {n}" for n in range(count) for w in ("label", "value"))


def test_without_an_action_the_plans_first_is_shown(stage: Stage, action: str) -> None:
    assert sheet(stage, None).action == action


@pytest.mark.parametrize("name", ["road-map-action", "road-map-settings", "road-map"])
def test_fields_have_the_height_that_they_need(stage: Stage, name: str) -> None:
    stage.window.show_page(name)
    stage.settle()
    stage.settle()
    shown = stage.window.page(name)
    fields = [*shown.findChildren(QLineEdit), *shown.findChildren(QComboBox)]
    seen = [field for field in fields if field.isVisible()]
    assert len(seen) > (0 if name == "road-map" else 12)
    low = [f.accessibleName() for f in seen if f.height() < f.minimumSizeHint().height()]
    assert not low


def test_an_action_of_ones_own_has_no_empty_card_of_steps(stage: Stage, action: str) -> None:
    assert sheet(stage, action).steps.isVisible()
    own = stage.program.road_maps.edit.add(stage.snapshot.id, "Mine", OwnAction(cell="1-T"))
    stage.desk.reload()
    stage.settle()
    shown = sheet(stage, own)
    assert shown.head.isVisible()
    assert not shown.steps.isVisible()
