"""The one door to the system's file dialogs.

Each kind of file has a purpose: what people keep together in one folder or on one stick. A dialog
opens in the folder that was chosen last for its purpose, as long as it is there; otherwise in the
system's Documents, wherever an office redirected them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from topp_desktop.foundation.file_names import sound_name
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.forms import SHEETS
from topp_desktop.services.safety import ARCHIVE_SUFFIX
from topp_desktop.ui.hub import Desk

OWN: Final = N_("Files of this program")
Purpose = Literal["papers", "answers", "exchange", "copies", "evidence"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a dialog offers. label: marked English; endings: with their dot, the usual one first;
    none stands for every file."""

    label: str
    endings: tuple[str, ...]
    purpose: Purpose = "papers"

    def pattern(self, words: Translator) -> str:
        """As Qt takes it: «PDF documents (*.pdf)»; "" for every file."""
        if not self.endings:
            return ""
        endings = " ".join(f"*{ending}" for ending in self.endings)
        return f"{words.gettext(self.label)} ({endings})"


PDF: Final = FileKind(N_("PDF documents"), (".pdf",))
SPREADSHEET: Final = FileKind(N_("Spreadsheets"), (".xlsx",))
TEXT_TABLE: Final = FileKind(N_("Text tables"), (".csv",))
TEXT: Final = FileKind(N_("Text"), (".txt",))
PICTURE: Final = FileKind(N_("Picture for documents"), (".png",))
DRAWING: Final = FileKind(N_("Picture that can be enlarged"), (".svg",))
ANSWERS: Final = FileKind(N_("Answers"), (".json",), "answers")
COLLEAGUES: Final = FileKind(N_("Answers"), (".json", *SHEETS), "answers")
FILLED_IN: Final = FileKind(N_("Spreadsheets"), SHEETS, "answers")
PACKAGE: Final = FileKind(N_("Files that were sent"), (".topp",), "exchange")
TO_SEND: Final = FileKind(N_("Files to send"), (".topp",), "exchange")
FROM_SECRETARIAT: Final = FileKind(
    N_("Files of the secretariat"), (".topp-invite", ".topp-region"), "exchange"
)
REGION: Final = FileKind(N_("Region files"), (".topp-region",), "exchange")
REGION_OR_INVITATION: Final = FileKind(
    N_("Region files and invitations"), (".topp-region", ".topp-invite"), "exchange"
)
STUDY: Final = FileKind(N_("Study files"), (".topp-study",), "exchange")
OFFICER: Final = FileKind(N_("Officers' files"), (".topp-officer",), "exchange")
LIST: Final = FileKind(N_("Lists"), (".csv", ".txt", *SHEETS), "exchange")
COPY: Final = FileKind(N_("Copies of this program"), (ARCHIVE_SUFFIX,), "copies")
ATTACHMENT: Final = FileKind("", (), "evidence")


def ask_open(desk: Desk, parent: QWidget, title: str, kind: FileKind) -> Path | None:
    """The file that a person chose; None where they thought better of it."""
    return next(iter(ask_files(desk, parent, title, kind, several=False)), None)


def ask_files(
    desk: Desk, parent: QWidget, title: str, kind: FileKind, *, several: bool = True
) -> list[Path]:
    """The files that a person chose, all of one folder."""
    dialog = _dialog(desk, parent, title, kind.purpose)
    mode = QFileDialog.FileMode
    dialog.setFileMode(mode.ExistingFiles if several else mode.ExistingFile)
    dialog.setNameFilter(kind.pattern(desk.words))
    paths = chosen(dialog)
    if paths:
        _remember(desk, kind.purpose, paths[0].parent)
    return paths


def ask_folder(desk: Desk, parent: QWidget, title: str, purpose: Purpose) -> Path | None:
    """The folder that a person chose."""
    dialog = _dialog(desk, parent, title, purpose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    paths = chosen(dialog)
    if not paths:
        return None
    _remember(desk, purpose, paths[0])
    return paths[0]


def ask_data_folder(title: str) -> Path | None:
    """A folder for the data, asked before there is a window."""
    dialog = QFileDialog(None, title, str(documents_folder()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(chosen(dialog)), None)


def ask_save(desk: Desk, parent: QWidget, title: str, name: str, *kinds: FileKind) -> Path | None:
    """Where a file shall go; it always has an ending of the kind that was chosen.

    name: the proposal, without its ending. Whoever chooses a file that is there was asked by the
    system whether to replace it, also where the ending was put right afterwards.
    """
    proposal = sound_name(name) + kinds[0].endings[0]
    while True:
        dialog = _dialog(desk, parent, title, kinds[0].purpose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        patterns = {kind.pattern(desk.words): kind for kind in kinds}
        dialog.setNameFilters(list(patterns))
        dialog.selectFile(proposal)
        paths = chosen(dialog)
        kind = patterns.get(dialog.selectedNameFilter(), kinds[0])
        if not paths:
            return None
        path = _with_ending(paths[0], kind, kinds)
        _remember(desk, kind.purpose, path.parent)
        if path == paths[0] or not path.exists():
            return path
        proposal = path.name


def chosen(dialog: QFileDialog) -> list[Path]:
    """Shows it; what was chosen, nothing where it was closed."""
    try:
        return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    finally:
        dialog.deleteLater()


def documents_folder() -> Path:
    """The system's Documents, in its own language and place; home where there are none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def _dialog(desk: Desk, parent: QWidget, title: str, purpose: Purpose) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(_folder(desk, purpose)))
    words, label = desk.words, QFileDialog.DialogLabel
    # Where the system has no dialog of its own, Qt's is shown; its catalogues leave these out.
    dialog.setLabelText(label.LookIn, words.gettext("Folder:"))
    dialog.setLabelText(label.FileName, words.gettext("File name:"))
    dialog.setLabelText(label.FileType, words.gettext("Kind of file:"))
    return dialog


def _folder(desk: Desk, purpose: Purpose) -> Path:
    known = desk.settings.value.folders.get(purpose, "")
    return Path(known) if known and Path(known).is_dir() else documents_folder()


def _remember(desk: Desk, purpose: Purpose, folder: Path) -> None:
    desk.settings.change(folders={**desk.settings.value.folders, purpose: str(folder)})


def _with_ending(path: Path, kind: FileKind, kinds: Sequence[FileKind]) -> Path:
    """Whoever leaves the ending out means the chosen kind's; a dot in a name is none."""
    if path.suffix.lower() in kind.endings:
        return path
    offered = {ending for other in kinds for ending in other.endings}
    if path.suffix.lower() in offered:
        return path.with_suffix(kind.endings[0])
    return path.with_name(path.name + kind.endings[0])
