"""Planned against done, semester by semester, since the plan began."""

from __future__ import annotations

from topp_desktop.charts.shapes import DataTable, Label, Line, Picture, Rect, Shape, Weight
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure
from topp_desktop.domain.roadmap import Semester
from topp_desktop.domain.roadmap.progress import ScheduleProgress, SemesterProgress
from topp_desktop.foundation.i18n import Translator

MOST_SEMESTERS = 12
"""Columns of one picture; of a longer plan, those around the present."""


def progress_chart(
    progress: ScheduleProgress,
    now: Semester,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    size: float = 13.5,
) -> Picture:
    """Two columns a semester: what was to be done by its end, and what was done.

    What was done is drawn up to `now`; the table has every semester.
    """
    rows = _shown(progress, now)
    small = size * 0.86
    top, floor = size * 3.2, size * 15
    tallest = max((max(r.planned_so_far, r.done_so_far) for r in rows), default=0) or 1
    column = width / max(1, len(rows))
    bar = min(column * 0.32, size * 3)
    shapes: list[Shape] = [*_legend(words, measure, size)]
    for n, row in enumerate(rows):
        middle = (n + 0.5) * column
        shapes += _bar(row.planned_so_far, middle - bar, bar, (top, floor), tallest, words, size)
        if row.semester <= now:
            done = _bar(row.done_so_far, middle, bar, (top, floor), tallest, words, size, full=True)
            shapes += done
        weight: Weight = "bold" if row.semester == now else "regular"
        ink = "ink" if row.semester == now else "muted"
        whole = measure.width(row.semester.short, small, "bold")
        name_size = small * min(1.0, column * 0.94 / whole)
        y = floor + size * 1.3
        shapes.append(Label(middle, y, row.semester.short, name_size, ink, weight, "middle"))
    shapes.append(Line(0, floor, width, floor, "muted", 1.0))
    return Picture(
        width,
        floor + size * 2,
        tuple(shapes),
        words.gettext("Planned and done by semester"),
        _description(progress, now, words),
        progress_table(progress, words),
    )


def _shown(progress: ScheduleProgress, now: Semester) -> tuple[SemesterProgress, ...]:
    rows = progress.semesters
    if len(rows) <= MOST_SEMESTERS:
        return rows
    here = next((n for n, row in enumerate(rows) if row.semester >= now), len(rows) - 1)
    first = min(max(0, here - MOST_SEMESTERS // 2), len(rows) - MOST_SEMESTERS)
    return rows[first : first + MOST_SEMESTERS]


def _bar(
    count: int,
    x: float,
    width: float,
    span: tuple[float, float],
    tallest: int,
    words: Translator,
    size: float,
    *,
    full: bool = False,
) -> list[Shape]:
    """A column and its figure above it; a paler one with a border for what is planned."""
    top, floor = span
    height = (floor - top) * count / tallest
    fill, stroke = ("accent", None) if full else ("accent-tint", "accent")
    shapes: list[Shape] = []
    if count:
        shapes.append(Rect(x, floor - height, width - 2, height, fill, stroke, 1.0))
    figure = words.number(count)
    weight: Weight = "bold" if full else "regular"
    x += width / 2 - 1
    shapes.append(
        Label(x, floor - height - size * 0.4, figure, size * 0.86, "ink", weight, "middle")
    )
    return shapes


def _legend(words: Translator, measure: TextMeasure, size: float) -> list[Shape]:
    shapes: list[Shape] = []
    x = 0.0
    for text, fill, stroke in (
        (words.gettext("To be done by then"), "accent-tint", "accent"),
        (words.gettext("Done"), "accent", None),
    ):
        y = size * (0.4 + CAP_HEIGHT)
        shapes += [
            Rect(x, y - size * 0.75, size * 0.85, size * 0.85, fill, stroke, 1.0),
            Label(x + size * 1.3, y, text, size * 0.93, "muted"),
        ]
        x += size * 3 + measure.width(text, size * 0.93, "regular")
    return shapes


def _description(progress: ScheduleProgress, now: Semester, words: Translator) -> str:
    due = max((r.planned_so_far for r in progress.semesters if r.semester <= now), default=0)
    return words.gettext(
        "{done} of {total} are done; by the end of {semester} there should be {due}."
    ).format(
        done=words.number(progress.counts["done"]),
        total=words.number(progress.total),
        semester=now.short,
        due=words.number(due),
    )


def progress_table(progress: ScheduleProgress, words: Translator) -> DataTable:
    """The figures of every semester."""
    return DataTable(
        (
            words.gettext("Semester"),
            words.gettext("To be done in it"),
            words.gettext("Done in it"),
            words.gettext("To be done by then"),
            words.gettext("Done by then"),
        ),
        tuple(
            (
                row.semester.short,
                words.number(row.planned),
                words.number(row.done),
                words.number(row.planned_so_far),
                words.number(row.done_so_far),
            )
            for row in progress.semesters
        ),
    )
