"""The first run, in three short screens; the second and third also begin another measurement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.instrument import Instrument
from topp_desktop.foundation.i18n import LANGUAGE_NAMES
from topp_desktop.services.measurement.institutions import KnownInstitution
from topp_desktop.services.measurement.rounds import next_round
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.ui.focus_order import order_focus
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import ANOTHER, Page
from topp_desktop.ui.pages.start.welcome import Welcome
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Notice,
    PageScroll,
    SegmentedChoice,
    Text,
    row,
)
from topp_desktop.ui.widgets.columns import Columns

if TYPE_CHECKING:
    from topp_desktop.ui.pages.start.who import Entered, WhoScreen

_WELCOME, _WHO, _WHERE = range(3)
_LANGUAGE_BESIDE = 560
_WIDE, _NARROW = 880, 640


class _Where(QWidget):
    """Screen 3: where the answers live."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, places = desk.words, desk.program.places
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        path = Text(str(places.data), tone="muted", role="small")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        stays = words.gettext("Stays here: names, individual answers, private notes, files.")
        leaves = words.gettext(
            "Something leaves only when you save a file to send, after reading it."
        )
        for widget in (
            Text(
                words.gettext("Your answers are kept on this stick or folder, beside the program:")
                if places.portable
                else words.gettext("Your answers are kept on this computer, in this folder:")
            ),
            path,
            Notice(stays, state="done"),
            Notice(leaves, state="active"),
        ):
            box.addWidget(widget)


@dataclass(frozen=True, slots=True)
class _Here:
    """How far one has come: the screen, the first one, the file that waits and whether it filled
    something in, the measurements there are, and what was filled in."""

    step: int
    first: int
    waiting: Path | None
    told: bool
    summaries: Sequence[AssessmentSummary]
    entered: Entered | None


