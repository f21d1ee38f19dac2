"""Pictures: inside their frame, painted in known colours, the same content as their tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import agenda, golden_assessment
from tests.support.papers import annotated, road_map_of
from topp_desktop.charts.gantt import gantt
from topp_desktop.charts.gaps import gap_chart
from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.palette import LIGHT
from topp_desktop.charts.radar import radar
from topp_desktop.charts.ranges import range_chart
from topp_desktop.charts.shapes import (
    Circle,
    Label,
    Line,
    Picture,
    Polygon,
    Rect,
    Weight,
)
from topp_desktop.charts.text import shorten, wrap
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import Scorecard
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.results import results_of

WORDS = translator("es")


class SquareLetters:
    """Every letter is 0.6 em wide: about what Noto Sans needs."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        return 0.6 * size * len(text)


MEASURE = SquareLetters()


def wording() -> Wording:
    return Wording(agenda(), "es")


def g2(**changes: object) -> Assessment:
    return replace(golden_assessment("g2.json"), **changes)  # type: ignore[arg-type]


def card_of(assessment: Assessment) -> Scorecard:
    return results_of(agenda(), assessment).card


def supported() -> Assessment:
    return annotated(golden_assessment("g2.json"), evidence=2)


def drawn_gantt(assessment: Assessment, width: float) -> Picture:
    road_map = road_map_of(assessment)
    return gantt(road_map.plan, road_map.catalogue, wording(), WORDS, MEASURE, width)


def _drawn(
    draw: Callable[..., Picture],
) -> Callable[[Assessment, float], Picture]:
    return lambda assessment, width: draw(card_of(assessment), wording(), WORDS, MEASURE, width)


PICTURES: dict[str, Callable[[Assessment, float], Picture]] = {
    "heat map": _drawn(heat_map),
    "radar": _drawn(radar),
    "gaps": _drawn(gap_chart),
    "ranges": _drawn(range_chart),
    "gantt": drawn_gantt,
}
STATES: dict[str, Callable[[], Assessment]] = {
    "g2": g2,
    "with evidence": supported,
    "nothing answered": lambda: g2(responses=()),
    "one area": lambda: g2(responses=tuple(r for r in g2().responses if r.item.startswith("1."))),
}


def texts(picture: Picture) -> list[Label]:
    return [shape for shape in picture.shapes if isinstance(shape, Label)]


def left_of(text: Label) -> float:
    width = MEASURE.width(text.text, text.size, text.weight)
    return text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]


def box_of(text: Label) -> tuple[float, float, float, float]:
    """left, top, right, bottom of the letters, without the empty part of the line."""
    left = left_of(text)
    width = MEASURE.width(text.text, text.size, text.weight)
    return left, text.y - 0.72 * text.size, left + width, text.y + 0.1 * text.size


@pytest.mark.parametrize("width", [460.0, 760.0, 1100.0])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_sound(name: str, state: str, width: float) -> None:
    picture = PICTURES[name](STATES[state](), width)
    assert picture.width == width
    assert picture.title
    assert picture.description
    for shape in picture.shapes:
        for colour in (getattr(shape, "fill", None), getattr(shape, "stroke", None)):
            assert colour is None or colour in LIGHT
        if isinstance(shape, Rect):
            assert shape.x >= -0.01
            assert shape.x + shape.width <= width + 0.01
            assert shape.y + shape.height <= picture.height + 0.01
    for text in texts(picture):
        left, top, right, bottom = box_of(text)
        assert left >= -0.01, text
        assert right <= width + 0.01, text
        assert top >= -0.01, text
        assert bottom <= picture.height + 0.2 * text.size, text
    for row in picture.table.rows:
        assert len(row) == len(picture.table.header)
    for target in picture.targets:
        assert target.name
        assert 0 <= target.y <= picture.height


