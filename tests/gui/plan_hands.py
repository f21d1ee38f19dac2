"""What a person's hands do on the pages of the road map."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Stage
from topp_desktop.domain.roadmap import OwnAction
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.road_map.canvas import CardSpot
from topp_desktop.ui.pages.road_map.page import RoadMapPage
from topp_desktop.ui.pages.road_map.sheet import ActionSheetPage

P = TypeVar("P", bound=Page)


def page(stage: Stage, name: str, kind: type[P], argument: object = None) -> P:
    """Shows a page and waits until it has what it shows."""
    stage.window.show_page(name, argument)
    stage.settle()
    found = stage.window.page(name)
    assert isinstance(found, kind)
    return found


def sheet(stage: Stage, argument: object) -> ActionSheetPage:
    """The sheet of an action."""
    return page(stage, "road-map-action", ActionSheetPage, argument)


def opened(stage: Stage) -> OpenPlan:
    """The road map as a fresh reading finds it."""
    return stage.program.road_maps.edit.open(stage.snapshot.id)


def spot(road_map: RoadMapPage, action: str) -> CardSpot:
    """The card or bar of an action."""
    return next(
        s for s in road_map.plan.findChildren(CardSpot) if s.key == action and s.isVisible()
    )


def drag(card: CardSpot, to: QPoint, grab: QPoint | None = None) -> None:
    """Pulls a card to a point of its canvas, in steps, as a mouse does."""
    canvas = card.parentWidget()
    assert isinstance(canvas, QWidget)
    held, left = grab or QPoint(10, 10), Qt.MouseButton.LeftButton
    QTest.mousePress(card, left, pos=held)
    start, end = held, to - card.pos()
    for part in (1, 2, 3, 4):
        QTest.mouseMove(card, start + (end - start) * (part / 4))
    QTest.mouseRelease(card, left, pos=end)


def view(stage: Stage, road_map: RoadMapPage, name: str) -> None:
    """Shows the plan as timeline, board or table."""
    road_map.view.show_value(name)
    road_map.view.chosen.emit(name)
    stage.settle()


def waiting(stage: Stage) -> str:
    """An action that has to wait for the plan's first one."""
    first = opened(stage).road_map.plan.scheduled[0].id
    maps, mine = stage.program.road_maps, stage.snapshot.id
    made = maps.edit.add(mine, "What comes after", OwnAction(after=(first,)))
    stage.desk.reload()
    stage.settle()
    return made
