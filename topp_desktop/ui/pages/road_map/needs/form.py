"""One need in its fields; each is saved as soon as it is chosen or written."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance

from topp_desktop.domain.roadmap import Need, Semester
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.services.plan.terms import MODALITIES, NEED_REASONS, PEOPLE
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Choice, FieldRow, Text, TextField
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.number_field import NumberField

MOST_PERSONS = 1_000_000


class NeedCard(Card):
    """changed: (id of the need, {field: value}); dropped, reset_asked: its id."""

    changed = Signal(str, object)
    dropped = Signal(str)
    reset_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self._desk = desk
        self._need: Need | None = None
        self._why = Text(role="small", tone="muted")
        self.topic = TextField(rows=(1, 3), longest=300)
        self.people, self.modality, self.semester = Choice(), Choice(), Choice()
        self.persons = NumberField(0, MOST_PERSONS)
        self.note = TextField(rows=(2, 5))
        self._rows = [
            FieldRow(field)
            for field in (
                self.topic,
                self.people,
                self.persons,
                self.modality,
                self.semester,
                self.note,
            )
        ]
        self.reset = Button("", lambda: self._tell(self.reset_asked), small=True)
        self.drop = Button("", lambda: self._tell(self.dropped), small=True)
        self.add(self._why, *self._rows, FlowBox(self.reset, self.drop))
        self.topic.written.connect(lambda text: self._write(topic=text.strip() or None))
        self.note.written.connect(lambda text: self._write(note=text))
        self.people.chosen.connect(lambda value: self._write(level=value))
        self.modality.chosen.connect(lambda value: self._write(modality=value))
        self.semester.chosen.connect(lambda value: self._write(semester=value))
        self.persons.changed.connect(lambda value: self._write(persons=value or None))

    def show_need(self, opened: OpenPlan, need: Need | None) -> None:
        """Another need, or the same as it is stored now; None hides the card."""
        words = self._desk.words
        self.setVisible(need is not None)
        if need is None:
            self._need = None
            return
        if self._need is None or self._need.id != need.id:
            for text in (self.topic, self.note):
                text.drop()
        self._need = need
        self.set_title(words.gettext("The chosen need"))
        self._why.setText(self._reason(need))
        labels = (
            words.gettext("Topic"),
            words.gettext("Who takes part"),
            words.gettext("Number of people (0: not known)"),
            words.gettext("How"),
            words.gettext("When"),
            words.gettext("Remark"),
        )
        for field_row, label in zip(self._rows, labels, strict=True):
            field_row.set_texts(label)
        peers = need.kind == "peers"
        for field_row in self._rows[1:5]:
            field_row.setVisible(not peers)
        open_ = words.gettext("Not said")
        self.topic.show_text(need_topic(need, opened.road_map.catalogue, self._desk.wording))
        self.people.show_options(_options(PEOPLE, open_, self._desk), need.level)
        self.modality.show_options(_options(MODALITIES, open_, self._desk), need.modality)
        self.persons.show_value(need.persons or 0)
        semesters = [str(s) for s in opened.road_map.plan.semesters]
        if need.semester and need.semester not in semesters:
            semesters.append(need.semester)
        named = [(s, Semester.parse(s).short) for s in semesters]
        self.semester.show_options([("", open_), *named], need.semester or "")
        self.note.show_text(need.note)
        edited = need.id in opened.edits.needs
        self.reset.set_text(words.gettext("As it was proposed"))
        self.reset.setVisible(need.proposed and edited)
        self.drop.set_text(
            words.gettext("Leave it out") if need.proposed else words.gettext("Take out")
        )

    def flush(self) -> None:
        """Hands over what is being written."""
        for field in (self.topic, self.note, self.persons):
            field.flush()

    def _reason(self, need: Need) -> str:
        words = self._desk.words
        if not need.proposed:
            return words.gettext("Added by the institution")
        if need.kind == "training":
            return words.gettext("It follows from the answers about this capacity and the plan.")
        if need.kind == "peers":
            return words.gettext("The supported level of its question is 3 or 4.")
        return term(NEED_REASONS, need.reason, words) if need.reason else ""

    def _write(self, **change: object) -> None:
        if self._need is not None:
            self.changed.emit(self._need.id, change)

    def _tell(self, signal: SignalInstance) -> None:
        if self._need is not None:
            signal.emit(self._need.id)


def _options(known: object, open_: str, desk: Desk) -> list[tuple[object, str]]:
    assert isinstance(known, dict)
    return [("", open_), *((name, desk.words.gettext(text)) for name, text in known.items())]
