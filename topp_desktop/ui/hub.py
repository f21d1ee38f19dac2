"""The desk: what is open on it, in which words and colours, and who is told when that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from PySide6.QtCore import QObject, Signal

from topp_desktop.domain.assessment import Assessment, Institution, Response
from topp_desktop.domain.instrument import Instrument, Item, Wording
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.services.answer import Saved, check_response, with_response
from topp_desktop.services.ports import AssessmentSummary, StoredAssessment
from topp_desktop.services.program import Program
from topp_desktop.services.results import Results, results_of
from topp_desktop.ui.history import History, Step
from topp_desktop.ui.tasks import Tasks
from topp_desktop.ui.theme.theme import Theme


@dataclass(frozen=True)
class Snapshot:
    """The open measurement at one moment; immutable, a new one for every change."""

    id: str
    instrument: Instrument
    assessment: Assessment
    practice: bool
    created: datetime
    names: Mapping[str, str]
    plan_settings: Mapping[str, object]

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions of the form, in the order in which they are asked."""
        return self.instrument.form_items(self.assessment.form)

    @property
    def respondent(self) -> str:
        """Who answers at this computer."""
        return self.assessment.respondents[0].id

    @cached_property
    def answers(self) -> Mapping[str, Response]:
        """The responses of who answers here, by item."""
        me = self.respondent
        return {r.item: r for r in self.assessment.responses if r.respondent == me}

    @cached_property
    def results(self) -> Results:
        """Scores and what stands out; computed when first asked for, a few milliseconds."""
        return results_of(self.instrument, self.assessment)

    def response(self, item: str) -> Response:
        """The response to an item; an empty one where nothing was answered."""
        return self.answers.get(item) or Response(self.respondent, item, None)

    def answers_of(self, respondent: str) -> Mapping[str, Response]:
        """The responses of anybody who takes part, by item."""
        return {r.item: r for r in self.assessment.responses if r.respondent == respondent}

    def is_answered(self, item: str) -> bool:
        """A level, "not applicable" or "don't know"; a note alone is not an answer."""
        return self.response(item).answer is not None


@dataclass(frozen=True, slots=True)
class Changed:
    """What became different. `items` is empty where everything may have."""

    what: Literal["opened", "answer", "reloaded", "closed"]
    items: frozenset[str] = frozenset()


def _snapshot(opened: tuple[Instrument, StoredAssessment]) -> Snapshot:
    instrument, stored = opened
    return Snapshot(
        id=stored.id,
        instrument=instrument,
        assessment=stored.assessment,
        practice=stored.practice,
        created=stored.created,
        names=stored.names,
        plan_settings=stored.plan_settings,
    )


class Desk(QObject):
    """Handed to every page. See `ui.shell` for how pages use it."""

    assessment_changed = Signal(object)
    """`Changed`; `snapshot` is already the new one."""
    language_changed = Signal()
    theme_changed = Signal()
    saving = Signal()
    saved = Signal(object)
    """A datetime: the answers are on the disk. Never before the acknowledgement."""
    navigate_to = Signal(str, object)
    fault = Signal(object)
    """An exception to show to the person."""
    file_waits = Signal(str)
    """The name of a file that is opened as soon as there is a measurement."""

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
        self._history = History()
        self._pending: list[Response] = []
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

    # --- going about ------------------------------------------------------------------------

    def navigate(self, page: str, argument: object = None) -> None:
        """Shows a page by its name; it receives `arrive(argument)`."""
        self.navigate_to.emit(page, argument)

    def show_fault(self, fault: BaseException) -> None:
        """Says what happened, what it means for the data and what to do next."""
        self.fault.emit(fault)

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

        def opened(value: tuple[Instrument, StoredAssessment]) -> None:
            self.put(_snapshot(value))
            if done is not None:
                done()

        self.tasks.write(lambda: self.program.assessments.open(assessment_id), opened, failed)

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
        if snapshot is None or self.snapshot is None or snapshot.id != self.snapshot.id:
            self._history.clear()
        self.snapshot = snapshot
        self.settings.change(last_assessment=snapshot.id if snapshot else "")
        self.assessment_changed.emit(Changed("opened" if snapshot else "closed"))

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
        """Reads the measurement again: after a fault, or after a service changed it."""
        if self.snapshot is None:
            return
        mine = self.snapshot.id

        def loaded(value: tuple[Instrument, StoredAssessment]) -> None:
            if self.snapshot is None or self.snapshot.id != mine:
                return
            fresh = _snapshot(value)
            # What was recorded meanwhile is still on its way to the disk.
            for response in self._pending:
                fresh = replace(fresh, assessment=with_response(fresh.assessment, response))
            self.snapshot = fresh
            self.assessment_changed.emit(Changed("reloaded"))
            if done is not None:
                done()

        self.tasks.write(lambda: self.program.assessments.open(mine), loaded)

    # --- answers ----------------------------------------------------------------------------

    def record(self, response: Response) -> None:
        """Takes in an answer at once and saves it on the writer thread.

        Raises UserError (reason-missing, invalid-answer, …) before anything changes. `saved`
        follows when the answer is durable; on a fault the measurement is read again and the
        fault is shown.
        """
        snapshot = self.open_snapshot
        before = snapshot.answers_of(response.respondent).get(response.item)
        if response == (before or Response(response.respondent, response.item, None)):
            return
        check_response(snapshot.instrument, snapshot.assessment, response)
        self._history.push(Step(before, response))
        self._save(response)

    def undo(self) -> str | None:
        """Takes back the last change; returns the item concerned."""
        return self._again(self._history.undo())

    def redo(self) -> str | None:
        """Repeats what was taken back last; returns the item concerned."""
        return self._again(self._history.redo())

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def _again(self, response: Response | None) -> str | None:
        if response is None or self.snapshot is None:
            return None
        self._save(response)
        return response.item

    def _save(self, response: Response) -> None:
        snapshot = self.open_snapshot
        self.snapshot = replace(snapshot, assessment=with_response(snapshot.assessment, response))
        self._pending.append(response)
        self.saving.emit()
        self.tasks.write(
            lambda: self.program.answers.record(snapshot.id, response),
            self._acknowledged,
            lambda fault: self._refused(response, fault),
        )
        self.assessment_changed.emit(Changed("answer", frozenset({response.item})))

    def _acknowledged(self, saved: Saved) -> None:
        self._pending.remove(saved.response)
        if not self._pending:
            self.saved.emit(saved.at)

    def _refused(self, response: Response, fault: Exception) -> None:
        self._pending.remove(response)
        self._history.clear()
        self.show_fault(fault)
        self.reload()
