"""Targets: the map with a target in each cell, the gaps, and the weights of the areas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout

from topp_desktop.charts.cell_maps import target_map
from topp_desktop.charts.gaps import gap_chart
from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.assessment import Weights
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.targets.editor import POINTS_OF_A_LEVEL, TargetEditor
from topp_desktop.ui.pages.targets.weights import WeightsCard
from topp_desktop.ui.widgets import Button, EmptyState, PageScroll, row
from topp_desktop.ui.widgets.chart_canvas import ERASE
from topp_desktop.ui.widgets.picture_card import PictureCard


class TargetsPage(Page):
    """Every target is saved as soon as it is chosen, and can be taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._cell = ""
        self._scroll = PageScroll(desk.theme, side_width=320)
        self.map = PictureCard(desk, self._draw_map, interactive=True)
        self.all = Button()
        self.all.setMenu(QMenu(self.all))
        self.map.add(row(self.all))
        self.editor = TargetEditor(desk)
        self.gaps = PictureCard(desk, self._draw_gaps, interactive=True)
        self.weights = WeightsCard(desk)
        self._empty = EmptyState(pressed=lambda: desk.navigate("tasks"))
        self._back = Button(
            words.gettext("Back to the results"), lambda: desk.navigate("results", "gaps")
        )
        for widget in (self._empty, self.map, self.gaps, self.weights):
            self._scroll.main.addWidget(widget)
        self._scroll.side.addWidget(self.editor)
        canvas = self.map.view.canvas
        canvas.takes = "01234" + ERASE
        canvas.typed.connect(self._typed)
        canvas.pointed.connect(self._point)
        self.map.activated.connect(self._edit)
        self.gaps.activated.connect(self._edit)
        self.editor.chosen.connect(lambda cell, target: self.set_targets({cell: target}))
        self.weights.chosen.connect(self.set_weights)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        desk.theme_changed.connect(self._recolour)

    def title(self) -> str:
        return self.desk.words.gettext("Targets")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        snapshot, words = self.desk.snapshot, self.desk.words
        if snapshot is None:
            return
        cells = snapshot.instrument.cells
        ready = bool(cells) and self.desk.results.answered > 0
        self._empty.setVisible(not ready)
        for widget in (self.map, self.editor, self.gaps, self.weights):
            widget.setVisible(ready)
        self._scroll.arrange()
        if not ready:
            self._empty.set_texts(
                words.gettext("There is nothing to aim at yet"),
                words.gettext("Targets stand beside your answers: answer some questions first.")
                if cells
                else words.gettext("This questionnaire has no map of areas."),
                words.gettext("To the questions"),
            )
            return
        if self._cell not in cells:
            self._cell = cells[0]
        self.map.show_picture(
            words.gettext("Targets by area"),
            words.gettext(
                "What was answered, and what it is meant to become. Where you set no target, it "
                "is the next level, and never below level 2; those that you set have a frame."
            ),
        )
        self._offer_all()
        self.editor.show_cell(self._cell)
        self.gaps.show_picture(words.gettext("Gaps and targets"))
        self.weights.show_weights()

    def arrive(self, argument: object) -> None:
        """With a cell's name it begins there."""
        snapshot = self.desk.open_snapshot
        if argument in snapshot.instrument.cells:
            self._cell = str(argument)
        self._scroll.to_top()
        if self._cell:
            self.map.view.canvas.focus_target(self._cell)

    def here(self, came_with: object) -> object:
        return self._cell

    def leave(self) -> None:
        self.editor.points.flush()
        for field in self.weights.fields.values():
            field.flush()

    # --- changes ------------------------------------------------------------------------------

    def set_targets(self, targets: Mapping[str, float | None]) -> None:
        """Sets or takes back targets; one step to undo."""
        mine, program = self.desk.open_snapshot.id, self.desk.program
        self.desk.change(lambda: program.details.set_targets(mine, targets))

    def set_weights(self, weights: Weights) -> None:
        """Sets the areas' weights; one step to undo."""
        mine, program = self.desk.open_snapshot.id, self.desk.program
        self.desk.change(lambda: program.details.set_weights(mine, weights))

    def _set_all(self, level: int | None) -> None:
        cells = self.desk.open_snapshot.instrument.cells
        target = None if level is None else float(POINTS_OF_A_LEVEL * level)
        self.set_targets(dict.fromkeys(cells, target))

    def _typed(self, cell: str, key: str) -> None:
        target = None if key == ERASE else float(POINTS_OF_A_LEVEL * int(key))
        self.set_targets({cell: target})

    def _point(self, cell: str) -> None:
        self._cell = cell
        self.editor.show_cell(cell)

    def _edit(self, cell: str) -> None:
        self._point(cell)
        self.editor.level.setFocus()

    # --- show ---------------------------------------------------------------------------------

    def _offer_all(self) -> None:
        words, wording = self.desk.words, self.desk.wording
        self.all.set_text(words.gettext("All targets at once"))
        menu = self.all.menu()
        menu.clear()
        menu.setAccessibleName(words.gettext("All targets at once"))
        for level in range(1, self.desk.open_snapshot.instrument.level_count):
            menu.addAction(f"{level} · {wording.level(level)}", partial(self._set_all, level))
        menu.addSeparator()
        menu.addAction(words.gettext("As proposed: the next level"), partial(self._set_all, None))

    def _draw_map(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self.desk
        own = desk.open_snapshot.assessment.targets
        card = desk.results.card
        return target_map(card, own, desk.wording, desk.words, measure, width, size=size)

    def _draw_gaps(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self.desk
        return gap_chart(desk.results.card, desk.wording, desk.words, measure, width, size=size)

    def _recolour(self) -> None:
        if self.isVisible():
            self.refresh(None)
