"""What every page is, and how the shell knows the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from PySide6.QtWidgets import QWidget

from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.tasks import Failed

T = TypeVar("T")
ANOTHER = "another"
"""What the start page gets when another measurement is to begin."""
Section = Literal["work", "secretariat", ""]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a page's `arrive` gets when a person opened a file that belongs to it."""

    path: Path


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page as the shell knows it.

    name: what `desk.navigate` takes. label: marked English, shown in the side bar. icon: the
    name of a file in resources/icons without ".svg". section: where in the side bar; "" is not
    in it. part_of: the page of the side bar that is marked while this one is shown. make: builds
    the page when it is first shown, importing its module only then. needs_measurement: the side
    bar offers it only while a measurement is open. opens: file endings (".topp-invite") and
    formats of JSON files ("topp-responses") that belong to it.
    captured: whether it belongs to the screenshots.
    """

    name: str
    make: Callable[[Desk], Page]
    label: str = ""
    icon: str = ""
    section: Section = ""
    part_of: str = ""
    needs_measurement: bool = True
    opens: tuple[str, ...] = ()
    captured: bool = False


class Page(QWidget):
    """Base class. The shell calls; pages answer and otherwise speak only to the desk.

    The shell keeps a page after its first showing. While a page is hidden nothing is called;
    changes that happened meanwhile reach it as one `refresh` when it is shown again. A page lives
    in one language: in another one it is made anew, and arrives where `here` says.
    """

    chrome = True
    """False: the page has the window to itself, without side bar and header."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._loader = Loader(desk)
        self._shown_of = ""
        self.setObjectName("page")

    def title(self) -> str:
        """The header's text."""
        raise NotImplementedError

    def header_actions(self) -> Sequence[QWidget]:
        """Buttons for the header's right side; asked once, after the page was built."""
        return ()

    def refresh(self, change: Changed | None) -> None:
        """Shows the desk's snapshot; None: anything may have changed."""

    def load(
        self,
        read: Callable[[], T],
        show: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Reads what the page shows, off the window's thread; `show` gets the newest only, and
        only while the same measurement is open. failed: gets a fault in place of the shell."""
        self._loader.load(read, show, failed)

    def another_measurement(self) -> bool:
        """Whether another measurement is open than when this was asked last: what was chosen and
        read for the one before is then forgotten."""
        before = self._shown_of
        self._shown_of = self.desk.snapshot.id if self.desk.snapshot is not None else ""
        return self._shown_of != before

    def arrive(self, argument: object) -> None:
        """The page was navigated to; called after `refresh`. Puts the focus where work begins."""

    def here(self, came_with: object) -> object:
        """What `arrive` takes to lead back to where the page is, with what was entered there and
        not saved; asked when the language changes. came_with: what it arrived with."""
        return came_with

    def keeps(self) -> Sequence[QWidget]:
        """The fields whose content goes along when the page is made anew; never a secret."""
        return ()

    def leave(self) -> None:
        """The page is about to be hidden, or the window closed: hand over what was typed."""
