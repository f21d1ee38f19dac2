"""The lines of action of the agenda: how far each is. Optional, and outside every score."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.assessment import LINE_STATES, LineStatus
from topp_desktop.domain.instrument.lines import lines_of
from topp_desktop.services.terms import LINES, term
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.inventory.row import LineRow
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    PageScroll,
    ProgressBar,
    Text,
    clear,
    row,
    rule,
)
from topp_desktop.ui.widgets.chips import Chips


class InventoryPage(Page):
    """One area at a time; a digit says how far a line is and goes on to the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._area = ""
        self._built = ("", "")
        self._rows: dict[str, LineRow] = {}
        self._rest: dict[str, Button] = {}
        self._headings: dict[str, Card] = {}
        self._waiting: dict[str, LineStatus | None] = {}
        self._scroll = PageScroll(desk.theme, side_width=250)
        self.areas = Chips()
        self.areas.chosen.connect(lambda area: self.show_area(str(area)))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._empty = EmptyState(
            words.gettext("This questionnaire has no lines of action"),
            words.gettext("There is nothing to fill in here."),
            words.gettext("Back to the assessment"),
            pressed=lambda: desk.navigate("tasks"),
        )
        self._name = Text(role="card", weight="semibold")
        for part in (self.areas, self._name, self._empty):
            self._scroll.main.addWidget(part)
        self._scroll.main.addLayout(self._cards)
        self._about = Card(words.gettext("What it is for"))
        self._why, self._keys = Text(), Text(role="small", tone="muted")
        self._about.add(self._why, self._keys)
        self._progress = Card(words.gettext("Progress"))
        self._bar = ProgressBar(desk.theme)
        self._said = Text(role="small", tone="muted")
        self._under_way = Text(role="small", tone="muted")
        self._progress.add(self._bar, self._said, self._under_way)
        self._scroll.side.addWidget(self._progress)
        self._scroll.side.addWidget(self._about)
        self.back = Button(words.gettext("Back to the assessment"), lambda: desk.navigate("tasks"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    # --- the shell ----------------------------------------------------------------------------

    def title(self) -> str:
        return self.desk.words.gettext("Lines of action")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.back,)

    def refresh(self, _: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        words = self.desk.words
        known = lines_of(snapshot.instrument)
        if self._area not in {a.id for a in snapshot.instrument.areas}:
            self._area = snapshot.instrument.areas[0].id if snapshot.instrument.areas else ""
        self._empty.setVisible(not known)
        for widget in (self.areas, self._name, self._about, self._progress):
            widget.setVisible(bool(known))
        self._why.setText(
            words.gettext(
                "It tells the secretariat which part of the Regional Agenda is under way. It is "
                "optional, and changes neither the level nor the road map."
            )
        )
        self._keys.setText(
            words.gettext(
                "By keyboard: {keys} say how far a line is and go on to the next; Y is for the "
                "year, Delete takes it back, arrow keys move."
            ).format(
                keys=words.join(
                    [f"{n} ({term(LINES, code, words)})" for n, code in enumerate(LINE_STATES)]
                )
            )
        )
        self._build(snapshot)
        self._show(snapshot)
        self._scroll.arrange()

    def arrive(self, argument: object) -> None:
        """With an area's id it shows that; the focus goes to the first line that says nothing."""
        snapshot = self.desk.open_snapshot
        areas = [a.id for a in snapshot.instrument.areas]
        if argument in areas:
            self._area = str(argument)
            self._build(snapshot)
            self._show(snapshot)
        self._scroll.to_top()
        self._focus_open()

    def here(self, came_with: object) -> object:
        return self._area

    def leave(self) -> None:
        """A year that is being typed is saved too."""
        for line in self._rows.values():
            line.flush()

    def show_area(self, area: str) -> None:
        """Another area."""
        self._area = area
        snapshot = self.desk.open_snapshot
        self._build(snapshot)
        self._show(snapshot)

    # --- show ---------------------------------------------------------------------------------

    def _build(self, snapshot: Snapshot) -> None:
        wanted = (snapshot.instrument.sha256, self._area)
        if wanted == self._built:
            return
        self._built = wanted
        clear(self._cards)
        self._rows, self._headings, self._rest = {}, {}, {}
        for area in snapshot.instrument.areas:
            for objective in area.objectives if area.id == self._area else ():
                card = self._headings[objective.id] = Card(spacing=2)
                for place, line in enumerate(objective.lines):
                    if place:
                        card.add(rule())
                    made = self._rows[line] = LineRow(self.desk, line)
                    made.stated.connect(self._stated)
                    made.moved.connect(self._move)
                    card.add(made)
                rest = self._rest[objective.id] = Button("", kind="link", small=True)
                rest.clicked.connect(lambda _=False, which=objective.id: self._rest_none(which))
                card.add(row(rest))
                self._cards.addWidget(card)
        order_focus(self)

    def _statuses(self, snapshot: Snapshot) -> Mapping[str, LineStatus | None]:
        """What is on record, with what is still on its way to the disk."""
        return {**snapshot.assessment.lines, **self._waiting}

    def _show(self, snapshot: Snapshot) -> None:
        words, wording = self.desk.words, self.desk.wording
        now = self._statuses(snapshot)

        def said(lines: tuple[str, ...]) -> int:
            return sum(now.get(line) is not None for line in lines)

        options: list[tuple[object, str]] = []
        for area in snapshot.instrument.areas:
            lines = lines_of(snapshot.instrument, area.id)
            figures = words.gettext("{done} of {total}").format(done=said(lines), total=len(lines))
            name = words.gettext("Area {number}").format(number=area.id)
            options.append((area.id, f"{name} · {figures}"))
        self.areas.show_options(options, self._area, words.gettext("Area"))
        self._name.setText(wording.area_short(self._area) if self._area else "")
        for objective, card in self._headings.items():
            card.set_title(f"{objective} {wording.objective(objective)}")
            open_ = self._open_lines(objective)
            self._rest[objective].setVisible(len(open_) > 1)
            self._rest[objective].set_text(
                words.ngettext(
                    "The other {n} line: none", "The other {n} lines: none", len(open_)
                ).format(n=len(open_))
            )
        for line, shown in self._rows.items():
            shown.show_status(now.get(line))
        everything = lines_of(snapshot.instrument)
        total, done = len(everything), said(everything)
        figures = words.gettext("{done} of {total}").format(done=done, total=total)
        self._bar.setAccessibleName(words.gettext("Progress"))
        self._bar.show_progress(done, total, figures)
        self._said.setText(
            words.gettext("{done} of {total} lines say how far they are").format(
                done=done, total=total
            )
        )
        states = [status.state for line in everything if (status := now.get(line)) is not None]
        active = sum(state in {"under-way", "done"} for state in states)
        share = round(100 * active / total) if total else 0
        self._under_way.setText(
            words.gettext("{n} under way or done: {share} %").format(n=active, share=share)
        )

    def _open_lines(self, objective: str) -> list[str]:
        snapshot = self.desk.open_snapshot
        now = self._statuses(snapshot)
        lines = snapshot.instrument.objectives[objective].lines
        return [line for line in lines if now.get(line) is None]

    # --- what was said ------------------------------------------------------------------------

    def _stated(self, line: str, status: LineStatus | None) -> None:
        self._save({line: status})

    def _rest_none(self, objective: str) -> None:
        lines = self._open_lines(objective)
        self._save(dict.fromkeys(lines, LineStatus("none")))
        if lines:
            self._rows[lines[-1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, lines: Mapping[str, LineStatus | None]) -> None:
        """At once on the page, then on the disk; one step to undo."""
        desk, mine = self.desk, self.desk.open_snapshot.id
        program = desk.program
        self._waiting.update(lines)
        self._show(desk.open_snapshot)

        def settled() -> None:
            for line, status in lines.items():
                if line in self._waiting and self._waiting[line] == status:
                    del self._waiting[line]

        def saved(_: object) -> None:
            settled()
            if desk.snapshot is not None:
                self._show(desk.snapshot)

        def failed(fault: Exception) -> None:
            settled()
            desk.show_fault(fault)
            desk.reload()

        desk.change(lambda: program.details.set_lines(mine, lines), saved, failed)

    def _move(self, line: str, step: int) -> None:
        """To the next line; after the last one of an area, to the next area."""
        names = list(self._rows)
        place = names.index(line) + step
        if 0 <= place < len(names):
            self._rows[names[place]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        areas = [a.id for a in self.desk.open_snapshot.instrument.areas]
        beyond = areas.index(self._area) + step
        if 0 <= beyond < len(areas):
            self.show_area(areas[beyond])
            fresh = list(self._rows)
            self._rows[fresh[0 if step > 0 else -1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_open(self) -> None:
        now = self._statuses(self.desk.open_snapshot)
        names = list(self._rows)
        first = next((line for line in names if now.get(line) is None), names[0] if names else "")
        if first:
            self._rows[first].setFocus(Qt.FocusReason.OtherFocusReason)
