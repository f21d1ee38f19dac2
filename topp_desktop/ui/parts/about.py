"""About a measurement: what it is about and how it was made, in a few lines."""

from __future__ import annotations

from dataclasses import dataclass

from topp_desktop.services.terms import METHODS, SCOPES, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Text, row


@dataclass(frozen=True, slots=True)
class EnteredDetails:
    """What was entered about a measurement."""

    scope: str
    method: str
    participants: int | None
    plans: tuple[str, ...]


def details_of(desk: Desk) -> EnteredDetails:
    """Of the open measurement."""
    found = desk.open_snapshot.assessment
    return EnteredDetails(found.scope, found.method, found.participants, found.plans)


class AboutCard(Card):
    """The same in a few lines, with the way to change it."""

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(words.gettext("About this measurement"))
        self._desk = desk
        self._facts = Text(role="small", tone="muted")
        self._change = Button(
            words.gettext("Change"),
            lambda: desk.navigate("details"),
            kind="link",
            name=words.gettext("Change: about this measurement"),
        )
        self.add(self._facts, row(self._change))

    def show_details(self) -> None:
        """Of the open measurement, in the words of the moment."""
        words, entered = self._desk.words, details_of(self._desk)
        lines = [
            words.gettext("Measured: {scope}").format(scope=term(SCOPES, entered.scope, words)),
            term(METHODS, entered.method, words),
        ]
        if entered.participants is not None:
            count = entered.participants
            took_part = words.ngettext("{n} person took part", "{n} people took part", count)
            lines.append(took_part.format(n=words.number(count)))
        if entered.plans:
            count = len(entered.plans)
            considered = words.ngettext("{n} plan considered", "{n} plans considered", count)
            lines.append(considered.format(n=count))
        self._facts.setText("\n".join(lines))
