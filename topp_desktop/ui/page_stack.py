"""The pages that were made: each when it is first shown, and all anew in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page, PageSpec


class PageStack(QStackedWidget):
    """One page at a time. What changed while a page was hidden reaches it when it is shown.

    Pages get their words when they are made, so another language means other pages: the one that
    is shown at once, the others when they are shown again.
    """

    def __init__(self, desk: Desk, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self._desk = desk
        self._specs: Mapping[str, PageSpec] = {page.name: page for page in pages}
        self._made: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._former: list[Page] = []
        desk.tasks.resting.connect(self._let_go)

    def spec(self, name: str) -> PageSpec | None:
        """What is known of a page; None: there is none of this name."""
        return self._specs.get(name)

    def page(self, name: str) -> Page:
        """A page by its name, built when it is first asked for."""
        if name not in self._made:
            page = self._made[name] = self._specs[name].make(self._desk)
            self.addWidget(page)
            self._stale.add(name)
        return self._made[name]

    def bring(self, name: str) -> Page:
        """A page, up to date."""
        page = self.page(name)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh(None)
        return page

    def mark_stale(self, *, but: str) -> None:
        """The measurement changed: every page but the one that is shown is behind."""
        self._stale |= set(self._made) - {but}

    def make_anew(self, name: str) -> None:
        """Every page is made anew when it is shown; this one is shown at once."""
        former = list(self._made.values())
        self._made.clear()
        self._stale.clear()
        for page in former:
            for action in page.header_actions():
                # The header showed it; it goes with its page.
                action.setParent(page)
        self.setCurrentWidget(self.bring(name))
        for page in former:
            self.removeWidget(page)
            page.hide()
        self._former += former
        if not self._desk.tasks.busy:
            self._let_go()

    @property
    def scrolled(self) -> int:
        """How far down the page that is shown was scrolled, in pixels."""
        area = self._area()
        return area.verticalScrollBar().value() if area is not None else 0

    def scroll_to(self, place: int) -> None:
        """Scrolls the page that is shown, once it is laid out."""
        area = self._area()
        if area is not None and place:
            QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(place))

    def _area(self) -> QScrollArea | None:
        page = self.currentWidget()
        return page.findChild(QScrollArea) if page is not None else None

    def _let_go(self) -> None:
        # Work that a page has begun still ends there: it lives as long as anything is under way.
        for page in self._former:
            page.deleteLater()
        self._former.clear()
