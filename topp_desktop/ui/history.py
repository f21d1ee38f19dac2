"""Undo and redo of answers, in memory, for the measurement that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from topp_desktop.domain.assessment import Response

STEPS = 200
_TEXTS = ("reason", "note", "missing", "private_note")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one answer; `before` None: there was none."""

    before: Response | None
    after: Response

    @property
    def backwards(self) -> Response:
        """What to record in order to be where one was."""
        return self.before or Response(self.after.respondent, self.after.item, None)


def _written(step: Step) -> str | None:
    """The one text field in which the step differs; None if it changed anything else."""
    before = step.backwards
    for name in _TEXTS:
        if replace(before, **{name: getattr(step.after, name)}) == step.after:
            return name
    return None


class History:
    """Two stacks of at most `STEPS` steps."""

    def __init__(self) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    def clear(self) -> None:
        """Another measurement was opened."""
        self._undo.clear()
        self._redo.clear()

    def push(self, step: Step) -> None:
        """Remembers a change; typing on in the same text is one step."""
        last = self._undo[-1] if self._undo else None
        if (
            last is not None
            and last.after == step.before
            and _written(step) is not None
            and _written(last) == _written(step)
        ):
            self._undo[-1] = Step(last.before, step.after)
        else:
            self._undo.append(step)
        del self._undo[:-STEPS]
        self._redo.clear()

    def undo(self) -> Response | None:
        """The response that takes back the last change; None if there is nothing to undo."""
        if not self._undo:
            return None
        step = self._undo.pop()
        self._redo.append(step)
        return step.backwards

    def redo(self) -> Response | None:
        """The response that repeats the change taken back last."""
        if not self._redo:
            return None
        step = self._redo.pop()
        self._undo.append(step)
        return step.after

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)
