"""The screen's canvas for `charts.shapes.Picture`: QPainter, QImage and SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from topp_desktop.charts.shapes import (
    Circle,
    Dash,
    Label,
    Line,
    Picture,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Weight,
)
from topp_desktop.charts.text import block, block_height, wrap
from topp_desktop.ui.theme.theme import FAMILY

_WEIGHTS: Mapping[Weight, QFont.Weight] = {
    "regular": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}
_DOTS_PER_INCH = 96
_EXPORT_SCALE = 2.0
_MARGIN = 16.0
_HEADING, _SOURCE = 15.0, 11.0
"""Sizes of what stands around a picture that leaves the program."""


def _font(weight: Weight) -> QFont:
    font = QFont(FAMILY)
    font.setWeight(_WEIGHTS[weight])
    # Hinted widths jump from size to size: what fits on screen would not fit on paper.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class ScreenMeasure:
    """Implements `charts.text.TextMeasure`; widths are measured large, then scaled."""

    _EM = 200

    def __init__(self) -> None:
        self._metrics: dict[Weight, QFontMetricsF] = {}

    def width(self, text: str, size: float, weight: Weight) -> float:
        metrics = self._metrics.get(weight)
        if metrics is None:
            font = _font(weight)
            font.setPixelSize(self._EM)
            metrics = self._metrics[weight] = QFontMetricsF(font)
        return metrics.horizontalAdvance(text) * size / self._EM


def paint_picture(
    painter: QPainter, picture: Picture, colours: Mapping[str, str], scale: float = 1.0
) -> None:
    """Paints the shapes at the painter's origin; `colours` gives "#RRGGBB" for each token."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    canvas = _Canvas(painter, colours)
    for shape in picture.shapes:
        canvas.paint(shape)
    painter.restore()


class _Canvas:
    """One painter with the theme of the moment."""

    def __init__(self, painter: QPainter, colours: Mapping[str, str]) -> None:
        self._painter = painter
        self._colours = colours
        self._measure = ScreenMeasure()

    def paint(self, shape: Shape) -> None:
        if isinstance(shape, Label):
            self._text(shape)
            return
        painter = self._painter
        painter.setOpacity(shape.opacity)
        match shape:
            case Rect():
                self._style(shape.fill, shape.stroke, shape.stroke_width, shape.dash)
                box = QRectF(shape.x, shape.y, shape.width, shape.height)
                painter.drawRoundedRect(box, shape.radius, shape.radius)
            case Line():
                self._style(None, shape.stroke, shape.stroke_width, shape.dash)
                painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
            case Polyline():
                self._style(None, shape.stroke, shape.stroke_width, shape.dash)
                painter.drawPolyline(_polygon(shape))
            case Polygon():
                self._style(shape.fill, shape.stroke, shape.stroke_width, shape.dash)
                painter.drawPolygon(_polygon(shape))
            case Circle():
                self._style(shape.fill, shape.stroke, shape.stroke_width, ())
                painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        painter.setOpacity(1.0)

    def _style(self, fill: str | None, stroke: str | None, width: float, dash: Dash) -> None:
        painter = self._painter
        painter.setBrush(QBrush(self._colour(fill)) if fill else Qt.BrushStyle.NoBrush)
        if stroke is None or width <= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(self._colour(stroke), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            # Qt counts dashes in widths of the pen; flat ends keep the gaps open.
            pen.setDashPattern([length / width for length in dash])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)

    def _text(self, shape: Label) -> None:
        painter = self._painter
        x = shape.x
        if shape.anchor != "start":
            advance = self._measure.width(shape.text, shape.size, shape.weight)
            x -= advance / 2 if shape.anchor == "middle" else advance
        # Qt rounds a font to whole pixels; the rest is left to the painter, so that a line is
        # exactly as long as it was measured.
        pixels = max(1, round(shape.size))
        font = _font(shape.weight)
        font.setPixelSize(pixels)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._colour(shape.fill))
        painter.translate(x, shape.y)
        painter.scale(shape.size / pixels, shape.size / pixels)
        painter.drawText(QPointF(0, 0), shape.text)
        painter.restore()

    def _colour(self, token: str) -> QColor:
        return QColor(self._colours[token])


def _polygon(shape: Polyline | Polygon) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in shape.points])


def captioned(picture: Picture, source: str) -> tuple[Picture, float]:
    """The picture with its title above and where it comes from below, for whoever finds it apart
    from the program; and how far the picture itself was moved down."""
    measure = ScreenMeasure()
    heading = wrap(picture.title, picture.width, _HEADING, measure, weight="semibold", lines=2)
    below = wrap(source, picture.width, _SOURCE, measure, lines=3)
    top = block_height(len(heading), _HEADING) + _HEADING
    foot = top + picture.height + _SOURCE
    shapes = (
        *block(heading, 0, 0, _HEADING, weight="semibold"),
        *block(below, 0, foot, _SOURCE, fill="muted"),
    )
    height = foot + block_height(len(below), _SOURCE)
    return replace(picture, height=height, shapes=shapes, targets=()), top


def picture_image(
    picture: Picture, colours: Mapping[str, str], scale: float = _EXPORT_SCALE, source: str = ""
) -> QImage:
    """The picture on a card with a margin; `scale` pixels for each unit; with a source, title and
    source around it."""
    frame, top = captioned(picture, source) if source else (picture, 0.0)
    width, height = frame.width + 2 * _MARGIN, frame.height + 2 * _MARGIN
    image = QImage(QSize(round(width * scale), round(height * scale)), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(_DOTS_PER_INCH / 0.0254))
    image.setDotsPerMeterY(round(_DOTS_PER_INCH / 0.0254))
    image.fill(QColor(colours["card"]))
    painter = QPainter(image)
    painter.translate(_MARGIN * scale, _MARGIN * scale)
    if source:
        paint_picture(painter, frame, colours, scale)
        painter.translate(0, top * scale)
    paint_picture(painter, picture, colours, scale)
    painter.end()
    return image


def picture_png(picture: Picture, colours: Mapping[str, str], source: str = "") -> bytes:
    """The picture as a PNG file, two pixels for each unit; source as in `picture_image`."""
    return image_png(picture_image(picture, colours, source=source))


def image_png(image: QImage) -> bytes:
    """An image as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub asks for bytes
    buffer.close()
    return bytes(data.data())


def picture_svg(picture: Picture, colours: Mapping[str, str], source: str = "") -> bytes:
    """The picture as an SVG file with its title and description; text stays text; source as in
    `picture_image`."""
    from PySide6.QtSvg import QSvgGenerator

    frame, top = captioned(picture, source) if source else (picture, 0.0)
    width, height = frame.width + 2 * _MARGIN, frame.height + 2 * _MARGIN
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(picture.title)
    generator.setDescription(picture.description)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, width, height), QColor(colours["card"]))
    painter.translate(_MARGIN, _MARGIN)
    if source:
        paint_picture(painter, frame, colours)
        painter.translate(0, top)
    paint_picture(painter, picture, colours)
    painter.end()
    return bytes(data.data())