@pytest.mark.parametrize("width", [460.0, 760.0, 1100.0])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", PICTURES)
def test_no_text_lies_on_another(name: str, state: str, width: float) -> None:
    boxes = [(t, box_of(t)) for t in texts(PICTURES[name](STATES[state](), width))]
    for n, (one, a) in enumerate(boxes):
        for other, b in boxes[n + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (one, other)


def test_heat_map_says_number_and_word_or_what_is_missing() -> None:
    picture = heat_map(card_of(g2()), wording(), WORDS, MEASURE, 760)
    said = [t.text for t in texts(picture)]
    assert said.count("75") == 3
    assert said.count("Establecida") == 3
    assert said.count("falta") == 1
    dashed = [s for s in picture.shapes if isinstance(s, Rect) and s.dash]
    assert len(dashed) == 1
    assert dashed[0].fill is None
    assert [t.key for t in picture.targets] == list(agenda().cells)
    place = next(t for t in picture.targets if t.key == "3-P")
    assert (dashed[0].x, dashed[0].y) == (place.x, place.y)
    assert place.name.endswith("falta")
    assert picture.table.rows[0][1] == "75 Establecida"
    assert picture.table.rows[2][3] == "falta"


def test_heat_map_tells_not_applicable_from_missing() -> None:
    responses = tuple(
        replace(r, answer="NA", reason="sin mandato") if r.item == "1.1-F" else r
        for r in g2().responses
    )
    picture = heat_map(card_of(g2(responses=responses)), wording(), WORDS, MEASURE, 760)
    assert picture.table.rows[0][4] == "no aplica"


def test_heat_map_colours_follow_the_levels() -> None:
    picture = heat_map(card_of(g2()), wording(), WORDS, MEASURE, 760)
    fills = [s.fill for s in picture.shapes if isinstance(s, Rect) and s.fill]
    assert fills[:4] == ["level-3", "level-2", "level-3", "level-1"]
    assert fills[-1] == "level-0"


def test_radar_draws_support_only_where_it_may_be_shown() -> None:
    def outlines(assessment: Assessment) -> list[str | None]:
        picture = radar(card_of(assessment), wording(), WORDS, MEASURE, 340)
        return [s.stroke for s in picture.shapes if isinstance(s, Polygon) and s.stroke_width > 1]

    assert outlines(g2()) == ["accent"]
    assert outlines(supported()) == ["accent", "muted"]


def test_radar_places_scores_on_their_axes() -> None:
    picture = radar(card_of(g2()), wording(), WORDS, MEASURE, 340)
    middle = picture.width / 2, picture.height / 2
    outer = next(s for s in picture.shapes if isinstance(s, Polygon) and s.stroke == "line")
    ring = 4 * (middle[1] - outer.points[0][1])
    dots = [s for s in picture.shapes if isinstance(s, Circle)]
    assert [round(100 * (middle[1] - dots[0].y) / ring, 6)] == [62.5]
    assert round(100 * (dots[1].x - middle[0]) / ring, 6) == 43.75
    assert round(100 * (dots[2].y - middle[1]) / ring, 4) == 58.3333
    assert round(100 * (middle[0] - dots[3].x) / ring, 6) == 18.75
    assert [d.fill for d in dots] == ["dim-T", "dim-O", "dim-P", "dim-F"]
    said = {t.text for t in texts(picture)}
    assert {"Técnica 63", "44", "Política 58", "19"} <= said


def test_radar_with_a_missing_dimension_closes_no_outline() -> None:
    without = tuple(r for r in g2().responses if not r.item.endswith("-P"))
    picture = radar(card_of(g2(responses=without)), wording(), WORDS, MEASURE, 340)
    assert not [s for s in picture.shapes if isinstance(s, Polygon) and s.stroke == "accent"]
    assert [t.text for t in texts(picture) if "falta" in t.text] == ["Política falta"]


def test_gaps_show_target_and_distance() -> None:
    card = card_of(g2(targets={"1-T": 75.0, "1-F": 100.0}))
    picture = gap_chart(card, wording(), WORDS, MEASURE, 760)
    rows = {(r[0], r[1]): r[2:] for r in picture.table.rows}
    area = wording().area_short("1")
    assert rows[area, "Técnica"] == ("75", "75", "la institución", "0")
    assert rows[area, "Prospectiva"] == ("25", "100", "la institución", "75")
    assert "25 → 100" in {t.text for t in texts(picture)}
    assert len(picture.table.rows) == 16


def test_gaps_of_some_areas() -> None:
    picture = gap_chart(card_of(g2()), wording(), WORDS, MEASURE, 760, areas=["2"])
    assert [t.key for t in picture.targets] == ["2-T", "2-O", "2-P", "2-F"]


def test_ranges_span_low_to_high() -> None:
    card = card_of(g2())
    picture = range_chart(card, wording(), WORDS, MEASURE, 760)
    assert picture.table.rows[0] == ("General", "43", "28–58")
    bars = [s for s in picture.shapes if isinstance(s, Line) and s.opacity < 1]
    assert len(bars) == 9
    low, high = card.overall.low, card.overall.high
    assert low is not None
    assert high is not None
    scale = (bars[0].x2 - bars[0].x1) / (high - low)
    dimension = card.dimensions["T"]
    assert dimension.low is not None
    assert dimension.high is not None
    assert bars[1].x2 - bars[1].x1 == pytest.approx(scale * (dimension.high - dimension.low))


@pytest.mark.parametrize(("level", "filled"), [(None, 0), (0, 1), (2, 3), (4, 5)])
def test_level_meter_fills_up_to_the_level(level: int | None, filled: int) -> None:
    picture = level_meter(level, wording(), WORDS, 260)
    rects = [s for s in picture.shapes if isinstance(s, Rect)]
    assert [r.fill for r in rects] == ["accent"] * filled + ["level-0"] * (5 - filled)


def _luminance(value: str) -> float:
    parts = [int(value[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    a, b = sorted((_luminance(LIGHT[one]), _luminance(LIGHT[other])), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((f"ink-on-level-{n}", f"level-{n}") for n in range(5)),
        *((f"dim-{d}", "card") for d in "TOPF"),
        *(("ink", f"tint-{d}") for d in "TOPF"),
        *(("muted", f"tint-{d}") for d in "TOPF"),
        *((t, f"{t}-tint") for t in ("done", "attention", "trouble", "neutral")),
        ("ink", "ground"),
        ("muted", "card"),
        ("muted", "ground"),
        ("accent-dark", "card"),
        ("level-1", "accent-dark"),
    ],
)
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.5


@given(
    st.text(alphabet="abc áñ", max_size=200),
    st.floats(min_value=10, max_value=400),
    st.integers(min_value=1, max_value=4),
)
def test_wrapped_lines_fit(text: str, width: float, lines: int) -> None:
    found = wrap(text, width, 10, MEASURE, lines=lines)
    assert len(found) <= lines
    assert all(MEASURE.width(line, 10, "regular") <= max(width, 6) for line in found)
    if found and not any(line.endswith("…") for line in found):
        assert " ".join(found).split() == text.split()


@given(st.text(max_size=80), st.floats(min_value=6, max_value=500))
def test_shortened_text_is_a_beginning(text: str, width: float) -> None:
    found = shorten(text, width, 10, MEASURE)
    assert MEASURE.width(found, 10, "regular") <= width
    assert text.startswith(found.removesuffix("…"))
