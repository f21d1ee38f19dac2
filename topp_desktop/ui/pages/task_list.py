"""The task list: areas with their progress, in any order, and where one was."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from topp_desktop.ui.hub import Changed, Desk, Snapshot
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.details import AboutCard
from topp_desktop.ui.pages.question_order import Ask, Group, first_open, groups
from topp_desktop.ui.widgets import (
    Button,
    Card,
    OneLine,
    PageScroll,
    ProgressBar,
    Tag,
    Text,
    clear,
    row,
)

_FOLD_BELOW = 620


class _Banner(QFrame):
    """What the form is, how far it is, and the way to the results."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._desk = desk
        self._title = Text(role="card", weight="semibold", tone="banner")
        self._text = Text(role="body", tone="banner")
        self.main = Button("", self._go, kind="banner")
        self.full = Button("", self._go_on, kind="banner")
        self.full.setProperty("kind", "onbanner")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(20, 16, 20, 16)
        self._box.setSpacing(18)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        self._box.addLayout(texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.full)
        buttons.addWidget(self.main)
        buttons.addStretch(1)
        self._box.addLayout(buttons)
        self._target = ""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        words = self._desk.words
        items = snapshot.items
        answered = sum(snapshot.is_answered(item.id) for item in items)
        short = snapshot.assessment.form == "short"
        complete = answered == len(items)
        figures = {"done": words.number(answered), "total": words.number(len(items))}
        anywhere = words.gettext(
            "Answer in any order and close whenever you like: every answer is already saved."
        )
        if complete:
            title = words.gettext("Short form complete.") if short else words.gettext("Complete.")
        elif not answered:
            title = (
                words.gettext("Short form: {total} questions, about {minutes} minutes.")
                if short
                else words.gettext("{total} questions, about {minutes} minutes.")
            ).format(total=figures["total"], minutes=Group(None, items).minutes)
        elif short:
            title = words.gettext("Short form: {done} of {total} questions answered.").format(
                **figures
            )
        else:
            title = words.gettext("{done} of {total} questions answered.").format(**figures)
        text = anywhere
        longer = any(form.id == "full" for form in snapshot.instrument.forms) and short
        if complete and longer:
            text = words.gettext(
                "See what the answers say, or go on with the full form, area by area: "
                "what you answered stays."
            )
        elif complete:
            text = words.gettext("See what the answers say.")
        self._title.setText(title)
        self._text.setText(text)
        self._target = "results" if answered else "question"
        self.main.set_text(words.gettext("See results") if answered else words.gettext("Begin"))
        self.full.set_text(words.gettext("Go on with the full form"))
        self.full.setVisible(complete and longer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight
        )

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        first = Ask(first_open(snapshot, snapshot.items).id)
        self._desk.navigate(self._target, first if self._target == "question" else None)

    def _go_on(self) -> None:
        self._desk.change_form("full")


class AreaCard(QFrame):
    """One area: how much there is, how far it is, and the way in."""

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._key = group.key
        number = self._number = QLabel()
        number.setTextFormat(Qt.TextFormat.PlainText)
        number.setProperty("kind", "number")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name, self._size = Text(weight="semibold"), Text(role="small", tone="muted")
        self._bar = ProgressBar(desk.theme)
        self._figures = Text(role="small", tone="muted", wrap=False)
        self._tag = Tag("")
        self.button = Button("", self._go)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        texts.addWidget(self._size)
        left = QHBoxLayout()
        left.setSpacing(14)
        left.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addLayout(texts, 1)
        progress_holder = QWidget()
        progress = QVBoxLayout(progress_holder)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(4)
        progress.addWidget(self._bar)
        progress.addWidget(self._figures)
        right = QHBoxLayout()
        right.setSpacing(14)
        right.addWidget(progress_holder, 1, Qt.AlignmentFlag.AlignVCenter)
        self._tag_holder = QWidget()
        holder = QHBoxLayout(self._tag_holder)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addStretch(1)
        holder.addWidget(self._tag)
        right.addWidget(self._tag_holder, 0, Qt.AlignmentFlag.AlignVCenter)
        right.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(20, 15, 20, 15)
        self._box.setSpacing(14)
        self._box.addLayout(left, 1)
        self._box.addLayout(right)
        self._group = group

    def show_group(self, group: Group, snapshot: Snapshot, place: int) -> None:
        """place: counted from 1."""
        desk, words, wording = self._desk, self._desk.words, self._desk.wording
        self._group = group
        done, total = group.answered(snapshot), len(group.items)
        name = group.name(wording, words)
        number = group.key if snapshot.instrument.areas else str(place)
        self._number.setText(number or "·")
        self._name.setText(name)
        parts = [
            words.ngettext("{n} objective", "{n} objectives", group.objectives).format(
                n=group.objectives
            )
            if group.objectives
            else "",
            words.ngettext("{n} question", "{n} questions", total).format(n=total),
            words.gettext("about {n} min").format(n=group.minutes),
        ]
        self._size.setText(" · ".join(part for part in parts if part))
        figures = words.gettext("{done} of {total}").format(done=done, total=total)
        self._figures.setText(figures)
        self._bar.setMaximumWidth(desk.theme.px(160))
        self._bar.setAccessibleName(name)
        self._bar.show_progress(done, total, figures)
        if done == total:
            self._tag.show_state(words.gettext("Complete"), "done")
            action = words.gettext("Review")
        elif done:
            self._tag.show_state(words.gettext("Under way"), "active")
            action = words.gettext("Go on")
        else:
            self._tag.show_state(words.gettext("Not started"), "neutral")
            action = words.gettext("Start")
        self.button.set_text(action, f"{action}: {name}")

    def align(self, tag: int, button: int) -> None:
        """The same widths in every card, so that bars and buttons stand in columns."""
        self._tag_holder.setMinimumWidth(tag)
        self.button.setMinimumWidth(button)

    def wanted(self) -> tuple[int, int]:
        """(tag, button) widths that this card needs."""
        self.button.setMinimumWidth(0)
        return self._tag.sizeHint().width(), self.button.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold = self.width() < self._desk.theme.px(_FOLD_BELOW)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight
        )

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        if self._group.answered(snapshot) == len(self._group.items):
            self._desk.navigate("check", self._key)
        else:
            self._desk.navigate("question", Ask(self._group.first_open(snapshot).id))


