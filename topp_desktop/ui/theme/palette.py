"""The tokens of the look on screen: light, dark and high contrast. No other window module names
a colour.

The light values that paper shares are `charts.palette.LIGHT`; here are the tokens that only a
screen needs (edges of what can be operated, hover, focus) and the two darker themes. Every text
pair reaches 4.5:1 and every shape pair 3:1 (WCAG 2.2, 1.4.3 and 1.4.11): `TEXT_PAIRS` and
`SHAPE_PAIRS` list them, and a test computes them.

`edge` outlines what can be operated, `line` only separates; `accent-dark` is text in the accent
colour; `text-T` … is text in a dimension's colour on the dimension's tint.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from topp_desktop.charts import palette as paper

Palette = Mapping[str, str]
"""Token → "#RRGGBB"."""

KINDS = ("light", "dark", "contrast")

LIGHT: Palette = MappingProxyType(
    {
        **paper.LIGHT,
        "edge": "#7F8D9A",
        "handle": "#B7C2CC",
        "accent-hover": "#084766",
        "banner": "#084766",
        "on-banner": "#FFFFFF",
        "banner-edge": "#084766",
        "hover": "#EEF3F7",
        "focus": "#0B5C8A",
        "track": "#E2E7EB",
        "bar": "#0B5C8A",
        "active": "#084766",
        "active-tint": "#E6F0F6",
        "text-T": "#1F5FA8",
        "text-O": "#0A6F62",
        "text-P": "#A0430A",
        "text-F": "#6B4BA3",
    }
)

DARK: Palette = MappingProxyType(
    {
        "ink": "#E8EEF3",
        "muted": "#A6B3BF",
        "line": "#303C47",
        "edge": "#75838F",
        "handle": "#4C5965",
        "ground": "#12181E",
        "card": "#1A222A",
        "accent": "#5DB2E2",
        "accent-hover": "#8CCBF0",
        "accent-tint": "#18364A",
        "ink-on-accent": "#06202F",
        "banner": "#0B3E5C",
        "on-banner": "#FFFFFF",
        "banner-edge": "#0B3E5C",
        "hover": "#222C35",
        "focus": "#8CCBF0",
        "track": "#33404B",
        "bar": "#5DB2E2",
        "done": "#86D9A8",
        "done-tint": "#143423",
        "attention": "#F2C27A",
        "attention-tint": "#3E2C0E",
        "trouble": "#F4A59F",
        "trouble-tint": "#47201D",
        "neutral": "#B4C0CA",
        "neutral-tint": "#2A353F",
        "active": "#8CCBF0",
        "active-tint": "#18364A",
        "dim-T": "#92BDF2",
        "tint-T": "#1B2E47",
        "dim-O": "#63CFBE",
        "tint-O": "#11352F",
        "dim-P": "#F1AE82",
        "tint-P": "#422712",
        "dim-F": "#C6ABF1",
        "tint-F": "#33274C",
        "level-0": "#27323B",
        "level-1": "#23495B",
        "level-2": "#2C6780",
        "level-3": "#6DB5D2",
        "level-4": "#C4E5F2",
        "ink-on-level-0": "#FFFFFF",
        "ink-on-level-1": "#FFFFFF",
        "ink-on-level-2": "#FFFFFF",
        "ink-on-level-3": "#0B161D",
        "ink-on-level-4": "#0B161D",
        "accent-dark": "#8CCBF0",
        "text-T": "#92BDF2",
        "text-O": "#63CFBE",
        "text-P": "#F1AE82",
        "text-F": "#C6ABF1",
    }
)

CONTRAST: Palette = MappingProxyType(
    {
        "ink": "#FFFFFF",
        "muted": "#F0F0F0",
        "line": "#FFFFFF",
        "edge": "#FFFFFF",
        "handle": "#FFFFFF",
        "ground": "#000000",
        "card": "#000000",
        "accent": "#FFE14D",
        "accent-hover": "#FFF3A8",
        "accent-tint": "#332C00",
        "ink-on-accent": "#000000",
        "banner": "#000000",
        "on-banner": "#FFFFFF",
        "banner-edge": "#FFFFFF",
        "hover": "#262626",
        "focus": "#00E5FF",
        "track": "#4D4D4D",
        "bar": "#FFE14D",
        "done": "#7CFFB0",
        "done-tint": "#00260F",
        "attention": "#FFCF70",
        "attention-tint": "#2B1C00",
        "trouble": "#FFB3AD",
        "trouble-tint": "#330705",
        "neutral": "#FFFFFF",
        "neutral-tint": "#1F1F1F",
        "active": "#FFE14D",
        "active-tint": "#332C00",
        "dim-T": "#9CCBFF",
        "tint-T": "#001A33",
        "dim-O": "#6DFFE5",
        "tint-O": "#00261F",
        "dim-P": "#FFB98A",
        "tint-P": "#2E1300",
        "dim-F": "#D9BFFF",
        "tint-F": "#1C0A38",
        "level-0": "#000000",
        "level-1": "#333333",
        "level-2": "#595959",
        "level-3": "#B3B3B3",
        "level-4": "#FFFFFF",
        "ink-on-level-0": "#FFFFFF",
        "ink-on-level-1": "#FFFFFF",
        "ink-on-level-2": "#FFFFFF",
        "ink-on-level-3": "#000000",
        "ink-on-level-4": "#000000",
        "accent-dark": "#FFE14D",
        "text-T": "#9CCBFF",
        "text-O": "#6DFFE5",
        "text-P": "#FFB98A",
        "text-F": "#D9BFFF",
    }
)

_BY_KIND: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_GROUNDS = ("card", "ground")
_STATES = ("done", "attention", "trouble", "neutral")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "muted", "accent-dark") for ground in _GROUNDS),
    *(("ink", f"{tint}-tint") for tint in ("accent", "attention", "trouble", "done")),
    *((text, "hover") for text in ("ink", "muted", "accent-dark")),
    *((text, "accent-tint") for text in ("muted", "accent-dark")),
    *(("ink-on-accent", ground) for ground in ("accent", "accent-hover")),
    ("on-banner", "banner"),
    *((state, f"{state}-tint") for state in (*_STATES, "active")),
    *((state, ground) for state in _STATES for ground in _GROUNDS),
    *((f"text-{d}", ground) for d in "TOPF" for ground in (f"tint-{d}", "card")),
    *((f"ink-on-level-{n}", f"level-{n}") for n in range(5)),
)
"""(text, ground) of every pair of tokens that the window puts on each other."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *((shape, ground) for shape in ("edge", "focus", "accent") for ground in _GROUNDS),
    *((f"dim-{d}", "card") for d in "TOPF"),
    ("focus", "accent-tint"),
    ("on-banner", "banner"),
    ("bar", "track"),
    ("bar", "card"),
)
"""(shape, ground) of every pair that tells something by a shape."""


def palette_of(kind: str) -> Palette:
    """The palette "light", "dark" or "contrast"."""
    return _BY_KIND[kind]


def _luminance(color: str) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
