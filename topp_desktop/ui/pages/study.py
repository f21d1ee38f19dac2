"""A study of the questions: each person agrees for themselves, and the file is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from topp_desktop.domain.study.model import FEWEST_RATERS, LONGEST_NAME, Wave
from topp_desktop.services.institution.study_file import StudySaved
from topp_desktop.services.measurement.study import Study
from topp_desktop.ui.file_dialogs import STUDY, ask_save
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import Page
from topp_desktop.ui.parts.names import names_of
from topp_desktop.ui.parts.who import WhoCard
from topp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    FieldRow,
    LineField,
    Notice,
    PageScroll,
    Text,
    row,
)


class StudyPage(Page):
    """Off until somebody writes the study's name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._study: Study | None = None
        self._scroll = PageScroll(desk.theme)
        self._about = Text(tone="muted")
        self._begin = Card()
        self.name = LineField(longest=LONGEST_NAME)
        self.wave = Choice()
        self.timed = QCheckBox()
        self.take_part = Button("", self._take_part, kind="primary")
        self._name_row, self._wave_row = FieldRow(self.name), FieldRow(self.wave)
        self._begin.add(self._name_row, self._wave_row, self.timed, row(self.take_part))
        self.who = WhoCard(desk)
        self._mine = Card()
        self.sentence = Text()
        self.code = LineField(longest=20)
        self._code_row = FieldRow(self.code)
        self.agree = Button("", self._agree, kind="primary")
        self.take_back = Button("", self._take_back)
        self._kept = Notice(state="active")
        self._mine.add(self.sentence, self._code_row, row(self.agree, self.take_back), self._kept)
        self._file = Card()
        self._agreed = Text()
        self._leaves = Text(role="small", tone="muted")
        self.save = Button("", self._ask, kind="primary")
        self.end = Button("", self._end, kind="link")
        self._file.add(self._agreed, self._leaves, row(self.save, self.end))
        for widget in (self._about, self._begin, self.who, self._mine, self._file):
            self._scroll.main.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Study of the questions")

    def refresh(self, change: Changed | None) -> None:
        if self.desk.snapshot is None:
            return
        if change is not None or self.another_measurement():
            # Somebody else may sit here: a code is for its owner's eyes.
            self._kept.hide()
        mine, studies = self.desk.snapshot.id, self.desk.program.studies
        self.load(lambda: studies.study(mine), self._show)

    def arrive(self, _: object) -> None:
        self._kept.hide()
        self._scroll.to_top()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what it shows --------------------------------------------------------------------------

    def _show(self, study: Study | None) -> None:
        self._study = study
        words = self.desk.words
        self._about.setText(
            words.gettext(
                "The secretariat tries out the questions, not the people. Whoever agrees gives "
                "their own answers to it, without their name. Your results and the file to send "
                "stay as they are."
            )
        )
        self._begin.setVisible(study is None)
        for card in (self._mine, self._file):
            card.setVisible(study is not None)
        people = names_of(self.desk.open_snapshot, words)
        self.who.setVisible(study is not None and len(people) > 1)
        self.who.show_people()
        self._show_begin()
        if study is not None:
            self._show_mine(study, people[self.desk.open_snapshot.respondent])
            self._show_file(study, len(people))
        self._scroll.arrange()
        focused = QApplication.focusWidget()
        if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        """Where work goes on: a button that was pressed may be gone."""
        if self._study is None:
            return self.name
        agreed = self.desk.open_snapshot.respondent in self._study.agreed
        return self.take_back if agreed else self.agree

    def _show_begin(self) -> None:
        words = self.desk.words
        self._begin.set_title(words.gettext("Take part"))
        self._name_row.set_texts(
            words.gettext("Name of the study"), words.gettext("As the secretariat gave it to you")
        )
        self._wave_row.set_texts(words.gettext("Is it the first time?"))
        options = [
            ("first", words.gettext("First time")),
            ("retest", words.gettext("Second time, some weeks later")),
        ]
        self.wave.show_options(list(options), self.wave.currentData() or "first")
        self.timed.setText(
            words.gettext("Note how long a question is open, if the secretariat asked for it")
        )
        self.take_part.set_text(words.gettext("Take part"))

    def _show_mine(self, study: Study, who: str) -> None:
        words = self.desk.words
        agreed = self.desk.open_snapshot.respondent in study.agreed
        self._mine.set_title(words.gettext("Your agreement: {name}").format(name=who))
        sentence = words.gettext(
            "I agree that my own answers, how sure I am, the documents' grades, my "
            "justifications and whether my role leads go to the secretariat for the study "
            "“{study}”, without my name and under a random sign. I may take this back here until "
            "the file is sent."
        ).format(study=study.name)
        if study.timed:
            sentence += " " + words.gettext(
                "It is noted how long I have a question open, ten minutes at most."
            )
        self.sentence.setText(sentence)
        self._code_row.set_texts(
            words.gettext("Your code of the first time"),
            words.gettext("Leave it empty if you do not have it any more"),
        )
        self._code_row.setVisible(study.wave == "retest" and not agreed)
        self.agree.set_text(words.gettext("I agree"))
        self.agree.setVisible(not agreed)
        self.take_back.set_text(words.gettext("Take my agreement back"))
        self.take_back.setVisible(agreed)

    def _show_file(self, study: Study, people: int) -> None:
        words, count = self.desk.words, len(study.agreed)
        self._file.set_title(study.name)
        agreed = words.ngettext(
            "{n} of {all} people agreed.", "{n} of {all} people agreed.", count
        ).format(n=words.number(count), all=words.number(people))
        if count < FEWEST_RATERS:
            agreed += " " + words.gettext("At least {n} are needed.").format(
                n=words.number(FEWEST_RATERS)
            )
        if study.saved is not None:
            agreed += " " + words.gettext(
                "File saved on {date} at {time}. After a change, save it anew and send that one."
            ).format(date=words.date(study.saved), time=words.time(study.saved))
        self._agreed.setText(agreed)
        self._leaves.setText(
            words.gettext(
                "Only the secretariat can open the file, not even the other computers of the "
                "institution. It says the country and the level of government, no name."
            )
        )
        self.save.set_text(words.gettext("Save the study file"))
        self.save.setEnabled(count >= FEWEST_RATERS)
        self.end.set_text(words.gettext("No longer take part"))

    # --- what is done ---------------------------------------------------------------------------

    def _take_part(self) -> None:
        mine, studies = self.desk.open_snapshot.id, self.desk.program.studies
        name, timed = self.name.text(), self.timed.isChecked()
        wave: Wave = "retest" if self.wave.currentData() == "retest" else "first"
        self.desk.tasks.write(lambda: studies.begin(mine, name, wave, timed=timed), self._show)

    def _agree(self) -> None:
        snapshot, studies = self.desk.open_snapshot, self.desk.program.studies
        mine, who, code = snapshot.id, snapshot.respondent, self.code.text()
        self.desk.tasks.write(lambda: studies.agree(mine, who, code), self._tell_code)

    def _tell_code(self, code: str) -> None:
        words = self.desk.words
        self.code.clear()
        self._kept.text.setText(
            words.gettext(
                "Your code: {code}. Write it down and keep it to yourself: with it you answer the "
                "second time. The program does not keep it."
            ).format(code=code)
        )
        self.refresh(None)
        self._kept.show()

    def _take_back(self) -> None:
        snapshot, studies = self.desk.open_snapshot, self.desk.program.studies
        mine, who = snapshot.id, snapshot.respondent
        self._kept.hide()
        self.desk.tasks.write(lambda: studies.take_back(mine, who), lambda _: self.refresh(None))

    def _end(self) -> None:
        mine, studies = self.desk.open_snapshot.id, self.desk.program.studies
        self._kept.hide()
        self.desk.tasks.write(lambda: studies.end(mine), lambda _: self.refresh(None))

    def _ask(self) -> None:
        words, study = self.desk.words, self._study
        if study is None:
            return
        name = f"{study.name} {study.group[:6]}"
        path = ask_save(self.desk, self, words.gettext("Save the study file"), name, STUDY)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Writes the file for the secretariat of this institution."""
        snapshot, program = self.desk.open_snapshot, self.desk.program
        who, round_id = snapshot.assessment.institution, snapshot.assessment.round

        def work() -> StudySaved:
            return program.study_files.save_for(snapshot.id, program.sending, who, round_id, path)

        what = self.desk.words.gettext("the study file")

        def done(_: StudySaved) -> None:
            self.desk.say_saved(what, path)
            self.refresh(None)

        self.desk.tasks.write(work, done)
