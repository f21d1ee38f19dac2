"""Pictures on paper: paints the shapes of `charts` on a ReportLab canvas."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from topp_desktop.charts.palette import LIGHT
from topp_desktop.charts.shapes import (
    Circle,
    Label,
    Line,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Weight,
)
from topp_desktop.reports.fonts import FALLBACK, FONT, runs, text_width

COLOUR = {token: HexColor(value) for token, value in LIGHT.items()}
"""The light palette as ReportLab colours."""


def draw_text(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = "ink",
    *,
    weight: Weight = "regular",
    anchor: str = "start",
) -> None:
    """One line of plain text on the baseline y, y upwards."""
    if anchor != "start":
        width = text_width(text, size, weight)
        x -= width if anchor == "end" else width / 2
    line = canvas.beginText(x, y)
    line.setFillColor(COLOUR[colour])
    for piece, foreign in runs(text.replace("\n", " ")):
        line.setFont(FALLBACK if foreign else FONT[weight], size)
        line.textOut(piece)
    canvas.drawText(line)


class _Painter:
    """Paints one picture; the canvas' origin is the picture's lower left corner."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height

    def paint(self, shape: Shape) -> None:
        canvas = self._canvas
        if isinstance(shape, Label):
            draw_text(
                canvas,
                shape.x,
                self._height - shape.y,
                shape.text,
                shape.size,
                shape.fill,
                weight=shape.weight,
                anchor=shape.anchor,
            )
            return
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        if shape.stroke is not None:
            canvas.setStrokeColor(COLOUR[shape.stroke])
            canvas.setLineWidth(shape.stroke_width)
        fill = None if isinstance(shape, Line | Polyline) else shape.fill
        if fill is not None:
            canvas.setFillColor(COLOUR[fill])
        # After the colours: setting a colour also sets its own alpha.
        canvas.setFillAlpha(shape.opacity)
        canvas.setStrokeAlpha(shape.opacity)
        if not isinstance(shape, Circle) and shape.dash:
            canvas.setDash(list(shape.dash))
        style = {"stroke": int(shape.stroke is not None), "fill": int(fill is not None)}
        self._outline(shape, style)
        canvas.restoreState()

    def _outline(self, shape: Shape, style: dict[str, int]) -> None:
        canvas, height = self._canvas, self._height
        match shape:
            case Rect():
                y = height - shape.y - shape.height
                canvas.roundRect(shape.x, y, shape.width, shape.height, shape.radius, **style)
            case Circle():
                canvas.circle(shape.x, height - shape.y, shape.radius, **style)
            case Line():
                canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
            case Polyline():
                self._path(shape.points, style, close=False)
            case Polygon():
                self._path(shape.points, style, close=True)
            case _:
                raise TypeError(type(shape))

    def _path(self, points: tuple[Point, ...], style: dict[str, int], *, close: bool) -> None:
        path = self._canvas.beginPath()
        for n, (x, y) in enumerate(points):
            (path.lineTo if n else path.moveTo)(x, self._height - y)
        if close:
            path.close()
        self._canvas.drawPath(path, **style)


def paint(canvas: Canvas, picture: Picture, x: float, y: float) -> None:
    """Paints a picture at its own size; (x, y) is its lower left corner."""
    canvas.saveState()
    canvas.translate(x, y)
    painter = _Painter(canvas, picture.height)
    for shape in picture.shapes:
        painter.paint(shape)
    canvas.restoreState()


class PictureBox(Flowable):  # type: ignore[misc]
    """A picture in the flow of a document."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        self.width, self.height = picture.width, picture.height

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        paint(self.canv, self.picture, 0, 0)
