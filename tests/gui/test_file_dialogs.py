"""The system's file dialogs: where they open, what they speak, what they give back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.gui.conftest import Stage, begin
from topp_desktop.services.program import Program
from topp_desktop.ui import file_dialogs
from topp_desktop.ui.file_dialogs import (
    ATTACHMENT,
    DRAWING,
    PACKAGE,
    PDF,
    PICTURE,
    REGION,
    ask_files,
    ask_folder,
    ask_open,
    ask_save,
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def stage(program: Program, stage_of: Callable[..., Stage]) -> Stage:
    begin(program)
    return stage_of(program)


class Asked:
    """Answers the dialogs one after the other and keeps where each one opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Path | None] = []
        self.kind = ""
        self.opened: list[Path] = []
        self.proposed: list[str] = []
        monkeypatch.setattr(file_dialogs, "chosen", self._chosen)

    def _chosen(self, dialog: QFileDialog) -> list[Path]:
        self.opened.append(Path(dialog.directory().absolutePath()))
        self.proposed += [Path(name).name for name in dialog.selectedFiles()]
        if self.kind:
            dialog.selectNameFilter(self.kind)
        answer = self.answers.pop(0)
        return [] if answer is None else [answer]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


def test_every_purpose_opens_where_it_was_last(stage: Stage, asked: Asked, tmp_path: Path) -> None:
    stick, reports = tmp_path / "stick", tmp_path / "reports"
    stick.mkdir()
    reports.mkdir()
    desk, window = stage.desk, stage.window
    asked.answers = [stick / "a.topp", reports / "r.pdf", None, None, None]
    ask_files(desk, window, "", PACKAGE)
    ask_save(desk, window, "", "r", PDF)
    ask_open(desk, window, "", REGION)
    ask_save(desk, window, "", "picture", PICTURE)
    ask_folder(desk, window, "", "exchange")
    assert asked.opened[2:] == [stick, reports, stick]


def test_a_folder_is_remembered_itself(stage: Stage, asked: Asked, tmp_path: Path) -> None:
    asked.answers = [tmp_path, None]
    ask_folder(stage.desk, stage.window, "", "copies")
    ask_folder(stage.desk, stage.window, "", "copies")
    assert asked.opened[1] == tmp_path


def test_a_stick_that_is_gone_leads_to_the_systems_documents(
    stage: Stage, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "OneDrive" / "Documentos"
    documents.mkdir(parents=True)
    (tmp_path / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{documents}"\n', "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    stage.desk.settings.change(folders={"exchange": str(tmp_path / "pulled out")})
    asked.answers = [None, None]
    ask_open(stage.desk, stage.window, "", PACKAGE)
    ask_open(stage.desk, stage.window, "", ATTACHMENT)
    assert asked.opened == [documents, documents]


def test_the_next_start_still_knows(stage: Stage, asked: Asked, tmp_path: Path) -> None:
    asked.answers = [tmp_path / "a.topp"]
    ask_open(stage.desk, stage.window, "", PACKAGE)
    stage.settle()
    fresh = type(stage.desk.settings)(stage.program.places.settings)
    assert fresh.value.folders == {"exchange": str(tmp_path)}


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("map", "", "map.png"),
        ("map v1.2", "", "map v1.2.png"),
        ("map.PNG", "", "map.PNG"),
        ("map.png", DRAWING.endings[0], "map.svg"),
    ],
)
def test_a_saved_file_always_has_its_ending(
    stage: Stage, asked: Asked, tmp_path: Path, typed: str, kind: str, written: str
) -> None:
    asked.kind = DRAWING.pattern(stage.desk.words) if kind else ""
    asked.answers = [tmp_path / typed]
    path = ask_save(stage.desk, stage.window, "", "map", PICTURE, DRAWING)
    assert path == tmp_path / written


def test_a_file_is_never_replaced_unasked(stage: Stage, asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"of last year")
    asked.answers = [tmp_path / "plan", None]
    assert ask_save(stage.desk, stage.window, "", "plan", PDF) is None
    assert asked.proposed == ["plan.pdf", "plan.pdf"]


def test_a_proposed_name_is_one_that_every_system_takes(stage: Stage, asked: Asked) -> None:
    asked.answers = [None]
    ask_save(stage.desk, stage.window, "", "I/II: ¿cuándo?", PICTURE)
    assert asked.proposed == ["I II ¿cuándo.png"]


def test_where_qts_own_dialog_is_shown_it_speaks_the_language_whole(stage: Stage) -> None:
    read: set[str] = set()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        read.update(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        dialog.reject()

    QTimer.singleShot(0, look)
    assert ask_save(stage.desk, stage.window, "Guardar", "informe", PDF) is None
    assert {"Carpeta:", "Nombre del archivo:", "Tipo de archivo:"} <= read
