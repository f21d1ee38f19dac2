"""What holds for every assessment (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from tests.support.builders import agenda
from tests.support.random_cases import random_assessment
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.scoring import Score, Scorecard, item_values, score, score_values

NOISE = 1e-9


def _scores(card: Scorecard) -> dict[str, Score]:
    found: dict[str, Score] = {"overall": card.overall}
    for group in (card.cells, card.areas, card.dimensions, card.objectives):
        found.update(group)
    return found


def _with_one_higher(random: Random, assessment: Assessment) -> Assessment | None:
    """The same answers, one respondent's or the group's level one step up."""
    able = [
        n for n, r in enumerate(assessment.responses) if isinstance(r.answer, int) and r.answer < 4
    ]
    agreed = [
        n for n, c in enumerate(assessment.consensus) if isinstance(c.answer, int) and c.answer < 4
    ]
    if agreed and random.random() < 0.3:
        n = random.choice(agreed)
        entries = list(assessment.consensus)
        answer = entries[n].answer
        assert isinstance(answer, int)
        entries[n] = replace(entries[n], answer=answer + 1)
        return replace(assessment, consensus=tuple(entries))
    if not able:
        return None
    n = random.choice(able)
    responses = list(assessment.responses)
    level = responses[n].answer
    assert isinstance(level, int)
    responses[n] = replace(responses[n], answer=level + 1)
    return replace(assessment, responses=tuple(responses))


@pytest.mark.parametrize("seed", range(8))
def test_raising_a_level_lowers_nothing(seed: int) -> None:
    random = Random(seed)
    for _ in range(20):
        before = random_assessment(random, agenda())
        after = _with_one_higher(random, before)
        if after is None:
            continue
        old, new = score(agenda(), before), score(agenda(), after)
        old_scores, new_scores = _scores(old), _scores(new)
        for name, score_before in old_scores.items():
            score_after = new_scores[name]
            assert score_before.published == score_after.published
            for figure in ("declared", "supported"):
                low, high = getattr(score_before, figure), getattr(score_after, figure)
                assert (low is None and high is None) or low <= high + NOISE, (name, figure)
        for name, component in old.components.items():
            raised = new.components[name]
            assert (component is None) == (raised is None)
            assert component is None or raised is None or component <= raised + NOISE
        assert (old.overall.label or 0) <= (new.overall.label or 0)


def _cases(seed: int, number: int) -> Iterator[tuple[Assessment, Scorecard]]:
    random = Random(seed)
    for _ in range(number):
        assessment = random_assessment(random, agenda())
        yield assessment, score(agenda(), assessment)


@pytest.mark.parametrize("seed", range(100, 108))
def test_figures_stay_on_their_scales(seed: int) -> None:
    for _, card in _cases(seed, 20):
        for name, found in _scores(card).items():
            if not found.published:
                assert (found.declared, found.supported, found.low, found.high, found.se) == (
                    *(None, None, None, None, None),
                ), name
                continue
            assert found.declared is not None
            assert found.supported is not None
            assert found.low is not None
            assert found.high is not None
            assert found.se is not None
            assert -NOISE <= found.supported <= found.declared + NOISE <= 100 + 2 * NOISE
            assert 0 <= found.low <= found.high <= 100
            assert 0 < found.se < 100
            assert found.coverage is not None
            assert 0 < found.coverage <= 1
        assert all(0 <= a <= 1 for a in card.agreement.values())
        overall = card.overall
        if overall.published:
            assert overall.label is not None
            assert overall.band is not None
            assert overall.min_dimension is not None
            assert overall.declared is not None
            assert 0 <= overall.label <= overall.band <= 4
            assert overall.min_dimension <= overall.declared + NOISE


@pytest.mark.parametrize("seed", range(200, 208))
def test_a_range_holds_its_score_unless_an_unpublished_cell_speaks_against_it(seed: int) -> None:
    """The range also counts the answers of cells that are too thin to be published, so that of
    a capacity, an area or the whole may leave out the score of what is published."""
    for _, card in _cases(seed, 20):
        silent = {name for name, cell in card.cells.items() if not cell.published and cell.answered}
        for name, found in _scores(card).items():
            if not found.published:
                continue
            parts = {c for c in silent if name in {"overall", *c.split("-")}}
            assert found.low is not None
            assert found.high is not None
            assert found.declared is not None
            if not parts:
                assert found.low - NOISE <= found.declared <= found.high + NOISE, name


@pytest.mark.parametrize("seed", range(300, 306))
def test_the_order_of_people_and_answers_does_not_matter(seed: int) -> None:
    random = Random(seed)
    for assessment, card in _cases(seed, 12):
        shuffled = replace(
            assessment,
            respondents=tuple(random.sample(assessment.respondents, len(assessment.respondents))),
            responses=tuple(random.sample(assessment.responses, len(assessment.responses))),
            consensus=tuple(reversed(assessment.consensus)),
            tallies=tuple(reversed(assessment.tallies)),
        )
        assert score(agenda(), shuffled) == card  # to the last bit


@pytest.mark.parametrize("seed", range(400, 406))
def test_item_values_are_all_that_scoring_needs(seed: int) -> None:
    """A revision carries item values; they give the same scorecard, to the last bit."""
    for assessment, card in _cases(seed, 12):
        values = item_values(agenda(), assessment)
        again = score_values(
            agenda(),
            assessment.form,
            dict(reversed(values.items())),
            targets=assessment.targets,
            weights=assessment.weights,
        )
        assert again == card


@pytest.mark.parametrize("seed", range(500, 504))
def test_don_t_know_is_never_worth_less_than_the_lowest_level(seed: int) -> None:
    """Where both leave the cell published, "don't know" gives no lower score than level 0."""
    random = Random(seed)
    for assessment, _ in _cases(seed, 15):
        alone = replace(assessment, respondents=assessment.respondents[:1], tallies=())
        first = alone.respondents[0].id
        own = [r for r in alone.responses if r.respondent == first]
        if not own:
            continue
        changed = random.choice(own).item
        cards = [
            score(
                agenda(),
                replace(
                    alone,
                    consensus=tuple(c for c in alone.consensus if c.item != changed),
                    responses=tuple(
                        replace(r, answer=answer) if r.item == changed else r for r in own
                    ),
                ),
            )
            for answer in (0, "DK")
        ]
        cell = agenda().by_id[changed].cell or ""
        zero, unknown = (card.cells[cell].declared for card in cards)
        if zero is not None and unknown is not None:
            assert zero <= unknown + NOISE
