"""What waits to be checked: computers that are not known, versions that are missing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.services.secretariat.held import REVOKED, Held, Missing
from topp_desktop.services.secretariat.held_texts import held_text
from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.pages.secretariat.phone_check import PhoneCheck
from topp_desktop.ui.pages.secretariat.pick_list import Pick, PickList
from topp_desktop.ui.widgets import Button, Card, EmptyState, Text, row


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that somebody has to ask about."""

    held: tuple[Held, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def things(self) -> tuple[Held | Missing, ...]:
        return (*self.held, *self.missing)


def place_of(thing: Held | Missing) -> tuple[str, str]:
    """What stays the same when the list is read again."""
    return (thing.institution, thing.kid if isinstance(thing, Held) else thing.round)


class ToCheckPage(OfficePage[Waiting]):
    """A list, and what to do about the one that was chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = Waiting()
        self._chosen: tuple[str, str] | None = None
        self._empty = EmptyState(pressed=lambda: desk.navigate("inbox"))
        self.list = PickList(desk)
        self.list.chosen.connect(self.choose)
        self.back = Button("", lambda: self.choose(None), kind="link")
        self._back_row = QWidget()
        back_row = row(self.back)
        back_row.setContentsMargins(0, 0, 0, 0)
        self._back_row.setLayout(back_row)
        self._what = Card(spacing=8)
        self._sentence, self._facts = Text(), Text(role="small", tone="muted")
        self._message = Text()
        self.copy = Button("", self._copy, kind="primary")
        self._message_row = QWidget()
        holder = QVBoxLayout(self._message_row)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._message)
        holder.addLayout(row(self.copy))
        self._what.add(self._sentence, self._facts, self._message_row)
        self.check = PhoneCheck(desk, self.decide, self.done)
        self.put(self._empty, self.list, self.narrow(self._back_row, self._what, self.check))

    def title(self) -> str:
        return self.desk.words.gettext("To be checked")

    def look(self, office: Office) -> Waiting:
        return Waiting(office.held(), office.missing())

    def arrive(self, argument: object) -> None:
        """argument: the institution whose row is shown first."""
        self._chosen = (argument, "") if isinstance(argument, str) else None
        super().arrive(argument)

    def show_found(self, found: Waiting) -> None:
        words, self._found = self.desk.words, found
        things = self._sorted()
        self._empty.setVisible(not things)
        self._empty.set_texts(
            words.gettext("Nothing waits to be checked"),
            words.gettext(
                "Files of computers that are not known here wait on this page, and so do versions "
                "that build on one that never arrived."
            ),
            words.gettext("Go to the inbox"),
        )
        self.list.show_picks(
            words.ngettext("{n} thing to ask about", "{n} things to ask about", len(things)).format(
                n=words.number(len(things))
            ),
            words.gettext(
                "Nothing of it is lost. Begin at the top: what a call can settle stands first."
            ),
            [self._pick(thing) for thing in things],
        )
        self._show_chosen()

    def _sorted(self) -> list[Held | Missing]:
        """What a call can settle first."""

        def rank(thing: Held | Missing) -> int:
            if isinstance(thing, Missing):
                return 1
            return 0 if thing.can_be_admitted else 2 + (thing.reason == REVOKED)

        return sorted(self._found.things, key=rank)

    def _current(self) -> Held | Missing | None:
        wanted = self._chosen
        if wanted is None:
            return None
        things = self._sorted()
        exact = [t for t in things if place_of(t) == wanted]
        near = [t for t in things if not wanted[1] and t.institution == wanted[0]]
        return next(iter([*exact, *near]), None)

    def _name(self, thing: Held | Missing) -> str:
        return thing.name or self.desk.words.gettext("Unknown institution")

    def _pick(self, thing: Held | Missing) -> Pick:
        words = self.desk.words
        if isinstance(thing, Held):
            title, rounds = held_text(thing, words).title, ", ".join(thing.rounds)
            action = words.gettext("Check") if thing.can_be_admitted else words.gettext("See")
        else:
            title, rounds = words.gettext("The earlier version is missing"), thing.round
            action = words.gettext("Ask for it")
        measured = words.gettext("Measurement {round}").format(round=rounds) if rounds else ""
        return Pick(place_of(thing), self._name(thing), measured, (title, "attention"), action)

    def choose(self, place: tuple[str, str] | None) -> None:
        """Shows what to do about this one; None: the list again."""
        self._chosen = place
        self._show_chosen()
        self.order()
        self.body.to_top()
        if not self.check.isHidden():
            self.check.number.setFocus()
        elif place is not None:
            self.back.setFocus()

    def _show_chosen(self) -> None:
        words, thing = self.desk.words, self._current()
        self.list.setVisible(thing is None and bool(self._found.things))
        self._back_row.setVisible(thing is not None)
        self.back.set_text(words.gettext("Back to the list"))
        self._what.setVisible(thing is not None)
        self.check.setVisible(isinstance(thing, Held) and thing.can_be_admitted)
        if thing is None:
            return
        self._what.set_title(self._name(thing))
        if isinstance(thing, Held):
            said = held_text(thing, words)
            self._sentence.setText(
                said.sentence if thing.can_be_admitted else f"{said.sentence} {said.next_step}"
            )
            self._facts.setText(self._facts_of(thing))
            self._message_row.hide()
            if thing.can_be_admitted:
                self.check.show_held(thing)
        else:
            self._show_missing(thing)
        self.body.arrange()

    def _facts_of(self, held: Held) -> str:
        words = self.desk.words
        facts = []
        if not held.can_be_admitted:
            facts.append(words.gettext("Computer {number}").format(number=held.number))
        if held.versions:
            n = held.versions
            facts.append(words.ngettext("{n} version", "{n} versions", n).format(n=words.number(n)))
        if held.created is not None:
            made = words.date(held.created.astimezone())
            facts.append(words.gettext("made on {date}").format(date=made))
        return " · ".join(facts)

    def _show_missing(self, thing: Missing) -> None:
        words = self.desk.words
        since = words.date(thing.since.astimezone())
        n = len(thing.rids)
        self._sentence.setText(
            words.ngettext(
                "Since {date} a version of the measurement {round} is here that builds on {n} "
                "version that never arrived. Until it comes, the results can still change.",
                "Since {date} a version of the measurement {round} is here that builds on {n} "
                "versions that never arrived. Until they come, the results can still change.",
                n,
            ).format(date=since, round=thing.round, n=words.number(n))
        )
        facts = [
            words.gettext("It came from computer {number}").format(number=number)
            for number in thing.numbers
        ]
        if thing.held:
            facts.append(
                words.gettext("A missing version waits here to be checked: see its computer above.")
            )
        self._facts.setText(" · ".join(facts))
        self._message.setText(self._request(thing))
        self.copy.set_text(words.gettext("Copy this message"))
        self._message_row.show()

    def _request(self, thing: Missing) -> str:
        words = self.desk.words
        return words.gettext(
            "“We have received your measurement {round}, but an earlier version of it has not "
            "arrived. Please open the program, choose “Send”, save the file to send once more and "
            "let us have it: it contains the earlier versions as well. If several computers work "
            "on it, please send from each of them.”"
        ).format(round=thing.round)

    def _copy(self) -> None:
        thing = self._current()
        if isinstance(thing, Missing):
            QGuiApplication.clipboard().setText(self._request(thing).strip("“”«»"))
            self.desk.say(
                self.desk.words.gettext("The message was copied: paste it into an e-mail.")
            )

    def done(self, sentence: str) -> None:
        """Something was decided: reads again."""
        self._chosen = None
        self.reload()
        self.desk.say(sentence)
