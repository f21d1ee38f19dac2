"""What an assessment means: the scorecard, and the facts that sentences are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.assessment.work import within_form
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.scoring import (
    ItemValue,
    Scorecard,
    State,
    form_that_counts,
    item_values,
    score_values,
)

STRENGTH_FROM = 3
GAP_UP_TO = 1
SHOWN = 3


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell that is not published, and how many of its questions still need an answer."""

    cell: str
    answers_needed: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """The longer form that people went on with, as long as the result is a shorter one's."""

    form: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Results:
    """A scorecard with what it was computed from and what stands out.

    ahead: see `Ahead`; None where the result is that of the measurement's own form.
    """

    instrument: Instrument
    assessment: Assessment
    values: dict[str, ItemValue]
    card: Scorecard
    strengths: tuple[Item, ...]
    gaps: tuple[Item, ...]
    missing_cells: tuple[MissingCell, ...]
    answered: int
    asked: int
    ahead: Ahead | None = None


def standing(instrument: Instrument, assessment: Assessment) -> Assessment:
    """The measurement in the form whose result counts, without what lies outside that form: this
    is shown, planned, approved and sent (`domain.scoring.form_that_counts`)."""
    form = form_that_counts(instrument, assessment)
    return within_form(instrument, replace(assessment, form=form))


def standing_results(instrument: Instrument, assessment: Assessment) -> Results:
    """The results that count, with how far a longer form is; pure, some milliseconds."""
    counts = standing(instrument, assessment)
    found = results_of(instrument, counts)
    if counts.form == assessment.form:
        return found
    values = item_values(instrument, assessment)
    items = instrument.form_items(assessment.form)
    answered = sum(1 for i in items if values[i.id].state is not State.BLANK)
    return replace(found, ahead=Ahead(assessment.form, answered, len(items)))


def results_of(instrument: Instrument, assessment: Assessment) -> Results:
    """The results of an assessment in its own form; pure, a few milliseconds."""
    values = item_values(instrument, assessment)
    card = score_values(
        instrument,
        assessment.form,
        values,
        targets=assessment.targets,
        weights=assessment.weights,
    )
    items = instrument.form_items(assessment.form)
    valued = [
        (item, values[item.id].value)
        for item in items
        if item.leveled and values[item.id].value is not None
    ]
    strengths = sorted(
        ((i, v) for i, v in valued if v is not None and v >= STRENGTH_FROM),
        key=lambda pair: -pair[1],
    )
    gaps = sorted(
        ((i, v) for i, v in valued if v is not None and v <= GAP_UP_TO), key=lambda pair: pair[1]
    )
    return Results(
        instrument=instrument,
        assessment=assessment,
        values=values,
        card=card,
        strengths=tuple(item for item, _ in strengths[:SHOWN]),
        gaps=tuple(item for item, _ in gaps[:SHOWN]),
        missing_cells=tuple(
            MissingCell(name, -(-3 * cell.applicable // 5) - cell.answered)
            for name, cell in card.cells.items()
            if not cell.published and cell.applicable
        ),
        answered=sum(1 for i in items if values[i.id].state is not State.BLANK),
        asked=len(items),
    )
