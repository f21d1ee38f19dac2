"""The regional picture: medians of all institutions, or of those of a country, level or type."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.charts.region_map import region_map
from topp_desktop.charts.shapes import DataTable, Picture
from topp_desktop.charts.text import TextMeasure
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.region import RegionGroup
from topp_desktop.domain.region.summary import SMALLEST_GROUP
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.region import RegionView
from topp_desktop.services.terms import GOVERNMENT_LEVELS, INSTITUTION_TYPES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    EmptyState,
    FieldRow,
    Notice,
    Text,
    row,
)
from topp_desktop.ui.widgets.chart_view import ChartView
from topp_desktop.ui.widgets.columns import Columns


class RegionPage(OfficePage[RegionView]):
    """Two choices (by what, and which group), and the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: RegionView | None = None
        self._group: RegionGroup | None = None
        self._by = ""
        self._empty = EmptyState(pressed=lambda: desk.navigate("inbox"))
        self._choose = Card()
        self.by, self.group = Choice(), Choice()
        self._by_row, self._group_row = FieldRow(self.by), FieldRow(self.group)
        choices = Columns(desk.theme, 520)
        choices.add(self._by_row)
        choices.add(self._group_row)
        self._choose.add(choices)
        self.by.chosen.connect(self._regroup)
        self.group.chosen.connect(self._show_group)
        self.studies = Button("", lambda: desk.navigate("studies"))
        self._card = Card()
        self._count = Text(role="small", tone="muted")
        self._few = Notice(state="neutral")
        self.map = ChartView(desk, self._draw, own=False)
        self.save = Button("", self._ask)
        self._card.add(self._count, self._few, self.map, row(self.save))
        self.put(self._empty, self._choose, self._card)
        desk.theme_changed.connect(self.map.redraw)

    def title(self) -> str:
        return self.desk.words.gettext("Regional picture")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.studies,)

    def look(self, office: Office) -> RegionView:
        return office.region(self._groups())

    def _groups(self) -> list[str]:
        return [self._by] if self._by else []

    def _regroup(self, by: object) -> None:
        self._by = str(by or "")
        self.reload()

    def show_found(self, view: RegionView) -> None:
        words = self.desk.words
        self._view = view
        self.by.show_options(
            [
                ("", words.gettext("All together")),
                ("country", words.gettext("Country")),
                ("level", words.gettext("Level of government")),
                ("type", words.gettext("Type of institution")),
            ],
            self._by,
        )
        self._by_row.set_texts(words.gettext("Grouped by"))
        self._group_row.set_texts(words.gettext("Group"))
        self.save.set_text(words.gettext("Save the figures"))
        self.studies.set_text(words.gettext("Study of the questions"))
        some = view.institutions > 0
        self._empty.setVisible(not some)
        self._choose.setVisible(some)
        self._card.setVisible(some)
        self._empty.set_texts(
            words.gettext("There is nothing to show yet"),
            words.gettext("The regional picture grows out of what the institutions send."),
            words.gettext("Go to the inbox"),
        )
        grouped = len(view.groups) > 1 or bool(view.groups and view.groups[0].by)
        self._group_row.setVisible(grouped)
        self.group.show_options([(n, self._name(g)) for n, g in enumerate(view.groups)], 0)
        if some:
            self._show_group(0)

    def _name(self, group: RegionGroup) -> str:
        words = self.desk.words
        names = []
        for kind, value in group.by.items():
            if kind == "country":
                names.append(words.territory(value))
            else:
                names.append(
                    term(GOVERNMENT_LEVELS if kind == "level" else INSTITUTION_TYPES, value, words)
                )
        return f"{' · '.join(names)} ({words.number(group.n)})"

    def _show_group(self, number: object) -> None:
        view, words = self._view, self.desk.words
        if view is None or not isinstance(number, int):
            return
        self._group = view.groups[number]
        self._card.set_title(words.gettext("Medians by area and capacity"))
        said = words.ngettext("{n} institution", "{n} institutions", self._group.n).format(
            n=words.number(self._group.n)
        )
        if view.pending:
            pending = words.ngettext(
                "{n} has two versions and can still change",
                "{n} have two versions and can still change",
                view.pending,
            )
            said += " · " + pending.format(n=words.number(view.pending))
        if view.others:
            others = words.ngettext(
                "{n} answered another questionnaire and is left out",
                "{n} answered another questionnaire and are left out",
                view.others,
            )
            said += " · " + others.format(n=words.number(view.others))
        self._count.setText(said)
        self._few.text.setText(
            words.gettext(
                "This group is hidden: figures of fewer than {n} institutions would show what a "
                "single one answered, and these did not agree to be published by name."
            ).format(n=SMALLEST_GROUP)
        )
        self._few.setVisible(self._group.suppressed)
        self.map.setVisible(not self._group.suppressed)
        self.map.redraw()
        self.order()

    # --- saving -------------------------------------------------------------------------------

    def _ask(self) -> None:
        words = self.desk.words
        path = self.ask_table(words.gettext("Save the figures"), words.gettext("regional picture"))
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes the groups that are shown, hidden ones without figures, as the ending says."""
        program, words, groups = self.desk.program, self.desk.words, self._groups()
        what = words.gettext("regional picture")
        self.desk.tasks.write(
            lambda: program.office.export_region(path, words, groups),
            lambda _: self.desk.say_saved(what, path),
        )

    def _draw(self, measure: TextMeasure, width: float, size: float) -> Picture:
        view, group, desk = self._view, self._group, self.desk
        if view is None or view.instrument is None or group is None:
            return Picture(width, 1, (), "", "", DataTable((), ()))
        wording = Wording(view.instrument, desk.words.language)
        return region_map(group, wording, desk.words, measure, width, size=size)
