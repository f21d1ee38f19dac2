"""The way of a measurement, from the first answer to the file that was sent, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from topp_desktop.domain.scoring.voices import voices
from topp_desktop.services.measurement.results import Results

StepKey = Literal["answer", "documents", "agree", "approve", "send"]


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One step: so many of so many; `total` 0: there is nothing to do, or nothing to count."""

    key: StepKey
    done: int
    total: int

    @property
    def left(self) -> int:
        """How many are still to do."""
        return max(0, self.total - self.done)


def journey(results: Results, *, approved: bool, sent: bool) -> tuple[JourneyStep, ...]:
    """The five steps in their order; pure."""
    overall = results.card.overall
    agreed, differing = _agreements(results)
    return (
        JourneyStep("answer", results.answered, results.asked),
        JourneyStep("documents", overall.evidence_counted, overall.evidence_asked),
        JourneyStep("agree", agreed, differing),
        JourneyStep("approve", int(approved), 1),
        JourneyStep("send", int(sent), 1),
    )


def current_step(steps: Sequence[JourneyStep]) -> JourneyStep | None:
    """The first step with something left; None at the end of the way."""
    return next((step for step in steps if step.left), None)


def _agreements(results: Results) -> tuple[int, int]:
    """(how many have an agreement, how many need one): questions that people answered apart, and
    those that were agreed."""
    said = voices(results.instrument, results.assessment).values()
    needed = [one for one in said if one.agreed or one.spread]
    return sum(one.agreed for one in needed), len(needed)
