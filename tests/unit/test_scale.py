"""One scale: how ladders are held to it, and that each rule catches what it is for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.services.instrument_check import check_report
from topp_desktop.services.library import _shipped_document

DOCUMENT = _shipped_document("topp-agenda")
ITEM = "1.3-T"


def _found(change: Callable[[Any], None]) -> set[tuple[str, str, str]]:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    report = check_report(instrument_from_document(document), None)
    return {(f.code, f.place, f.language) for f in report.findings}


def _says(level: int, text: str, language: str = "es", clause: int = 0) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document["texts"][language]["items"][ITEM]["levels"][level][clause] = text

    return change


def _stem(text: str, language: str = "es") -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document["texts"][language]["items"][ITEM]["stem"] = text

    return change


def _no_themes(theme: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for item in document["items"]:
            item["themes"] = [t for t in item.get("themes", ()) if t != theme]

    return change


def _theme_alone(document: Any) -> None:
    for language, text in (
        ("es", "Un tercio de los registros se desglosa por sexo"),
        ("en", "A third of registers are broken down by sex"),
    ):
        document["texts"][language]["items"][ITEM]["levels"][2] = [text]


@pytest.mark.parametrize(
    ("change", "code", "place", "language"),
    [
        (_stem("¿Tiene la institución datos de calidad?"), "stem-form", "stem", "es"),
        (_stem("¿Qué calidad tienen los datos?"), "stem-form", "stem", "es"),
        (_stem("Does the institution have data?", "en"), "stem-form", "stem", "en"),
        (_says(2, "La mitad tiene ficha", clause=1), "scale-third", "levels.2", "es"),
        (_says(2, "Hay tres registros con ficha"), "scale-number", "levels.2", "es"),
        (
            _says(3, "All registers of 12 units", "en"),
            "scale-number",
            "levels.3",
            "en",
        ),
        (_says(2, "En los últimos 36 meses hubo un inventario"), "scale-period", "levels.2", "es"),
        (_says(1, "Se guardan por inercia listas de datos"), "motive-word", "levels.1", "es"),
        (_says(4, "Superó un relevo de autoridades", clause=1), "handover-alone", "levels.4", "es"),
        (_no_themes("open-data"), "theme-thin", "", ""),
        (_theme_alone, "theme-alone", "levels.2", "es"),
    ],
)
def test_what_leaves_the_scale_is_found(
    change: Callable[[Any], None], code: str, place: str, language: str
) -> None:
    where = f"items.{ITEM}.{place}" if place else "themes.open-data"
    assert (code, where, language) in _found(change)


def test_a_span_of_time_and_a_share_are_no_counts() -> None:
    for text in (
        "Cada seis meses nueve de cada diez registros se revisan",
        "La Agenda 2030 pide cada dato",
    ):
        assert not {f for f in _found(_says(3, text)) if f[0] == "scale-number"}


def test_a_level_that_says_again_what_stands_below_is_found() -> None:
    def change(document: Any) -> None:
        levels = document["texts"]["es"]["items"][ITEM]["levels"]
        levels[3][0] = f"{levels[2][0]} y todo registro se revisa con personal"

    assert ("level-restated", f"items.{ITEM}.levels.2.0", "es") in _found(change)


def test_a_theme_that_no_word_asks_for_is_found() -> None:
    def change(document: Any) -> None:
        for language, text in (("es", "Todo registro se revisa"), ("en", "Every register is")):
            document["texts"][language]["items"][ITEM]["levels"][3] = [text]

    codes = {(code, language) for code, _, language in _found(change)}
    assert ("theme-not-asked", "es") in codes
    assert ("theme-not-asked", "en") in codes
