"""The road map: the Gantt, and the actions semester by semester."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer

from topp_desktop.charts.gantt import gantt, is_possible, rows_of, when
from topp_desktop.charts.labels import (
    action_code,
    action_dimension,
    step_words,
    tag_words,
)
from topp_desktop.charts.palette import LIGHT, dimension_colour
from topp_desktop.charts.shapes import Picture
from topp_desktop.domain.roadmap import ActionTag, PlannedAction, Semester
from topp_desktop.domain.roadmap.plan import FIRM_SEMESTERS
from topp_desktop.reports import styles
from topp_desktop.reports.kit import CHART_SIZE, Cell, Kit, Story
from topp_desktop.reports.markup import coloured, plain, strong
from topp_desktop.services.measurement.sentences import unplaced_sentence
from topp_desktop.services.plan.terms import PROPOSED

HEADING_ROOM = 92.0
"""What the section's heading and first sentence take of its first page, in points."""

PROPOSED_ROOM = 56.0
"""What the remark takes that the plan is only proposed."""

FEWEST_ROWS = 6
"""Rows that the last page of a calendar has at the least."""


def road_map(kit: Kit) -> Story:
    """The plan by semester; a sentence where there is none; nothing for checklists."""
    words, plan = kit.words, kit.road_map.plan
    if not kit.results.card.leveled:
        return []
    story = kit.section(words.gettext("Road map"), room=None if plan.actions else 130)
    if not plan.actions:
        nothing = words.gettext(
            "There are no actions to plan yet: they follow from the gaps of answered questions."
        )
        return [*story, kit.text(nothing)]
    capacity = words.number(float(plan.settings.person_months), 1)
    lead = words.gettext(
        "The first 18 months are firm; what comes later is indicative. The institution has "
        "{capacity} person-months in each semester for these actions."
    ).format(capacity=capacity)
    story += [kit.text(lead, styles.LEAD), *proposed(kit)]
    if plan.scheduled:
        for n, picture in enumerate(_pages(kit)):
            if n:
                story.append(PageBreak())
            story.append(kit.picture(picture))
        story += _list(kit)
    return [*story, *_left_out(kit)]


def proposed(kit: Kit) -> Story:
    """That nobody has made the plan theirs yet, as long as that is so."""
    return [] if kit.road_map.kept else [kit.callout(kit.words.gettext(PROPOSED)), Spacer(1, 8)]


def _pages(kit: Kit) -> list[Picture]:
    """The Gantt cut into pages; the line of the overall level is on the last one."""
    plan, waiting = kit.road_map.plan, list(rows_of(kit.road_map.plan))

    def drawn(actions: Sequence[PlannedAction], *, last: bool) -> Picture:
        return gantt(
            plan,
            kit.road_map.catalogue,
            kit.wording,
            kit.words,
            kit.measure,
            kit.width,
            size=CHART_SIZE - 0.6,
            actions=actions,
            level_line=last,
            today=kit.results.card.overall.declared,
        )

    heading = HEADING_ROOM if kit.road_map.kept else HEADING_ROOM + PROPOSED_ROOM
    pages: list[Picture] = []
    while waiting:
        room = kit.height - (0 if pages else heading)
        whole = drawn(waiting, last=True)
        if whole.height <= room:
            return [*pages, whole]
        # The rows' tops are the targets': what still fits above the page's foot stays.
        rows = drawn(waiting, last=False).targets
        fitting = max(1, sum(1 for row in rows if row.y + row.height <= room))
        # The last page, with the level's line, is never left with a row or two.
        fitting = max(1, min(fitting, len(waiting) - FEWEST_ROWS))
        pages.append(drawn(waiting[:fitting], last=False))
        waiting = waiting[fitting:]
    return pages


def _list(kit: Kit) -> Story:
    """All actions in one table, under the semester in which each begins."""
    words, plan = kit.words, kit.road_map.plan
    header = (
        words.gettext("Question"),
        words.gettext("Action"),
        words.gettext("Level"),
        words.gettext("Responsible"),
        words.gettext("Person-months"),
    )
    rows: list[Sequence[Cell]] = []
    titles: list[int] = []
    for semester, actions in groupby(plan.scheduled, key=lambda planned: planned.start):
        if semester is not None:
            titles.append(len(rows))
            rows.append((_semester_title(kit, semester), "", "", "", ""))
            rows += [_row(kit, planned) for planned in actions]
    if plan.possible:
        titles.append(len(rows))
        said = words.gettext("Possible in the capacity that stays free, no part of the plan")
        rows.append((Paragraph(plain(said), styles.SMALL), "", "", "", ""))
        rows += [_row(kit, planned) for planned in plan.possible]
    table = kit.grid(header, rows, (0.1, 0.37, 0.19, 0.21, 0.13), right=(4,), titles=titles)
    return [
        *kit.heading(words.gettext("Actions by semester of start"), room=150),
        table,
    ]


def _semester_title(kit: Kit, semester: Semester) -> Flowable:
    plan, words = kit.road_map.plan, kit.words
    firm = semester.index - plan.settings.start.index < FIRM_SEMESTERS
    state = words.gettext("firm") if firm else words.gettext("indicative")
    return Paragraph(f"{strong(semester.short)} · {plain(state)}", styles.SMALL)


def _row(kit: Kit, planned: PlannedAction) -> list[Cell]:
    words, wording, action = kit.words, kit.wording, planned.action
    colour = LIGHT[dimension_colour(action_dimension(action, wording))]
    title = plain(kit.action_title(action))
    if is_possible(planned):
        title += f"<br/>{coloured(when(planned), LIGHT['muted'])}"
    if planned.ranked.tag is ActionTag.MUST:
        title += f"<br/>{coloured(tag_words(planned.ranked.tag, words), LIGHT['muted'])}"
    return [
        Paragraph(coloured(action_code(action, wording), colour), styles.SMALL),
        Paragraph(title, styles.SMALL),
        "–" if action.establish else step_words(action, wording),
        kit.responsible(action),
        words.number(float(action.effort), 0 if action.effort.denominator == 1 else 1),
    ]


def _left_out(kit: Kit) -> Story:
    """What found no semester, and steps for which the catalogue has no card."""
    words, wording, plan = kit.words, kit.wording, kit.road_map.plan
    story: Story = []
    if plan.not_scheduled:
        rows = [
            (
                action_code(planned.action, wording),
                kit.action_title(planned.action),
                unplaced_sentence(planned, words),
            )
            for planned in plan.not_scheduled
        ]
        header = (words.gettext("Question"), words.gettext("Action"), words.gettext("Why"))
        story += [
            *kit.heading(words.gettext("Actions without a semester")),
            kit.grid(header, rows, (0.11, 0.49, 0.4)),
        ]
    if kit.road_map.without_card:
        codes = []
        for name in kit.road_map.without_card:
            item = wording.instrument.by_id.get(name.partition(":")[0])
            codes.append(wording.item_code(item) if item is not None else name)
        said = words.gettext("The catalogue has no action yet for: {codes}.")
        story.append(kit.text(said.format(codes=words.join(codes)), styles.MUTED))
    return story
