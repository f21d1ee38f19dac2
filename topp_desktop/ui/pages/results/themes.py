"""The cross-cutting reading as a card with one table."""

from __future__ import annotations

from topp_desktop.services.measurement.themes import theme_table
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Card, Table, Text


class ThemesCard(Card):
    """Hidden where the questionnaire has no themes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lead = Text(role="small", tone="muted")
        self.table = Table(whole_height=True)
        self.add(self._lead, self.table)

    def show_results(self) -> None:
        """Of the desk's measurement."""
        desk = self._desk
        found = theme_table(desk.results, desk.wording, desk.words)
        self.setVisible(found is not None)
        if found is None:
            return
        self.set_title(found.title)
        self._lead.setText(found.lead)
        self.table.setAccessibleName(found.title)
        self.table.show_rows(found.header, found.rows, numbers=(1, 2))
