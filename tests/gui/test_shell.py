"""The shell: tasks in order, one window per store, files, faults and bugs, pictures."""

from __future__ import annotations

import gc
import json
import threading
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, begin
from topp_desktop.bootstrap import compose
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.paths import Places
from topp_desktop.services.program import Program
from topp_desktop.services.tasks import Cancelled, Task
from topp_desktop.ui.app import Session
from topp_desktop.ui.errors import BugDialog, Hooks, details_of
from topp_desktop.ui.instance import Instance
from topp_desktop.ui.opening import FileOpener, kind_of
from topp_desktop.ui.page import OpenedFile, Page, PageSpec
from topp_desktop.ui.pages.bring_in.page import BringInPage
from topp_desktop.ui.pages.registry import PAGES
from topp_desktop.ui.screenshots import capture, settle
from topp_desktop.ui.tasks import Tasks
from topp_desktop.ui.widgets import Button, Table, Text


@pytest.fixture
def tasks(qapp: QApplication, qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program, answered=3)
    made = stage_of(program)
    made.open()
    return made


# --- work off the window's thread ------------------------------------------------------------


def test_writes_keep_their_order_and_answer_on_the_windows_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    done: list[tuple[int, bool]] = []
    threads = set()
    here = threading.current_thread()

    def work(number: int) -> int:
        threads.add(threading.current_thread())
        return number

    with qtbot.waitSignal(tasks.idle):
        for number in range(50):
            tasks.write(
                partial(work, number),
                lambda value: done.append((value, threading.current_thread() is here)),
            )
        assert tasks.writing
        assert done == []
    assert done == [(n, True) for n in range(50)]
    assert len(threads) == 1
    assert here not in threads
    assert not tasks.busy
    tasks.close()


def test_a_fault_goes_to_who_asked_or_to_the_shell(tasks: Tasks, qtbot: QtBot) -> None:
    def fail() -> None:
        raise UserError("invalid-answer", item="x", answer="7")

    taken: list[Exception] = []
    tasks.read(fail, failed=taken.append)
    with qtbot.waitSignal(tasks.unhandled) as told:
        tasks.read(fail)
    qtbot.waitUntil(lambda: len(taken) == 1)
    assert told.args is not None
    assert isinstance(told.args[0], UserError)
    tasks.close()


def test_long_work_stops_when_asked(tasks: Tasks, qtbot: QtBot) -> None:
    began = threading.Event()

    def work(task: Task) -> None:
        for step in range(10_000_000):
            task.advance("step", step, 10_000_000)
            began.set()

    ends: list[object] = []
    job = tasks.work("Something", work, failed=ends.append)
    assert began.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ends), timeout=1000)
    assert isinstance(ends[0], Cancelled)
    tasks.close()


# --- one window per store --------------------------------------------------------------------


