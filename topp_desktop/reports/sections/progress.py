"""Progress: where the plan stands, what became of the last one, and round after round."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from topp_desktop.charts.progress import progress_chart
from topp_desktop.domain.roadmap.milestones import FollowStatus
from topp_desktop.domain.roadmap.progress import Became, ScheduleProgress
from topp_desktop.domain.scoring.rounds import ScoreDifference
from topp_desktop.reports import styles
from topp_desktop.reports.kit import CHART_SIZE, Cell, Kit, Story
from topp_desktop.reports.markup import SHORT, bounded, plain, strong
from topp_desktop.services.measurement.rounds import TrendPoint
from topp_desktop.services.plan.course import Course, became_words, last_plan_sentence
from topp_desktop.services.plan.follow_up import LastRound, PlanProgress
from topp_desktop.services.plan.terms import FOLLOW_STATUSES
from topp_desktop.services.terms import FORMS, term

MOST_TOGETHER = 14
"""Semesters up to which a picture and its table stay on one page."""


def progress(kit: Kit) -> Story:
    """What is recorded of the plan and of earlier rounds; nothing where nothing is."""
    course = kit.content.course
    if course is None:
        return []
    parts = [*_rounds(kit, course)]
    if _followed(course.progress.actions) or _followed(course.progress.milestones):
        parts += standing(kit, course.progress)
    parts += last_plan(kit, course.last)
    if not parts:
        return []
    return [*kit.section(kit.words.gettext("Progress and changes"), room=260), *parts]


def _followed(found: ScheduleProgress) -> bool:
    """Whether anything was said of what became of it."""
    return found.total > found.counts["not-started"]


def _rounds(kit: Kit, course: Course) -> Story:
    """A line for each round; changes are of questions that both rounds asked."""
    words = kit.words
    if len(course.trend) < 2:
        return []
    dimensions = [d.id for d in kit.wording.instrument.dimensions]
    rows = [_round(kit, point, dimensions) for point in course.trend]
    header = (
        words.gettext("Measurement"),
        words.gettext("Level (declared)"),
        words.gettext("Overall"),
        *(kit.wording.dimension(name) for name in dimensions),
    )
    said = words.gettext(
        "Below each score, the change since the measurement before, on the questions that both "
        "asked. In bold: larger than what the answers leave uncertain."
    )
    wide = 0.62 / (1 + len(dimensions))
    shares = (0.2, 0.18, *(wide,) * (1 + len(dimensions)))
    return [
        *kit.heading(words.gettext("Measurement after measurement")),
        kit.grid(header, rows, shares, right=range(2, len(header))),
        kit.text(said, styles.MUTED),
    ]


def _round(kit: Kit, point: TrendPoint, dimensions: list[str]) -> list[Cell]:
    words, card = kit.words, point.card
    name = f"{plain(point.round)}<br/>{plain(term(FORMS, point.form, words))}"
    label = "–" if card.overall.label is None else kit.wording.level(card.overall.label)
    since = point.since
    if since is not None and since.series == "break":
        name += "<br/>" + plain(words.gettext("cannot be compared with the one before"))
        since = None
    changes = (since.dimensions if since else None) or {}
    figures = [_figure(kit, card.overall.declared, since.overall if since else None)]
    for dimension in dimensions:
        score = card.dimensions.get(dimension)
        figures.append(_figure(kit, score.declared if score else None, changes.get(dimension)))
    return [Paragraph(name, styles.SMALL), label, *figures]


def _figure(kit: Kit, score: float | None, change: ScoreDifference | None) -> Flowable:
    """A score; below it the change, in bold where it means something."""
    shown = "–" if score is None else kit.words.number(score)
    if change is None:
        return Paragraph(plain(shown), styles.RIGHT)
    delta = kit.words.signed(change.delta)
    lower = strong(delta) if change.meaningful else plain(delta)
    return Paragraph(f"{plain(shown)}<br/>{lower}", styles.RIGHT)


def standing(kit: Kit, progress: PlanProgress) -> Story:
    """Planned against done by semester: pictures, counts, tables, and what is late."""
    words = kit.words
    story: Story = []
    for title, found in (
        (words.gettext("Actions"), progress.actions),
        (words.gettext("Milestones"), progress.milestones),
    ):
        if not found.total:
            continue
        picture = progress_chart(
            found, progress.now, words, kit.measure, kit.width, size=CHART_SIZE
        )
        rows = picture.table.rows
        busy = [rows[n] for n, row in enumerate(found.semesters) if row.planned or row.done]
        figures = kit.grid(picture.table.header, busy, (1,) * 5)
        head = [
            kit.title(title),
            kit.text(picture.description, styles.LEAD),
            Paragraph(_counts(kit, found), styles.SMALL),
            Spacer(1, 10),
            kit.picture(picture),
        ]
        if len(busy) <= MOST_TOGETHER:
            story.append(kit.together(*head, figures))
        else:
            story += [kit.together(*head), figures]
        story += _remarks(kit, found)
    if not progress.actions.total:
        nothing = words.gettext("The plan has no actions with a semester yet.")
        story.append(kit.text(nothing))
    return story


def _counts(kit: Kit, progress: ScheduleProgress) -> str:
    """ "Hecho 3 · En curso 2 …" as markup."""
    words = kit.words
    order: tuple[FollowStatus, ...] = ("done", "under-way", "not-started", "dropped")
    return " &nbsp;·&nbsp; ".join(
        f"{plain(words.gettext(FOLLOW_STATUSES[status]))} "
        f"{strong(words.number(progress.counts[status]))}"
        for status in order
    )


def _remarks(kit: Kit, progress: ScheduleProgress) -> Story:
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


def last_plan(kit: Kit, last: LastRound | None) -> Story:
    """What was planned in the round before, and what the new measurement says of it."""
    words = kit.words
    if last is None or not last.became:
        return []
    header = (
        words.gettext("Action"),
        words.gettext("Step"),
        words.gettext("Then"),
        words.gettext("Now"),
        words.gettext("What became of it"),
    )
    return [
        *kit.heading(words.gettext("What became of the last plan"), room=220),
        kit.text(bounded(last_plan_sentence(last, words), words), styles.LEAD),
        kit.grid(
            header,
            [_became(kit, last, entry) for entry in last.became],
            (0.38, 0.22, 0.07, 0.07, 0.26),
        ),
    ]


def _became(kit: Kit, last: LastRound, entry: Became) -> list[Cell]:
    said = became_words(last, entry, kit.wording, kit.words)
    return [bounded(said.title, kit.words, SHORT), said.step, said.then, said.now, said.outcome]
