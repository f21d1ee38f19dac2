"""What waits to be checked: computers that are not known, versions that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from topp_desktop.domain.errors import UserError
from topp_desktop.services.held import Held, Missing
from topp_desktop.services.held_texts import held_text
from topp_desktop.services.office import Office
from topp_desktop.services.receipts import digits_of
from topp_desktop.services.trust import Decided
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.pages.secretariat.office_page import OfficePage
from topp_desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    FieldRow,
    LineField,
    Tag,
    Text,
    clear,
    column,
    row,
)
from topp_desktop.ui.widgets.flow import FlowLayout
from topp_desktop.ui.widgets.row_button import RowButton

_DIGITS = 12


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


class PhoneCheck(Card):
    """Call, listen to the digits, type them: only then a computer is admitted."""

    def __init__(self, page: ToCheckPage) -> None:
        super().__init__(spacing=10)
        self._page = page
        self._desk = page.desk
        self._held: Held | None = None
        self._steps = [Text() for _ in range(3)]
        self.number, self.reason = LineField(longest=40), LineField(longest=500)
        self._rows = [FieldRow(self.number), FieldRow(self.reason)]
        self.admit = Button("", self._admit, kind="primary")
        self.refuse = Button("", self._refuse)
        buttons = FlowLayout(spacing=10)
        buttons.addWidget(self.admit)
        buttons.addWidget(self.refuse)
        self._leave = Text(role="small", tone="muted")
        self._refusing = Text(weight="semibold", tone="attention")
        self._refusing.hide()
        self.number.returnPressed.connect(self._admit)
        self.add(*self._steps, *self._rows, buttons, self._refusing, self._leave)

    def show_held(self, held: Held) -> None:
        """Asks about this computer; what was typed for another one is forgotten."""
        words = self._desk.words
        if self._held is None or held.kid != self._held.kid:
            self.number.clear()
            self.reason.clear()
            self._doubt(asked=False)
            for field_row in self._rows:
                field_row.show_error("")
        self._held = held
        self.set_title(words.gettext("Check by phone"))
        steps = (
            words.gettext(
                "1. Call the institution at a number you know, not at one that came with the file."
            ),
            words.gettext(
                "2. Ask whether they sent it. In their program, “Send” shows the number of their "
                "computer: let them read it out."
            ),
            words.gettext("3. Type what you hear. The program compares the digits."),
        )
        for label, text in zip(self._steps, steps, strict=True):
            label.setText(text)
        self._rows[0].set_texts(
            words.gettext("Number of the computer, as you hear it"),
            words.gettext("Twelve digits, such as 0194 8672 5544"),
        )
        self._rows[1].set_texts(
            words.gettext("Whom you spoke to, and when"),
            words.gettext("The position is enough; it stays in the list of what was done."),
        )
        self.admit.set_text(words.gettext("Admit the computer"))
        self.refuse.set_text(
            words.gettext("Yes, refuse it for ever")
            if self._refusing.isVisible()
            else words.gettext("They did not send it")
        )
        self._refusing.setText(
            words.gettext(
                "Nothing of this computer will ever count, and this cannot be taken back: the "
                "institution would need a new invitation on another computer. Press again to do "
                "it."
            )
        )
        self._leave.setText(
            words.gettext(
                "You can also leave it: it waits here, counts nowhere, and nothing is lost."
            )
        )

    def _admit(self) -> None:
        held, words = self._held, self._desk.words
        if held is None:
            return
        typed = digits_of(self.number.text())
        if len(typed) != _DIGITS:
            error = words.gettext("Enter the twelve digits that you hear")
        elif typed != digits_of(held.number):
            error = words.gettext(
                "These are not the digits of this computer. Let them read the number out again; "
                "if it stays different, the file does not come from them."
            )
        else:
            error = ""
        self._rows[0].show_error(error)
        if error:
            self.number.setFocus()
            self.number.selectAll()
            return
        reason = self.reason.text().strip()
        page = self._page

        def done(_: Decided) -> None:
            page.done(
                words.gettext(
                    "The computer of {name} is admitted; what it sent has come in."
                ).format(name=held.name or words.gettext("the institution"))
            )

        def failed(fault: Exception) -> None:
            if isinstance(fault, UserError) and fault.code == "institution-unknown":
                self._rows[0].show_error(
                    words.gettext(
                        "This institution was never invited from here. Invite it first, or take "
                        "over the files of the colleague who invited it."
                    )
                )
            else:
                self._desk.show_fault(fault)

        page.decide(lambda office: office.admit(held.kid, reason, held.institution), done, failed)

    def _doubt(self, *, asked: bool) -> None:
        self._refusing.setVisible(asked)
        if self._held is not None:
            self.show_held(self._held)

    def _refuse(self) -> None:
        held, words = self._held, self._desk.words
        if held is None:
            return
        if not self._refusing.isVisible():
            self._doubt(asked=True)
            return
        reason = self.reason.text().strip() or words.gettext("The institution did not send it")
        page = self._page

        def done(_: Decided) -> None:
            self._doubt(asked=False)
            page.done(words.gettext("The computer was refused: nothing of it counts."))

        page.decide(lambda office: office.revoke_after(held.kid, reason, []), done)


class ToCheckPage(OfficePage[Waiting]):
    """A list, and what to do about the one that was chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found = Waiting()
        self._chosen: tuple[str, str] | None = None
        self._empty = EmptyState(pressed=lambda: desk.navigate("inbox"))
        self._list = Card(spacing=8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._list.add(self._rows)
        self.rows: list[RowButton] = []
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
        self.check = PhoneCheck(self)
        self.put(self._empty, self._list, self.narrow(self._what, self.check))

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
        things = found.things
        self._empty.setVisible(not things)
        self._empty.set_texts(
            words.gettext("Nothing waits to be checked"),
            words.gettext(
                "Files of computers that are not known here wait on this page, and so do versions "
                "that build on one that never arrived."
            ),
            words.gettext("Go to the inbox"),
        )
        self._list.setVisible(bool(things))
        self._list.set_title(
            words.ngettext("{n} thing to ask about", "{n} things to ask about", len(things)).format(
                n=words.number(len(things))
            )
        )
        clear(self._rows)
        self.rows = [self._row(thing) for thing in things]
        for button in self.rows:
            self._rows.addWidget(button)
        self._show_chosen()

    def _current(self) -> Held | Missing | None:
        things = self._found.things
        wanted = self._chosen
        exact = [t for t in things if place_of(t) == wanted]
        near = [t for t in things if wanted is not None and t.institution == wanted[0]]
        return next(iter([*exact, *near, *things]), None)

    def _name(self, thing: Held | Missing) -> str:
        return thing.name or self.desk.words.gettext("Unknown institution")

    def _row(self, thing: Held | Missing) -> RowButton:
        words = self.desk.words
        if isinstance(thing, Held):
            title = held_text(thing, words).title
            rounds = ", ".join(thing.rounds)
        else:
            title, rounds = words.gettext("The earlier version is missing"), thing.round
        measured = words.gettext("Measurement {round}").format(round=rounds) if rounds else ""
        button = RowButton(self.desk.theme, edge="attention")
        texts = QWidget()
        lines = column(Text(self._name(thing), weight="semibold"))
        if measured:
            lines.addWidget(Text(measured, role="small", tone="muted"))
        lines.setContentsMargins(0, 0, 0, 0)
        texts.setLayout(lines)
        button.add(texts, 1)
        button.add(Tag(title, "attention"))
        button.setAccessibleName(f"{self._name(thing)}. {measured}. {title}")
        button.clicked.connect(partial(self.choose, place_of(thing)))
        return button

    def choose(self, place: tuple[str, str]) -> None:
        """Shows what to do about this one."""
        self._chosen = place
        self._show_chosen()

    def _show_chosen(self) -> None:
        words, thing = self.desk.words, self._current()
        self._what.setVisible(thing is not None)
        self.check.setVisible(isinstance(thing, Held) and thing.can_be_admitted)
        if thing is None:
            return
        for button, one in zip(self.rows, self._found.things, strict=True):
            button.setChecked(one is thing)
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
            self.say(self.desk.words.gettext("The message was copied: paste it into an e-mail."))

    def done(self, sentence: str) -> None:
        """Something was decided: reads again."""
        self._chosen = None
        self.load()
        self.say(sentence)
