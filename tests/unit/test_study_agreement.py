"""Agreement of ratings, against examples worked out by hand."""

from __future__ import annotations

import pytest

from topp_desktop.domain.study.agreement import (
    exact_agreement,
    group_kappa,
    group_kappa_interval,
    paired_kappa,
)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # Observed (0+0+0+4)/4 = 1; first 0,0,1,2 and second 0,1,2,2: expected 26/16.
        ([(0, 0), (1, 1), (2, 2), (0, 2)], 1 - 16 / 26),
        # Each one's opposite: observed 16, expected 32/4 = 8.
        ([(0, 4), (4, 0)], -1.0),
        ([(0, 0), (4, 4)], 1.0),
        # One step apart throughout: observed 1; first 0,1,2, second 1,2,3: expected 21/9.
        ([(0, 1), (1, 2), (2, 3)], 1 - 9 / 21),
    ],
)
def test_two_times_agree_as_worked_out_by_hand(pairs: list[tuple[int, int]], kappa: float) -> None:
    assert paired_kappa(pairs) == pytest.approx(kappa)


@pytest.mark.parametrize(
    ("groups", "kappa"),
    [
        # Observed 8/6; three zeros and three twos: expected 2·(3·3·4)/36 = 2.
        ([(0, 0), (2, 2), (0, 2)], 1 / 3),
        # Three raters: observed (16/2)/6; 0,0,2,4,4,4: expected 232/36.
        ([(0, 0, 2), (4, 4, 4)], 1 - (8 / 6) / (232 / 36)),
        ([(1, 1), (3, 3, 3)], 1.0),
    ],
)
def test_raters_of_one_group_agree_as_worked_out_by_hand(
    groups: list[tuple[int, ...]], kappa: float
) -> None:
    assert group_kappa(groups) == pytest.approx(kappa)


def test_a_group_of_one_says_nothing_of_agreement() -> None:
    assert group_kappa([(0, 0), (2, 2), (0, 2), (4,)]) == pytest.approx(1 / 3)
    assert exact_agreement([(4,)]) is None


def test_where_everybody_chose_one_level_there_is_no_kappa_but_agreement() -> None:
    assert group_kappa([(2, 2), (2, 2)]) is None
    assert paired_kappa([(2, 2)]) is None
    assert exact_agreement([(2, 2), (2, 2)]) == 1
    assert group_kappa([]) is None


def test_a_large_group_does_not_speak_for_a_small_one() -> None:
    large, small = (0, 0, 0, 0, 0), (1, 3)
    assert exact_agreement([large, small]) == pytest.approx(0.5)
    assert exact_agreement([(0, 1, 2)]) == 0
    assert exact_agreement([(0, 1, 2)], within=1) == pytest.approx(2 / 3)


def test_the_interval_holds_the_kappa_and_narrows_with_more_groups() -> None:
    some = [(0, 0, 1), (2, 2, 1), (3, 4, 4), (1, 1, 3), (4, 4, 2), (0, 2, 1)]
    few, many = group_kappa_interval(some), group_kappa_interval(some * 6)
    kappa = group_kappa(some)
    assert few is not None
    assert many is not None
    assert kappa is not None
    assert few[0] < kappa < few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert group_kappa_interval(some) == few


def test_of_four_groups_no_interval_is_claimed() -> None:
    assert group_kappa_interval([(0, 1), (2, 2), (3, 4), (1, 1)]) is None
