"""Before there is a window: whether the data folder can be used, and whether somebody uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.files import remove_file
from topp_desktop.foundation.i18n import Translator, translator
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.program import Program
from topp_desktop.ui.instance import Holder, Instance
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import Button, Text, row

ANSWER_WITHIN = 8_000
"""Milliseconds that a window which is open already has to take what a second start left."""


class Question(QDialog):
    """A title, sentences, and ways to go on; `chosen` is the number of one, or -1 when closed."""

    def __init__(self, title: str, sentences: Sequence[str], ways: Sequence[str]) -> None:
        super().__init__(None)
        self.chosen = -1
        self.setWindowTitle(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(Text(title, role="title"))
        for sentence in sentences:
            box.addWidget(Text(sentence))
        self.buttons = [
            Button(way, self._choice(number), kind="primary" if number == 0 else "secondary")
            for number, way in enumerate(ways)
        ]
        box.addSpacing(8)
        box.addLayout(row(*self.buttons))
        self.buttons[0].setFocus()
        self.setMinimumWidth(520)

    def _choice(self, number: int) -> Callable[[], None]:
        def choose() -> None:
            self.chosen = number
            self.accept()

        return choose


def enter(
    program: Program, application: QApplication, files: Sequence[Path]
) -> tuple[Program, Instance] | int:
    """The program over a folder that can be used, and its lock; or the exit code where a window
    is open already, or the person thought better of it."""
    while True:
        try:
            instance = Instance(program.places)
            if instance.first:
                return program, instance
            if instance.unjudged is None:
                return _pass_on(program, application, instance, files)
            if not _go_on(program, application, instance.unjudged):
                return 0
            instance.take_over()
        except ToppError as fault:
            folder = _other_folder(program, application, fault)
            if folder is None:
                return fault.exit_code
            program = program.beside(folder)
        else:
            return program, instance


def _pass_on(
    program: Program, application: QApplication, instance: Instance, files: Sequence[Path]
) -> int:
    """Leaves the files to the window that is open; says so where it does not take them."""
    left = instance.hand_over(files)
    watch, loop, look = QElapsedTimer(), QEventLoop(), QTimer()
    watch.start()

    def done() -> None:
        if not left.exists() or watch.elapsed() > ANSWER_WITHIN:
            loop.quit()

    look.timeout.connect(done)
    look.start(50)
    loop.exec()
    if not left.exists():
        return 0
    remove_file(left)
    words = _words(program, application)
    Question(
        words.gettext("The program is open already, but does not answer"),
        [
            words.gettext(
                "Look for its window in the task bar. If it does not react, wait a minute, or "
                "restart the computer: every answer that was saved is kept."
            )
        ],
        [words.gettext("Close")],
    ).exec()
    return 0


def _go_on(program: Program, application: QApplication, holder: Holder) -> bool:
    """Whether the person goes on in spite of a lock that cannot be judged from here."""
    words = _words(program, application)
    question = Question(
        words.gettext("Is the program open on another computer?"),
        [
            _who(words, holder, str(program.places.data)),
            words.gettext(
                "This happens when a stick was pulled out, or a folder copied, while the program "
                "was open. If it is open nowhere else now, you may continue: nothing is lost. If "
                "it is, close it there first."
            ),
        ],
        [words.gettext("Continue anyway"), words.gettext("Exit")],
    )
    question.exec()
    return question.chosen == 0


def _who(words: Translator, holder: Holder, folder: str) -> str:
    since = holder.since
    when = (
        words.gettext("{date}, {time}").format(
            date=words.date(since, "long"), time=words.time(since)
        )
        if since
        else words.gettext("an unknown moment")
    )
    if holder.computer:
        told = words.gettext("The computer {computer} has used the data in {folder} since {when}.")
        return told.format(computer=holder.computer, folder=folder, when=when)
    told = words.gettext(
        "The data in {folder} has been marked as in use since {when}; by whom cannot be read."
    )
    return told.format(folder=folder, when=when)


def _other_folder(program: Program, application: QApplication, fault: ToppError) -> Path | None:
    """Another data folder, for this run; None to end."""
    words = _words(program, application)
    told = explain(fault, words)
    question = Question(
        words.gettext("The folder of your data cannot be used"),
        [
            told.cause,
            words.gettext(
                "Choose another folder, on this computer or on a stick, or put the disk right and "
                "start again. The folder is asked for at every start until this one can be used."
            ),
        ],
        [words.gettext("Choose another folder"), words.gettext("Exit")],
    )
    question.exec()
    if question.chosen != 0:
        return None
    from topp_desktop.ui.file_dialogs import ask_data_folder

    chosen = ask_data_folder(words.gettext("Choose a folder for your data"))
    return chosen / "TOPP Desktop" if chosen else None


def _words(program: Program, application: QApplication) -> Translator:
    """The language chosen before; the dialogs of a start look like the program."""
    settings = program.settings.value
    Theme(application, settings.theme)
    return translator(settings.language)
