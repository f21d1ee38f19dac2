"""The needs of one kind: a table to choose from, and a line to add one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from topp_desktop.domain.roadmap import Need, Semester
from topp_desktop.domain.roadmap.demand import NeedKind
from topp_desktop.foundation.i18n import N_
from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.services.plan.terms import MODALITIES, NEED_REASONS, PEOPLE
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, LineField, Table, Text, row


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """A kind of need; offers: of peers, whether the institution teaches."""

    kind: NeedKind
    offers: bool
    title: str
    nothing: str


GROUPS = (
    NeedGroup(
        "training",
        False,
        N_("Training"),
        N_("No answer asks for training. Add what your people need."),
    ),
    NeedGroup(
        "assistance",
        False,
        N_("Technical assistance"),
        N_("No answer asks for technical assistance."),
    ),
    NeedGroup(
        "peers",
        True,
        N_("What we could teach"),
        N_("Nothing yet: topics appear where documents support level 3 or 4."),
    ),
    NeedGroup(
        "peers",
        False,
        N_("What we want to learn from others"),
        N_("Nothing yet. Add what you would like to see at another institution."),
    ),
)


class GroupCard(Card):
    """picked: the id of a need; added: a topic."""

    picked = Signal(str)
    added = Signal(str)

    def __init__(self, desk: Desk, group: NeedGroup) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self.group = group
        self._shown: list[Need] = []
        self._nothing = Text(tone="muted")
        self.table = Table(whole_height=True, balanced=True)
        self.table.roomy = 1
        self.table.itemSelectionChanged.connect(self._picked)
        self.topic = LineField(longest=300)
        self.topic.returnPressed.connect(self._add)
        self.more = Button("", self._add, small=True)
        line = row(self.topic, self.more, stretch=False)
        line.setStretch(0, 1)
        self.add(self._nothing, self.table, line)

    def show_needs(self, opened: OpenPlan, needs: Sequence[Need], chosen: str) -> None:
        """Those of this kind; `chosen` is marked if it is one of them."""
        desk, words, group = self._desk, self._desk.words, self.group
        self._shown = [
            n
            for n in needs
            if n.kind == group.kind and (group.kind != "peers" or n.offers == group.offers)
        ]
        title = words.gettext(group.title)
        self.set_title(f"{title} · {words.number(len(self._shown))}" if self._shown else title)
        self._nothing.setText(words.gettext(group.nothing))
        self._nothing.setVisible(not self._shown)
        self.table.setVisible(bool(self._shown))
        self.table.setAccessibleName(title)
        peers = group.kind == "peers"
        header = [words.gettext("Question"), words.gettext("Topic")]
        third = {
            "training": words.gettext("Who takes part"),
            "assistance": words.gettext("Why"),
        }
        header += [] if peers else [third[group.kind], words.gettext("When and how")]
        rows = []
        for need in self._shown:
            item = desk.wording.instrument.by_id.get(need.item or "")
            code = desk.wording.item_code(item) if item is not None else "–"
            topic = need_topic(need, opened.road_map.catalogue, desk.wording)
            rows.append([code, topic, *([] if peers else [self._third(need), self._when(need)])])
        self.table.blockSignals(True)
        self.table.show_rows(header, rows)
        self.table.blockSignals(False)
        self.mark(chosen)
        self.topic.setAccessibleName(words.gettext("Topic to add: {kind}").format(kind=title))
        self.topic.setPlaceholderText(words.gettext("Write a topic to add"))
        self.more.set_text(words.gettext("Add"), words.gettext("Add: {kind}").format(kind=title))

    def mark(self, chosen: str) -> None:
        """Marks a need without `picked`; nothing where it is not one of these."""
        ids = [need.id for need in self._shown]
        self.table.blockSignals(True)
        if chosen in ids:
            self.table.selectRow(ids.index(chosen))
        else:
            self.table.clearSelection()
            self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)
        self.table.viewport().update()

    def _third(self, need: Need) -> str:
        """Who takes part in a training; why technical assistance is needed."""
        words = self._desk.words
        if need.kind == "assistance":
            return term(NEED_REASONS, need.reason, words) if need.reason else ""
        parts = [term(PEOPLE, need.level, words)] if need.level else []
        if need.persons is not None:
            said = words.ngettext("{n} person", "{n} people", need.persons)
            parts.append(said.format(n=words.number(need.persons)))
        return " · ".join(parts)

    def _when(self, need: Need) -> str:
        parts = [Semester.parse(need.semester).short] if need.semester else []
        parts += [term(MODALITIES, need.modality, self._desk.words)] if need.modality else []
        return " · ".join(parts)

    def _picked(self) -> None:
        y = self.table.currentRow()
        if 0 <= y < len(self._shown) and self.table.selectedIndexes():
            self.picked.emit(self._shown[y].id)

    def _add(self) -> None:
        if topic := self.topic.text().strip():
            self.topic.clear()
            self.added.emit(topic)
        else:
            self.topic.setFocus()
