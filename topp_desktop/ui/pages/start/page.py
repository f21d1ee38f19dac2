"""The first run, in three short screens; the second and third also begin another measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.instrument import Instrument
from topp_desktop.foundation.i18n import LANGUAGE_NAMES
from topp_desktop.services.measurement.institutions import KnownInstitution
from topp_desktop.services.measurement.rounds import next_round
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import ANOTHER, Page
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Notice,
    PageScroll,
    SegmentedChoice,
    Text,
    row,
)

if TYPE_CHECKING:
    from topp_desktop.ui.pages.start.who import WhoScreen

_LAST = 2


class _Welcome(QWidget):
    """Screen 1: the language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        self._what = Text()
        self._points = [Text(tone="muted") for _ in range(3)]
        self.language = SegmentedChoice(required=True)
        self.language.chosen.connect(lambda code: desk.set_language(str(code)))
        self._label = Text(weight="semibold")
        box.addWidget(self._label)
        box.addWidget(self.language)
        box.addSpacing(6)
        box.addWidget(self._what)
        for point in self._points:
            box.addWidget(point)

    def retranslate(self) -> None:
        words = self._desk.words
        self._what.setText(
            words.gettext(
                "See which capacities your institution has to plan and carry out sustainable "
                "development, and what to strengthen first."
            )
        )
        for text, sentence in zip(
            self._points,
            (
                words.gettext("16 questions give a first picture in about twenty minutes."),
                words.gettext("Every answer is saved at once: you may stop whenever you like."),
                words.gettext("No network is needed, and nothing leaves this computer by itself."),
            ),
            strict=True,
        ):
            text.setText(sentence)
        # In both languages, for whoever does not read the one that is shown.
        self._label.setText("Idioma · Language")
        self.language.show_options(
            list(LANGUAGE_NAMES.items()), words.language, "Idioma · Language"
        )


