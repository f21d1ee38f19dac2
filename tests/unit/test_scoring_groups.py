"""Cells, capacities, areas, the overall score, alerts (steps 3 to 7 and 11 of docs/scoring.md)."""

from __future__ import annotations

import pytest

from tests.support.builders import agenda, group, one_person, short_levels
from topp_desktop.domain.assessment import Answer, Weights
from topp_desktop.domain.scoring import Scorecard, item_values, score
from topp_desktop.domain.scoring.bands import band, default_target, label

FULL = {item.id: item for item in agenda().form_items("full")}


def _short(**cells: Answer) -> Scorecard:
    return score(agenda(), one_person(short_levels(**cells)))


@pytest.mark.parametrize(
    ("value", "level"),
    [
        *((0, 0), (12.4999, 0), (12.5, 1), (37.4999, 1), (37.5, 2), (62.5, 3), (87.5, 4)),
        *((100, 4), (12.5 - 1e-12, 1), (62.5 - 4e-10, 3), (62.5 - 6e-10, 2)),
    ],
)
def test_band_cuts_belong_to_the_upper_level(value: float, level: int) -> None:
    assert band(value) == level


def test_label_is_at_most_one_above_the_weakest() -> None:
    assert label(100, 0) == 1
    assert label(64.95, 20) == 2
    assert label(40, 38) == 2
    assert label(90, 37.5) == 3


@pytest.mark.parametrize(
    ("declared", "target"),
    [(0, 50), (24.9, 50), (25, 50), (50 - 1e-12, 75), (74.99, 75), (75, 100), (100, 100)],
)
def test_default_target_is_the_next_level_and_never_level_1(declared: float, target: float) -> None:
    assert default_target(declared) == target


def test_a_target_of_ones_own() -> None:
    answers = short_levels(a1T=3, a1O=1)
    card = score(agenda(), one_person(answers, targets={"1-T": 60, "1-O": 60}))
    assert (card.cells["1-T"].target, card.cells["1-T"].gap) == (60, 0)
    assert (card.cells["1-O"].target, card.cells["1-O"].gap) == (60, 35)
    assert (card.cells["2-T"].target, card.cells["2-T"].gap) == (75, 25)


@pytest.mark.parametrize(
    ("answered", "missing", "refused", "published"),
    [(3, 2, 0, True), (2, 3, 0, False), (3, 1, 1, True), (2, 2, 1, False), (2, 1, 2, True)],
)
def test_a_cell_needs_three_fifths_of_what_applies(
    answered: int, missing: int, refused: int, published: bool
) -> None:
    items = [i for i, item in FULL.items() if item.cell == "3-T"]
    assert len(items) == 5
    answers: dict[str, Answer] = dict.fromkeys(items[:answered], 4)
    answers |= dict.fromkeys(items[answered : answered + missing], "DK")
    answers |= dict.fromkeys(items[answered + missing :], "NA")
    cell = score(agenda(), one_person(answers, form="full")).cells["3-T"]
    assert cell.published is published
    assert cell.coverage == pytest.approx(answered / (5 - refused))
    assert cell.declared == (100 if published else None)
    assert (cell.applicable, cell.answered) == (5 - refused, answered)


def test_a_cell_that_does_not_apply_leaves_the_count() -> None:
    card = _short(a2F="NA")
    cell = card.cells["2-F"]
    assert (cell.published, cell.coverage, cell.low, cell.gap) == (False, None, None, None)
    assert card.overall.published
    assert card.overall.coverage == 1
    assert not card.overall.provisional
    assert card.areas["2"].provisional  # three cells
    # The range does not open for what does not apply.
    unknown = _short(a2F="DK")
    assert unknown.dimensions["F"].high is not None
    assert card.dimensions["F"].high is not None
    assert unknown.dimensions["F"].high > card.dimensions["F"].high


@pytest.mark.parametrize(
    ("unknown", "published"), [(["a1T", "a2O"], True), (["a1T", "a2O", "a3P"], False)]
)
def test_overall_needs_seven_eighths_of_the_cells(unknown: list[str], published: bool) -> None:
    not_known: dict[str, Answer] = dict.fromkeys(unknown, "DK")
    card = _short(**not_known)
    assert all(d.published for d in card.dimensions.values())
    assert card.overall.published is published
    assert card.overall.provisional is published


