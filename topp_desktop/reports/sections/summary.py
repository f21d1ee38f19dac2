"""One page for the authority: level, capacities, strengths, gaps, first actions."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from reportlab.platypus import Paragraph, Spacer

from topp_desktop.charts.level_meter import level_meter
from topp_desktop.charts.radar import radar
from topp_desktop.charts.shares import alert_shares, dimension_shares
from topp_desktop.domain.instrument import Item
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.kit import CHART_SIZE, Kit, Story
from topp_desktop.reports.markup import LONGEST_CELL, bounded, plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.measurement.sentences import (
    LABEL_EXPLAINED,
    level_sentence,
    support_sentence,
)

FIRST_ACTIONS = 5
LONGEST_LINE = 120
"""Characters of a title or a responsible here, where everything has to stay on one page."""


def summary(kit: Kit) -> Story:
    """The summary page; what is missing is said in its place."""
    words, results = kit.words, kit.results
    story = kit.section(words.gettext("Summary for the authority"))
    story += _levels(kit)
    leveled = results.card.leveled
    if leveled and not results.card.show_supported:
        story += [kit.callout(support_sentence(results, words))]
    if results.strengths or results.gaps or (leveled and results.answered):
        half = kit.width / 2 - 9
        story += [
            Spacer(1, 6),
            kit.columns(
                _standouts(kit, words.gettext("Strengths"), results.strengths, "done", half),
                _standouts(kit, words.gettext("Gaps"), results.gaps, "trouble", half),
            ),
        ]
    return [*story, *(_first_actions(kit) if leveled else _alerts(kit))]


def _levels(kit: Kit) -> Story:
    words, wording, results = kit.words, kit.wording, kit.results
    overall = results.card.overall
    left: Story = []
    if overall.label is not None and overall.declared is not None:
        left = [
            kit.text(words.gettext("Overall level, from the answers"), styles.MUTED),
            Paragraph(plain(wording.level(overall.label)), styles.FIGURE),
            Spacer(1, 5),
            kit.picture(level_meter(overall.label, wording, words, kit.width * 0.42)),
            Spacer(1, 7),
            kit.text(
                words.gettext("{score} of 100 · could lie between {low} and {high}").format(
                    score=words.number(overall.declared),
                    low=words.number(overall.low or 0),
                    high=words.number(overall.high or 0),
                )
            ),
            kit.text(words.gettext(LABEL_EXPLAINED), styles.MUTED),
            Spacer(1, 5),
            kit.text(
                words.gettext("Weakest capacity: {name}, {score}.").format(
                    name=wording.dimension(overall.weakest or ""),
                    score=words.number(overall.min_dimension or 0),
                ),
                styles.SMALL,
            ),
        ]
        if overall.provisional:
            left.append(
                kit.text(
                    words.gettext("Incomplete: some places of the map have no figure yet."),
                    styles.SMALL,
                )
            )
    elif results.card.leveled:
        left = [kit.text(level_sentence(results, wording, words))]
    else:
        bars = dimension_shares(
            results.card, wording, words, kit.measure, kit.width * 0.44, size=CHART_SIZE
        )
        left = [
            kit.text(words.gettext("This questionnaire has no overall level.")),
            Spacer(1, 10),
            kit.picture(bars),
        ]
    picture = radar(
        results.card, wording, words, kit.measure, kit.width * 0.52, size=CHART_SIZE + 0.6
    )
    return [kit.columns(left, [kit.picture(picture)], share=0.46)]


def _standouts(kit: Kit, title: str, items: Sequence[Item], tone: str, width: float) -> Story:
    """What stands out: the question's topic, and the level's own sentence."""
    words, wording = kit.words, kit.wording
    story: Story = [Paragraph(strong(title), styles.CARD_TITLE), Spacer(1, 4)]
    if not items:
        story.append(kit.text(words.gettext("None among these answers."), styles.MUTED))
    for item in items:
        value = kit.results.values[item.id].value
        level = floor(float(value or 0))
        anchors = wording.anchors(item.id)
        topic = wording.objective(item.objective or "")
        said = anchors[level] if level < len(anchors) else wording.level(level)
        text = (
            f"{strong(f'{wording.item_code(item)} · {topic}')}<br/>"
            f"{plain(bounded(said, words, LONGEST_CELL))}"
        )
        box = table(
            [[Paragraph(text, styles.SMALL)]],
            [width],
            [
                ("LINEBEFORE", (0, 0), (0, -1), 2.2, COLOUR[tone], "butt"),
                ("LEFTPADDING", (0, 0), (-1, -1), 8),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ],
        )
        story += [box, Spacer(1, 6)]
    return story


def _alerts(kit: Kit) -> Story:
    """Where a checklist asks for attention: its groups of questions as bars."""
    if all(hit.value is None for hit in kit.results.card.alerts):
        return []
    picture = alert_shares(
        kit.results.card, kit.wording, kit.words, kit.measure, kit.width, size=CHART_SIZE
    )
    return [
        *kit.heading(picture.title),
        kit.picture(picture),
        Spacer(1, 4),
        kit.text(
            kit.words.gettext("The marks across a bar are where its sentence changes."),
            styles.MUTED,
        ),
    ]


def _first_actions(kit: Kit) -> Story:
    words = kit.words
    first = kit.road_map.plan.first(FIRST_ACTIONS)
    title = words.gettext("First actions")
    if not kit.road_map.kept:
        title = words.gettext("First actions that the program proposes")
    story = kit.heading(title)
    if not first:
        return [*story, kit.text(words.gettext("There are no actions to plan yet."))]
    rows = []
    for number, planned in enumerate(first, start=1):
        rows.append(
            (
                words.number(number),
                bounded(kit.action_title(planned.action), words, LONGEST_LINE),
                bounded(kit.responsible(planned.action), words, LONGEST_LINE),
                planned.start.short if planned.start is not None else "–",
            )
        )
    header = (
        "",
        words.gettext("Action"),
        words.gettext("Responsible"),
        words.gettext("Semester"),
    )
    return [*story, kit.grid(header, rows, (0.05, 0.5, 0.32, 0.13))]