class _Where(QWidget):
    """Screen 3: where the answers live."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        self._intro = Text()
        self._path = Text(tone="muted", role="small")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stays, self._leaves = Notice(state="done"), Notice(state="active")
        for widget in (self._intro, self._path, self._stays, self._leaves):
            box.addWidget(widget)

    def retranslate(self) -> None:
        words, places = self._desk.words, self._desk.program.places
        self._intro.setText(
            words.gettext("Your answers are kept on this stick or folder, beside the program:")
            if places.portable
            else words.gettext("Your answers are kept on this computer, in this folder:")
        )
        self._path.setText(str(places.data))
        self._stays.text.setText(
            words.gettext("Stays here: names, individual answers, private notes, files.")
        )
        self._leaves.text.setText(
            words.gettext("Something leaves only when you save a file to send, after reading it.")
        )


class StartPage(Page):
    """Language, institution, data: then the task list."""

    chrome = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._step = 0
        self._first = 0
        self._summaries: list[AssessmentSummary] = []
        self._welcome, self._where = _Welcome(desk), _Where(desk)
        self._filled: WhoScreen | None = None
        self._brand = Text("TOPP Desktop", role="title", weight="semibold", tone="accent")
        self._count = Text(role="small", tone="muted")
        self._heading = Text(role="item")
        self._waiting = Notice(state="active")
        self._waiting.hide()
        self._back = Button("", self.go_back)
        self._next = Button("", self.go_on, kind="primary")
        scroll = PageScroll(desk.theme)
        card = Card(margin=28, spacing=10)
        card.add(self._count, self._heading)
        self._screens = QVBoxLayout()
        self._screens.addWidget(self._welcome)
        self._screens.addWidget(self._where)
        card.add(self._screens)
        card.body.addSpacing(6)
        # Whoever collects for a region has no assessment of its own to begin with.
        self._office = Button("", lambda: desk.navigate("inbox"), kind="link")
        # A secretariat's invitation, what a colleague handed over, a copy of another computer.
        self.have_file = Button("", desk.file_wanted.emit)
        card.add(row(self._next, self._back, self.have_file), row(self._office))
        column = QVBoxLayout()
        column.setSpacing(14)
        for widget in (self._brand, self._waiting, card):
            column.addWidget(widget)
        holder = QWidget()
        holder.setLayout(column)
        self._holder = holder
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(holder, 100)
        centred.addStretch(1)
        scroll.main.addLayout(centred)
        scroll.main.setContentsMargins(0, 0, 0, 12)
        self._scroll = scroll
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        desk.file_waits.connect(self._show_waiting)
        desk.theme_changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def title(self) -> str:
        return self.desk.words.gettext("Begin")

    def retranslate(self) -> None:
        self._welcome.retranslate()
        if self._filled is not None:
            self._filled.retranslate()
        self._where.retranslate()
        self._show_step()

    def refresh(self, change: Changed | None) -> None:
        """Nothing here shows the open measurement."""

    def arrive(self, argument: object) -> None:
        chosen = argument if isinstance(argument, Instrument) else None
        self._first = 1 if argument == ANOTHER or chosen is not None else 0
        self._step = self._first
        if self._first:
            self.who.offer_known((), "")
            self.desk.tasks.write(self._look, self._know)
        self.desk.tasks.read(
            self.desk.program.library.instruments, lambda known: self._offer(known, chosen)
        )
        self._show_step()

    def _look(self) -> tuple[list[AssessmentSummary], list[KnownInstitution]]:
        program = self.desk.program
        return program.assessments.list(), program.institutions.known()

    def _know(self, found: tuple[list[AssessmentSummary], list[KnownInstitution]]) -> None:
        self._summaries, known = found
        snapshot = self.desk.snapshot
        last = snapshot.assessment.institution.id if snapshot is not None else ""
        self.who.offer_known([one for one in known if one.measurements], last)
        if self._step == 1:
            self.who.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, known: tuple[Instrument, ...], chosen: Instrument | None) -> None:
        if len(known) > 1:
            self.who.offer(known, chosen)
            self._show_step()

    @property
    def who(self) -> WhoScreen:
        """The second screen, made when it is reached: it is most of the page's work."""
        if self._filled is None:
            from topp_desktop.ui.pages.start.who import WhoScreen

            self._filled = WhoScreen(self.desk)
            self._filled.retranslate()
            self._screens.insertWidget(1, self._filled)
        return self._filled

    # --- going through --------------------------------------------------------------------------

    def go_on(self) -> None:
        """Continue: checks the screen, then shows the next one or begins."""
        if self._step == 1 and not self.who.check():
            order_focus(self)
            self._scroll.to_top()
            return
        if self._step == _LAST:
            self._begin()
            return
        self._step += 1
        self._show_step()

    def go_back(self) -> None:
        """To the screen before; from the first one, to the measurement that is open."""
        if self._step > self._first:
            self._step -= 1
            self._show_step()
        elif self.desk.snapshot is not None:
            self.desk.navigate("tasks")

    def _begin(self) -> None:
        self._next.setEnabled(False)
        institution = self.who.institution()
        same = [s for s in self._summaries if s.institution.id == institution.id]
        year = self.desk.program.clock().year
        self.desk.begin(
            institution,
            next_round((s.round for s in same), year),
            role=self.who.chosen_role(),
            practice=self.who.is_practice,
            instrument=self.who.instrument,
            done=self._begun,
            failed=self._not_begun,
        )

    def _begun(self) -> None:
        self._next.setEnabled(True)
        self.desk.settings.change(configured=True, last_item="")
        self.desk.navigate("tasks")

    def _not_begun(self, fault: Exception) -> None:
        self._next.setEnabled(True)
        self.desk.show_fault(fault)

    # --- show -----------------------------------------------------------------------------------

    def _show_step(self) -> None:
        words = self.desk.words
        headings = (
            words.gettext("Welcome"),
            words.gettext("Who are you?"),
            words.gettext("Where your answers live"),
        )
        self._heading.setText(headings[self._step])
        self._count.setText(
            words.gettext("Step {step} of {steps}").format(
                step=self._step - self._first + 1, steps=_LAST - self._first + 1
            )
        )
        self._welcome.setVisible(self._step == 0)
        self._where.setVisible(self._step == _LAST)
        if self._step == 1 or self._filled is not None:
            self.who.setVisible(self._step == 1)
        begin = words.gettext("Begin the short form")
        instrument = self._filled.instrument if self._filled is not None else None
        if instrument is not None and instrument.forms[0].id != "short":
            begin = words.gettext("Begin")
        self._next.set_text(begin if self._step == _LAST else words.gettext("Continue"))
        self._office.set_text(words.gettext("I work at a secretariat that collects assessments"))
        self._office.setVisible(self._step == 0)
        self.have_file.set_text(words.gettext("I already have a file"))
        self.have_file.setVisible(self._step == 0)
        self._back.set_text(words.gettext("Back"))
        self._back.setVisible(self._step > self._first or self.desk.snapshot is not None)
        self._scroll.to_top()
        order_focus(self)
        if self._step == 1:
            self.who.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_waiting(self, name: str) -> None:
        self._waiting.text.setText(
            self.desk.words.gettext("{name} is opened as soon as you have begun.").format(name=name)
        )
        self._waiting.show()

    def _restyle(self) -> None:
        self._holder.setMaximumWidth(self.desk.theme.px(640))
