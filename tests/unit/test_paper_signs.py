"""Signs that no font of the program has: something that can be read stands in their place."""

from __future__ import annotations

import pytest

from topp_desktop.reports.fonts import clean, register_fonts, text_width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plan \U0001f600 listo", "Plan [U+1F600] listo"),
        ("\u65e5\u672c", "[U+65E5 U+672C]"),
        ("\u0e2a" * 9, "[U+0E2A U+0E2A U+0E2A U+0E2A ..]"),
        ("Ñandú g̃ ₲ — «sí»", "Ñandú g̃ ₲ — «sí»"),
    ],
)
def test_what_cannot_be_drawn_is_named(text: str, shown: str) -> None:
    register_fonts()
    assert clean(text) == shown
    assert text_width(text, 10) == pytest.approx(text_width(shown, 10))
