"""Study files at the secretariat's window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.gui.conftest import Stage, texts
from tests.gui.office_stage import office_stage, office_template, show
from tests.support.busy_office import PASSPHRASE, BusyOffice
from topp_desktop.domain.study.model import Rater, Rating, StudyFile
from topp_desktop.formats.study import study_bytes
from topp_desktop.ui.pages.secretariat.studies import StudiesPage


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> BusyOffice:
    return office_template(tmp_path_factory.mktemp("busy"))


@pytest.fixture
def stage(template: BusyOffice, tmp_path: Path, stage_of: Callable[..., Stage]) -> Stage:
    return office_stage(template, tmp_path, stage_of)


def test_files_are_shown_warned_of_and_written_as_tables(stage: Stage, tmp_path: Path) -> None:
    program = stage.program
    program.office.unlock(PASSPHRASE)
    raters = tuple(
        Rater(f"{n:016x}", None, (Rating("1.3-T", 1, level),)) for n, level in enumerate((1, 2, 2))
    )
    when = datetime(2026, 3, 1, tzinfo=UTC)
    agenda = program.library.agenda.ref
    file = StudyFile("S", "first", agenda, "short", "0" * 16, "GT", "local", raters, {}, when)
    path = tmp_path / "a.topp-study"
    recipients = [program.office.keys.openers[0].recipient]
    path.write_bytes(program.adapters.codec.seal(study_bytes(file), recipients))
    page = show(stage, "studies")
    assert isinstance(page, StudiesPage)
    page.read_files([path])
    stage.settle()
    assert page.table.isVisible()
    assert page.table.rowCount() == 1
    assert "nobody chose level" in texts(page)
    page.save_to(tmp_path / "tables")
    stage.settle()
    written = {found.name for found in (tmp_path / "tables").iterdir()}
    assert written == {"ratings.csv", "items.csv", "columns.csv"}