def test_areas_need_three_cells() -> None:
    card = _short(a1T="DK", a2T="DK", a2O="DK")
    assert (card.areas["1"].published, card.areas["1"].provisional) == (True, True)
    assert not card.areas["2"].published
    assert (card.areas["3"].published, card.areas["3"].provisional) == (True, False)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"T": 3, "P": 1}, {"design-without-traction"}),
        ({"O": 3, "F": 1}, {"delivery-without-direction"}),
        ({"P": 3, "T": 1}, {"mandate-without-means"}),
        ({"P": 3, "O": 1}, {"mandate-without-means"}),
        ({"T": 3, "O": 1}, {"plans-without-delivery"}),
        ({"F": 3, "O": 1}, {"visions-without-hands"}),
        ({"T": 3, "O": 1, "P": 1}, {"plans-without-delivery", "design-without-traction"}),
        ({"T": 1, "F": 3}, set()),
        ({"T": 2, "O": 2}, set()),
    ],
)
def test_alerts(cells: dict[str, int], codes: set[str]) -> None:
    levels = {f"a{a}{d}": cells.get(d, 2) for a in range(1, 5) for d in "TOPF"}
    assert {hit.code for hit in _short(**levels).alerts} == codes


def test_an_alert_names_what_is_low() -> None:
    levels = {f"a{a}{d}": {"P": 4, "F": 2}.get(d, 1) for a in range(1, 5) for d in "TOPF"}
    (hit,) = _short(**levels).alerts
    assert (hit.code, hit.high, hit.low) == ("mandate-without-means", "P", ("T", "O"))


def test_alerts_fire_at_the_cuts() -> None:
    # T = (3+3+2+2)/4 = 62.5; P = (2+2+1+1)/4 = 37.5, which is not low.
    base = {"a1T": 3, "a2T": 3, "a1P": 2, "a2P": 2, "a3P": 1, "a4P": 1}
    assert _short(**base).alerts == ()
    lower = _short(**base | {"a2P": 1})
    assert [hit.code for hit in lower.alerts] == ["design-without-traction"]
    assert _short(**base | {"a2P": 1, "a2T": 2}).alerts == ()


def test_alerts_need_published_capacities() -> None:
    levels: dict[str, Answer] = {"a1T": 4, "a2T": 4, "a3T": 4, "a4T": 4}
    levels |= {"a1P": 0, "a2P": 0, "a3P": "DK", "a4P": "DK"}
    card = _short(**levels)
    assert not card.dimensions["P"].published
    assert card.alerts == ()


def test_weights_of_ones_own_mark_the_result() -> None:
    answers = short_levels(a1T=4, a2T=0, a3T=0, a4T=0)
    assert not score(agenda(), one_person(answers)).local_weights
    heavy = Weights(areas={"1": 0.7, "2": 0.1, "3": 0.1, "4": 0.1})
    card = score(agenda(), one_person(answers, weights=heavy))
    assert card.local_weights
    assert card.dimensions["T"].declared == pytest.approx(70)
    one = Weights(areas={"1": 0.5})  # the others keep their quarter; shares are renormalised
    card = score(agenda(), one_person(answers, weights=one))
    assert card.dimensions["T"].declared == pytest.approx(40)


def test_item_weights_move_their_cell() -> None:
    items = [i for i, item in FULL.items() if item.cell == "1-T"]
    answers = dict(zip(items, (4, 0, 0), strict=True))
    plain = score(agenda(), one_person(answers, form="full"))
    assert plain.cells["1-T"].declared == pytest.approx(100 / 3)
    weighted = one_person(answers, form="full", weights=Weights(items={items[0]: 2}))
    card = score(agenda(), weighted)
    assert card.cells["1-T"].declared == pytest.approx(50)
    assert card.cells["1-T"].coverage == 1
    assert card.local_weights


def test_objectives_of_the_full_form() -> None:
    own = [i for i, item in FULL.items() if item.objective == "2.5"]
    for unknown, state in ((0, (True, False)), (1, (True, True)), (2, (False, False))):
        answers: dict[str, Answer] = dict.fromkeys(own[unknown:], 3)
        found = score(agenda(), one_person(answers, form="full")).objectives["2.5"]
        assert (found.published, found.provisional) == state
        assert found.coverage == pytest.approx((4 - unknown) / 4)
    answers = dict(zip(own, (4, 4, 4, 0), strict=True))
    found = score(agenda(), one_person(answers, form="full")).objectives["2.5"]
    assert found.declared == pytest.approx(25 * 5**0.75 - 25)


def test_components_need_two_items() -> None:
    own = [i for i, item in FULL.items() if item.component == "T4"]
    for levels, expected in (((3,), None), ((3, 4), 87.5)):
        answers = dict(zip(own, levels, strict=False))
        card = score(agenda(), one_person(answers, form="full"))
        assert card.components["T4"] == expected
    short = score(agenda(), one_person(short_levels()))
    assert set(short.components.values()) == {None}
    assert short.objectives == {}


def test_float_noise_moves_no_cut() -> None:
    """Three respondents' thirds add up to exact cuts."""
    answers = [("technical", 1), ("authority", 2), ("external", 3)]
    assessment = group("1.1-P", [*answers, ("technical", 1), ("technical", 1)])
    value = item_values(agenda(), assessment)["1.1-P"].value
    assert value == 2
    assert value is not None
    assert band(25 * float(value)) == 2
