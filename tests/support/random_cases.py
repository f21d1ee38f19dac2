"""Random assessments: mixed roles, blanks, NA, DK, votes, agreements, weights, targets."""

from __future__ import annotations

from random import Random
from typing import Any

from topp_desktop.domain.assessment import (
    CONFIDENCES,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    ROLES,
    Answer,
    Assessment,
    Consensus,
    Institution,
    Respondent,
    Response,
    Tally,
    Weights,
)
from topp_desktop.domain.instrument import Instrument


def random_assessment(
    random: Random, instrument: Instrument, *, local: bool = True, max_people: int = 6
) -> Assessment:
    """One assessment; how complete and how high it is differs from case to case."""
    form = random.choice(instrument.forms)
    states: list[Answer | None] = [0, 1, 2, 3, 4, "NA", "DK", None]
    odds = [random.random() for _ in range(5)]
    odds += random.choice([(0.02, 0.02, 0.02), (0.3, 0.1, 0.3), (0.1, 0.3, 0.1), (0, 0, 0)])
    people = [
        Respondent(
            f"r{n}",
            random.choice(ROLES),
            frozenset(random.sample(form.items, random.randint(1, len(form.items))))
            if random.random() < 0.2
            else None,
        )
        for n in range(random.randint(1, max_people))
    ]

    def grade() -> int | None:
        return random.choice([None, 0, 1, 2, 3])

    responses = []
    for person in people:
        for item in form.items:
            if person.items is not None and item not in person.items:
                continue
            (answer,) = random.choices(states, odds)
            if answer is None and random.random() < 0.8:
                continue
            confidence: Any = random.choice([None, *CONFIDENCES])
            responses.append(
                Response(person.id, item, answer, grade(), confidence, reason="motivo")
            )
    consensus = [
        Consensus(
            item,
            answer,
            grade(),
            random.choice([None, *CONFIDENCES]),
            rationale="r",
            dissent=random.choice(["", "otra opinión"]),
            documents=random.choice([(), ("Acta", "Norma")]),
        )
        for item in form.items
        if random.random() < 0.1
        and (answer := random.choices(states[:7], [1, 1, 1, 1, 1, 0.5, 0.5])[0]) is not None
    ]
    tallies = [
        Tally(
            item,
            role,
            tuple(random.randint(0, 3) for _ in range(5)),
            random.randint(0, 2),
            random.randint(0, 2),
        )
        for item in form.items
        if random.random() < 0.1
        for role in random.sample(ROLES, random.randint(1, 2))
    ]
    weights = Weights()
    if local and random.random() < 0.3:
        weights = Weights(
            {i: random.choice([0.5, 2.0, 3.25]) for i in form.items if random.random() < 0.3},
            {a.id: random.choice([0.1, 0.25, 1.0]) for a in instrument.areas},
        )
    return Assessment(
        Institution(
            "Institución", "GT", random.choice(GOVERNMENT_LEVELS), random.choice(INSTITUTION_TYPES)
        ),
        form.id,
        "2026-1",
        tuple(people),
        tuple(responses),
        tuple(consensus),
        tuple(tallies),
        {c: float(random.choice([25, 60, 75, 100])) for c in instrument.cells}
        if random.random() < 0.2
        else {},
        weights,
    )
