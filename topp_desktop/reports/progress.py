"""The progress report: what was planned, what is done, what is late, and the last round."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Paragraph

from topp_desktop.charts.labels import action_code
from topp_desktop.domain.roadmap import FollowUp
from topp_desktop.domain.roadmap.milestones import subject
from topp_desktop.reports import styles
from topp_desktop.reports.banner import banner_document
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.markup import plain, strong
from topp_desktop.reports.sections.milestones import followed_cell, milestones
from topp_desktop.reports.sections.progress import last_plan, standing
from topp_desktop.services.plan.documents import ProgressContent


def progress_bytes(content: ProgressContent) -> bytes:
    """The document; equal contents give equal bytes."""
    title = content.report.words.gettext("Progress of the road map")

    def story(kit: Kit) -> Story:
        # Sections are numbered as they are made.
        parts = [
            *kit.section(kit.words.gettext("Where the plan stands"), room=20),
            *standing(kit, content.progress),
            *milestones(kit),
            *_actions(kit, content),
        ]
        if last := last_plan(kit, content.last):
            parts += kit.section(kit.words.gettext("The last measurement"), room=260)
        return [*parts, *last]

    return banner_document(content.report, title, story)


def _actions(kit: Kit, content: ProgressContent) -> Story:
    words, wording, opened = kit.words, kit.wording, content.progress.opened
    plan, late = opened.road_map.plan, set(content.progress.actions.late)
    if not plan.scheduled:
        return []
    header = (
        words.gettext("Action"),
        words.gettext("Responsible"),
        words.gettext("Semesters"),
        words.gettext("Follow-up"),
    )
    rows: list[Sequence[Cell]] = []
    for planned in plan.scheduled:
        action = planned.action
        title = kit.action_title(action)
        when = "–"
        if planned.start is not None and planned.end is not None:
            same = planned.start == planned.end
            when = planned.end.short if same else f"{planned.start.short} – {planned.end.short}"
        if action.id in late:
            when += "\n" + words.gettext("late")
        followed = opened.edits.follow_up.get(subject("action", action.id), FollowUp())
        code = action_code(action, wording)
        shown = f"{strong(code)} {plain(title)}"
        rows.append(
            (
                Paragraph(shown, styles.SMALL),
                kit.responsible(action),
                when,
                followed_cell(kit, followed),
            )
        )
    return [
        *kit.section(words.gettext("Actions"), room=200),
        kit.grid(header, rows, (0.4, 0.2, 0.14, 0.26)),
    ]
