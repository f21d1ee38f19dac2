"""A start that meets a lock, or a data folder that cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from topp_desktop.bootstrap import compose
from topp_desktop.services.program import Program
from topp_desktop.ui import entrance, file_dialogs
from topp_desktop.ui.entrance import Question, enter
from topp_desktop.ui.instance import Instance

LAPTOP_A = (
    "4242\ntopp-desktop\nLAPTOP-A\n0123456789abcdef0123456789abcdef\n"
    "0f0e0d0c-1111-2222-3333-444455556666\n"
)
COPIED = f"{os.getpid()}\ntopp-desktop\nLAPTOP-B\n{'0' * 32}\n"
"""A copied folder: the number of a process that runs here too."""

UNJUDGED = {"another computer": LAPTOP_A, "a copied folder": COPIED, "empty": "", "cut": "\n\nto"}


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Program:
    (tmp_path / "data").mkdir()
    return compose(tmp_path / "data")


def answering(qapp: QApplication, *numbers: int) -> list[str]:
    """Chooses in each question that comes the way of this number; returns what they said."""
    said: list[str] = []
    left = list(numbers)

    def look() -> None:
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, Question) and dialog.isVisible():
            said.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
            dialog.buttons[left.pop(0)].click()
        if left:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)
    return said


@pytest.mark.parametrize("lock", UNJUDGED.values(), ids=UNJUDGED)
def test_a_lock_that_cannot_be_judged_is_told_and_can_be_overridden(
    lock: str, program: Program, qapp: QApplication
) -> None:
    path = program.places.data / "window.lock"
    path.write_text(lock, "utf-8")
    said = answering(qapp, 0)
    entered = enter(program, qapp, [])
    assert isinstance(entered, tuple)
    _, instance = entered
    assert instance.first
    assert instance.interrupted
    assert ("LAPTOP-A" in said[0]) == (lock == LAPTOP_A)
    assert str(program.places.data) in said[0]
    assert QSysInfo.machineHostName() in path.read_text("utf-8")
    instance.release()


@pytest.mark.parametrize("lock", UNJUDGED.values(), ids=UNJUDGED)
def test_whoever_does_not_go_on_changes_nothing(
    lock: str, program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    path = program.places.data / "window.lock"
    path.write_text(lock, "utf-8")
    answering(qapp, 1)
    assert enter(program, qapp, [tmp_path / "país.topp"]) == 0
    assert path.read_text("utf-8") == lock
    assert not program.places.handover.exists()


def test_a_window_that_does_not_answer_is_told(
    program: Program, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "ANSWER_WITHIN", 100)
    first = Instance(program.places)
    said = answering(qapp, 0)
    assert enter(program, qapp, [tmp_path / "país.topp"]) == 0
    assert len(said) == 1
    assert not list(program.places.handover.iterdir())
    first.release()


def test_a_window_that_answers_takes_the_files_and_nobody_is_asked(
    program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    first = Instance(program.places)
    taken: list[list[Path]] = []
    first.watch(taken.append)
    assert enter(program, qapp, [tmp_path / "país.topp"]) == 0
    assert taken == [[tmp_path / "país.topp"]]
    first.release()


def test_what_nobody_took_is_not_opened_by_a_later_start(program: Program) -> None:
    first = Instance(program.places)
    Instance(program.places).hand_over([])
    first.release()
    later = Instance(program.places)
    assert not list(program.places.handover.iterdir())
    later.release()


def test_only_a_run_that_did_not_end_as_usual_counts_as_interrupted(program: Program) -> None:
    first = Instance(program.places)
    assert not first.interrupted
    first.release()
    assert not Instance(program.places).interrupted
    (program.places.data / "window.lock").write_text(f"999999\nx\n{QSysInfo.machineHostName()}\n")
    killed = Instance(program.places)
    assert killed.first
    assert killed.interrupted
    killed.release()


@pytest.mark.parametrize("what", ["a file", "below a file"])
def test_another_folder_can_be_chosen_where_the_data_folder_cannot_be_used(
    what: str,
    program: Program,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    bad = tmp_path / "taken" if what == "a file" else tmp_path / "taken" / "data"

    monkeypatch.setattr(file_dialogs, "chosen", lambda _: [tmp_path / "memoria"])
    said = answering(qapp, 0)
    entered = enter(compose(bad), qapp, [])
    assert isinstance(entered, tuple)
    assert entered[0].places.data == tmp_path / "memoria" / "TOPP Desktop"
    assert ".log" not in said[0]
    entered[1].release()
    answering(qapp, 1)
    assert enter(compose(bad), qapp, []) == 3