def test_a_second_start_hands_its_files_over(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    places = Places(tmp_path / "Datos de Ñandú", portable=False)
    first = Instance(places)
    assert first.first
    second = Instance(places)
    assert not second.first
    taken: list[list[Path]] = []
    first.watch(taken.append)
    second.hand_over([tmp_path / "país.topp"])
    qtbot.waitUntil(lambda: bool(taken), timeout=5000)
    assert taken == [[tmp_path / "país.topp"]]
    assert not list(places.handover.glob("*.request"))
    first.release()
    assert Instance(places).first


def test_files_handed_over_before_the_first_watched_are_not_lost(
    tmp_path: Path, qapp: QApplication
) -> None:
    places = Places(tmp_path, portable=False)
    first = Instance(places)
    Instance(places).hand_over([])
    (places.handover / "damaged.request").write_bytes(b"{")
    taken: list[list[Path]] = []
    first.watch(taken.append)
    assert taken == [[]]
    first.release()


def test_a_data_folder_that_cannot_be_made_is_a_known_fault(
    tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(EnvironmentFault) as told:
        Instance(Places(tmp_path / "file" / "data", portable=False))
    assert told.value.code == "cannot-write"


# --- files -----------------------------------------------------------------------------------


def test_kinds_of_files(tmp_path: Path) -> None:
    sealed = tmp_path / "a.TOPP"
    sealed.write_bytes(b"x")
    assert kind_of(sealed) == ".topp"
    answers = tmp_path / "b.json"
    answers.write_text(json.dumps({"format": "topp-responses"}), "utf-8")
    assert kind_of(answers) == "topp-responses"
    answers.write_text("[1, 2", "utf-8")
    with pytest.raises(UserError, match="not-json"):
        kind_of(answers)
    with pytest.raises(UserError, match="file-not-found"):
        kind_of(tmp_path / "none.topp")


def test_a_responses_file_becomes_a_measurement(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "respuestas.json"
    stage.program.assessments.write_out(stage.snapshot.id, path)
    before = stage.snapshot.id
    stage.window.opener.open(path)
    stage.settle()
    page = stage.window.page("bring-in")
    assert isinstance(page, BringInPage)
    assert not page.add.isEnabled(), "what is the same already changes nothing"
    page.new.click()
    stage.settle()
    assert stage.snapshot.id != before
    assert stage.window.current == "tasks"
    answers = [r.answer for r in stage.snapshot.assessment.responses]
    assert answers == [2, 2, 2]


def test_a_foreign_file_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "<b>foto.jpg"
    path.write_bytes(b"x")
    stage.window.take_files([path])
    stage.settle()
    assert stage.window.errors.isVisible()
    assert "<b>foto.jpg" in stage.window.errors.accessibleName()


def test_a_file_waits_until_there_is_a_measurement(
    program: Program, stage_of: Callable[..., Stage], tmp_path: Path
) -> None:
    arrived: list[object] = []

    class Receiver(Page):
        def title(self) -> str:
            return "x"

        def arrive(self, argument: object) -> None:
            arrived.append(argument)

    stage = stage_of(program)
    spec = PageSpec("receiver", Receiver, opens=(".topp-test",))
    opener = FileOpener(stage.desk, [spec])
    went: list[tuple[str, object]] = []
    stage.desk.navigate_to.disconnect()
    stage.desk.navigate_to.connect(lambda page, argument: went.append((page, argument)))
    waits: list[Path] = []
    stage.desk.file_waits.connect(waits.append)
    path = tmp_path / "invitación.topp-test"
    path.write_bytes(b"x")
    opener.open(path)
    stage.settle()
    assert (went, waits) == ([], [path])
    stage.desk.open(begin(program))
    stage.settle()
    assert went == [("receiver", OpenedFile(path))]


# --- faults and bugs -------------------------------------------------------------------------


def test_a_bug_gets_a_dialog_without_answers_in_it(stage: Stage, qtbot: QtBot) -> None:
    def broken() -> None:
        secret = "La respuesta es confidencial"
        raise ValueError(secret)

    with pytest.raises(ValueError, match="confidencial") as met:
        broken()
    details = details_of(met.value, "TOPP Desktop")
    assert "confidencial" not in details.replace('secret = "La respuesta es confidencial"', "")
    assert "broken" in details
    stage.window.show_fault(met.value)
    dialogs = stage.window.findChildren(BugDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


@pytest.mark.parametrize("there", [True, False])
def test_a_bug_names_the_log_where_there_is_one(stage: Stage, *, there: bool) -> None:
    log = stage.program.places.log
    if there:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("")
    stage.window.show_fault(ValueError())
    (dialog,) = stage.window.findChildren(BugDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert (str(log) in texts) is there
    (copy,) = (b for b in dialog.findChildren(Button) if b.text() == "Copiar los detalles")
    copy.click()
    assert (str(log) in QGuiApplication.clipboard().text()) is there
    dialog.close()


def test_exceptions_of_any_thread_reach_the_window(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    met: list[BaseException] = []
    hooks = Hooks(met.append, qapp)
    hooks.install()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError("x"), None)
    qtbot.waitUntil(lambda: len(met) == 2)
    assert {type(fault) for fault in met} == {ZeroDivisionError, KeyError}


def test_a_store_that_cannot_be_opened_is_told(
    tmp_path: Path, stage_of: Callable[..., Stage]
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "topp.sqlite").write_bytes(b"this is no database at all" * 100)
    program = compose(folder)
    stage = stage_of(program)
    stage.window.show_page("start")
    stage.open()
    assert stage.window.current == "rescue"
    assert (folder / "topp.sqlite").read_bytes().startswith(b"this is no database")


# --- widgets and pictures --------------------------------------------------------------------


def test_text_is_never_markup(qapp: QApplication, qtbot: QtBot) -> None:
    label = Text("<b>x</b>", wrap=False)
    qtbot.addWidget(label)
    assert label.sizeHint().width() > Text("x", wrap=False).sizeHint().width() * 3


def test_a_table_is_copied_as_text_that_no_spreadsheet_computes(
    qapp: QApplication, qtbot: QtBot
) -> None:
    table = Table("Prueba")
    qtbot.addWidget(table)
    table.show_rows(["Área", "Valor"], [["=1+1", "-5"], ["a\tb", "2,5"]], numbers=[1])
    table.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines() == ["Área\tValor", "'=1+1\t-5", "a b\t2,5"]


def test_pictures_of_every_main_page(program: Program, qapp: QApplication, tmp_path: Path) -> None:
    begin(program, answered=9)
    before = program.settings.value
    pictures = capture(program, tmp_path / "out", (1366, 768), "es")
    names = [path.stem.partition("-")[2] for path in pictures]
    assert names == [p.name for p in PAGES if p.captured and p.section != "secretariat"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert program.settings.value == before
    qapp.setStyleSheet("")


def test_pictures_of_a_secretariat_need_no_measurement(
    program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    pictures = capture(program, tmp_path / "out", (1366, 768), "es", secretariat=True)
    names = [path.stem.partition("-")[2] for path in pictures]
    assert names == [p.name for p in PAGES if p.captured and p.section == "secretariat"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    qapp.setStyleSheet("")


def test_a_start_says_that_it_is_opening_and_keeps_the_pages_shut(
    program: Program, stage_of: Callable[..., Stage]
) -> None:
    begin(program)
    stage = stage_of(program)
    stage.window.show_opening()
    stage.session.open_last(lambda: None)
    stage.window.show_page("results")
    assert stage.window.current == ""
    assert stage.window.side_bar._buttons["tasks"].isVisible()
    stage.settle()
    assert stage.window.current == "tasks"


# --- the end of a session ---------------------------------------------------------------------


def test_a_session_that_was_discarded_keeps_nothing(program: Program, qapp: QApplication) -> None:
    begin(program, answered=3)
    session = Session(program, qapp, program.settings)
    session.furnish()
    session.window.show()
    session.open_last(lambda: None)
    settle(session)
    for page in ("tasks", "question", "results"):
        session.window.show_page(page)
        settle(session)
    desk = weakref.ref(session.desk)
    session.close()
    session.discard()
    del session
    gc.collect()
    assert desk() is None
