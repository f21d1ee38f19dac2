"""A walk through the secretariat's pages with something on each, as people with other needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.gui.conftest import Stage, shown
from tests.gui.office_stage import office_stage, office_template, show
from tests.gui.pseudo import LongerWords
from tests.gui.test_walk import LONGER_VIEWS, VIEWS
from tests.gui.walking import faults_in, tab_faults_in
from tests.support.busy_office import BusyOffice, town
from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui import hub

NEVER = re.compile(
    r"\b(keys?|hash|signatures?|revisions?|recipients?|quarantine|superseded|must|packages?"
    r"|items?|rounds?|claves?|firmas?|revisión de clave|cuarentena|destinatarios?)\b",
    re.IGNORECASE,
)
"""What no official reads, in either language."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> BusyOffice:
    return office_template(tmp_path_factory.mktemp("busy"))


def looks(stage: Stage, tmp_path: Path) -> Iterator[tuple[str, QWidget]]:
    """Every page with its content, and its forms opened."""
    office = stage.program.office
    found = {one.name.rpartition(" ")[2]: one.id for one in office.invitations()}
    conflict = office.conflicts()[0]

    def whole() -> QWidget:
        content = stage.window.centralWidget()
        assert content is not None
        return content

    def shown_as(name: str, argument: object = None, look: str = "") -> tuple[str, QWidget]:
        show(stage, name, argument)
        return f"{name} {look}", whole()

    yield shown_as("inbox")
    inbox = show(stage, "inbox")
    inbox.filters.more.click()
    inbox.table.selectRow(2)
    stage.settle()
    yield "inbox · filtered", whole()
    inbox.write_receipts(tmp_path / "receipts")
    stage.settle()
    stage.settle()
    yield "inbox · receipts", whole()
    yield shown_as("two-versions")
    yield shown_as("two-versions", (conflict.institution, conflict.round), "· one")
    yield shown_as("to-check")
    yield shown_as("to-check", found["Este"], "· one")
    check = show(stage, "to-check", found["Este"])
    check.check.refuse.click()
    stage.settle()
    yield "to-check · refusing", whole()
    yield shown_as("to-check", found["Sur"], "· missing")
    yield shown_as("institutions")
    yield shown_as("institution", found["Oeste"], "· taken back")
    page = show(stage, "institution", found["Centro"])
    page.same.open_button.click()
    page.computers._ask_about(office.institution(found["Centro"]).computers[0].kid)
    page.computers.form.how["some"].setChecked(True)
    stage.settle()
    yield "institution · forms", whole()
    yield shown_as("received-version", next(row.rid for row in office.inbox() if row.rid))
    yield shown_as("invitations")
    page = show(stage, "invitations")
    page.write([town("Municipio Ejemplo del Sur"), town("Nuevo")], tmp_path / "out")
    stage.settle()
    yield "invitations · twice", whole()
    yield shown_as("acts")
    yield shown_as("officers")
    yield shown_as("identity")
    yield shown_as("region")


def words_in(content: QWidget) -> list[str]:
    """What is read on the screen that no official should read."""
    found = []
    for widget in shown(content):
        words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        hint = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
        found += [f"reads {text!r}" for text in (words, hint) if NEVER.search(text)]
    return found


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_page_of_a_busy_office(
    view: str, template: BusyOffice, tmp_path: Path, stage_of: Callable[..., Stage]
) -> None:
    stage = office_stage(template, tmp_path, stage_of, **{"language": "es", **VIEWS[view]})
    faults = []
    for name, content in looks(stage, tmp_path):
        faults += [f"{name}: {fault}" for fault in (*faults_in(content), *words_in(content))]
        if view == "usual":
            faults += [f"{name}: {fault}" for fault in tab_faults_in(content)]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("view", list(LONGER_VIEWS))
def test_every_page_of_a_busy_office_with_longer_words(
    view: str,
    template: BusyOffice,
    tmp_path: Path,
    stage_of: Callable[..., Stage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: dict[str, Translator] = {}

    def translator(language: str) -> Translator:
        return kept.setdefault(language, LongerWords(language))

    monkeypatch.setattr(hub, "translator", translator)
    stage = office_stage(template, tmp_path, stage_of, **{"language": "es", **LONGER_VIEWS[view]})
    faults = [
        f"{name}: {fault}"
        for name, content in looks(stage, tmp_path)
        for fault in faults_in(content)
    ]
    assert not faults, "\n" + "\n".join(faults)
