"""Writing the region file: asked for a place, and told afterwards, the same way on every page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.paths import documents_folder
from topp_desktop.services.secretariat.identity import Published


def ask_where(parent: QWidget, words: Translator) -> Path | None:
    """The place that a person chose; None where they thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        words.gettext("Write the region file"),
        str(documents_folder() / "region.topp-region"),
        words.gettext("Region files (*.topp-region)"),
    )
    return Path(chosen) if chosen else None


def written_words(published: Published, words: Translator) -> str:
    """Which number it has, and where it lies."""
    said = words.gettext("Region file number {n} was written: {path}")
    return said.format(n=published.number, path=published.written.path)
