"""The pages around one road map, and the tabs that lead from each to the others."""

from __future__ import annotations

from topp_desktop.foundation.i18n import N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.tabs import Tabs

VIEWS: tuple[tuple[str, str], ...] = (
    ("road-map", N_("Plan")),
    ("milestones", N_("Milestones")),
    ("needs", N_("Needs")),
    ("what-if", N_("What if?")),
    ("progress", N_("Progress")),
)
"""(page name, label) in the order of the tabs."""


class ViewLinks(Tabs):
    """Put above each of these pages; `current` is the name of the page it stands on.

    Call `retranslate` when the words change.
    """

    def __init__(self, desk: Desk, current: str) -> None:
        super().__init__()
        self._desk, self._current = desk, current
        self.chosen.connect(self._go)
        self.retranslate()

    def retranslate(self) -> None:
        """Reads the words again."""
        words = self._desk.words
        options = [(name, words.gettext(label)) for name, label in VIEWS]
        self.show_options(options, self._current, words.gettext("Parts of the road map"))

    def _go(self, name: object) -> None:
        # The page that is shown stays marked on its own strip, whatever was pressed.
        self.show_value(self._current)
        if name != self._current:
            self._desk.navigate(str(name))
