"""An instrument's words in one language; what is missing falls back to the source language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from topp_desktop.domain.instrument.clauses import sentence_of
from topp_desktop.domain.instrument.model import Instrument, Item
from topp_desktop.foundation.text import fold


class Wording:
    """Reads texts by id. A text that no language has is "" and is reported by the check."""

    def __init__(self, instrument: Instrument, language: str) -> None:
        self.instrument = instrument
        self.language = language if language in instrument.texts else instrument.source_language
        self._own: Mapping[str, Any] = instrument.texts[self.language]
        self._source: Mapping[str, Any] = instrument.texts[instrument.source_language]

    def _find(self, *path: str) -> Any:
        return next((node for node in self._nodes(*path) if node is not None), None)

    def _nodes(self, *path: str) -> Iterator[Any]:
        """What lies at a path in this language, then in the source language; None for nothing."""
        for text in (self._own, self._source):
            node: Any = text
            for key in path:
                node = node.get(key) if isinstance(node, Mapping) else None
            yield node

    def _text(self, *path: str) -> str:
        return next((node for node in self._nodes(*path) if isinstance(node, str)), "")

    @property
    def name(self) -> str:
        return self._text("name")

    def dimension(self, dimension: str) -> str:
        return self._text("dimensions", dimension, "name") or dimension

    def dimension_definition(self, dimension: str) -> str:
        return self._text("dimensions", dimension, "definition")

    def dimension_meaning(self, dimension: str) -> str:
        return self._text("dimensions", dimension, "meaning")

    def dimension_short(self, dimension: str) -> str:
        """A letter or two for narrow places, such as T · O · Po · Pr; the id where none is given.

        P alone would be ambiguous and F reads as finance, so ids are not what people see.
        """
        return self._text("dimensions", dimension, "short") or dimension

    def component(self, component: str) -> str:
        return self._text("components", component, "name") or component

    def component_definition(self, component: str) -> str:
        return self._text("components", component, "definition")

    def area(self, area: str) -> str:
        return self._text("areas", area, "name") or area

    def area_short(self, area: str) -> str:
        return self._text("areas", area, "short") or self.area(area)

    def objective(self, objective: str) -> str:
        return self._text("objectives", objective, "name") or objective

    def line(self, line: str) -> str:
        return self._text("lines", line) or line

    def level(self, level: int) -> str:
        """The name of a level, such as "Parcial"."""
        levels = self._find("levels")
        return str(levels[level]["name"]) if levels else str(level)

    def level_meaning(self, level: int) -> str:
        levels = self._find("levels")
        return str(levels[level]["meaning"]) if levels else ""

    def evidence_grade(self, grade: int) -> str:
        grades = self._find("evidence")
        return str(grades[grade]["name"]) if grades else str(grade)

    def evidence_meaning(self, grade: int) -> str:
        grades = self._find("evidence")
        return str(grades[grade]["meaning"]) if grades else ""

    def confidence(self, code: str) -> str:
        return self._text("confidence", code, "name") or code

    def confidence_meaning(self, code: str) -> str:
        return self._text("confidence", code, "meaning")

    def item_code(self, item: Item) -> str:
        """The id as people see it: "2.3-Pr" for 2.3-F."""
        if item.objective and item.dimension:
            return f"{item.objective}-{self.dimension_short(item.dimension)}"
        return item.id

    def stem(self, item: str) -> str:
        return self._text("items", item, "stem")

    def help(self, item: str) -> str:
        return self._text("items", item, "help")

    def clauses(self, item: str) -> tuple[tuple[str, ...], ...]:
        """The clauses of each anchored level, lowest level first; empty for a checklist item."""
        found = self._find("items", item, "levels")
        return tuple(tuple(level) for level in found) if found else ()

    def anchors(self, item: str) -> tuple[str, ...]:
        """The anchored levels as sentences, lowest first; empty for a checklist item."""
        return tuple(sentence_of(level) for level in self.clauses(item))

    @property
    def rule(self) -> str:
        """How a level is chosen, in one sentence; always in sight where levels are."""
        return self._text("rule")

    @property
    def reading(self) -> tuple[str, ...]:
        """How the words of a level are to be read, one sentence each."""
        return tuple(self._find("reading") or ())

    def theme(self, theme: str) -> str:
        return self._text("themes", theme) or theme

    def element(self, item: str, element: str) -> str:
        return self._text("items", item, "elements", element) or element

    def evidence_examples(self, item: str) -> tuple[str, ...]:
        found = self._find("items", item, "evidence")
        return tuple(found) if found else ()

    def not_applicable(self, item: str) -> str:
        """Who may answer "not applicable", and why."""
        return self._text("items", item, "na") or self._text("na_default")

    def example(self, item: str, level: str, kind: str) -> str:
        """The example for this type of institution, else for this level of government."""
        return self._text("items", item, "examples", kind) or self._text(
            "items", item, "examples", level
        )

    def alert(self, code: str, band: int | None = None) -> str:
        """The sentence of a contrast; of a group alert, the sentence of the band it reached."""
        if band is None:
            return self._text("alerts", code)
        own, source = self._nodes("alerts", code, "bands")
        # A translation with fewer sentences would say them of the wrong bands.
        whole = own is not None and source is not None and len(own) == len(source)
        bands = (own if whole else source) or ()
        return str(bands[band]) if band < len(bands) else ""

    def alert_name(self, code: str) -> str:
        """The name of a group alert; its code where it has none."""
        return self._text("alerts", code, "name") or code

    def typology(self, typology: str) -> str:
        return self._text("typologies", typology) or typology

    def glossary(self) -> list[tuple[str, str]]:
        """(term, definition), sorted by term."""
        entries = self._find("glossary") or {}
        pairs = [(str(e["term"]), str(e["definition"])) for e in entries.values()]
        return sorted(pairs, key=lambda pair: fold(pair[0]))


def cell_name(cell: str, wording: Wording) -> str:
    """ "Futuro y gobernanza anticipatoria · Política"."""
    area, _, dimension = cell.partition("-")
    return f"{wording.area_short(area)} · {wording.dimension(dimension)}"


def item_name(item: Item, wording: Wording) -> str:
    """What a question is about in a few words: "Mandatos y roles (2.1-O)"."""
    code = wording.item_code(item)
    if item.component is None:
        return code
    return f"{wording.component(item.component)} ({code})"
