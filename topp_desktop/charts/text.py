"""Fitting words into pictures: measuring, wrapping, shortening."""

from __future__ import annotations

from typing import Protocol

from topp_desktop.charts.shapes import Anchor, Label, Weight

ELLIPSIS = "…"
LEADING = 1.32
"""Distance of two baselines, in ems."""

CAP_HEIGHT = 0.714
"""Height of Noto Sans' capitals, in ems: what centres a line optically."""


class TextMeasure(Protocol):
    """What a canvas knows about its fonts."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        """The advance width of one line, in the picture's units."""
        ...


def wrap(
    text: str,
    width: float,
    size: float,
    measure: TextMeasure,
    *,
    weight: Weight = "regular",
    lines: int = 2,
) -> list[str]:
    """The text in at most `lines` lines no wider than `width`; what is left out ends in "…"."""
    waiting = text.split()
    found: list[str] = []
    while waiting and len(found) < lines:
        line = waiting.pop(0)
        while waiting and measure.width(f"{line} {waiting[0]}", size, weight) <= width:
            line += " " + waiting.pop(0)
        found.append(line)
    if not found:
        return []
    if waiting:
        found[-1] += ELLIPSIS
    return [shorten(line, width, size, measure, weight=weight) for line in found]


def shorten(
    text: str, width: float, size: float, measure: TextMeasure, *, weight: Weight = "regular"
) -> str:
    """The text, or as much of its beginning as fits, with "…" at its end."""
    if measure.width(text, size, weight) <= width:
        return text
    kept = text.removesuffix(ELLIPSIS)
    low, high = 0, len(kept)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(kept[:middle].rstrip() + ELLIPSIS, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return kept[:low].rstrip() + ELLIPSIS


def block(
    lines: list[str],
    x: float,
    top: float,
    size: float,
    *,
    fill: str = "ink",
    weight: Weight = "regular",
    anchor: Anchor = "start",
) -> list[Label]:
    """Lines below each other; `top` is where the capitals of the first one begin."""
    return [
        Label(x, top + size * (CAP_HEIGHT + LEADING * n), line, size, fill, weight, anchor)
        for n, line in enumerate(lines)
    ]


def block_height(lines: int, size: float) -> float:
    """From the top of the first line's capitals to the last line's baseline."""
    return size * (CAP_HEIGHT + LEADING * (lines - 1)) if lines else 0.0
