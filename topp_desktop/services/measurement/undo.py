"""Undo and redo of whatever was done to a measurement, also after the program was closed."""

from __future__ import annotations

from topp_desktop.services.measurement.trail import Step, TrailStore, UndoReach
from topp_desktop.services.ports import Clock


class UndoService:
    """Goes back and forth along the trail; runs on the writer thread.

    Everything since the measurement was begun can be undone, step by step. Whoever shows the
    measurement reads it again afterwards, or follows the `changes` of the steps: for undo a part
    is now `before`, for redo `after`.
    """

    def __init__(self, store: TrailStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def undo(self, assessment_id: str) -> list[Step]:
        """Takes back the last step (several where one text was typed); [] if there is none."""
        return self._store.undo(assessment_id, self._clock())

    def redo(self, assessment_id: str) -> list[Step]:
        """Repeats what was taken back last; [] if there is nothing."""
        return self._store.redo(assessment_id, self._clock())

    def reach(self, assessment_id: str) -> UndoReach:
        """What the next undo and redo would be."""
        return self._store.reach(assessment_id)
