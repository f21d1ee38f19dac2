"""How much each area weighs, where the institution wants it otherwise than the questionnaire."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment import Weights
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, FieldRow, Text, clear, row
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.number_field import NumberField

_PAIR_BELOW = 560
_HIGHEST = 100


class WeightsCard(Card):
    """A number for each area; `chosen` carries the measurement's new weights."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Weight of the areas"), spacing=10)
        self._desk = desk
        self._areas: tuple[str, ...] = ()
        self.fields: dict[str, NumberField] = {}
        self._rows: dict[str, FieldRow] = {}
        self._lead = Text(
            words.gettext(
                "Areas weigh the same. With other weights the capacities are computed anew and the "
                "result says “own weights”; regional figures keep the questionnaire's."
            ),
            role="small",
            tone="muted",
        )
        self._place = QVBoxLayout()
        self.equal = Button(words.gettext("Back to equal weights"), self._equal, small=True)
        self.add(self._lead, self._place, row(self.equal))

    def show_weights(self) -> None:
        """Of the open measurement, in the words of the moment."""
        desk, _words = self._desk, self._desk.words
        snapshot = desk.open_snapshot
        areas = tuple(area.id for area in snapshot.instrument.areas)
        if areas != self._areas:
            self._build(areas)
        own = snapshot.assessment.weights.areas
        usual = self._usual
        for area, field in self.fields.items():
            self._rows[area].set_texts(desk.wording.area_short(area))
            field.show_value(round(own.get(area, usual)))
        self.equal.setVisible(bool(own))

    @property
    def _usual(self) -> float:
        return _HIGHEST / max(1, len(self._areas))

    def _build(self, areas: tuple[str, ...]) -> None:
        clear(self._place)
        self._areas = areas
        self.fields, self._rows = {}, {}
        for start in range(0, len(areas), 2):
            pair = Columns(self._desk.theme, _PAIR_BELOW, spacing=14)
            for area in areas[start : start + 2]:
                field = self.fields[area] = NumberField(1, _HIGHEST)
                field.changed.connect(lambda _: self._changed())
                line = self._rows[area] = FieldRow(field)
                pair.add(line, 1, bottom=True)
            self._place.addWidget(pair)

    def _changed(self) -> None:
        weights = self._desk.open_snapshot.assessment.weights
        areas = {area: float(field.value) for area, field in self.fields.items()}
        same = len(set(areas.values())) == 1
        self.chosen.emit(replace(weights, areas={} if same else areas))

    def _equal(self) -> None:
        weights: Weights = self._desk.open_snapshot.assessment.weights
        self.chosen.emit(replace(weights, areas={}))
