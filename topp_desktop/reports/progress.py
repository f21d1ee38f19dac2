"""The progress report: what was planned, what is done, what is late, and the last round."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from reportlab.platypus import Paragraph, Spacer

from topp_desktop.charts.labels import action_code, action_title, step_words
from topp_desktop.charts.progress import progress_chart
from topp_desktop.domain.roadmap import ActionEdit, FollowUp
from topp_desktop.domain.roadmap.milestones import FollowStatus, subject
from topp_desktop.domain.roadmap.progress import Became, Progress
from topp_desktop.reports import styles
from topp_desktop.reports.banner import banner_document
from topp_desktop.reports.kit import CHART_SIZE, Cell, Kit, Story
from topp_desktop.reports.markup import bounded, plain, strong
from topp_desktop.reports.sections.milestones import SHORT, followed_cell, milestones
from topp_desktop.services.plan_documents import ProgressContent
from topp_desktop.services.plan_terms import FOLLOW_STATUSES, OUTCOMES
from topp_desktop.services.terms import term


def progress_bytes(content: ProgressContent) -> bytes:
    """The document; equal contents give equal bytes."""
    title = content.report.words.gettext("Progress of the road map")

    def story(kit: Kit) -> Story:
        return [
            *_summary(kit, content),
            *milestones(kit),
            *_actions(kit, content),
            *_last_round(kit, content),
        ]

    return banner_document(content.report, title, story)


def _summary(kit: Kit, content: ProgressContent) -> Story:
    words, progress = kit.words, content.progress
    story: Story = [
        *kit.section(words.gettext("Where the plan stands"), room=20),
    ]
    for title, found in (
        (words.gettext("Actions"), progress.actions),
        (words.gettext("Milestones"), progress.milestones),
    ):
        if not found.total:
            continue
        picture = progress_chart(
            found, progress.now, words, kit.measure, kit.width, size=CHART_SIZE
        )
        story.append(
            kit.together(
                kit.title(title),
                kit.text(picture.description, styles.LEAD),
                Paragraph(_counts(kit, found), styles.SMALL),
                Spacer(1, 10),
                kit.picture(picture),
            )
        )
        rows = picture.table.rows
        busy = [rows[n] for n, row in enumerate(found.semesters) if row.planned or row.done]
        story += [kit.grid(picture.table.header, busy, (1,) * 5), *_remarks(kit, found)]
    if not progress.actions.total:
        nothing = words.gettext("The plan has no actions with a semester yet.")
        story.append(kit.text(nothing))
    return story


def _counts(kit: Kit, progress: Progress) -> str:
    """ "Hecho 3 · En curso 2 …" as markup."""
    words = kit.words
    order: tuple[FollowStatus, ...] = ("done", "under-way", "not-started", "dropped")
    return " &nbsp;·&nbsp; ".join(
        f"{plain(words.gettext(FOLLOW_STATUSES[status]))} "
        f"{strong(words.number(progress.counts[status]))}"
        for status in order
    )


def _remarks(kit: Kit, progress: Progress) -> Story:
    words, found = kit.words, []
    if progress.undated:
        said = words.ngettext(
            "{n} is done without a date; it counts in no semester.",
            "{n} are done without a date; they count in no semester.",
            progress.undated,
        )
        found.append(said.format(n=progress.undated))
    if progress.late:
        said = words.ngettext(
            "{n} should have ended before this semester and is neither done nor given up.",
            "{n} should have ended before this semester and are neither done nor given up.",
            len(progress.late),
        )
        found.append(said.format(n=len(progress.late)))
    return [kit.callout(" ".join(found))] if found else []


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
        title = action_title(action, opened.road_map.catalogue, wording, words)
        edit = opened.edits.actions.get(action.id, ActionEdit(action.id))
        when = "–"
        if planned.start is not None and planned.end is not None:
            same = planned.start == planned.end
            when = planned.end.short if same else f"{planned.start.short} – {planned.end.short}"
        if action.id in late:
            when += f"\n{words.gettext('late')}"
        followed = opened.edits.follow_up.get(subject("action", action.id), FollowUp())
        code = action_code(action, wording)
        shown = f"{strong(code)} {plain(bounded(title, words, SHORT))}"
        rows.append(
            (Paragraph(shown, styles.SMALL), edit.owner or "–", when, followed_cell(kit, followed))
        )
    return [
        *kit.section(words.gettext("Actions"), room=200),
        kit.grid(header, rows, (0.4, 0.2, 0.14, 0.26)),
    ]


def _last_round(kit: Kit, content: ProgressContent) -> Story:
    """What was planned in the round before, and what the new measurement says of it."""
    words, last = kit.words, content.last
    if last is None or not last.became:
        return []
    lead = words.gettext(
        "Of {total} actions planned in measurement {name}: {reached} reached their level, "
        "{partly} came part of the way, {missed} did not, {unknown} are not known."
    ).format(
        total=len(last.became),
        name=last.summary.round,
        reached=last.count("reached"),
        partly=last.count("partly"),
        missed=last.count("not-reached"),
        unknown=last.count("unknown"),
    )
    header = (
        words.gettext("Action"),
        words.gettext("Step"),
        words.gettext("Then"),
        words.gettext("Now"),
        words.gettext("What became of it"),
    )
    return [
        *kit.section(words.gettext("What became of the last plan"), room=220),
        kit.text(bounded(lead, words), styles.LEAD),
        kit.grid(
            header,
            [_became(kit, content, entry) for entry in last.became],
            (0.38, 0.22, 0.07, 0.07, 0.26),
        ),
    ]


def _became(kit: Kit, content: ProgressContent, entry: Became) -> list[Cell]:
    words, wording, last = kit.words, kit.wording, content.last
    assert last is not None
    action = entry.planned.action
    said = [plain(words.gettext(OUTCOMES[entry.outcome]))]
    if entry.said.status != "not-started":
        said.append(plain(term(FOLLOW_STATUSES, entry.said.status, words)))
    if entry.planned_again:
        said.append(plain(words.gettext("planned again")))
    title = action_title(action, last.opened.road_map.catalogue, wording, words)
    levels = [
        "–" if level is None else words.number(floor(level))
        for level in (entry.level_then, entry.level_now)
    ]
    return [
        bounded(title, words, SHORT),
        step_words(action, wording),
        *levels,
        Paragraph(" · ".join(said), styles.SMALL),
    ]
