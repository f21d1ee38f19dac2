"""The task list: areas with their progress, in any order, and where one was."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout

from topp_desktop.domain.instrument.lines import lines_of
from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.task_list.area import AreaCard
from topp_desktop.ui.pages.task_list.banner import Banner
from topp_desktop.ui.parts.about import AboutCard
from topp_desktop.ui.parts.assigned import AssignedCard
from topp_desktop.ui.parts.proposals import ProposalsCard
from topp_desktop.ui.parts.question_order import Ask, first_open, groups
from topp_desktop.ui.parts.reviews import REVIEWS, reviews
from topp_desktop.ui.parts.who import WhoStrip
from topp_desktop.ui.widgets import Button, Card, OneLine, PageScroll, Text, clear, row

_SHORT_REST = 20
"""Up to so many questions left are worth a line of their own."""


class TaskListPage(Page):
    """Where the work is seen as a whole."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._cards: dict[str | None, AreaCard] = {}
        self._form: tuple[str, str] = ("", "")
        self._scroll = PageScroll(desk.theme, side_width=290)
        self.banner = Banner(desk)
        self._areas = QVBoxLayout()
        self._areas.setSpacing(16)
        self._scroll.main.addWidget(WhoStrip(desk))
        self._scroll.main.addWidget(self.banner)
        self._scroll.main.addWidget(self.banner.change)
        self._scroll.main.addLayout(self._areas)
        self._last = Card(words.gettext("Continue where you were"))
        self._last_area, self._last_item = (
            Text(role="small", tone="muted"),
            OneLine(role="small", tone="muted"),
        )
        self._go_on = Button(words.gettext("Continue"), self._continue, kind="primary")
        self._last.add(self._last_area, self._last_item, row(self._go_on))
        self._review = Card(words.gettext("To review"), spacing=3)
        self.lists = {
            key: Button("", partial(desk.navigate, "check", key), kind="link", small=True)
            for key in REVIEWS
        }
        self._all = Button(
            words.gettext("All answers"), lambda: desk.navigate("check"), kind="link"
        )
        self._nothing = Text(words.gettext("Nothing is waiting."), role="small", tone="muted")
        self._review.add(self._nothing, *(row(link) for link in self.lists.values()))
        self._review.add(row(self._all))
        self._beside = Card(words.gettext("What goes with the answers"), spacing=3)
        self.documents = Button(
            words.gettext("Plans and policies"), lambda: desk.navigate("documents"), kind="link"
        )
        self.lines = Button(
            words.gettext("Lines of action"), lambda: desk.navigate("inventory"), kind="link"
        )
        self._lines_said = Text(role="small", tone="muted")
        self._beside.add(row(self.documents), row(self.lines), self._lines_said)
        self._about, self.assigned = AboutCard(desk), AssignedCard(desk)
        self.last_time = ProposalsCard(desk)
        for card in (
            self.assigned,
            self.last_time,
            self._last,
            self._review,
            self._beside,
            self._about,
        ):
            self._scroll.side.addWidget(card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.search = Button(
            words.gettext("Find"),
            lambda: desk.navigate("find"),
            name=words.gettext("Find a question"),
        )
        self.paper = Button()
        self.paper.setMenu(QMenu(self.paper))
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.click)
        desk.theme_changed.connect(self._align)

    def title(self) -> str:
        return self.desk.words.gettext("Assessment")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.search, self.paper)

    def refresh(self, change: Changed | None) -> None:
        snapshot = self.desk.snapshot
        if snapshot is None:
            return
        found = groups(snapshot)
        if self._form != (snapshot.instrument.sha256, snapshot.assessment.form):
            self._form = (snapshot.instrument.sha256, snapshot.assessment.form)
            clear(self._areas)
            self._cards = {group.key: AreaCard(self.desk, group) for group in found}
            for card in self._cards.values():
                self._areas.addWidget(card)
        self.banner.show_snapshot(snapshot)
        self._offer_paper()
        for place, group in enumerate(found, start=1):
            self._cards[group.key].show_group(group, snapshot, place)
        self._align()
        self._show_last(snapshot)
        self._show_review(snapshot)
        self._show_beside(snapshot)
        self._about.show_details()
        self.last_time.show_proposals()
        self.assigned.show_assigned()
        self._scroll.arrange()

    def arrive(self, argument: object) -> None:
        snapshot = self.desk.open_snapshot
        # Where one was last changes by looking at questions, not only by answering them.
        self._show_last(snapshot)
        self._scroll.to_top()
        target = self._go_on if self._last.isVisibleTo(self) else self.banner.main
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_paper(self) -> None:
        """What can be handed out, and keying in what comes back."""
        words, go = self.desk.words, self.desk.navigate
        self.paper.set_text(words.gettext("On paper"))
        menu = self.paper.menu()
        menu.clear()
        menu.setAccessibleName(words.gettext("On paper"))
        menu.addAction(
            words.gettext("Questionnaire on paper …"), partial(go, "paper", "questionnaire")
        )
        menu.addAction(words.gettext("Spreadsheet form …"), partial(go, "paper", "sheet"))
        menu.addAction(words.gettext("Voting cards …"), partial(go, "paper", "cards"))
        menu.addSeparator()
        menu.addAction(words.gettext("Key in paper answers"), partial(go, "entry-grid"))

    def _align(self) -> None:
        wanted = [card.wanted() for card in self._cards.values()]
        if wanted:
            tag, button = (max(widths) for widths in zip(*wanted, strict=True))
            for card in self._cards.values():
                card.align(tag, button)

    def _place(self, snapshot: Snapshot) -> str:
        last = self.desk.settings.value.last_item
        known = {item.id for item in snapshot.items}
        if last in known and not snapshot.is_answered(last):
            return last
        after = [item.id for item in snapshot.items]
        start = after.index(last) if last in known else 0
        turned = [snapshot.instrument.by_id[i] for i in (*after[start:], *after[:start])]
        return first_open(snapshot, turned).id

    def _show_last(self, snapshot: Snapshot) -> None:
        words, wording = self.desk.words, self.desk.wording
        answered = sum(snapshot.is_answered(item.id) for item in snapshot.items)
        self._last.setVisible(0 < answered < len(snapshot.items))
        item = snapshot.instrument.by_id[self._place(snapshot)]
        place = [words.gettext("Area {number}").format(number=item.area)] if item.area else []
        if item.objective:
            place.append(wording.objective(item.objective))
        self._last_area.setText(" · ".join(place))
        self._last_item.set_text(
            words.gettext("Question {code}").format(code=wording.item_code(item))
        )

    def _show_review(self, snapshot: Snapshot) -> None:
        words, found = self.desk.words, reviews(snapshot)
        begun = any(snapshot.is_answered(item.id) for item in snapshot.items)
        self._review.setVisible(begun or bool(found["flagged"] or found["reason"]))
        waiting = False
        for key, link in self.lists.items():
            # How many are not answered is said by the areas; a short rest is worth a line.
            shown = bool(found[key]) and (key != "open" or len(found[key]) <= _SHORT_REST)
            waiting = waiting or shown
            link.setVisible(shown)
            link.set_text(f"{words.gettext(REVIEWS[key])} · {len(found[key])}")
        self._nothing.setVisible(not waiting)

    def _show_beside(self, snapshot: Snapshot) -> None:
        words = self.desk.words
        lines = lines_of(snapshot.instrument)
        said = sum(line in snapshot.assessment.lines for line in lines)
        self._lines_said.setText(
            words.gettext("{done} of {total} lines say how far they are").format(
                done=said, total=len(lines)
            )
        )
        for widget in (self.lines, self._lines_said):
            widget.setVisible(bool(lines))

    def _continue(self) -> None:
        self.desk.navigate("question", Ask(self._place(self.desk.open_snapshot)))
