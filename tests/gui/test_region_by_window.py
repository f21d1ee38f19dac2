"""A folder with planted faults is dropped on the inbox; every figure is what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import Stage, texts
from tests.gui.office_stage import show
from tests.support.exchange_world import new_store
from tests.support.region_of_faults import PASSPHRASE, Region
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.exchange.receive import Receiver, digest, receive, take_lines
from topp_desktop.services.program import Program
from topp_desktop.ui.pages.secretariat.inbox import InboxPage
from topp_desktop.ui.tasks import Work

_STATEMENTS = {"topp-revision", "topp-resolution"}


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drags files and folders over a widget and lets go; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), copy, data, left, plain)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(40, 40), copy, data, left, plain)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def _alone(rid: str | None, outcome: str, told: set[str]) -> bool:
    """Whether something waits of which no version in the file tells already."""
    return outcome.startswith("held") and (rid is None or outcome not in told)


class ByWindow:
    """A region's stick before the inbox of its secretariat."""

    def __init__(self, region: Region, stage: Stage, stick: Path) -> None:
        self.region, self.stage, self.stick = region, stage, stick

    @property
    def page(self) -> InboxPage:
        page = self.stage.window.page("inbox")
        assert isinstance(page, InboxPage)
        return page

    def settle(self) -> None:
        for _ in range(4):
            self.stage.settle()

    def recorded(self) -> Counter[tuple[str, str]]:
        """(file, outcome) of every entry of the ledger in the store."""
        lines = self.stage.program.office._inbox._ledger.lines()
        return Counter((Path(line.path).name, line.outcome) for line in lines)

    def planted_lines(self) -> list[tuple[str, str, str]]:
        """(file, rid or "", outcome): a line for each version that came, one for each file that
        brought only known ones, and one for whatever was refused or waits on its own."""
        rids = {rid for p in self.region.files for rid, _ in p.lines if rid is not None}
        with self.stage.program.adapters.pool.read() as unit:
            types = {row.rid: row.typ for row in unit.rows(rids)}
        lines: dict[tuple[str, str], tuple[str, str, str]] = {}
        seen: set[str] = set()
        for file in self.region.files:
            waiting = {o for rid, o in file.lines if rid and types.get(rid) in _STATEMENTS}
            for rid, outcome in file.lines:
                statement = rid is not None and types.get(rid) in _STATEMENTS
                again = rid in seen and not outcome.startswith("held")
                if statement and again:
                    lines[rid or "", "duplicate"] = (file.name, rid or "", "duplicate")
                elif statement or Outcome(outcome).refused or _alone(rid, outcome, waiting):
                    lines[rid or file.name, ""] = (file.name, rid or "", outcome)
                seen.add(rid or file.name)
        return sorted(lines.values())

    def shown(self) -> list[str]:
        """The outcomes of the lines on the screen."""
        ledger = self.page.table.ledger
        return sorted(ledger.row(n).outcome.value for n in range(ledger.rowCount()))


@pytest.fixture
def window(program: Program, stage_of: Callable[..., Stage], tmp_path: Path) -> ByWindow:
    region = Region(12, 60)
    region.write(tmp_path / "stick")
    region.write_identity(program.places.identity)
    program.office.unlock(PASSPHRASE)
    take_lines(program.office._desk, region.grants)
    stage = stage_of(program, language="en")
    show(stage, "inbox")
    return ByWindow(region, stage, tmp_path / "stick")


def test_the_ledger_of_a_dropped_folder_counts_what_was_planted(window: ByWindow) -> None:
    assert drop(window.page, window.stick)
    window.settle()
    assert window.recorded() == Counter(window.region.ledger())
    assert set(window.region.counts()) == {outcome.value for outcome in Outcome}
    expected = [outcome for _, _, outcome in window.planted_lines()]
    assert window.shown() == sorted(expected)
    counts = Counter(expected)
    figures = [
        counts["accepted"] + counts["superseded"],
        counts["conflict"] + counts["copied-installation"],
        counts["held-sender"] + counts["held-instrument"] + counts["gap"],
        counts["duplicate"],
        sum(n for name, n in counts.items() if Outcome(name).refused),
    ]
    said = texts(window.page._top).split("\n")[::2]
    assert said == [str(n) for n in figures]
    assert "60 files were read." in texts(window.page)
    before = window.shown()
    state = digest(window.stage.program.adapters.pool)
    assert drop(window.page, window.stick)
    window.settle()
    assert digest(window.stage.program.adapters.pool) == state
    assert Counter(window.shown()) - Counter({"duplicate": 999}) == Counter(before) - Counter(
        {"duplicate": 999}
    ), "received again, everything stands as it stood"


def test_cancel_keeps_what_was_read_and_the_folder_goes_on(
    window: ByWindow, tmp_path: Path
) -> None:
    stage = window.stage
    stage.desk.tasks.started.connect(Work.cancel, Qt.ConnectionType.SingleShotConnection)
    assert drop(window.page, window.stick)
    window.settle()
    assert "You stopped; what had been read until then is kept." in texts(window.page)
    assert sum(window.recorded().values()) < sum(window.region.counts().values())
    assert drop(window.page, window.stick)
    window.settle()
    assert digest(stage.program.adapters.pool) == take_all(window, tmp_path)


def take_all(window: ByWindow, folder: Path) -> object:
    """The digest of a store that received the whole stick at once."""
    own = window.stage.program.office._desk
    desk = Receiver(own.codec, new_store(folder / "whole"), own.keys, own.instruments)
    take_lines(desk, window.region.grants)
    receive(desk, [window.stick])
    return digest(desk.store)


def test_a_file_of_another_page_is_left_to_the_window(window: ByWindow, tmp_path: Path) -> None:
    other = tmp_path / "m.topp-invite"
    other.write_bytes(b"")
    drop(window.page, window.stick, other)
    window.settle()
    assert window.shown() == []
    assert not window.recorded()
