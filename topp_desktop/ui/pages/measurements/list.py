"""An institution with its measurements; one that is for practice can be emptied."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from topp_desktop.domain.assessment import Institution
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.ports import AssessmentSummary
from topp_desktop.services.terms import FORMS, GOVERNMENT_LEVELS, term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Notice, Tag, Text, row, rule


def place_of(institution: Institution, words: Translator) -> str:
    """Such as "Guatemala · GT-01 · INE 0101 · Local government"."""
    local = f"{institution.local_scheme} {institution.local_code}".strip()
    parts = (
        words.territory(institution.country),
        institution.subdivision,
        local if institution.local_code else "",
        term(GOVERNMENT_LEVELS, institution.level, words),
    )
    return " · ".join(part for part in parts if part)


class MeasurementsCard(Card):
    """Newest measurement first."""

    opened = Signal(str)
    emptied = Signal(str)
    """The id of a practice institution whose answers are to go."""

    def __init__(self, desk: Desk, summaries: Sequence[AssessmentSummary]) -> None:
        super().__init__(spacing=8)
        self._desk = desk
        self._institution = summaries[0].institution
        words, practice = desk.words, summaries[0].practice
        self.set_title(self._institution.name)
        if practice:
            self.add(row(Tag(words.gettext("Practice: never sent"), "attention")))
        self.add(Text(place_of(self._institution, words), role="small", tone="muted"))
        for summary in reversed(summaries):
            self.add(rule(), self._line(summary))
        snapshot = desk.snapshot
        if snapshot is not None and snapshot.assessment.institution.id == self._institution.id:
            begin = partial(desk.navigate, "next-measurement", "begin")
            self.next = Button(words.gettext("Begin the next measurement"), begin, kind="link")
            self.add(rule(), row(self.next))
        if practice:
            self._add_emptying()

    def _line(self, summary: AssessmentSummary) -> QWidget:
        words, snapshot = self._desk.words, self._desk.snapshot
        name = words.gettext("Measurement {round}").format(round=summary.round)
        answers = words.ngettext(
            "{n} answer of all who take part",
            "{n} answers of all who take part together",
            summary.answered,
        )
        facts = [
            term(FORMS, summary.form, words),
            answers.format(n=summary.answered),
            words.gettext("begun on {date}").format(date=words.date(summary.created)),
        ]
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Text(name, weight="semibold"))
        texts.addWidget(Text(" · ".join(facts), role="small", tone="muted"))
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(texts, 1)
        if snapshot is not None and snapshot.id == summary.id:
            box.addWidget(Tag(words.gettext("Open now"), "active"))
        else:
            label = words.gettext("Open")
            open_ = Button(label, lambda: self.opened.emit(summary.id), small=True)
            open_.setAccessibleName(f"{label}: {summary.institution.name}, {name}")
            box.addWidget(open_)
        return line

    def _add_emptying(self) -> None:
        words = self._desk.words
        self.empty = Button(
            words.gettext("Empty the practice answers …"), self._ask, kind="link", small=True
        )
        self._sure = Notice(
            words.gettext(
                "Every answer, agreement, note and plan of this practice institution is deleted. "
                "This cannot be undone. Real measurements are not touched."
            )
        )
        self.really = Button(
            words.gettext("Delete the practice answers"),
            lambda: self.emptied.emit(self._institution.id),
            small=True,
        )
        self.keep = Button(words.gettext("Keep them"), self._calm, small=True)
        self.add(row(self.empty), self._sure, row(self.really, self.keep))
        self._calm()

    def _ask(self) -> None:
        self.empty.hide()
        for widget in (self._sure, self.really, self.keep):
            widget.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _calm(self) -> None:
        for widget in (self._sure, self.really, self.keep):
            widget.hide()
        self.empty.show()
