"""`score(instrument, assessment)`: chooses the scoring profile; knows no instrument."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.domain.assessment import Assessment, Weights
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import share1, topp1
from topp_desktop.domain.scoring.scorecard import Scorecard
from topp_desktop.domain.scoring.values import ItemValue, item_values

_NO_WEIGHTS = Weights()

METHODS = {"topp-1": topp1.score_values, "share-1": share1.score_values}
"""What computes each profile of `domain.instrument.kinds`; a test holds the two lists together."""


def score(instrument: Instrument, assessment: Assessment) -> Scorecard:
    """The scorecard of an assessment."""
    return score_values(
        instrument,
        assessment.form,
        item_values(instrument, assessment),
        targets=assessment.targets,
        weights=assessment.weights,
    )


def score_values(
    instrument: Instrument,
    form: str,
    values: Mapping[str, ItemValue],
    *,
    targets: Mapping[str, float] | None = None,
    weights: Weights = _NO_WEIGHTS,
) -> Scorecard:
    """The scorecard of item values, as a laptop computes them or a revision carries them."""
    return METHODS[instrument.profile](instrument, form, values, targets or {}, weights)


def form_that_counts(instrument: Instrument, assessment: Assessment) -> str:
    """The form whose result stands (docs/scoring.md, step 10).

    Whoever went on with a longer form keeps the result of the shorter one until the longer one
    has an overall level; without either it is the form of the measurement.
    """
    values = item_values(instrument, assessment)
    own = frozenset(instrument.form(assessment.form).items)
    shorter = [f for f in instrument.forms if frozenset(f.items) < own]
    for form in (assessment.form, *(f.id for f in sorted(shorter, key=lambda f: -len(f.items)))):
        if score_values(instrument, form, values, weights=assessment.weights).overall.published:
            return form
    return assessment.form
