"""The shapes that pictures are made of, and how to paint them.

Painting a `Picture`:

* Units are logical pixels on screen and points on paper. The origin is the top left corner, x
  grows to the right and y downwards. A canvas may scale the whole picture, both axes alike.
* Paint the shapes in their order; later ones lie on top.
* Colours are token names ("ink", "dim-T", "level-2", …; all of them in `palette.LIGHT`). The
  canvas looks them up in the theme of the moment; None means: not filled, not stroked.
* `opacity` 0–1 holds for fill and stroke together. Strokes are centred on the outline, with
  round caps and joins. `dash` is (on, off) in units, () for a solid line.
* `Label` stands on its baseline at (x, y): it begins there (anchor "start"), is centred on it
  ("middle") or ends there ("end"). `size` is the em height; the family is Noto Sans. It is plain
  text in one line and never markup; pictures wrap and shorten it themselves with a `TextMeasure`
  of the same canvas.
* `Target`s are the places that mean something: a hit test, a tooltip, the keyboard's focus ring.
  Their order is the reading order; `name` is what a screen reader says.
* `table` holds the same content in words: what is shown instead of, or beside, the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Weight = Literal["regular", "semibold", "bold"]
Point = tuple[float, float]
Dash = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `radius` rounds its four corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    dash: Dash = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    stroke_width: float = 1.0
    dash: Dash = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through its points."""

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float = 1.0
    dash: Dash = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline through its points."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    dash: Dash = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """One line of plain text on the baseline y."""

    x: float
    y: float
    text: str
    size: float
    fill: str = "ink"
    weight: Weight = "regular"
    anchor: Anchor = "start"


Shape = Rect | Line | Polyline | Polygon | Circle | Label


@dataclass(frozen=True, slots=True)
class Target:
    """A place that stands for something, such as key "1-T" of the heat map."""

    x: float
    y: float
    width: float
    height: float
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """The content of a picture in words; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture. `description` is one sentence for those who do not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str
    table: DataTable
    targets: tuple[Target, ...] = ()
