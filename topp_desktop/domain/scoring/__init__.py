"""From answers to a scorecard. Pure, reproducible functions; see docs/scoring.md."""

from topp_desktop.domain.scoring.engine import form_that_counts, score, score_values
from topp_desktop.domain.scoring.scorecard import (
    SCORING_VERSION,
    AlertHit,
    CellScore,
    OverallScore,
    Score,
    Scorecard,
)
from topp_desktop.domain.scoring.values import ItemValue, State, item_values

__all__ = [
    "SCORING_VERSION",
    "AlertHit",
    "CellScore",
    "ItemValue",
    "OverallScore",
    "Score",
    "Scorecard",
    "State",
    "form_that_counts",
    "item_values",
    "score",
    "score_values",
]
