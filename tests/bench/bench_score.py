"""Scoring one assessment, short and full form, beside adding up the same number of floats."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

from tests.bench.table import Sample, Table
from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring import score
from topp_desktop.services.library import Library

RUNS = 10


def _assessment(instrument: Instrument, form: str) -> Assessment:
    items = instrument.form(form).items
    empty = Assessment(
        Institution("Bench", "GT", "local", "municipality"),
        form,
        "2026-2",
        respondents=(Respondent("r", "technical"),),
    )
    return replace(
        empty, responses=tuple(Response("r", item, n % 5) for n, item in enumerate(items))
    )


def _scoring(instrument: Instrument, assessment: Assessment) -> Sample:
    def sample() -> float:
        started = time.perf_counter()
        for _ in range(RUNS):
            score(instrument, assessment)
        return (time.perf_counter() - started) / RUNS

    return sample


def _fractions(count: int) -> Sample:
    """The least that exact scoring does: one exact mean a question."""

    def sample() -> float:
        started = time.perf_counter()
        for _ in range(RUNS):
            for n in range(count):
                sum([Fraction(n % 5)], Fraction(0)) / 1
        return (time.perf_counter() - started) / RUNS

    return sample


def run(table: Table) -> None:
    """Aim: with the repaint, at most 16 ms after a click."""
    instrument = Library().agenda
    for form in ("short", "full"):
        assessment = _assessment(instrument, form)
        table.compare(
            f"score, {form} form",
            _scoring(instrument, assessment),
            _fractions(len(assessment.responses)),
            against="(one exact mean a question)",
            repeats=15,
        )
