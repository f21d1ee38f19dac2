"""Writing the region file: asked for a place, and told afterwards, the same way on every page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from topp_desktop.services.secretariat.identity import Published
from topp_desktop.ui.file_dialogs import REGION, ask_save
from topp_desktop.ui.hub import Desk


def ask_where(desk: Desk, parent: QWidget) -> Path | None:
    """The place that a person chose; None where they thought better of it."""
    return ask_save(desk, parent, desk.words.gettext("Write the region file"), "region", REGION)


def say_written(desk: Desk, published: Published) -> None:
    """Which number it has, and where it lies."""
    said = desk.words.gettext("Region file number {n} was written.").format(n=published.number)
    desk.say(said, file=published.written.path)
