"""Faults and bugs in front of a person. Known faults go into the page, bugs into a dialog."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.errors.texts import explain
from topp_desktop.ui.widgets import Button, ErrorPanel, Text, TextField, row

_log = logging.getLogger("topp_desktop.ui")


def show_fault(
    panel: ErrorPanel, fault: ToppError, words: Translator, *, focus: bool = True
) -> None:
    """What happened, what it means for the data, what to do next; inside the page."""
    told = explain(fault, words)
    _log.warning("fault %s", told.code)
    panel.show_fault(
        told.title, told.cause, told.next_step, words.gettext("Close this message"), focus=focus
    )


def details_of(fault: BaseException, program: str) -> str:
    """What whoever supports the person needs; no answers, only places in the code."""
    frames = "".join(traceback.format_tb(fault.__traceback__))
    # The message of an exception may quote an answer or a name; its type says enough.
    system = f"Python {sys.version.split()[0]} · {sys.platform}"
    return f"{program}\n{system}\n{frames}{type(fault).__name__}"


class BugDialog(QDialog):
    """Something that the program does not know, with details to copy and the log's path."""

    def __init__(
        self,
        fault: BaseException,
        words: Translator,
        program: str,
        log: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        told = explain(fault, words)
        self.setWindowTitle(told.title)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(10)
        details = TextField(words.gettext("Details"), rows=(6, 12))
        details.setReadOnly(True)
        details.show_text(details_of(fault, program))
        log = log if Path(log).exists() else ""
        path = Text(
            words.gettext("The log is in {path}").format(path=log) if log else "",
            role="small",
            tone="muted",
        )
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        def copy() -> None:
            QGuiApplication.clipboard().setText(f"{details.toPlainText()}\n{log}\n".rstrip() + "\n")

        close = Button(words.gettext("Close"), self.accept, kind="primary")
        for widget in (
            Text(told.title, role="title"),
            Text(told.cause),
            Text(told.next_step, weight="semibold"),
            details,
            path,
        ):
            box.addWidget(widget)
        box.addLayout(row(close, Button(words.gettext("Copy the details"), copy)))
        close.setFocus()
        self.resize(640, self.sizeHint().height())


class Hooks(QObject):
    """Brings exceptions that nobody caught, on whatever thread, to `show` on the window's."""

    _met = Signal(object)

    def __init__(self, show: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._met.connect(show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Takes over `sys.excepthook` and `threading.excepthook`."""

        def met(
            kind: type[BaseException], fault: BaseException, trace: TracebackType | None
        ) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, fault, trace)
                return
            # Places in the code only: a message may quote an answer.
            _log.error("bug %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
            self._met.emit(fault)

        def met_in_thread(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                met(args.exc_type, args.exc_value, args.exc_traceback)

        sys.excepthook = met
        threading.excepthook = met_in_thread
