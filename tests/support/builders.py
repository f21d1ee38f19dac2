"""Small worlds for tests: the shipped instrument, and assessments made from a few words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import (
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
from topp_desktop.formats.responses import parse_responses
from topp_desktop.services.library import Library

GOLDEN = Path(__file__).resolve().parents[1] / "vectors" / "golden"
INSTITUTION = Institution("Institución de prueba", "GT", "central", "planning", id="i-1")


@lru_cache(maxsize=1)
def library() -> Library:
    return Library()


def agenda() -> Instrument:
    """The shipped instrument."""
    return library().agenda


def golden(name: str) -> Any:
    """A golden file as JSON."""
    return json.loads((GOLDEN / name).read_text("utf-8"))


def golden_assessment(name: str) -> Assessment:
    return parse_responses(golden(name), library().find, path=name)[1]


def one_person(
    answers: Mapping[str, Answer],
    *,
    form: str = "short",
    evidence: Mapping[str, int] | None = None,
    confidence: Any = "M",
    targets: Mapping[str, float] | None = None,
    weights: Weights | None = None,
) -> Assessment:
    """One technical respondent who gave these answers (item → answer)."""
    return Assessment(
        INSTITUTION,
        form,
        "2026-1",
        (Respondent("r", "technical"),),
        tuple(
            Response("r", item, answer, (evidence or {}).get(item), confidence, reason="motivo")
            for item, answer in answers.items()
        ),
        targets=targets or {},
        weights=weights or Weights(),
    )


def group(
    item: str,
    answers: Iterable[tuple[str, Answer | None]],
    *,
    confidences: Iterable[Any] = (),
    silent: Iterable[str] = (),
    consensus: Consensus | None = None,
    tallies: tuple[Tally, ...] = (),
) -> Assessment:
    """Several respondents on one item of the short form: (role, answer) each.

    `silent` respondents (roles) were asked and answered nothing.
    """
    answers, confidences = list(answers), list(confidences)
    confidences += ["M"] * (len(answers) - len(confidences))
    return Assessment(
        INSTITUTION,
        "short",
        "2026-1",
        (
            *(Respondent(f"r{n}", role) for n, (role, _) in enumerate(answers)),
            *(Respondent(f"s{n}", role) for n, role in enumerate(silent)),
        ),
        tuple(
            Response(f"r{n}", item, answer, confidence=sure, reason="motivo")
            for n, ((_, answer), sure) in enumerate(zip(answers, confidences, strict=True))
        ),
        consensus=(consensus,) if consensus else (),
        tallies=tallies,
    )


def short_levels(**cells: Answer) -> dict[str, Answer]:
    """Item → answer in the short form from cells written as a1T=3; what is left out is 2."""
    asked = {item.cell: item.id for item in agenda().form_items("short")}
    given = {f"{name[1]}-{name[2]}": answer for name, answer in cells.items()}
    assert given.keys() <= asked.keys(), given.keys() - asked.keys()
    return {item: given.get(str(cell), 2) for cell, item in asked.items()}
