"""The target of one cell: a level, or points, or back to what the program proposes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from topp_desktop.domain.instrument.wording import cell_name
from topp_desktop.domain.scoring import CellScore
from topp_desktop.domain.scoring.bands import band
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Choice, FieldRow, Text, row
from topp_desktop.ui.widgets.number_field import NumberField

POINTS_OF_A_LEVEL = 25


class TargetEditor(Card):
    """Shows one cell; `chosen` carries the cell and its new target, None for the proposed one."""

    chosen = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        words = desk.words
        self._desk = desk
        self.cell = ""
        self._now = Text(tone="muted")
        self.level = Choice()
        self.points = NumberField(0, 100)
        self._level_row, self._points_row = FieldRow(self.level), FieldRow(self.points)
        self._whose = Text(role="small", tone="muted")
        self.proposed = Button("", self._propose, small=True)
        self._keys = Text(
            words.gettext(
                "In the map: arrows go from cell to cell, 0 to 4 set the level, Delete goes back "
                "to the proposed target."
            ),
            role="small",
            tone="muted",
        )
        self.add(
            self._now,
            self._level_row,
            self._points_row,
            self._whose,
            row(self.proposed),
            self._keys,
        )
        self.level.chosen.connect(lambda level: self._choose(POINTS_OF_A_LEVEL * int(level)))
        self.points.changed.connect(self._choose)

    def show_cell(self, cell: str) -> None:
        """Another cell, or the same one with its figures of the moment."""
        if cell != self.cell:
            # What was typed belongs to the cell before.
            self.points.flush()
        desk, words, wording = self._desk, self._desk.words, self._desk.wording
        self.cell = cell
        score = desk.results.card.cells.get(cell, CellScore())
        own = score.target_set or cell in desk.open_snapshot.assessment.targets
        self.set_title(cell_name(cell, wording))
        if score.declared is None:
            self._now.setText(words.gettext("There is no figure yet: answers are missing."))
        else:
            self._now.setText(
                words.gettext("Declared: {score}, {level}").format(
                    score=words.number(score.declared), level=wording.level(band(score.declared))
                )
            )
        self._level_row.set_texts(words.gettext("Level to reach"))
        self._points_row.set_texts(words.gettext("Points to reach"), words.gettext("From 0 to 100"))
        count = desk.open_snapshot.instrument.level_count
        target = score.target
        level = None if target is None else band(target)
        self.level.show_options([(n, f"{n} · {wording.level(n)}") for n in range(count)], level)
        self.points.show_value(0 if target is None else round(target))
        gap = "" if score.gap is None else words.number(score.gap)
        whose = (
            words.gettext("Set by you.")
            if own
            else words.gettext("Proposed: the next level, level 2 at the least.")
        )
        if target is None:
            whose = words.gettext("No target yet.")
        elif gap:
            whose += " " + words.gettext("Gap: {n} points.").format(n=gap)
        self._whose.setText(whose)
        self.proposed.set_text(
            words.gettext("Back to the proposed target"),
            words.gettext("Back to the proposed target: {cell}").format(
                cell=cell_name(cell, wording)
            ),
        )
        self.proposed.setVisible(own)

    def _choose(self, points: float) -> None:
        if self.cell:
            self.chosen.emit(self.cell, float(points))

    def _propose(self) -> None:
        self.chosen.emit(self.cell, None)
