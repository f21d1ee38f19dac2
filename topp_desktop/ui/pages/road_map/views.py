"""The pages around one road map, and the row of links that leads from each to the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button
from topp_desktop.ui.widgets.flow import FlowBox

VIEWS: tuple[tuple[str, str], ...] = (
    ("road-map", N_("Plan")),
    ("milestones", N_("Milestones")),
    ("needs", N_("Needs")),
    ("what-if", N_("What if?")),
    ("progress", N_("Progress")),
)
"""(page name, label) in the order of the links."""


class ViewLinks(QWidget):
    """Put at the top of each of these pages; `current` is the name of the page it stands on.

    Call `retranslate` when the words change. Pages that are not registered are left out.
    """

    def __init__(self, desk: Desk, current: str) -> None:
        super().__init__()
        from topp_desktop.ui.pages.registry import PAGES

        self._desk = desk
        known = {page.name for page in PAGES}
        self._buttons: list[tuple[Button, str, bool]] = []
        flow = FlowBox(spacing=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(flow)
        for name, label in VIEWS:
            if name not in known:
                continue
            here = name == current
            button = Button("", None if here else partial(desk.navigate, name), small=True)
            button.setProperty("kind", "tab")
            button.setCheckable(here)
            button.setChecked(here)
            if here:
                # The page that is shown stays marked, whatever is pressed.
                button.clicked.connect(partial(button.setChecked, True))
            self._buttons.append((button, label, here))
            flow.add(button)
        self.retranslate()

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        for button, label, here in self._buttons:
            text = words.gettext(label)
            name = words.gettext("{page}, shown now").format(page=text) if here else ""
            button.set_text(text, name)
        self.setAccessibleName(words.gettext("Parts of the road map"))
