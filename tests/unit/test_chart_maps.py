"""Maps of targets, coverage and changes; trends; spreads of levels: what is drawn and said."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.builders import agenda, golden_assessment
from topp_desktop.charts.cell_maps import (
    answers_needed,
    change_map,
    change_words,
    coverage_map,
    target_map,
)
from topp_desktop.charts.changes import change_chart
from topp_desktop.charts.gaps import gap_chart
from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.level_bars import LevelRow, level_bars
from topp_desktop.charts.palette import LIGHT
from topp_desktop.charts.radar import radar
from topp_desktop.charts.ranges import range_chart
from topp_desktop.charts.shapes import Circle, Label, Line, Picture, Rect, Weight
from topp_desktop.charts.shares import component_shares, objective_shares
from topp_desktop.charts.trend import Link, TrendColumn, trend_chart
from topp_desktop.domain.assessment import Respondent, Response, Tally
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import CellScore, Score
from topp_desktop.domain.scoring.rounds import Comparison, ScoreDifference
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.sentences import outside_sentence
from topp_desktop.services.measurement.spreads import least_agreed, question_spread
from topp_desktop.ui.theme.palette import KINDS, contrast, palette_of

WORDS = translator("en")


class SquareLetters:
    """Every letter is 0.6 em wide: about what Noto Sans needs."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        return 0.6 * size * len(text)


MEASURE = SquareLetters()


def wording() -> Wording:
    return Wording(agenda(), "en")


def g2_card(**changes: object):  # type: ignore[no-untyped-def]
    return results_of(agenda(), replace(golden_assessment("g2.json"), **changes)).card  # type: ignore[arg-type]


DIFFERENCES = {
    "1-T": ScoreDifference(50, 75),
    "1-O": ScoreDifference(50, 50),
    "2-P": ScoreDifference(75, 50),
}
COMPARISON = Comparison(
    "same",
    ("1.1-T",),
    overall=ScoreDifference(40, 60, True),
    dimensions={"T": ScoreDifference(50, 52, False), "F": ScoreDifference(0, 0, False)},
    areas={"1": ScoreDifference(50, 60)},
    cells=DIFFERENCES,
    items={"1.1-T": ScoreDifference(50, 75)},
)


def columns(link: Link = "same", note: str = "") -> list[TrendColumn]:
    def scores(value: float) -> dict[str, Score]:
        return {d.id: Score(True, value) for d in agenda().dimensions}

    return [
        TrendColumn("2025", Score(True, 40, low=30, high=50), scores(40)),
        TrendColumn("2026", Score(True, 60, low=50, high=70), scores(60), link, note),
    ]


def drawn(picture: Picture, kind: type) -> list[object]:
    return [shape for shape in picture.shapes if isinstance(shape, kind)]


def said(picture: Picture) -> str:
    return "\n".join(s.text for s in picture.shapes if isinstance(s, Label))


PICTURES: dict[str, Callable[[float], Picture]] = {
    "map": lambda w: heat_map(g2_card(), wording(), WORDS, MEASURE, w),
    "radar": lambda w: radar(g2_card(), wording(), WORDS, MEASURE, w),
    "gaps": lambda w: gap_chart(g2_card(), wording(), WORDS, MEASURE, w),
    "ranges": lambda w: range_chart(g2_card(), wording(), WORDS, MEASURE, w),
    "targets": lambda w: target_map(g2_card(), {"1-T": 90}, wording(), WORDS, MEASURE, w),
    "coverage": lambda w: coverage_map(g2_card(), wording(), WORDS, MEASURE, w),
    "change-map": lambda w: change_map(DIFFERENCES, wording(), WORDS, MEASURE, w),
    "changes": lambda w: change_chart(
        COMPARISON, ("2025-1", "2026-1"), wording(), WORDS, MEASURE, w
    ),
    "trend": lambda w: trend_chart(columns(), wording(), WORDS, MEASURE, w),
    "trend-apart": lambda w: trend_chart(
        columns("apart", "another form"), wording(), WORDS, MEASURE, w
    ),
    "levels": lambda w: level_bars(
        [LevelRow("T", "Technical", (1, 2, 0, 3, 0), 2, "29 · to discuss")],
        wording(),
        WORDS,
        MEASURE,
        w,
        title="t",
        description="d",
        head="Capacity",
        said="Agreement",
    ),
    "components": lambda w: component_shares(g2_card(), wording(), WORDS, MEASURE, w),
    "objectives": lambda w: objective_shares(
        results_of(agenda(), golden_assessment("g1.json")).card, wording(), WORDS, MEASURE, w
    ),
}


@pytest.mark.parametrize("name", list(PICTURES))
@pytest.mark.parametrize("width", [360.0, 640.0, 1100.0])
def test_everything_lies_inside_and_uses_known_colours(name: str, width: float) -> None:
    picture = PICTURES[name](width)
    assert picture.title
    assert picture.description
    assert picture.table.rows
    assert all(len(row) == len(picture.table.header) for row in picture.table.rows)
    for shape in picture.shapes:
        for token in (getattr(shape, "fill", None), getattr(shape, "stroke", None)):
            assert token is None or token in LIGHT
        if isinstance(shape, Rect):
            assert shape.width >= 0
            assert shape.x >= -0.01
            assert shape.x + shape.width <= width + 0.01
            assert shape.y + shape.height <= picture.height + 0.01
        if isinstance(shape, Label):
            long = MEASURE.width(shape.text, shape.size, shape.weight)
            left = shape.x - {"start": 0.0, "middle": long / 2, "end": long}[shape.anchor]
            assert left >= -0.5, shape
            assert left + long <= width + 0.5 or width < 400, shape


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", list(PICTURES))
def test_every_text_of_a_picture_can_be_read(name: str, kind: str) -> None:
    """Contrast of what is written with what lies under it, in every theme."""
    palette = palette_of(kind)
    picture = PICTURES[name](900)
    for place, text in enumerate(picture.shapes):
        if not isinstance(text, Label):
            continue
        ground = "card"
        for shape in picture.shapes[:place]:
            if (
                isinstance(shape, Rect)
                and shape.fill
                and shape.opacity == 1
                and _under(shape, text)
            ):
                ground = shape.fill
        assert contrast(palette[text.fill], palette[ground]) >= 4.5, (text, ground)


