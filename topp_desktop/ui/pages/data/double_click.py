"""Opening the program's files by double-click: offered, set up for this user, taken back."""

from __future__ import annotations

from collections.abc import Callable

from topp_desktop.foundation.file_types import ENDINGS, DoubleClick
from topp_desktop.services.errors.system import write_faults
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Tag, Text, row


class DoubleClickCard(Card):
    """Shown where the program can be told to the system."""

    def __init__(self, desk: Desk, offered: DoubleClick) -> None:
        words = desk.words
        super().__init__(words.gettext("Open files with a double-click"))
        self._desk = desk
        self._offered = offered
        self._opens: bool | None = None
        what = words.gettext(
            "Files that end in {endings} then open in this program. It is set up for you alone "
            "and can be taken back."
        )
        self._state = Tag("")
        self.set_up = Button(
            words.gettext("Set up"), lambda: self._change(offered.set_up), small=True
        )
        self.take_back = Button(
            words.gettext("Take back"), lambda: self._change(offered.take_back), small=True
        )
        self.add(Text(what.format(endings=words.join(ENDINGS)), tone="muted"))
        self.add(row(self._state), row(self.set_up, self.take_back))
        self._show()

    def load(self) -> None:
        """Asks the system what it does now."""
        self._desk.tasks.read(self._offered.opens_here, self._loaded)

    def _loaded(self, opens: bool) -> None:
        self._opens = opens
        self._show()

    def _show(self) -> None:
        words = self._desk.words
        if self._opens:
            self._state.show_state(words.gettext("A double-click opens this program"), "done")
        else:
            self._state.show_state(words.gettext("Not set up"), "neutral")
        self._state.setVisible(self._opens is not None)
        self.set_up.setVisible(self._opens is False)
        self.take_back.setVisible(self._opens is True)

    def _change(self, change: Callable[[], None]) -> None:
        def run() -> bool:
            with write_faults(self._offered.program):
                change()
            return self._offered.opens_here()

        self._desk.tasks.read(run, self._changed)

    def _changed(self, opens: bool) -> None:
        self._loaded(opens)
        (self.take_back if opens else self.set_up).setFocus()
