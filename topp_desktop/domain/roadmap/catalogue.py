"""The action catalogue: cards (what is done) and step texts (how a step is taken)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.instrument import Instrument, Wording
from topp_desktop.domain.roadmap.actions import ActionWords

STEPS = (2, 3, 4)
"""The levels that a card leads to. Level 1 is a state one may be in, never a goal."""


@dataclass(frozen=True, slots=True)
class ActionCard:
    """What takes an item one step up: to level 2 from 0 or 1, to 3 or to 4.

    lines: the lines of action it serves; effort: person-months for the step (to level 2: from 0);
    effort_from_1: to level 2 from level 1, None for other steps; duration: semesters;
    composed: its words were put together from the level's clauses, nobody wrote them.
    """

    item: str
    step: int
    lines: tuple[str, ...]
    effort: float
    duration: int
    effort_from_1: float | None = None
    prerequisites: tuple[str, ...] = ()
    reform: str = ""
    sdg: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    training: bool = False
    composed: bool = False

    @property
    def id(self) -> str:
        """Such as "2.3-F.2"."""
        return card_id(self.item, self.step)

    def effort_from(self, level: int) -> float:
        """Person-months from this level to the card's step."""
        if level == 1 and self.effort_from_1 is not None:
            return self.effort_from_1
        return self.effort


def card_id(item: str, step: int) -> str:
    """The id of the one card that takes an item to a level."""
    return f"{item}.{step}"


@dataclass(frozen=True, slots=True)
class CardWording:
    """A card's words in one language; the result is what the level that it leads to asks for."""

    title: str
    activity: str
    result: str
    verification: str
    indicator: str
    unit: str
    responsible: str
    training_topic: str
    assistance_topic: str


def worded(card: CardWording | None, words: ActionWords | None) -> CardWording | None:
    """A card's words with a person's own in their place; "" where neither says anything.

    None where there is neither a card nor a text of somebody's own.
    """
    if words is None:
        return card
    own = {name: getattr(words, name) for name in ActionWords.__slots__}
    if card is None and all(text is None for text in own.values()):
        return None
    return CardWording(
        **{
            field.name: text
            if (text := own.get(field.name)) is not None
            else getattr(card, field.name, "")
            for field in fields(CardWording)
        }
    )


@dataclass(frozen=True)
class Catalogue:
    """All cards, with texts per language; the source language is the fallback.

    institution: whose variants of the texts are read; None: the texts for everybody.
    """

    instrument: Instrument
    version: str
    cards: tuple[ActionCard, ...]
    texts: Mapping[str, Mapping[str, Any]]
    source_language: str = "es"
    institution: Institution | None = None

    @cached_property
    def by_id(self) -> dict[str, ActionCard]:
        return {card.id: card for card in self.cards}

    def card_for(self, item: str, step: int) -> ActionCard | None:
        """The card that takes an item to a level; None where the catalogue has none."""
        return self.by_id.get(card_id(item, step))

    def spoken_to(self, institution: Institution) -> Catalogue:
        """The catalogue in the variants for this level of government and type."""
        return replace(self, institution=institution)

    def wording(self, card: str, language: str) -> CardWording:
        """The words of a card; KeyError for an unknown card."""
        known = self.by_id[card]
        for name in (language, self.source_language):
            entry = self.texts.get(name, {}).get("actions", {}).get(card)
            if entry is not None:
                anchors = Wording(self.instrument, name).anchors(known.item)
                own = _variant(entry.get("variants", {}), self.institution)
                texts = {key: text for key, text in entry.items() if key != "variants"}
                return CardWording(**{**texts, **own}, result=anchors[known.step])
        raise KeyError(card)

    def step(self, component: str, transition: str, language: str) -> str:
        """How to take a step in a component; "" where the catalogue has no text."""
        for name in (language, self.source_language):
            text = self.texts.get(name, {}).get("steps", {}).get(component, {}).get(transition)
            if text:
                return str(text)
        return ""


def find_cycle(prerequisites: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A cycle among prerequisites as the ids along it, or () when there is none."""
    done: set[str] = set()
    for start in prerequisites:
        path: list[str] = []
        stack = [(start, iter(prerequisites.get(start, ())))]
        if start in done:
            continue
        path.append(start)
        while stack:
            node, rest = stack[-1]
            for following in rest:
                if following in path:
                    return (*path[path.index(following) :], following)
                if following not in done and following in prerequisites:
                    path.append(following)
                    stack.append((following, iter(prerequisites[following])))
                    break
            else:
                done.add(node)
                path.pop()
                stack.pop()
    return ()


def _variant(
    variants: Mapping[str, Mapping[str, str]], institution: Institution | None
) -> Mapping[str, str]:
    """What a card says otherwise to this level of government, and before it to this type."""
    if institution is None:
        return {}
    return {**variants.get(institution.level, {}), **variants.get(institution.type, {})}


def catalogue_from_document(
    structure: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, Any]],
    instrument: Instrument,
) -> Catalogue:
    """Builds the catalogue of an instrument from its structure and its texts per language."""
    return Catalogue(
        instrument=instrument,
        version=structure["edition"],
        cards=tuple(_card(entry) for entry in structure["actions"]),
        texts=texts,
    )


def _card(entry: Mapping[str, Any]) -> ActionCard:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return ActionCard(**values)
