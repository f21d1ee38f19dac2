"""The pages around sending in every view: before an invitation is opened, and with all that can
come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Stage, begin
from tests.gui.pseudo import LongerWords
from tests.gui.test_walk import LONGER_VIEWS, VIEWS
from tests.gui.walking import faults_in, tab_faults_in
from tests.support.joined import fill
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.program import Program
from topp_desktop.ui import hub
from topp_desktop.ui.pages.sending.page import SendPage
from topp_desktop.ui.pages.sending.withdraw import WithdrawPage

PAGES = ("send", "send-content", "send-compare", "send-decision", "send-withdraw")


def looks(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    for name in PAGES:
        stage.window.show_page(name)
        for _ in range(3):
            stage.settle()
        content = stage.window.centralWidget()
        assert content is not None
        page = stage.window.page(name)
        if isinstance(page, SendPage):
            page.join.type_code.click()
            page.join.join.click()
            page.earlier.by_phone.click()
            page.earlier.check.click()
        if isinstance(page, WithdrawPage):
            page.what.buttons[2].click()
        stage.settle()
        yield name, content


def walked(stage: Stage) -> list[str]:
    return [
        f"{name}: {fault}"
        for name, content in looks(stage)
        for fault in (*faults_in(content), *tab_faults_in(content))
    ]


@pytest.fixture
def filled(program: Program, tmp_path: Path) -> Program:
    fill(program, begin(program, answered=6), tmp_path / "exchange")
    return program


@pytest.mark.parametrize("view", list(VIEWS))
def test_with_everything(view: str, filled: Program, stage_of: Callable[..., Stage]) -> None:
    stage = stage_of(filled, **VIEWS[view])
    stage.open()
    faults = walked(stage)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("view", list(VIEWS))
def test_before_joining(view: str, program: Program, stage_of: Callable[..., Stage]) -> None:
    begin(program, answered=6)
    stage = stage_of(program, **VIEWS[view])
    stage.open()
    faults = walked(stage)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("view", list(LONGER_VIEWS))
def test_with_longer_words(
    view: str,
    filled: Program,
    stage_of: Callable[..., Stage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: dict[str, Translator] = {}
    monkeypatch.setattr(hub, "translator", lambda lang: kept.setdefault(lang, LongerWords(lang)))
    stage = stage_of(filled, **LONGER_VIEWS[view])
    stage.open()
    faults = walked(stage)
    assert not faults, "\n" + "\n".join(faults)
