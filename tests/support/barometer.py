"""A checklist questionnaire as large as the field uses them, made up from numbers alone.

23 criteria in 4 dimensions (one criterion in none), 110 elements, 7 group alerts with three
cut-offs, 5 weighted typologies, Spanish only.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

_SIZES = (3, 5, 4, 6, 5, 4, 5, 7, 3, 5, 6, 4, 5, 5, 4, 6, 5, 3, 5, 4, 6, 5, 5)
_DIMENSIONS = ("vigilar", "imaginar", "decidir", "aprender")
_LONER = 22
CUTS = (33.0, 66.0, 99.0)


def criterion(number: int) -> str:
    return f"c{number:02d}"


def elements(number: int) -> list[str]:
    return [f"{criterion(number)}.{n}" for n in range(1, _SIZES[number] + 1)]


def dimension(number: int) -> str | None:
    return None if number == _LONER else _DIMENSIONS[number % len(_DIMENSIONS)]


NUMBERS = range(len(_SIZES))
GROUPS = {f"grupo-{g}": [criterion(n) for n in NUMBERS if n % 7 == g] for g in range(7)}
WEIGHTS = {
    f"tipo-{t}": {criterion(n): 0.25 * (1 + (n + t) % 5) for n in NUMBERS if (n + t) % 3 != 0}
    for t in range(5)
}


def document() -> dict[str, Any]:
    """The instrument document."""
    items = []
    for n in NUMBERS:
        entry = {"id": criterion(n), "type": "checklist", "elements": elements(n)}
        own = dimension(n)
        items.append(entry | ({"dimension": own} if own else {}))
    bands = ["Sin base.", "Con base.", "Avanzado.", "Completo."]
    return {
        "format": "topp-instrument",
        "version": 1,
        "instrument": {"id": "barometro-inventado", "version": "2.1.0"},
        "profile": "share-1",
        "source_language": "es",
        "dimensions": [{"id": name} for name in _DIMENSIONS],
        "items": items,
        "forms": [{"id": "completo", "items": [criterion(n) for n in NUMBERS]}],
        "alerts": [
            {"code": code, "kind": "group", "items": list(members), "cuts": list(CUTS)}
            for code, members in GROUPS.items()
        ],
        "typologies": [{"id": name, "weights": dict(weights)} for name, weights in WEIGHTS.items()],
        "texts": {
            "es": {
                "name": "Barómetro inventado",
                "dimensions": {name: {"name": name.capitalize()} for name in _DIMENSIONS},
                "items": {
                    criterion(n): {
                        "stem": f"¿Qué hay del criterio {n}?",
                        "elements": {e: f"Existe el documento {e}." for e in elements(n)},
                    }
                    for n in NUMBERS
                },
                "alerts": {code: {"name": f"Alerta {code}", "bands": bands} for code in GROUPS},
                "typologies": {name: f"Perfil {name}" for name in WEIGHTS},
            }
        },
    }


@dataclass
class Answered:
    """One person's answers, and the figures that follow, computed here with fractions alone."""

    present: dict[str, list[str]] = field(default_factory=dict)
    shares: dict[str, Fraction | None] = field(default_factory=dict)

    @classmethod
    def at_random(cls, seed: int) -> Answered:
        dice = random.Random(seed)
        answered = cls()
        for n in NUMBERS:
            name, all_of_them = criterion(n), elements(n)
            if dice.random() < 0.1:
                answered.shares[name] = None
                continue
            there = [e for e in all_of_them if dice.random() < dice.choice((0.2, 0.9))]
            answered.present[name] = there
            answered.shares[name] = Fraction(100 * len(there), len(all_of_them))
        return answered

    def responses(self) -> dict[str, Any]:
        """The responses file."""
        return {
            "format": "topp-responses",
            "version": 1,
            "instrument": {"id": "barometro-inventado", "version": "2.1.0"},
            "form": "completo",
            "round": "2026-1",
            "institution": {
                "name": "Institución de prueba",
                "country": "CR",
                "level": "central",
                "type": "planning",
            },
            "respondents": [{"id": "r1", "role": "technical"}],
            "responses": [
                {"respondent": "r1", "item": name, "answer": there}
                for name, there in self.present.items()
            ],
        }

    def mean(self, names: list[str]) -> Fraction | None:
        known = [share for name in names if (share := self.shares[name]) is not None]
        return sum(known, Fraction(0)) / len(known) if known else None

    def dimensions(self) -> dict[str, Fraction | None]:
        return {
            d: self.mean([criterion(n) for n in NUMBERS if dimension(n) == d]) for d in _DIMENSIONS
        }

    def alerts(self) -> dict[str, tuple[Fraction, int]]:
        """Code → value and band; groups without an answer do not appear."""
        values = {code: self.mean(members) for code, members in GROUPS.items()}
        return {
            code: (value, sum(value >= Fraction(cut) for cut in CUTS))
            for code, value in values.items()
            if value is not None
        }

    def typologies(self) -> dict[str, Fraction | None]:
        found: dict[str, Fraction | None] = {}
        for name, weights in WEIGHTS.items():
            known = [
                (share, Fraction(weight))
                for criterion_, weight in weights.items()
                if (share := self.shares[criterion_]) is not None
            ]
            total = sum((weight for _, weight in known), Fraction(0))
            weighted = sum((share * weight for share, weight in known), Fraction(0))
            found[name] = weighted / total if total else None
        return found
