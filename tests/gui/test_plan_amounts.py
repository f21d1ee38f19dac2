"""Numbers as people in the region write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from topp_desktop.ui.pages.road_map.entries import read_amount


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", Fraction(2)),
        ("2.5", Fraction(5, 2)),
        ("2,5", Fraction(5, 2)),
        ("7/3", Fraction(7, 3)),
        ("12,000", Fraction(12000)),
        ("12.000", Fraction(12000)),
        ("0.125", Fraction(1, 8)),
        ("1.200,50", Fraction(2401, 2)),
        ("1,200.50", Fraction(2401, 2)),
        ("1 200,50", Fraction(2401, 2)),
        ("1\u00a0200", Fraction(1200)),
        ("1.200.300", Fraction(1200300)),
        ("", None),
        ("-1", None),
        ("dos", None),
        ("1/0", None),
        ("٣", None),
        ("nan", None),
        (".", None),
    ],
)
def test_amounts(typed: str, number: Fraction | None) -> None:
    assert read_amount(typed) == number
