"""Two computers of one institution, side by side: what differs is decided here, by a person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.element_words import element_name, element_question, value_words
from topp_desktop.services.institution.joining import NextVersion, Undecided
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.sending.leaving import (
    Leaving,
    asked,
    is_here,
    standing_and_draft,
    who_says,
)
from topp_desktop.ui.timers import one_shot
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    ErrorSummary,
    LevelChoice,
    PageScroll,
    Table,
    Tag,
    Text,
    clear,
    row,
)
from topp_desktop.ui.widgets.bottom_bar import BottomBar
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox

_AT_ONCE = 6
"""Cards that are built in one go: a window answers within a tenth of a second."""

_NAMED = 5
"""How many differences a summary names one by one."""

_OTHER = Qt.FocusReason.OtherFocusReason


class DifferenceCard(Card):
    """One entry with what each computer says; `decided` carries (element, rid)."""

    decided = Signal(str, str)

    def __init__(self, desk: Desk, one: Undecided, wording: Wording) -> None:
        super().__init__(spacing=10)
        words = desk.words
        self.element = one.element
        self.name = element_name(one.element, wording, words)
        self.set_title(self.name)
        question = element_question(one.element, wording)
        self._open = Tag(words.gettext("To decide"), "attention")
        if question:
            self.add(Text(question))
        self._group = QButtonGroup(self)
        self.choices: dict[str, LevelChoice] = {}
        columns = Columns(desk.theme, 560, spacing=12)
        for choice in sorted(one.choices, key=is_here, reverse=True):
            who = who_says(choice, words)
            says = value_words(one.element, choice.value, wording, words)
            button = LevelChoice(desk.theme, "")
            button.set_texts(who, says)
            button.setAccessibleName(f"{self.name}: {who}. {says}")
            button.clicked.connect(partial(self._clicked, choice.rid))
            self._group.addButton(button)
            self.choices[choice.rid] = button
            columns.add(button)
        self.add(columns, row(self._open))

    def show_decision(self, rid: str, words: Translator) -> None:
        """Chooses without `decided`; "" for nothing yet."""
        if rid in self.choices:
            self.choices[rid].setChecked(True)
            self._open.show_state(words.gettext("Decided"), "done")

    def focus(self) -> None:
        """Puts the focus on the first value."""
        next(iter(self.choices.values())).setFocus(_OTHER)

    def _clicked(self, rid: str) -> None:
        self.decided.emit(self.element, rid)


class ComparePage(Page):
    """Every difference with its values; what comes from elsewhere without a difference."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._leaving = Leaving()
        self._decisions: dict[str, str] = {}
        self._found: NextVersion | None = None
        self._arrived = False
        self.cards: dict[str, DifferenceCard] = {}
        self._moment = one_shot(self, 0)
        self._moment.timeout.connect(self._build_more)
        self._scroll = PageScroll(desk.theme)
        self.summary = ErrorSummary()
        self._lead = Card(words.gettext("What differs"), spacing=10)
        intro = Text(
            words.gettext(
                "Nothing is decided unseen: choose in each case what counts. It goes with the next "
                "file; the answers on this computer stay as they are."
            )
        )
        self._count = Text(weight="semibold")
        self.all_here = Button(
            words.gettext("This computer counts everywhere"),
            lambda: self._decide_all(here=True),
            small=True,
        )
        self.all_there = Button(
            words.gettext("The other computer counts everywhere"),
            lambda: self._decide_all(here=False),
            small=True,
        )
        shortcuts = FlowBox(spacing=10)
        for button in (self.all_here, self.all_there):
            shortcuts.add(button)
        self._lead.add(intro, self._count, shortcuts)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        elsewhere = words.gettext("What comes from elsewhere")
        self._taken = Card(elsewhere)
        unchanged = words.gettext(
            "Nobody changed this here, so it goes with the next file as it is."
        )
        self.table = Table(elsewhere, whole_height=True, balanced=True)
        self._taken.add(Text(unchanged, tone="muted"), self.table)
        back = words.gettext("Back to sending")
        self._empty = EmptyState(
            words.gettext("Nothing differs"),
            words.gettext(
                "Here you compare with another computer of your institution. Open the file that it "
                "sent, with “Open a file”."
            ),
            back,
            lambda: desk.navigate("send"),
        )
        for part in (self.summary, self._lead):
            self._scroll.main.addWidget(part)
        self._scroll.main.addLayout(self._lines)
        self._scroll.main.addWidget(self._taken)
        self._scroll.main.addWidget(self._empty)
        self.back = Button(back, self._go_back)
        self.use = Button(words.gettext("Use this for the next file"), self._use, kind="primary")
        self._bar = BottomBar(self.back, self.use)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._bar)

    def title(self) -> str:
        return self.desk.words.gettext("Two computers of your institution")

    def refresh(self, change: Changed | None) -> None:
        if self.desk.snapshot is not None:
            if self.another_measurement():
                self._decisions, self._found = {}, None
                self._leaving = Leaving()
            self._show()
            if change is not None:
                self._load()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, Leaving):
            self._leaving = asked(argument)
            self._decisions = dict(argument.decisions)
        self._scroll.to_top()
        self.summary.show_errors("", [])
        self._arrived = True
        self._load()

    def _load(self) -> None:
        desk = self.desk
        # What was decided already is shown as decided: it is compared without it.
        leaving = Leaving(self._leaving.institution, self._leaving.consent)

        def read() -> NextVersion | None:
            standing, draft = standing_and_draft(desk, leaving)
            if standing.joined is None or draft is None:
                return None
            return desk.program.sending.compare(draft, standing.joined.membership)

        def loaded(found: NextVersion | None) -> None:
            if found != self._found:
                self._found = found
                self._build()
            self._show()
            if self._arrived:
                self._arrived = False
                first = next(iter(self.cards.values()), None)
                if first is not None:
                    first.focus()

        self.load(read, loaded)

    @property
    def _undecided(self) -> tuple[Undecided, ...]:
        return self._found.undecided if self._found else ()

    def _build(self) -> None:
        clear(self._lines)
        self.cards = {}
        offered = {one.element: {c.rid for c in one.choices} for one in self._undecided}
        self._decisions = {
            element: rid
            for element, rid in self._decisions.items()
            if rid in offered.get(element, ())
        }
        self._build_more()

    def _build_more(self) -> None:
        """Some cards at once, the others as soon as the window has a moment."""
        left = [one for one in self._undecided if one.element not in self.cards]
        for one in left[:_AT_ONCE]:
            card = DifferenceCard(self.desk, one, self.desk.wording)
            card.decided.connect(self._decide)
            card.show_decision(self._decisions.get(one.element, ""), self.desk.words)
            self.cards[one.element] = card
            self._lines.addWidget(card)
        if left[_AT_ONCE:]:
            self._moment.start()

    def _show(self) -> None:
        words, found = self.desk.words, self._found
        undecided, taken = len(self._undecided), found.taken if found else ()
        self._lead.setVisible(undecided > 0)
        self._count.setText(
            words.gettext("{done} of {total} decided").format(
                done=words.number(len(self._decisions)), total=words.number(undecided)
            )
        )
        for element, card in self.cards.items():
            card.show_decision(self._decisions.get(element, ""), words)
        self._taken.setVisible(bool(taken))
        wording = self.desk.wording
        self.table.show_rows(
            (words.gettext("What"), words.gettext("What it says"), words.gettext("From")),
            [
                (
                    element_name(one.element, wording, words),
                    value_words(one.element, one.choice.value, wording, words),
                    who_says(one.choice, words),
                )
                for one in taken
            ],
        )
        nothing = found is None or not (undecided or taken)
        self._empty.setVisible(nothing)
        self._bar.setVisible(not nothing)
        self.use.setVisible(undecided > 0)
        self._scroll.arrange()

    def here(self, came_with: object) -> object:
        return self._with(self._decisions)

    # --- deciding -----------------------------------------------------------------------------

    def _decide(self, element: str, rid: str) -> None:
        self._decisions[element] = rid
        self._decided()

    def _decide_all(self, *, here: bool) -> None:
        for one in self._undecided:
            wanted = [choice.rid for choice in one.choices if is_here(choice) == here]
            if len(wanted) == 1:
                self._decisions[one.element] = wanted[0]
        self._decided()

    def _decided(self) -> None:
        if len(self._decisions) == len(self._undecided):
            self.summary.show_errors("", [])
        self._show()

    def _go_back(self) -> None:
        self.desk.navigate("send", self._with(self._decisions))

    def _use(self) -> None:
        words = self.desk.words
        while len(self.cards) < len(self._undecided):
            self._build_more()
        left = [card for element, card in self.cards.items() if element not in self._decisions]
        if left:
            said = words.gettext("{name}: choose what counts")
            self.summary.show_errors(
                words.ngettext(
                    "{n} entry is left to decide", "{n} entries are left to decide", len(left)
                ).format(n=words.number(len(left))),
                [
                    (said.format(name=card.name), next(iter(card.choices.values())))
                    for card in left[:_NAMED]
                ],
            )
            self._scroll.to_top()
            return
        self.summary.show_errors("", [])
        self._go_back()

    def _with(self, decisions: Mapping[str, str]) -> Leaving:
        return Leaving(self._leaving.institution, self._leaving.consent, dict(decisions))