class StartPage(Page):
    """A way to begin, institution, data: then the task list."""

    chrome = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._step = _WELCOME
        self._first = _WELCOME
        self._summaries: Sequence[AssessmentSummary] = ()
        self._file: Path | None = None
        self._told = False
        words = desk.words
        self._next = Button("", self.go_on, kind="primary")
        self.begin = Button(words.gettext("Begin"), self.go_on)
        self.welcome, self._where = Welcome(desk, self.begin), _Where(desk)
        self._filled: WhoScreen | None = None
        brand = Text("TOPP Desktop", role="title", weight="semibold", tone="accent")
        self.language = SegmentedChoice(required=True)
        # In both languages, for whoever does not read the one that is shown.
        self.language.show_options(
            list(LANGUAGE_NAMES.items()), words.language, "Idioma · Language"
        )
        self.language.chosen.connect(lambda code: desk.set_language(str(code)))
        top = Columns(desk.theme, _LANGUAGE_BESIDE)
        top.add(brand)
        top.add(self.language)
        self._count = Text(role="small", tone="muted")
        self._heading = Text(role="item")
        self._waiting = Notice(state="active")
        self._waiting.hide()
        self._back = Button(words.gettext("Back"), self.go_back)
        scroll = PageScroll(desk.theme)
        self._card = card = Card(margin=28, spacing=10)
        card.add(self._count, self._heading)
        self._screens = QVBoxLayout()
        self._screens.addWidget(self._where)
        card.add(self._screens)
        card.body.addSpacing(6)
        card.add(row(self._next, self._back))
        column = QVBoxLayout()
        column.setSpacing(14)
        for widget in (top, self._waiting, self.welcome, card):
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

    def title(self) -> str:
        return self.desk.words.gettext("Begin")

    def refresh(self, change: Changed | None) -> None:
        """Nothing here shows the open measurement."""

    def here(self, came_with: object) -> object:
        entered = self._filled.entered() if self._filled is not None else None
        return _Here(self._step, self._first, self._file, self._told, self._summaries, entered)

    def arrive(self, argument: object) -> None:
        if isinstance(argument, _Here):
            self._go_on_from(argument)
            return
        chosen = argument if isinstance(argument, Instrument) else None
        self._first = _WHO if argument == ANOTHER or chosen is not None else _WELCOME
        self._step = self._first
        if self._first:
            self.who.offer_known((), "")
            self.desk.tasks.write(self._look, self._know)
        self._ask_instruments(chosen)
        self._show_step()

    def _go_on_from(self, place: _Here) -> None:
        self._step, self._first, self._summaries = place.step, place.first, place.summaries
        if place.waiting is not None:
            self._tell_waiting(place.waiting, filled=place.told)
        if place.entered is not None:
            self.who.enter(place.entered)
        else:
            self._ask_instruments(None)
        self._show_step()

    def _ask_instruments(self, chosen: Instrument | None) -> None:
        library = self.desk.program.library
        self.desk.tasks.read(library.instruments, lambda known: self._offer(known, chosen))

    def _look(self) -> tuple[list[AssessmentSummary], list[KnownInstitution]]:
        program = self.desk.program
        return program.assessments.list(), program.institutions.known()

    def _know(self, found: tuple[list[AssessmentSummary], list[KnownInstitution]]) -> None:
        self._summaries, known = found
        snapshot = self.desk.snapshot
        last = snapshot.assessment.institution.id if snapshot is not None else ""
        self.who.offer_known([one for one in known if one.measurements], last)
        if self._step == _WHO:
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
            self._screens.insertWidget(0, self._filled)
        return self._filled

    # --- going through --------------------------------------------------------------------------

    def go_on(self) -> None:
        """Continue: checks the screen, then shows the next one or begins."""
        if self._step == _WHO and not self.who.check():
            order_focus(self)
            self._scroll.to_top()
            return
        if self._step == _WHERE:
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
        self.desk.settings.change(last_item="")
        self.desk.navigate("tasks")

    def _not_begun(self, fault: Exception) -> None:
        self._next.setEnabled(True)
        self.desk.show_fault(fault)

    # --- show -----------------------------------------------------------------------------------

    def _show_step(self) -> None:
        words = self.desk.words
        self._heading.setText(
            words.gettext("Where your answers live")
            if self._step == _WHERE
            else words.gettext("Who are you?")
        )
        self._count.setText(
            words.gettext("Step {step} of {steps}").format(step=self._step, steps=_WHERE)
        )
        first = self._step == _WELCOME
        self.welcome.setVisible(first)
        self._card.setVisible(not first)
        self._where.setVisible(self._step == _WHERE)
        if self._step == _WHO or self._filled is not None:
            self.who.setVisible(self._step == _WHO)
        begin = words.gettext("Begin the short form")
        instrument = self._filled.instrument if self._filled is not None else None
        if instrument is not None and instrument.forms[0].id != "short":
            begin = words.gettext("Begin")
        self._next.set_text(begin if self._step == _WHERE else words.gettext("Continue"))
        self._back.setVisible(self._step > self._first or self.desk.snapshot is not None)
        self._scroll.to_top()
        order_focus(self)
        self._restyle()
        if self._step == _WHO:
            first_field = self.who.first_field()
        else:
            first_field = self.welcome.have_file if first else self._next
        first_field.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- a file that is there already -----------------------------------------------------------

    def _show_waiting(self, path: Path) -> None:
        """The file is opened once there is a measurement; what it says of the institution needs
        not be typed."""
        self._tell_waiting(path, filled=False)
        if self._step == _WELCOME:
            self.go_on()
        sending = self.desk.program.sending
        # What is wrong with the file is said when it is opened.
        self.desk.tasks.write(lambda: sending.invited(path), self._fill_in, lambda _: None)

    def _fill_in(self, invited: Institution | None) -> None:
        if invited is None or self._step != _WHO:
            return
        self.who.show_invited(invited)
        if self._file is not None:
            self._tell_waiting(self._file, filled=True)
        self.who.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_waiting(self, path: Path, *, filled: bool) -> None:
        words = self.desk.words
        self._file, self._told = path, filled
        said = words.gettext("{name} is opened as soon as you have begun.").format(name=path.name)
        if filled:
            said += " " + words.gettext("What it says about your institution is filled in below.")
        self._waiting.text.setText(said)
        self._waiting.show()

    def _restyle(self) -> None:
        widest = _WIDE if self._step == _WELCOME else _NARROW
        self._holder.setMaximumWidth(self.desk.theme.px(widest))
