"""Where a question stands: its place in the form or its area, what comes before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.hub import Snapshot

MINUTES_PER_QUESTION = 1.2


@dataclass(frozen=True, slots=True)
class Ask:
    """What the question page is shown with; `back_to` is where Continue returns to."""

    item: str
    back_to: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The questions of an area; of a dimension where the instrument has no areas; `key` is its
    id, None for questions that belong to none."""

    key: str | None
    items: tuple[Item, ...]

    def name(self, wording: Wording, words: Translator) -> str:
        """What the group is called."""
        instrument = wording.instrument
        if self.key is not None:
            return (wording.area_short if instrument.areas else wording.dimension)(self.key)
        alone = len(self.items) == len([i for i in instrument.items if not i.retired])
        return wording.name if alone else words.gettext("Other questions")

    def answered(self, snapshot: Snapshot) -> int:
        """How many have an answer."""
        return sum(snapshot.is_answered(item.id) for item in self.items)

    def first_open(self, snapshot: Snapshot) -> Item:
        """The first question without an answer; the first of all when every one has one."""
        return first_open(snapshot, self.items)

    @property
    def objectives(self) -> int:
        """How many objectives the questions touch."""
        return len({item.objective for item in self.items if item.objective})

    @property
    def minutes(self) -> int:
        """About how long they take."""
        return max(1, round(len(self.items) * MINUTES_PER_QUESTION))


def groups(snapshot: Snapshot) -> tuple[ItemGroup, ...]:
    """The form's questions by area or by dimension, in the form's order."""
    grouped: dict[str | None, list[Item]] = {}
    for item in snapshot.items:
        key = item.area if snapshot.instrument.areas else item.dimension
        grouped.setdefault(key, []).append(item)
    return tuple(ItemGroup(key, tuple(items)) for key, items in grouped.items())


def group_of(snapshot: Snapshot, item: Item) -> ItemGroup:
    """The group that a question belongs to."""
    return next(group for group in groups(snapshot) if item in group.items)


def assigned(snapshot: Snapshot) -> tuple[Item, ...]:
    """The form's questions that were assigned to who answers here; none where nothing was."""
    person = next(p for p in snapshot.assessment.respondents if p.id == snapshot.respondent)
    limit = person.items
    return () if limit is None else tuple(i for i in snapshot.items if i.id in limit)


def sequence(snapshot: Snapshot, item: Item | None) -> tuple[Item, ...]:
    """The questions that Back and Continue go through: those assigned to who answers here where
    this is one of them, else the whole form."""
    mine = assigned(snapshot)
    return mine if item in mine else snapshot.items


def first_open(snapshot: Snapshot, items: Sequence[Item]) -> Item:
    """The first question without an answer; the first of all when every one has one."""
    return next((item for item in items if not snapshot.is_answered(item.id)), items[0])


def counted_among(snapshot: Snapshot, item: Item) -> tuple[Item, ...]:
    """What "3 of 16" counts: the whole short form, or the area of a longer form."""
    if snapshot.assessment.form == snapshot.instrument.forms[0].id:
        return snapshot.items
    return group_of(snapshot, item).items
