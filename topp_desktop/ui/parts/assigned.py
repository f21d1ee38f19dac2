"""What whoever sits here was asked to answer, and the way to what is still open."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.instrument import Item
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.parts.question_order import Ask, assigned
from topp_desktop.ui.widgets import Button, Card, ProgressBar, Text, clear, row

_SHOWN = 6


class AssignedCard(Card):
    """The open ones of the questions assigned; Continue goes from one to the next.

    Hidden where nothing was assigned to this person.
    """

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("Questions assigned to you"), spacing=6)
        self._desk = desk
        self._who = Text(role="small", tone="muted")
        self._bar = ProgressBar(desk.theme)
        self._figures = Text(role="small", tone="muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.go_on = Button("", self._go)
        self.add(self._who, self._bar, self._figures, self._list, row(self.go_on))

    def show_assigned(self) -> None:
        """Of who answers here, in the words of the moment."""
        desk, words = self._desk, self._desk.words
        snapshot = desk.open_snapshot
        asked = assigned(snapshot)
        self.setVisible(bool(asked))
        clear(self._list)
        if not asked:
            return
        member = snapshot.stored.members.get(snapshot.respondent)
        facts = [names_of(snapshot, words)[snapshot.respondent]]
        if member is not None and member.due is not None:
            facts.append(words.gettext("until {date}").format(date=words.date(member.due)))
        self._who.setText(" · ".join(facts))
        waiting = [item for item in asked if not snapshot.is_answered(item.id)]
        done = len(asked) - len(waiting)
        figures = words.gettext("{done} of {total}").format(done=done, total=len(asked))
        self._figures.setText(figures)
        self._bar.setAccessibleName(words.gettext("Questions assigned to you"))
        self._bar.show_progress(done, len(asked), figures)
        for item in waiting[:_SHOWN]:
            self._list.addLayout(row(self._link(item)))
        if len(waiting) > _SHOWN:
            left = len(waiting) - _SHOWN
            more = words.ngettext("and {n} more", "and {n} more", left).format(n=left)
            self._list.addWidget(Text(more, role="small", tone="muted"))
        self.go_on.set_text(
            words.gettext("Answer the next one") if waiting else words.gettext("Look through them")
        )

    def _link(self, item: Item) -> Button:
        wording = self._desk.wording
        code, stem = wording.item_code(item), wording.stem(item.id)
        parts = [code, wording.component(item.component) if item.component else ""]
        return Button(
            " ".join(part for part in parts if part),
            lambda: self._ask(item.id),
            kind="link",
            small=True,
            name=f"{code} {stem}",
        )

    def _go(self) -> None:
        snapshot = self._desk.open_snapshot
        asked = assigned(snapshot)
        waiting = [item for item in asked if not snapshot.is_answered(item.id)]
        if asked:
            self._ask((waiting or list(asked))[0].id)

    def _ask(self, item: str) -> None:
        self._desk.navigate("question", Ask(item))
