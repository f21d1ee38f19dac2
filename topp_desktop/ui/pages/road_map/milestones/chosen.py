"""What is done with the chosen milestones: theme, state, another result, taking out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from topp_desktop.domain.roadmap import Milestone
from topp_desktop.foundation.i18n import N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import (
    Button,
    Card,
    FieldRow,
    LineField,
    SegmentedChoice,
    Text,
    row,
)

_STATES = {"draft": N_("Draft"), "validated": N_("Validated"), "approved": N_("Approved")}


class ChosenCard(Card):
    """put_under carries a theme; marked a state; another and taken_out nothing."""

    put_under = Signal(str)
    marked = Signal(str)
    another = Signal()
    taken_out = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self._chosen: Sequence[Milestone] = ()
        self._what = Text(tone="muted")
        self.theme = LineField(longest=300)
        self._theme_row = FieldRow(self.theme)
        self.group = Button("", self._put, small=True)
        self.theme.returnPressed.connect(self._put)
        self._state_name = Text(weight="semibold")
        self.state = SegmentedChoice(required=True)
        self.state.chosen.connect(lambda value: self.marked.emit(str(value)))
        self._state_said = Text(role="small", tone="muted")
        self.more = Button("", self.another.emit, small=True)
        self.remove = Button("", self.taken_out.emit, small=True)
        self.add(
            self._what,
            row(self.more),
            self._theme_row,
            row(self.group),
            self._state_name,
            self.state,
            self._state_said,
            row(self.remove),
        )

    def show_chosen(self, chosen: Sequence[Milestone]) -> None:
        """Hidden where nothing is chosen."""
        words, self._chosen = self._desk.words, chosen
        self.setVisible(bool(chosen))
        if not chosen:
            return
        said = words.ngettext("{n} milestone chosen", "{n} milestones chosen", len(chosen))
        self.set_title(said.format(n=words.number(len(chosen))))
        first = chosen[0]
        one = len(chosen) == 1
        self._what.setText(first.result or first.activity if one else "")
        self._what.setVisible(one)
        self._theme_row.set_texts(
            words.gettext("Theme"), words.gettext("Milestones of one theme stand together.")
        )
        themes = {m.combo for m in chosen}
        if not self.theme.hasFocus():
            self.theme.setText(themes.pop() if len(themes) == 1 else "")
        self.group.set_text(words.gettext("Put under this theme"))
        self._state_name.setText(words.gettext("State"))
        states = {m.state for m in chosen}
        # Approved comes after validated; what would be refused is not offered.
        ready = states <= {"validated", "approved"}
        offered = [s for s in _STATES if s != "approved" or ready]
        self.state.show_options(
            [(s, words.gettext(_STATES[s])) for s in offered],
            states.pop() if len(states) == 1 else None,
            words.gettext("State"),
        )
        self._state_said.setText(
            words.gettext("Changing a milestone makes it a draft again.")
            if ready
            else words.gettext("It can be approved once it is validated.")
        )
        self.more.set_text(words.gettext("Add another result"))
        self.more.setVisible(len({(m.combo, m.activity) for m in chosen}) == 1)
        self.remove.set_text(words.gettext("Take out"))

    def _put(self) -> None:
        self.put_under.emit(self.theme.text().strip())
