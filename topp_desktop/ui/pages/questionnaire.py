"""A questionnaire that came as a file: what it asks, and keeping it for measurements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.foundation.i18n import LANGUAGE_NAMES
from topp_desktop.ui.hub import Changed, Desk
from topp_desktop.ui.page import OpenedFile, Page
from topp_desktop.ui.widgets import Button, Card, EmptyState, Notice, PageScroll, Text, row
from topp_desktop.ui.widgets.facts import Facts


class QuestionnairePage(Page):
    """Shown before it is kept; from then on measurements can be begun with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path: Path | None = None
        self._instrument: Instrument | None = None
        self._known = False
        self._scroll = PageScroll(desk.theme)
        self._empty = EmptyState(pressed=lambda: desk.navigate("measurements"))
        self._card = Card(spacing=10)
        self._about = Text(tone="muted")
        self._facts = Facts(desk.theme)
        self._is_kept = Notice(state="done")
        self.begin = Button("", self.keep_and_begin, kind="primary")
        self.keep = Button("", self.keep_only)
        self._card.add(self._about, self._facts, self._is_kept, row(self.begin, self.keep))
        self._asks = Card(spacing=6)
        self._scroll.main.addWidget(self._empty)
        self._scroll.main.addWidget(self._card)
        self._scroll.main.addWidget(self._asks)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def title(self) -> str:
        return self.desk.words.gettext("Questionnaire")

    def refresh(self, change: Changed | None) -> None:
        if change is None or change.what != "answer":
            self._show()

    def arrive(self, argument: object) -> None:
        if isinstance(argument, OpenedFile):
            self.read(argument.path)
        self._scroll.to_top()

    # --- the file -----------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Reads the file off the window's thread and shows what it asks."""
        self._path, self._instrument = path, None
        library = self.desk.program.library

        def look() -> tuple[Instrument, bool]:
            from topp_desktop.formats.instrument import read_instrument

            found = read_instrument(path)
            return found, library.by_hash(found.sha256) is not None

        self._show()
        self.desk.tasks.read(look, self._seen, self._refused)

    def _seen(self, found: tuple[Instrument, bool]) -> None:
        self._instrument, self._known = found
        self._show()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, fault: Exception) -> None:
        self._path = None
        self._show()
        self.desk.show_fault(fault)

    def keep_only(self) -> None:
        """Keeps it for later measurements."""

        def kept(_: Instrument) -> None:
            self._known = True
            self._show()
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

        self._keep(kept)

    def keep_and_begin(self) -> None:
        """Keeps it, and begins a measurement with it."""
        self._keep(lambda instrument: self.desk.navigate("start", instrument))

    def _keep(self, done: Callable[[Instrument], None]) -> None:
        library, path = self.desk.program.library, self._path
        if path is not None:
            self.desk.tasks.write(lambda: library.install(path), done)

    # --- show ---------------------------------------------------------------------------------

    def _show(self) -> None:
        words, instrument = self.desk.words, self._instrument
        self._empty.setVisible(self._path is None)
        self._empty.set_texts(
            words.gettext("No questionnaire is open"),
            words.gettext("Open a file with a questionnaire: what it asks is shown here."),
            words.gettext("Measurements"),
        )
        for card in (self._card, self._asks):
            card.setVisible(instrument is not None)
        if instrument is not None:
            self._show_instrument(instrument)

    def _show_instrument(self, instrument: Instrument) -> None:
        words, wording = self.desk.words, Wording(instrument, self.desk.words.language)
        items = [item for item in instrument.items if not item.retired]
        elements = sum(len(item.elements) for item in items)
        asked = words.ngettext("{n} question", "{n} questions", len(items)).format(n=len(items))
        if elements:
            ticks = words.ngettext("{n} thing to tick", "{n} things to tick", elements)
            asked = f"{asked} · {ticks.format(n=elements)}"
        own = [LANGUAGE_NAMES.get(code, code) for code in instrument.texts]
        self._card.set_title(wording.name)
        self._about.setText(words.gettext("Version {version}").format(version=instrument.version))
        self._facts.show_facts(
            [
                (words.gettext("Asks"), asked),
                (
                    words.gettext("Capacities"),
                    words.join([wording.dimension(d.id) for d in instrument.dimensions]),
                ),
                (words.gettext("Languages"), words.join(own)),
                (
                    words.gettext("How it is scored"),
                    words.gettext("Five levels for each question")
                    if instrument.leveled
                    else words.gettext("The share of what is there, for each question"),
                ),
                (words.gettext("Alerts"), str(len(instrument.alerts) or "")),
                (
                    words.gettext("Profiles"),
                    words.join([wording.typology(t.id) for t in instrument.typologies]),
                ),
            ]
        )
        self._is_kept.text.setText(words.gettext("This questionnaire is in the program."))
        self._is_kept.setVisible(self._known)
        self.begin.set_text(
            words.gettext("Begin a measurement with it")
            if self._known
            else words.gettext("Keep it and begin a measurement")
        )
        self.keep.set_text(words.gettext("Only keep it"))
        self.keep.setVisible(not self._known)
        self._asks.set_title(words.gettext("What it asks"))
        self._fill(instrument, wording)

    def _fill(self, instrument: Instrument, wording: Wording) -> None:
        while self._asks.body.count() > 1:
            entry = self._asks.body.takeAt(1)
            widget = entry.widget() if entry is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, item in enumerate(instrument.form_items(instrument.forms[0].id), start=1):
            self._asks.add(Text(f"{number}. {wording.stem(item.id)}"))
