"""Results over time: every measurement of the institution, in one picture."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.charts.shapes import Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.charts.trend import Link, TrendColumn, trend_chart
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.rounds import TrendPoint
from topp_desktop.services.terms import FORMS, METHODS, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.loading import Loader
from topp_desktop.ui.pages.results.sections import ResultsSection
from topp_desktop.ui.widgets import Button, EmptyState, row
from topp_desktop.ui.widgets.picture_card import PictureCard


class TrendSection(ResultsSection):
    """The trend, the way to what changed, and to the next measurement."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._loader = Loader(desk)
        self._points: Sequence[TrendPoint] = ()
        self.trend = PictureCard(desk, self._draw)
        self.compare = Button(
            words.gettext("Compare two measurements"), lambda: desk.navigate("comparison")
        )
        self.trend.add(row(self.compare))
        self._empty = EmptyState(
            words.gettext("This is the first measurement"),
            words.gettext(
                "With the second one you see here what changed. It begins with the answers of "
                "this one, to be looked at again one by one."
            ),
            words.gettext("Begin the next measurement"),
            pressed=lambda: desk.navigate("next-measurement"),
        )
        self.trend.hide()
        self._empty.hide()
        self._add(self.trend, self._empty)

    def show_results(self) -> None:
        """Reads every measurement again: another one may have been begun or opened."""
        desk = self._desk
        snapshot = desk.open_snapshot
        institution, practice = snapshot.assessment.institution.id, snapshot.practice
        rounds = desk.program
        self._loader.load(lambda: rounds.rounds.trend(institution, practice=practice), self._show)

    def _show(self, points: Sequence[TrendPoint]) -> None:
        words = self._desk.words
        self._points = points
        several = len(points) > 1
        self.trend.setVisible(several)
        self._empty.setVisible(not several)
        if several:
            self.trend.show_picture(
                words.gettext("Trend by measurement"),
                words.gettext(
                    "Lines join measurements with the same questions. They are dashed where people "
                    "answered in another way, and end where the form or the questionnaire is "
                    "another one."
                ),
            )
        self.drawn.emit()

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        desk = self._desk
        columns = trend_columns(self._points, desk.words)
        return trend_chart(columns, desk.wording, desk.words, measure, width, size=size)


def trend_columns(points: Sequence[TrendPoint], words: Translator) -> list[TrendColumn]:
    """What the picture needs to know of each measurement, and what sets it apart."""
    columns: list[TrendColumn] = []
    before: TrendPoint | None = None
    for point in points:
        link, note = _link(before, point, words)
        facts = (term(FORMS, point.form, words), term(METHODS, point.method, words))
        columns.append(
            TrendColumn(
                point.round,
                point.card.overall,
                point.card.dimensions,
                link,
                note,
                " · ".join(facts),
            )
        )
        before = point
    return columns


def _link(before: TrendPoint | None, point: TrendPoint, words: Translator) -> tuple[Link, str]:
    if before is None or point.since is None:
        return "same", ""
    if point.since.series == "break":
        return "apart", words.gettext("another questionnaire")
    if point.since.series == "linked":
        return "apart", words.gettext("another version of the questionnaire")
    if point.form != before.form:
        return "apart", words.gettext("another form")
    if point.method != before.method:
        return "method", words.gettext("answered in another way")
    return "same", ""