def _under(shape: Rect, text: Label) -> bool:
    return (
        shape.x <= text.x <= shape.x + shape.width
        and shape.y <= text.y - text.size / 3 <= shape.y + shape.height
    )


def test_targets_that_were_set_have_a_frame_and_say_so() -> None:
    picture = PICTURES["targets"](900)
    framed = [s for s in drawn(picture, Rect) if getattr(s, "stroke", None) == "ink"]
    assert len(framed) == 1
    names = {t.key: t.name for t in picture.targets}
    assert "set by you" not in names["1-T"] or "75" in names["1-T"]
    own = target_map(g2_card(targets={"1-T": 90}), {"1-T": 90}, wording(), WORDS, MEASURE, 900)
    names = {t.key: t.name for t in own.targets}
    assert names["1-T"].endswith("75 Established, target 90 (Consolidated), set by you")
    assert "set by you" not in names["1-O"]
    assert "75 → 90" in said(own)
    setters = [row[-2] for row in own.table.rows]
    assert setters.count("the institution") == 1
    assert set(setters) == {"the institution", "the program", "–"}


def test_coverage_says_what_is_missing() -> None:
    assert answers_needed(CellScore(applicable=3, answered=1)) == 1
    assert answers_needed(CellScore(applicable=5, answered=3)) == 0
    assert answers_needed(CellScore()) == 0
    picture = PICTURES["coverage"](900)
    names = {t.key: t.name for t in picture.targets}
    assert names["3-P"].endswith("0 of 1, 1 missing")
    assert names["1-T"].endswith("1 of 1, complete")


def test_only_capacities_and_the_whole_are_judged() -> None:
    assert change_words(ScoreDifference(50, 75), WORDS) == "changed: +25"
    assert change_words(ScoreDifference(50, 75, True), WORDS) == "clear change: +25"
    assert change_words(ScoreDifference(50, 48, False), WORDS) == "within the usual variation: −2"
    assert change_words(ScoreDifference(50, 50, False), WORDS) == "no change"
    picture = PICTURES["change-map"](900)
    assert "cannot be compared" in said(picture)
    assert "50 → 75" in said(picture)
    fills = {getattr(s, "fill", None) for s in drawn(picture, Rect)}
    assert fills == {"done-tint", "attention-tint", "neutral-tint", None}


def test_a_clear_change_is_drawn_stronger() -> None:
    lines = [
        s
        for s in drawn(PICTURES["changes"](900), Line)
        if isinstance(s, Line) and s.stroke in {"accent-dark", "dim-T"}
    ]
    strong = {s.stroke: s.opacity for s in lines}
    assert strong["accent-dark"] > strong["dim-T"]


@pytest.mark.parametrize(("link", "joined", "dashed"), [
    ("same", True, False), ("method", True, True), ("apart", False, False),
])  # fmt: skip
def test_lines_join_only_what_can_be_compared(link: Link, joined: bool, dashed: bool) -> None:
    picture = trend_chart(
        columns(link, "" if link == "same" else "another way"), wording(), WORDS, MEASURE, 900
    )
    lines = [s for s in drawn(picture, Line) if isinstance(s, Line) and s.stroke == "accent-dark"]
    assert bool(lines) is joined
    assert all(bool(line.dash) is dashed for line in lines)
    assert ("another way" in said(picture)) is (link != "same")
    assert len(drawn(picture, Circle)) == 10


def test_labels_of_a_trend_do_not_meet() -> None:
    picture = PICTURES["trend"](900)
    places = sorted(
        s.y
        for s in picture.shapes
        if isinstance(s, Label) and s.anchor == "start" and s.text.endswith(" 60")
    )
    assert len(places) == 5
    assert all(after - before >= 13.5 for before, after in itertools.pairwise(places))


def test_levels_are_counted_for_questions_and_for_people() -> None:
    assessment = golden_assessment("g2.json")
    results = results_of(agenda(), assessment)
    technical = [i for i in agenda().form_items("short") if i.dimension == "T"]
    spread = question_spread(results, technical)
    assert spread.counts == (0, 0, 2, 2, 0)
    assert spread.without == 0
    assert not least_agreed(results)
    item = technical[0].id
    people = (*assessment.respondents, Respondent("b", "authority"), Respondent("c", "elected"))
    more = replace(
        assessment,
        respondents=people,
        responses=(*assessment.responses, Response("b", item, 0), Response("c", item, "DK")),
        tallies=(Tally(item, "academia", (1, 0, 0, 0, 1), dk=2),),
    )
    (one,) = least_agreed(results_of(agenda(), more))
    assert one.item == item
    assert one.counts == {0: 2, 3: 1, 4: 1}
    assert one.not_applicable + one.dont_know == 3
    assert one.agreement is not None
    assert 0 < one.agreement < 0.6


def test_a_score_outside_its_range_is_explained() -> None:
    assert outside_sentence(Score(True, 50, low=40, high=60), WORDS) == ""
    assert outside_sentence(Score(), WORDS) == ""
    assert "lies outside its range" in outside_sentence(Score(True, 0, low=7, high=32), WORDS)
