"""The colour tokens of every picture, with their light values.

The window derives dark and high contrast from its own theme under the same names; paper uses
these. Every ink on its ground has a contrast of 4.5:1 or more, every shape 3:1 or a border.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LIGHT: Final = MappingProxyType(
    {
        "ink": "#1B2733",
        "muted": "#566573",
        "line": "#D9E0E6",
        "ground": "#F4F6F8",
        "card": "#FFFFFF",
        "accent": "#0B5C8A",
        "accent-dark": "#084766",
        "accent-tint": "#E6F0F6",
        "ink-on-accent": "#FFFFFF",
        "done": "#14633A",
        "done-tint": "#DFF2E7",
        "attention": "#704200",
        "attention-tint": "#FFF0D6",
        "trouble": "#8C1D18",
        "trouble-tint": "#FBE3E1",
        "neutral": "#566573",
        "neutral-tint": "#EEF1F4",
        "dim-T": "#1F5FA8",
        "dim-O": "#0A7869",
        "dim-P": "#A8480B",
        "dim-F": "#6B4BA3",
        "tint-T": "#E4EDF8",
        "tint-O": "#DFF1EE",
        "tint-P": "#FBEADF",
        "tint-F": "#ECE6F6",
        "level-0": "#EEF1F4",
        "level-1": "#CFE3EC",
        "level-2": "#93C3D8",
        "level-3": "#2A779B",
        "level-4": "#0A4668",
        "ink-on-level-0": "#1B2733",
        "ink-on-level-1": "#1B2733",
        "ink-on-level-2": "#1B2733",
        "ink-on-level-3": "#FFFFFF",
        "ink-on-level-4": "#FFFFFF",
    }
)


def dimension_colour(dimension: str | None) -> str:
    """The token of a dimension's colour; other instruments' dimensions share the accent."""
    token = f"dim-{dimension}"
    return token if token in LIGHT else "accent"


def dimension_tint(dimension: str | None) -> str:
    """The token of a dimension's pale ground."""
    token = f"tint-{dimension}"
    return token if token in LIGHT else "accent-tint"
