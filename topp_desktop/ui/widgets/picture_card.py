"""A picture of its own: a title, a sentence, and the tools below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets.card import Card
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.text import Text


class PictureCard(Card):
    """A title, a sentence, a picture with its tools; `activated` carries a target's key."""

    activated = Signal(str)

    def __init__(
        self,
        desk: Desk,
        draw: Callable[[TextMeasure, float, float], Picture],
        *,
        interactive: bool = False,
    ) -> None:
        super().__init__()
        self.lead = Text(role="small", tone="muted")
        self.view = ChartView(desk, draw, interactive=interactive)
        self.view.activated.connect(self.activated)
        self.add(self.lead, self.view)

    def show_picture(self, title: str, lead: str = "") -> None:
        """Draws it anew, under these words."""
        self.set_title(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.view.redraw()
