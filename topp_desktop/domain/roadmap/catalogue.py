"""The action catalogue: cards (what is done) and step texts (how a step is taken)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from topp_desktop.domain.instrument import Item
from topp_desktop.domain.roadmap.actions import ActionWords


@dataclass(frozen=True, slots=True)
class Card:
    """One action card. effort: person-months for one transition; duration: semesters.

    `transitions` such as "0-1"; `levels` and `types` of institution it suits (no types = all).
    """

    id: str
    area: str
    objective: str
    dimension: str
    component: str
    transitions: tuple[str, ...]
    levels: tuple[str, ...]
    types: tuple[str, ...]
    effort: float
    duration: int
    prerequisites: tuple[str, ...] = ()
    reform: str = ""
    sdg: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    training: bool = False

    def suits(self, transition: str, level: str, kind: str) -> bool:
        return (
            transition in self.transitions
            and level in self.levels
            and (not self.types or kind in self.types)
        )


@dataclass(frozen=True, slots=True)
class CardWording:
    """A card's words in one language."""

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
    """All cards, with texts per language; the source language is the fallback."""

    instrument: str
    version: str
    cards: tuple[Card, ...]
    texts: Mapping[str, Mapping[str, Any]]
    source_language: str = "es"

    @cached_property
    def by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards}

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str], list[Card]]:
        found: dict[tuple[str, str], list[Card]] = {}
        for card in self.cards:
            found.setdefault((card.objective, card.dimension), []).append(card)
        return found

    def card_for(self, item: Item, transition: str, level: str, kind: str) -> Card | None:
        """The card for one step of an item at this kind of institution.

        Among the cards of the item's objective and dimension that suit, one of the item's own
        component first, one made for this type of institution next, then the catalogue's order.
        """
        candidates = [
            card
            for card in self._by_cell.get((item.objective or "", item.dimension or ""), ())
            if card.suits(transition, level, kind)
        ]
        if not candidates:
            return None
        return min(candidates, key=lambda card: (card.component != item.component, not card.types))

    def wording(self, card: str, language: str) -> CardWording:
        """The words of a card; raises KeyError for an unknown card."""
        for name in (language, self.source_language):
            entry = self.texts.get(name, {}).get("actions", {}).get(card)
            if entry is not None:
                return CardWording(**entry)
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


def catalogue_from_document(
    structure: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]
) -> Catalogue:
    """Builds the catalogue from its structure and its texts per language, taken to be valid."""
    return Catalogue(
        instrument=structure["instrument"],
        version=structure["edition"],
        cards=tuple(_card(entry) for entry in structure["actions"]),
        texts=texts,
    )


def _card(entry: Mapping[str, Any]) -> Card:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Card(**values)
