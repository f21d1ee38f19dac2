"""The frozen result of scoring. Scores are 0–100; what is not published is None, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from topp_desktop.domain.instrument.kinds import PROFILES

SCORING_VERSION = 1


@dataclass(frozen=True, slots=True)
class Score:
    """A published score, or an unpublished one (all None).

    low, high: indicative range; se: its half-width unit, in points; coverage: share of the
    applicable items answered (None where nothing is applicable); provisional: published on
    less than all its parts.
    """

    published: bool = False
    declared: float | None = None
    supported: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    coverage: float | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class CellScore(Score):
    """Area × dimension, with its target and the gap to it; whether a person set the target."""

    target: float | None = None
    target_set: bool = False
    gap: float | None = None
    applicable: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class OverallScore(Score):
    """The overall score; label and band are levels 0–4."""

    label: int | None = None
    band: int | None = None
    min_dimension: float | None = None
    weakest: str | None = None
    spread: float | None = None
    evidence_recorded: float = 1.0
    evidence_counted: int = 0
    evidence_asked: int = 0


@dataclass(frozen=True, slots=True)
class AlertHit:
    """An alert that fired. Contrast: `high` and the `low` dimensions found; group: value, band."""

    code: str
    high: str | None = None
    low: tuple[str, ...] = ()
    value: float | None = None
    band: int | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that is computed from one assessment."""

    profile: str
    overall: OverallScore
    dimensions: Mapping[str, Score]
    areas: Mapping[str, Score] = field(default_factory=dict)
    cells: Mapping[str, CellScore] = field(default_factory=dict)
    objectives: Mapping[str, Score] = field(default_factory=dict)
    components: Mapping[str, float | None] = field(default_factory=dict)
    items: Mapping[str, float | None] = field(default_factory=dict)
    agreement: Mapping[str, float] = field(default_factory=dict)
    alerts: tuple[AlertHit, ...] = ()
    typologies: Mapping[str, float | None] = field(default_factory=dict)
    local_weights: bool = False
    scoring_version: int = SCORING_VERSION

    @property
    def leveled(self) -> bool:
        """Whether it was computed from levels, whatever the revision of the method."""
        return PROFILES[self.profile].kind.leveled

    @property
    def show_supported(self) -> bool:
        """Whether *supported* is shown: evidence was recorded for 60 % of what asks for it."""
        return round(self.overall.evidence_recorded, 9) >= 0.60
