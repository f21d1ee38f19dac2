"""Opening a file: menu, drop, double-click and second start all come here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from topp_desktop.domain.errors import EnvironmentFault, ToppError, UserError
from topp_desktop.formats.strict_json import loads_strict
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, PageSpec

_LARGEST_JSON = 32 * 1024 * 1024


def kind_of(path: Path) -> str:
    """A file's ending, or for JSON its "format". Faults: file-not-found, wrong-format, …"""
    if not path.is_file():
        raise UserError("file-not-found", path=str(path))
    ending = path.suffix.lower()
    if ending != ".json":
        return ending
    try:
        if path.stat().st_size > _LARGEST_JSON:
            limit = f"{_LARGEST_JSON // 1024**2} MB"
            raise UserError("file-too-large", path=path.name, limit=limit)
        document = loads_strict(path.read_bytes(), path=path.name)
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault
    found = document.get("format") if isinstance(document, dict) else None
    return found if isinstance(found, str) else ""


class FileOpener(QObject):
    """Finds the page that a file belongs to; pages declare that in their `PageSpec.opens`."""

    def __init__(self, desk: Desk, pages: Sequence[PageSpec]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pages = pages
        self._waiting: list[tuple[PageSpec, OpenedFile]] = []
        desk.assessment_changed.connect(self._changed)

    def endings(self) -> list[str]:
        """The endings that a dialog offers: ".topp", ".json", …"""
        kinds = [kind for page in self._pages for kind in page.opens]
        return [*dict.fromkeys(k for k in kinds if k.startswith(".")), ".json"]

    def open(self, path: Path) -> None:
        """Reads off the window's thread what the file is, then shows the page with it."""
        self._desk.tasks.read(lambda: kind_of(path), lambda kind: self._dispatch(path, kind))

    def _dispatch(self, path: Path, kind: str) -> None:
        found = [page for page in self._pages if kind in page.opens]
        if len(found) > 1:
            # A sealed file: whoever it was made for opens it.
            self._desk.tasks.write(
                lambda: self._office_file(path),
                lambda office: self._show(
                    path, next(p for p in found if (p.section == "secretariat") == office)
                ),
            )
            return
        self._show(path, found[0] if found else None)

    def _office_file(self, path: Path) -> bool:
        """Whether a sealed file is the secretariat's, on this computer."""
        program = self._desk.program
        try:
            return program.office.name() is not None and not program.sending.opens(path)
        except ToppError:
            return False

    def _show(self, path: Path, page: PageSpec | None) -> None:
        if page is None:
            self._desk.show_fault(UserError("file-not-ours", path=path.name))
        elif page.needs_measurement and self._desk.snapshot is None:
            # An official may open the secretariat's file before anything else.
            self._waiting = [w for w in self._waiting if w[1].path != path]
            self._waiting.append((page, OpenedFile(path)))
            self._desk.file_waits.emit(path)
        else:
            self._desk.navigate(page.name, OpenedFile(path))

    def _changed(self, change: Changed) -> None:
        if change.what == "opened" and self._waiting:
            # After whoever opened the measurement has shown where to go on.
            QTimer.singleShot(0, self, self._show_waiting)

    def _show_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for page, opened in waiting:
            self._desk.navigate(page.name, opened)
