"""Said before something is reviewed, approved or sent: on how much people still differ."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.scoring.voices import discuss_first
from topp_desktop.services.measurement.results import standing
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Notice, row


class UnagreedNotice(Notice):
    """How many questions were answered differently and have no agreement, with the way there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(state="attention")
        words = desk.words
        self._desk = desk
        self.button = Button(
            words.gettext("See where they differ"),
            lambda: desk.navigate("agreement", "discuss"),
            small=True,
        )
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row(self.button))
        self.hide()

    def show_count(self) -> None:
        """Of the open measurement, in the form whose result counts; hidden where it is none."""
        words, snapshot = self._desk.words, self._desk.open_snapshot
        counts = standing(snapshot.instrument, snapshot.assessment)
        open_ones = len(discuss_first(snapshot.instrument, counts))
        self.text.setText(
            words.ngettext(
                "On {n} question people answered differently, and the group has not agreed yet: "
                "until it does, the mean of the answers counts.",
                "On {n} questions people answered differently, and the group has not agreed yet: "
                "until it does, the mean of the answers counts.",
                open_ones,
            ).format(n=words.number(open_ones))
        )
        self.setVisible(bool(open_ones))
