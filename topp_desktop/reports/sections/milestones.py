"""Milestones: several results of an activity, grouped by theme, with their follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from topp_desktop.domain.roadmap import FollowUp, Milestone
from topp_desktop.domain.roadmap.milestones import by_activity, subject
from topp_desktop.reports import styles
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.markup import SHORT, bounded, plain, strong
from topp_desktop.services.plan.terms import FOLLOW_STATUSES, MILESTONE_STATES
from topp_desktop.services.terms import term


def milestones(kit: Kit) -> Story:
    """Activity, result, semester, and what became of it, under each theme; nothing where there
    are none."""
    words, edits = kit.words, kit.road_map.edits
    if not edits.milestones:
        return []
    header = (
        words.gettext("Activity"),
        words.gettext("Result"),
        words.gettext("Begins"),
        words.gettext("State"),
        words.gettext("Follow-up"),
    )
    rows: list[Sequence[Cell]] = []
    titles: list[int] = []
    theme: str | None = None
    for activity in by_activity(edits.milestones.values()):
        if activity.combo != theme:
            theme = activity.combo
            titles.append(len(rows))
            name = theme or words.gettext("Without a theme")
            shown = strong(bounded(name, words, SHORT))
            rows.append((Paragraph(shown, styles.SMALL), "", "", "", ""))
        for n, milestone in enumerate(activity.results):
            followed = edits.follow_up.get(subject("milestone", milestone.id), FollowUp())
            rows.append(
                (
                    activity.activity if n == 0 else "",
                    milestone.result,
                    milestone.start.short if milestone.start is not None else "–",
                    _state(kit, milestone),
                    followed_cell(kit, followed),
                )
            )
    return [
        *kit.section(words.gettext("Milestones"), room=220),
        kit.grid(header, rows, (0.25, 0.25, 0.1, 0.13, 0.27), titles=titles),
    ]


def _state(kit: Kit, milestone: Milestone) -> str:
    said = term(MILESTONE_STATES, milestone.state, kit.words)
    if milestone.reopened:
        changed = kit.words.gettext("changed since")
        said += f" ({changed})"
    return said


def followed_cell(kit: Kit, found: FollowUp) -> Flowable:
    """Status and day, the document, the comment."""
    words = kit.words
    head = term(FOLLOW_STATUSES, found.status, words)
    if found.on is not None:
        head += f" · {words.date(found.on, 'medium')}"
    lines = [strong(head) if found.status != "not-started" else plain(head)]
    lines += [plain(bounded(t, words, SHORT)) for t in (found.evidence, found.comment) if t.strip()]
    return Paragraph("<br/>".join(lines), styles.SMALL)
