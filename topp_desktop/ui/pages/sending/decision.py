"""What the secretariat decided between two different versions: what was said, what counts, why."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.services.exchange.element_words import element_name, value_words
from topp_desktop.services.institution.decided import Decision
from topp_desktop.services.institution.joining import CompetingValue
from topp_desktop.services.institution.sending import Standing
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.sending.leaving import who_says
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    PageScroll,
    Table,
    Tag,
    Text,
    clear,
    row,
)


class DecisionPage(Page):
    """One card for each decision about this measurement, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self._decisions: tuple[Decision, ...] = ()
        self._scroll = PageScroll(desk.theme)
        self._lead = Card()
        self._lead.add(
            Text(
                words.gettext(
                    "The next file builds on this. The answers on this computer stay as they are: "
                    "where you change one of them afterwards, your change counts again."
                )
            )
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        back = words.gettext("Back to sending")
        self._empty = EmptyState(
            words.gettext("Nothing was decided"),
            words.gettext(
                "When two computers of your institution sent different answers, you read here what "
                "the secretariat decided, and why. It comes with a receipt."
            ),
            back,
            lambda: desk.navigate("send"),
        )
        self._scroll.main.addWidget(self._lead)
        self._scroll.main.addLayout(self._lines)
        self._scroll.main.addWidget(self._empty)
        self._back = Button(back, lambda: desk.navigate("send"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("What the secretariat decided")

    def header_actions(self) -> tuple[Button, ...]:
        return (self._back,)

    def refresh(self, _: Changed | None) -> None:
        if self.desk.snapshot is not None:
            self._show()
            self._load()

    def arrive(self, _: object) -> None:
        self._scroll.to_top()
        self._load()
        self._back.setFocus()

    def _load(self) -> None:
        snapshot, program = self.desk.open_snapshot, self.desk.program
        who, round_id = snapshot.assessment.institution, snapshot.assessment.round

        def loaded(standing: Standing) -> None:
            self._decisions = standing.decisions
            self._show()

        self.load(lambda: program.sending.standing(who, round_id), loaded)

    def _show(self) -> None:
        self._lead.setVisible(bool(self._decisions))
        self._empty.setVisible(not self._decisions)
        clear(self._lines)
        for decision in self._decisions:
            self._lines.addWidget(self._card(decision))
        self._scroll.arrange()

    def _card(self, decision: Decision) -> Card:
        words, wording = self.desk.words, self.desk.wording
        card = Card(spacing=10)
        day = words.date(decision.created.astimezone())
        card.set_title(words.gettext("Decided on {date}").format(date=day))
        why = words.gettext("Why: {reason}").format(reason=decision.reason)
        card.add(Text(why, weight="semibold"))
        state = (
            Tag(words.gettext("The file sent last builds on it"), "done")
            if decision.built_on
            else Tag(words.gettext("The next file builds on it"), "active")
        )
        card.add(row(state))
        if not decision.whole:
            card.add(
                Text(
                    words.gettext("Not every version that it was between is on this computer."),
                    tone="muted",
                )
            )
        sources = self._sources(decision)
        table = Table(card.heading.text(), whole_height=True, balanced=True)
        rows = []
        for one in decision.picked:
            said = {c.rid: value_words(one.element, c.value, wording, words) for c in one.choices}
            rows.append(
                (
                    element_name(one.element, wording, words),
                    *(said.get(c.rid, "") for c in sources),
                    value_words(one.element, one.value, wording, words),
                )
            )
        header = (
            words.gettext("What"),
            *(who_says(c, words) for c in sources),
            words.gettext("What counts now"),
        )
        table.show_rows(header, rows)
        card.add(table)
        return card

    @staticmethod
    def _sources(decision: Decision) -> list[CompetingValue]:
        """The versions that it was between, each once."""
        found: dict[str, CompetingValue] = {}
        for one in decision.picked:
            for choice in one.choices:
                found.setdefault(choice.rid, choice)
        return list(found.values())
