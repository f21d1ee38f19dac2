"""An instrument's structure. Data that was validated by `formats.instrument`; immutable.

The code knows item types, groupings and scoring profiles; it knows no particular instrument.
See docs/file-formats.md, "Instrument".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from topp_desktop.domain.instrument.kinds import KINDS, PROFILES, QuestionKind

AGENDA_ID = "topp-agenda"

Status = Literal["draft", "piloted", "validated"]


@dataclass(frozen=True, slots=True)
class InstrumentRef:
    """What an answer pins for ever: the instrument's id, version and SHA-256."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A capacity; `components` are the ids of its parts."""

    id: str
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A strategic objective; `lines` are the ids of its lines of action."""

    id: str
    area: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A grouping of objectives."""

    id: str
    objectives: tuple[Objective, ...] = ()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Who may answer "not applicable"; empty means: nobody in particular."""

    levels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question. type: the name of its kind; elements: what a checklist's answer may tick.

    clauses: how many clauses each level has, lowest level first; themes: the cross-cutting themes
    that a clause of level 3 asks for; status: how far the question was tried on people.
    """

    id: str
    type: str = "levels"
    revision: int = 1
    area: str | None = None
    objective: str | None = None
    dimension: str | None = None
    component: str | None = None
    lines: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    clauses: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    status: Status = "draft"
    not_applicable: NotApplicable | None = None
    retired: bool = False

    @property
    def kind(self) -> QuestionKind:
        """How it is answered and what an answer counts."""
        return KINDS[self.type]

    @property
    def leveled(self) -> bool:
        """Whether it is answered with a level of the scale."""
        return self.kind.leveled

    @property
    def cell(self) -> str | None:
        """Area × dimension, such as "1-T"."""
        if self.area is None or self.dimension is None:
            return None
        return f"{self.area}-{self.dimension}"


@dataclass(frozen=True, slots=True)
class Form:
    """A selection of items in the order in which they are asked."""

    id: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A pattern worth a sentence.

    kind "contrast": dimension `high` at or above 62.5 while one of `low` is below 37.5.
    kind "group": the mean of the criteria `items` against the instrument's own `cuts`.
    """

    code: str
    kind: Literal["contrast", "group"]
    high: str | None = None
    low: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    cuts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Typology:
    """A named average of weighted criteria."""

    id: str
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Instrument:
    """A whole instrument: structure, and per language its texts (see `Wording`)."""

    id: str
    version: str
    sha256: str
    profile: str
    source_language: str
    dimensions: tuple[Dimension, ...]
    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    forms: tuple[Form, ...]
    texts: Mapping[str, Mapping[str, Any]]
    level_count: int = 5
    alerts: tuple[Alert, ...] = ()
    typologies: tuple[Typology, ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def ref(self) -> InstrumentRef:
        return InstrumentRef(self.id, self.version, self.sha256)

    @property
    def kind(self) -> QuestionKind:
        """The kind of question that its scoring profile computes with."""
        return PROFILES[self.profile].kind

    @property
    def leveled(self) -> bool:
        """Whether its questions are answered with levels, whatever the revision of the method."""
        return self.kind.leveled

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.texts)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Item id → running number on paper, from 1."""
        active = (item for item in self.items if not item.retired)
        return {item.id: number for number, item in enumerate(active, start=1)}

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        return {o.id: o for area in self.areas for o in area.objectives}

    @cached_property
    def components(self) -> dict[str, str]:
        """Component id → dimension id."""
        return {c: d.id for d in self.dimensions for c in d.components}

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Area × dimension, area by area; empty where the instrument has no areas."""
        return tuple(f"{a.id}-{d.id}" for a in self.areas for d in self.dimensions)

    def form(self, form_id: str) -> Form:
        """The form with this id; KeyError if there is none."""
        for form in self.forms:
            if form.id == form_id:
                return form
        raise KeyError(form_id)

    def form_items(self, form_id: str) -> tuple[Item, ...]:
        """The items of a form in the order in which they are asked."""
        return tuple(self.by_id[item] for item in self.form(form_id).items)