class TaskListPage(Page):
    """Where the work is seen as a whole."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._cards: dict[str | None, AreaCard] = {}
        self._form: tuple[str, str] = ("", "")
        self._scroll = PageScroll(desk.theme, side_width=290)
        self._banner = _Banner(desk)
        self._areas = QVBoxLayout()
        self._areas.setSpacing(16)
        self._scroll.main.addWidget(self._banner)
        self._scroll.main.addLayout(self._areas)
        self._last = Card()
        self._last_area, self._last_item = (
            Text(role="small", tone="muted"),
            OneLine(role="small", tone="muted"),
        )
        self._go_on = Button("", self._continue, kind="primary")
        self._last.add(self._last_area, self._last_item, row(self._go_on))
        self._review = Card()
        self._flagged = Button("", lambda: desk.navigate("check", "flagged"), kind="link")
        self._bare = Button("", lambda: desk.navigate("check", "bare"), kind="link")
        self._all = Button("", lambda: desk.navigate("check"), kind="link")
        self._nothing = Text(role="small", tone="muted")
        self._review.add(self._nothing, row(self._flagged), row(self._bare), row(self._all))
        self._scroll.side.addWidget(self._last)
        self._scroll.side.addWidget(self._review)
        self._about = AboutCard(desk)
        self._scroll.side.addWidget(self._about)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self.paper = Button()
        self.paper.setMenu(QMenu(self.paper))
        desk.theme_changed.connect(self._align)

    def title(self) -> str:
        return self.desk.words.gettext("Assessment")

    def header_actions(self) -> tuple[Button, ...]:
        return (self.paper,)

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
        self._banner.show_snapshot(snapshot)
        self._offer_paper()
        for place, group in enumerate(found, start=1):
            self._cards[group.key].show_group(group, snapshot, place)
        self._align()
        self._show_last(snapshot)
        self._show_review(snapshot)
        self._about.show_details()
        self._scroll.arrange()

    def arrive(self, argument: object) -> None:
        snapshot = self.desk.open_snapshot
        # Where one was last changes by looking at questions, not only by answering them.
        self._show_last(snapshot)
        self._scroll.to_top()
        target = self._go_on if self._last.isVisibleTo(self) else self._banner.main
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
        self._last.set_title(words.gettext("Continue where you were"))
        place = [words.gettext("Area {number}").format(number=item.area)] if item.area else []
        if item.objective:
            place.append(wording.objective(item.objective))
        self._last_area.setText(" · ".join(place))
        self._last_item.set_text(
            words.gettext("Question {code}").format(code=wording.item_code(item))
        )
        self._go_on.set_text(words.gettext("Continue"))

    def _show_review(self, snapshot: Snapshot) -> None:
        words = self.desk.words
        mine = [snapshot.response(item.id) for item in snapshot.items]
        flagged = sum(r.flagged for r in mine)
        answered = [r for r in mine if r.answer is not None]
        bare = sum(isinstance(r.answer, int) and not r.documents for r in answered)
        self._review.set_title(words.gettext("To review"))
        self._review.setVisible(bool(answered or flagged))
        self._flagged.set_text(
            words.ngettext("{n} marked for later", "{n} marked for later", flagged).format(
                n=flagged
            )
        )
        self._flagged.setVisible(flagged > 0)
        self._bare.set_text(
            words.ngettext(
                "{n} without a document on record", "{n} without a document on record", bare
            ).format(n=bare)
        )
        self._bare.setVisible(bare > 0)
        self._nothing.setText(words.gettext("Nothing is waiting."))
        self._nothing.setVisible(not (flagged or bare))
        self._all.set_text(words.gettext("Check all answers"))

    def _continue(self) -> None:
        self.desk.navigate("question", Ask(self._place(self.desk.open_snapshot)))
