"""Pictures on screen: what is painted, reached by keyboard, copied, and saved."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage, page_of
from topp_desktop.charts.shapes import (
    Circle,
    DataTable,
    Label,
    Line,
    Picture,
    Polygon,
    Rect,
    Target,
)
from topp_desktop.charts.text import TextMeasure
from topp_desktop.ui.pages.results.page import ResultsPage
from topp_desktop.ui.painters import ScreenMeasure, picture_image, picture_png, picture_svg
from topp_desktop.ui.theme.palette import DARK, LIGHT
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas

MARGIN = 16


def picture(*targets: Target, name: str = "A <b>title</b>") -> Picture:
    return Picture(
        200,
        100,
        (
            Rect(0, 0, 40, 40, "accent"),
            Rect(60, 0, 40, 40, None, "trouble", 4),
            Polygon(((120, 0), (160, 0), (160, 40), (120, 40)), fill="done", opacity=0.5),
            Circle(20, 80, 10, "dim-T"),
            Line(60, 80, 100, 80, "ink", 6),
            Label(110, 90, "Año ñandú", 14, "ink", "bold"),
        ),
        name,
        "What it shows.",
        DataTable(("a", "b"), (("=1+1", "2"), ("-5", "x"))),
        targets,
    )


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def test_every_shape_is_painted_in_its_tokens_colour(theme: Theme) -> None:
    for colours in (LIGHT, DARK):
        image = picture_image(picture(), colours, 1.0)

        def at(x: int, y: int, image: QImage = image) -> str:
            return QColor(image.pixel(x + MARGIN, y + MARGIN)).name().upper()

        assert at(20, 20) == colours["accent"].upper()
        assert at(60, 20) == colours["trouble"].upper()
        assert at(80, 20) == colours["card"].upper(), "not filled"
        assert at(20, 80) == colours["dim-T"].upper()
        assert at(80, 80) == colours["ink"].upper()
        half, done, card = (QColor(c) for c in (at(140, 20), colours["done"], colours["card"]))
        assert abs(half.red() - (done.red() + card.red()) / 2) <= 2, "half transparent"
        inked = {at(x, y) for x in range(110, 180) for y in range(76, 94)}
        assert colours["ink"].upper() in inked, "text"


def test_a_text_is_as_long_as_it_was_measured(theme: Theme) -> None:
    measure = ScreenMeasure()
    said = "Mesa entre niveles con voz para todos"
    for size in (11.3, 13.5, 15.0, 27.0):
        wide = measure.width(said, size, "semibold")
        shown = Picture(
            600, 60, (Label(0, 40, said, size, "ink", "semibold"),), "", "", DataTable((), ())
        )
        image = picture_image(shown, LIGHT, 1.0)
        ground = QColor(LIGHT["card"]).rgb()
        columns = [
            x
            for x in range(image.width())
            if any(image.pixel(x, y) != ground for y in range(image.height()))
        ]
        assert columns[-1] - columns[0] == pytest.approx(wide, abs=size * 0.25)


def test_files_hold_the_picture(theme: Theme, tmp_path: Path) -> None:
    png = QImage.fromData(picture_png(picture(), LIGHT))
    assert (png.width(), png.height()) == (2 * (200 + 2 * MARGIN), 2 * (100 + 2 * MARGIN))
    svg = picture_svg(picture(), LIGHT).decode("utf-8")
    assert "A &lt;b&gt;title" in svg, "plain text stays plain text"
    assert "What it shows." in svg
    assert "Año ñandú" in svg, "text stays text"


def spots(canvas: ChartCanvas) -> list[QAbstractButton]:
    return [s for s in canvas.findChildren(QAbstractButton) if not s.isHidden()]


def test_targets_are_reached_by_keyboard_and_named(theme: Theme, qtbot: QtBot) -> None:
    def draw(_: TextMeasure, _width: float, _size: float) -> Picture:
        return picture(
            Target(0, 0, 40, 40, "a", "First <b>cell</b>: 5"),
            Target(60, 0, 40, 40, "b", "Second"),
            Target(0, 60, 10, 10, "c", "Below"),
        )

    canvas = ChartCanvas(theme, draw)
    qtbot.addWidget(canvas)
    canvas.resize(200, 100)
    canvas.show()
    first, second, below = spots(canvas)
    assert [s.accessibleName() for s in (first, second, below)] == [
        "First <b>cell</b>: 5",
        "Second",
        "Below",
    ]
    assert "&lt;b&gt;" in first.toolTip()
    assert min(below.width(), below.height()) >= 24
    tab = [s for s in (first, second, below) if s.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tab == [first], "one stop; the arrows go on"
    keys: list[str] = []
    canvas.activated.connect(keys.append)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClick(second, Qt.Key.Key_Left)
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(below, Qt.Key.Key_Space)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert keys == ["b", "c", "a"]


def test_a_picture_follows_the_width_and_the_text_size(theme: Theme, qtbot: QtBot) -> None:
    asked: list[tuple[float, float]] = []

    def draw(_: TextMeasure, width: float, size: float) -> Picture:
        asked.append((width, size))
        return Picture(width, width / 2, (), "t", "d", DataTable((), ()))

    canvas = ChartCanvas(theme, draw, text_size=10)
    qtbot.addWidget(canvas)
    canvas.show()
    canvas.resize(300, 200)
    assert canvas.picture.width == 300
    assert canvas.heightForWidth(500) == 250
    assert canvas.accessibleName() == "t"
    assert {size for _, size in asked} == {10 * theme.scale}
    QGuiApplication.processEvents()


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_saved_picture_says_whose_figures_it_shows(
    suffix: str, planned: Stage, tmp_path: Path
) -> None:
    page = page_of(planned, "results", ResultsPage)
    chart = page.overview.map
    path = tmp_path / f"mapa{suffix}"
    chart.save_to(path)
    planned.settle()
    drawn = chart.canvas.picture
    if suffix == ".png":
        assert QImage(str(path)).height() > 2 * drawn.height + 4 * 16
        return
    said = html.unescape(" ".join(path.read_text("utf-8").split()))
    assert f">{drawn.title}<" in re.sub(r"\s*([<>])\s*", r"\1", said)
    for part in ("Municipio de Ejemplo", "Medición 2026-1", "4 de marzo de 2026", "TOPP Desktop"):
        assert part in said
