"""What was done is said over the page: in one pattern, without moving it, reachable by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.gui.conftest import Stage, begin, texts
from topp_desktop.services.program import Program
from topp_desktop.ui.notice import FloatingNotice
from topp_desktop.ui.pages.results.page import ResultsPage


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=16)
    made = stage_of(program)
    made.open()
    made.window.show_page("results")
    made.settle()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    paths: list[Path] = []

    def open_url(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    return paths


def notice(stage: Stage) -> FloatingNotice:
    return stage.window.notice


def places(page: QWidget) -> list[QPoint]:
    return [b.mapToGlobal(QPoint()) for b in page.findChildren(QPushButton) if b.isVisible()]


def test_a_saved_report_is_told_without_moving_the_page(
    stage: Stage, tmp_path: Path, opened: list[Path]
) -> None:
    page = stage.window.page("results")
    assert isinstance(page, ResultsPage)
    before = places(page)
    page.report.write("es", tmp_path / "informe.pdf")
    stage.settle()
    assert places(page) == before
    assert "Se guardó: Informe PDF" in texts(notice(stage))
    notice(stage).open.click()
    notice(stage).open_folder.click()
    assert opened == [tmp_path / "informe.pdf", tmp_path]


@pytest.mark.parametrize(
    ("name", "offered"),
    [("a.png", True), ("a.XLSX", True), ("a.topp", False), ("a.topp-region", False)],
)
def test_only_files_of_other_programs_are_offered_to_be_opened(
    stage: Stage, tmp_path: Path, name: str, offered: bool
) -> None:
    stage.desk.say_saved("x", tmp_path / name)
    assert notice(stage).open.isVisible() is offered
    assert notice(stage).open_folder.isVisible()


def test_it_is_closed_by_its_button_and_by_esc(stage: Stage) -> None:
    stage.desk.say("Listo")
    notice(stage).close_it.click()
    assert notice(stage).isHidden()
    stage.desk.say("Listo")
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    assert notice(stage).isHidden()


def test_the_keyboard_reaches_it_and_comes_back(stage: Stage, tmp_path: Path) -> None:
    stage.window.activateWindow()
    stage.window.side_bar.setFocus()
    page = stage.window.page("results")
    assert isinstance(page, ResultsPage)
    page.report.setFocus()
    stage.desk.say_saved("x", tmp_path / "a.pdf")
    assert page.report.hasFocus()
    notice(stage).take_focus()
    assert notice(stage).open.hasFocus()
    QTest.keyClick(notice(stage).open, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.report


def test_a_sentence_goes_by_itself_and_a_file_waits_for_the_next_page(
    stage: Stage, tmp_path: Path
) -> None:
    shown = notice(stage)
    QCursor.setPos(stage.window.mapToGlobal(QPoint(1, 1)))
    stage.desk.say("Listo")
    shown.patience.timeout.emit()
    assert shown.isHidden()
    stage.desk.say_saved("x", tmp_path / "a.pdf")
    stage.window.show_page("tasks")
    assert shown.isVisible()
    shown.patience.timeout.emit()
    assert shown.isVisible()
    stage.window.show_page("results")
    assert shown.isHidden()


@pytest.mark.parametrize("text", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1366, 697), (760, 600)])
def test_it_stays_whole_inside_the_window(
    program: Program, stage_of: Callable[..., Stage], size: tuple[int, int], text: float
) -> None:
    stage = stage_of(program, size=size, text=text)
    stage.window.show_page("start")
    stage.desk.say("Se guardó: informe", "Una línea\nOtra línea", file=Path("/a/b/c/informe.pdf"))
    stage.settle()
    shown = notice(stage)
    content = stage.window.centralWidget()
    assert content is not None
    assert content.rect().contains(shown.geometry())
    assert shown.height() >= shown.heightForWidth(shown.width())
    for button in (shown.open, shown.open_folder, shown.close_it):
        assert shown.rect().contains(button.geometry())
