"""Every pair of colours that the window uses can be read, in every theme."""

from __future__ import annotations

from itertools import pairwise

import pytest

from topp_desktop.ui.theme.palette import (
    KINDS,
    LIGHT,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    contrast,
    palette_of,
)
from topp_desktop.ui.theme.style import style_sheet


def test_contrast_of_the_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)])
def test_pairs_are_readable(kind: str, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    palette = palette_of(kind)
    weak = {
        pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2)
        for pair in pairs
        if contrast(palette[pair[0]], palette[pair[1]]) < least
    }
    assert not weak


@pytest.mark.parametrize("kind", KINDS)
def test_every_theme_has_every_token(kind: str) -> None:
    assert set(palette_of(kind)) == set(LIGHT)


def test_the_style_sheet_names_only_known_tokens() -> None:
    sizes = dict.fromkeys(("title", "item", "card", "body", "small", "figure"), 15)
    for kind in KINDS:
        assert "$" not in style_sheet(palette_of(kind), sizes, round)


def test_levels_differ_without_colour() -> None:
    """Printed in grey, a higher level is darker: each step can be told from the next."""
    steps = [contrast(LIGHT[f"level-{n}"], "#FFFFFF") for n in range(5)]
    assert all(later / earlier > 1.15 for earlier, later in pairwise(steps))
