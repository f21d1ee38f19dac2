"""The desk: what is open on it, in which words and colours, and who is told when that changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from topp_desktop.domain.assessment import Institution, Response
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.foundation.settings import ZOOMS, SettingsFile
from topp_desktop.services.measurement.answer import Saved, check_response
from topp_desktop.services.measurement.results import Results
from topp_desktop.services.measurement.trail import Step, UndoReach
from topp_desktop.services.ports import AssessmentSummary, StoredAssessment
from topp_desktop.services.program import Program
from topp_desktop.ui.snapshot import Changed, Snapshot
from topp_desktop.ui.tasks import Tasks
from topp_desktop.ui.theme.theme import Theme

__all__ = ["Changed", "Desk", "Snapshot"]

T = TypeVar("T")
_Opened = tuple[Instrument, StoredAssessment]


class Desk(QObject):
    """Handed to every page: the open measurement as a snapshot, and the doors to everything else.

    A page reads `snapshot`, changes it through `record`, goes elsewhere with `navigate`, asks
    services through `tasks`, and hands every fault to `fault`. See docs/decisions/0022.
    """

    assessment_changed = Signal(object)
    """`Changed`; `snapshot` is already the new one."""
    language_changed = Signal()
    theme_changed = Signal()
    saving = Signal()
    """Something is on its way to the disk."""
    saved = Signal(object)
    """A datetime: everything is on the disk. Never before the acknowledgement."""
    stepped = Signal(object, bool)
    """Steps of the trail that were taken back (True) or repeated (False)."""
    reach_changed = Signal()
    navigate_to = Signal(str, object)
    fault = Signal(object)
    """An exception to show to the person."""
    told = Signal(str, str, object)
    """What was done: a sentence, what else is to be known, and the file it made (or None)."""
    refused = Signal(object)
    """An exception: the last answer was not saved. Work goes on where it was, and the next good
    save takes the message away."""
    file_wanted = Signal()
    """A person wants to choose a file to open."""
    file_waits = Signal(object)
    """The path of a file that is opened as soon as there is a measurement."""

    def __init__(
        self,
        program: Program,
        tasks: Tasks,
        theme: Theme,
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.program = program
        self.tasks = tasks
        self.theme = theme
        self.settings = settings
        self.snapshot: Snapshot | None = None
        self.words: Translator = translator(settings.value.language)
        self._wording: tuple[tuple[str, str], Wording] | None = None
        self.reach = UndoReach()
        """How far undo and redo go for the open measurement."""
        self._pending: list[Response] = []
        self._changes = 0
        tasks.unhandled.connect(self.fault)
        theme.changed.connect(self.theme_changed)

    # --- words and colours ------------------------------------------------------------------

    @property
    def wording(self) -> Wording:
        """The words of the open measurement's instrument; of the shipped one if none is open."""
        instrument = self.snapshot.instrument if self.snapshot else self.program.library.agenda
        key = (instrument.sha256, self.words.language)
        if self._wording is None or self._wording[0] != key:
            self._wording = (key, Wording(instrument, self.words.language))
        return self._wording[1]

    def set_language(self, language: str) -> None:
        """Switches every text of the window at once."""
        if language != self.words.language:
            self.settings.change(language=language)
            self.words = translator(language)
            self.language_changed.emit()

    def set_theme(self, choice: str) -> None:
        """ "system", "light", "dark" or "contrast", at once."""
        self.settings.change(theme=choice)
        self.theme.choose(choice)

    def zoom(self, steps: int) -> None:
        """Text so many steps larger, or smaller; 0: as the system has it."""
        place = ZOOMS.index(self.settings.value.zoom) + steps
        percent = ZOOMS[max(0, min(place, len(ZOOMS) - 1))] if steps else 100
        self.settings.change(zoom=percent)
        self.theme.zoom(percent)

    # --- going about ------------------------------------------------------------------------

    def navigate(self, page: str, argument: object = None) -> None:
        """Shows a page by its name; it receives `arrive(argument)`."""
        self.navigate_to.emit(page, argument)

    def show_fault(self, fault: BaseException) -> None:
        """Says what happened, what it means for the data and what to do next."""
        self.fault.emit(fault)

    def say(self, title: str, detail: str = "", *, file: Path | None = None) -> None:
        """Says what was done, over the page. file: what was written, a file or a folder."""
        self.told.emit(title, detail, file)

    def say_saved(self, what: str, file: Path) -> None:
        """Says that a file was written, in the same words for every kind. what: its name."""
        self.say(self.words.gettext("Saved: {what}").format(what=what), file=file)

    # --- the open measurement ---------------------------------------------------------------

    @property
    def open_snapshot(self) -> Snapshot:
        """The snapshot, for pages that are only shown while a measurement is open."""
        assert self.snapshot is not None, "no measurement is open"
        return self.snapshot

    @property
    def results(self) -> Results:
        """Of the open measurement; cached until something changes."""
        return self.open_snapshot.results

    def open(
        self,
        assessment_id: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Reads a measurement, puts it on the desk, then calls `done`."""

        def read() -> tuple[_Opened, UndoReach]:
            return self._read(assessment_id)

        def opened(value: tuple[_Opened, UndoReach]) -> None:
            (instrument, stored), reach = value
            known = self.settings.value
            who = known.last_respondent if known.last_assessment == stored.id else ""
            self._put_reach(reach)
            self.put(Snapshot(instrument, stored, who))
            self._sit_down()
            if done is not None:
                done()

        self.tasks.write(read, opened, failed)

    def _read(self, assessment_id: str) -> tuple[_Opened, UndoReach]:
        """On the writer thread: a measurement as it stands on the disk."""
        program = self.program
        return program.assessments.open(assessment_id), program.undo.reach(assessment_id)

    def _put_reach(self, reach: UndoReach) -> None:
        before, self.reach = self.reach, reach
        if (before.undo, before.redo) != (reach.undo, reach.redo):
            self.reach_changed.emit()

    def list_measurements(
        self,
        done: Callable[[list[AssessmentSummary]], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Every measurement on this computer, oldest first."""

        def read() -> list[AssessmentSummary]:
            # The first use of a service opens the database: that, too, is the writer's work.
            return self.program.assessments.list()

        self.tasks.write(read, done, failed)

    def put(self, snapshot: Snapshot | None) -> None:
        """Puts a measurement on the desk in place of the one that was there."""
        self.snapshot = snapshot
        self.settings.change(
            # However a measurement came here, the first run is over.
            configured=snapshot is not None or self.settings.value.configured,
            last_assessment=snapshot.id if snapshot else "",
            last_respondent=snapshot.answering if snapshot else "",
        )
        if snapshot is None:
            self._put_reach(UndoReach())
        self.assessment_changed.emit(Changed("opened" if snapshot else "closed"))

    def answer_as(self, respondent: str) -> None:
        """From now on this respondent sits at the computer: pages show these answers."""
        snapshot = self.open_snapshot
        if respondent == snapshot.respondent:
            return
        self.snapshot = Snapshot(snapshot.instrument, snapshot.stored, respondent)
        self.settings.change(last_respondent=respondent)
        self._sit_down()
        self.assessment_changed.emit(Changed("reloaded"))

    def _sit_down(self) -> None:
        """Tells the trail in whose name things are done from now on."""
        mine, who = self.open_snapshot.id, self.open_snapshot.respondent
        self.tasks.write(lambda: self.program.recorder.act_as(mine, who))

    def begin(
        self,
        institution: Institution,
        round_: str,
        *,
        role: str,
        practice: bool = False,
        instrument: Instrument | None = None,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Begins a measurement with an instrument's first form (None: the shipped one) and
        opens it."""
        program = self.program

        def begin() -> str:
            chosen = instrument or program.library.agenda
            return program.assessments.begin(
                institution,
                round_,
                form=chosen.forms[0].id,
                role=role,
                practice=practice,
                instrument=chosen,
            )

        self.tasks.write(
            begin,
            lambda new: self.open(new, done, failed),
            failed,
        )

    def change_form(self, form: str, done: Callable[[], None] | None = None) -> None:
        """Goes on with another form; the answers stay."""
        mine = self.open_snapshot.id
        self.tasks.write(
            lambda: self.program.assessments.change_form(mine, form),
            lambda _: self.reload(done),
        )

    def reload(self, done: Callable[[], None] | None = None) -> None:
        """Reads the measurement again: after a fault, or after another service changed it."""
        if self.snapshot is None:
            return
        mine = self.snapshot.id

        def loaded(value: tuple[_Opened, UndoReach]) -> None:
            self._renew(mine, value)
            if done is not None:
                done()

        self.tasks.write(lambda: self._read(mine), loaded)

    def _renew(self, assessment_id: str, value: tuple[_Opened, UndoReach]) -> None:
        """What was read takes the place of what is shown, if it is still the same measurement."""
        if self.snapshot is None or self.snapshot.id != assessment_id:
            return
        (instrument, stored), reach = value
        fresh = Snapshot(instrument, stored, self.snapshot.answering)
        # What was recorded meanwhile is still on its way to the disk.
        for response in self._pending:
            fresh = fresh.with_response(response)
        self._put_reach(reach)
        self.snapshot = fresh
        self.assessment_changed.emit(Changed("reloaded"))

    # --- changes ----------------------------------------------------------------------------

    def change(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs one call of a service that changes the open measurement, on the writer thread.

        `done` gets what the call returned, with the measurement read again; `saved` follows. On
        a fault nothing has changed: `failed` is told, or the shell shows it.
        """
        mine = self.open_snapshot.id

        def run() -> tuple[T, tuple[_Opened, UndoReach]]:
            return work(), self._read(mine)

        def ran(value: tuple[T, tuple[_Opened, UndoReach]]) -> None:
            result, read = value
            self._renew(mine, read)
            self._settled(self.program.clock())
            if done is not None:
                done(result)

        def refused(fault: Exception) -> None:
            self._changes -= 1
            (failed or self.show_fault)(fault)

        self._changes += 1
        self.saving.emit()
        self.tasks.write(run, ran, refused)

    def _settled(self, at: datetime) -> None:
        self._changes -= 1
        if not self._changes:
            self.saved.emit(at)

    def record(self, response: Response) -> None:
        """Takes in an answer at once and saves it on the writer thread.

        Raises UserError (reason-missing, invalid-answer, …) before anything changes. `saved`
        follows when the answer is durable; on a fault the measurement is read again and the
        fault is shown.
        """
        snapshot = self.open_snapshot
        before = snapshot.answers_of(response.respondent).get(response.item)
        before = before or Response(response.respondent, response.item, None)
        if response == before:
            return
        check_response(snapshot.instrument, snapshot.assessment, response)
        self.snapshot = snapshot.with_response(response)
        self._pending.append(response)
        self._changes += 1
        self.saving.emit()
        self.tasks.write(
            lambda: self.program.answers.record(snapshot.id, response, before=before),
            self._acknowledged,
            lambda fault: self._refused(response, fault),
        )
        self._put_reach(UndoReach(undo="answer", undo_steps=self.reach.undo_steps + 1))
        self.assessment_changed.emit(Changed("answer", frozenset({response.item})))

    def _acknowledged(self, saved: Saved) -> None:
        self._pending.remove(saved.response)
        self._settled(saved.at)

    def _refused(self, response: Response, fault: Exception) -> None:
        self._pending.remove(response)
        self._changes -= 1
        self.refused.emit(fault)
        self.reload()

    def undo(self) -> None:
        """Takes back the last step of the open measurement, whoever's page made it."""
        self._step(back=True)

    def redo(self) -> None:
        """Repeats what was taken back last."""
        self._step(back=False)

    @property
    def can_undo(self) -> bool:
        return bool(self.reach.undo)

    @property
    def can_redo(self) -> bool:
        return bool(self.reach.redo)

    def _step(self, *, back: bool) -> None:
        if self.snapshot is None or not (self.can_undo if back else self.can_redo):
            return
        mine = self.snapshot.id

        def step() -> list[Step]:
            trail = self.program.undo
            return trail.undo(mine) if back else trail.redo(mine)

        self.change(step, lambda steps: self.stepped.emit(steps, back))
