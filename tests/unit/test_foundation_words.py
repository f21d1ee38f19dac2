"""Numbers, dates and lists as people of each language write them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from babel.messages.pofile import read_po

from tests.support.builders import agenda
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.canonical import canonical_json, sha256_hex
from topp_desktop.foundation.i18n import translator
from topp_desktop.foundation.resources import translations_path
from topp_desktop.foundation.text import fold, matches


@pytest.mark.parametrize(
    ("value", "digits", "es", "en"),
    [
        (0, 0, "0", "0"),
        (43.433601, 0, "43", "43"),
        (43.433601, 2, "43,43", "43.43"),
        (12.5, 0, "13", "13"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "-3", "-3"),
        (12.499999999999998, 0, "13", "13"),  # 12.5 with float noise
        (12.4999, 0, "12", "12"),
        (0.1 + 0.2, 1, "0,3", "0.3"),
        (-0.3, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (999, 0, "999", "999"),
        (1234.5, 1, "1234,5", "1,234.5"),
        (9999.99, 0, "10.000", "10,000"),
        (12345, 0, "12.345", "12,345"),
        (1234567.25, 1, "1.234.567,3", "1,234,567.3"),
        (3, 2, "3,00", "3.00"),
        (1e-20, 3, "0,000", "0.000"),
        (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
    ],
)
def test_numbers(value: float, digits: int, es: str, en: str) -> None:
    assert translator("es").number(value, digits) == es
    assert translator("en").number(value, digits) == en


@pytest.mark.parametrize(
    ("value", "text"), [(6.25, "+6"), (-6.25, "−6"), (0, "0"), (0.4, "0"), (-0.4, "0"), (0.5, "+1")]
)
def test_differences(value: float, text: str) -> None:
    assert translator("es").signed(value) == text
    assert translator("en").signed(value) == text


def test_dates_and_times() -> None:
    day = date(2026, 3, 5)
    assert translator("es").date(day) == "5 de marzo de 2026"
    assert translator("en").date(day) == "5 March 2026"
    assert translator("es").date(day, "short") == "5/3/26"
    assert translator("es").time(datetime(2026, 3, 5, 15, 7)) == "15:07"


def test_lists() -> None:
    es, en = translator("es"), translator("en")
    assert es.join([]) == ""
    assert es.join(["a"]) == "a"
    assert es.join(["a", "b", "c"]) == "a, b y c"
    assert en.join(["a", "b"]) == "a and b"


def test_territories() -> None:
    assert translator("es").territory("HT") == "Haití"
    assert translator("en").territory("BR") == "Brazil"
    assert translator("es").territory("Q9") == "Q9"


def test_canonical_json_depends_on_content_alone() -> None:
    assert canonical_json({"b": [1, "ñ"], "a": None}) == '{"a":null,"b":[1,"ñ"]}'.encode()
    assert canonical_json({"x": 1, "y": 2}) == canonical_json({"y": 2, "x": 1})
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))
    assert sha256_hex(b"abc").startswith("ba7816bf")


@pytest.mark.parametrize("wanted", ["peru", "PERÚ", "  lima peru ", "perú munic"])
def test_a_search_knows_no_case_and_no_accents(wanted: str) -> None:
    assert matches(wanted, "Municipalidad de Lima", "Perú")
    assert not matches(wanted, "Municipio de Panamá")


def test_a_list_is_ordered_as_people_look_names_up() -> None:
    names = ["Óvalo", "Panamá", "Ábaco", "peru", "Azul", "México", "Mexicali"]
    assert sorted(names, key=fold) == [
        *("Ábaco", "Azul", "Mexicali", "México", "Óvalo", "Panamá", "peru"),
    ]


def test_the_glossary_puts_accents_aside() -> None:
    terms = [term for term, _ in Wording(agenda(), "es").glossary()]
    assert terms == sorted(terms, key=fold)


STOPPING = re.compile(
    r"\bequipos? (propio|admitid|nuevo|de la instit|que envía)|este equipo|otro equipo"
    r"|\bviaja|\bforma (breve|completa)|aún sin publicar|Margen orientativo|[Pp]rovisional\b"
    r"|Qué tan seguros|celdas? (del mapa|sin cifra)|\bS&E\b"
)


def test_no_spanish_text_of_the_program_has_a_word_that_stops_its_readers() -> None:
    catalogue = translations_path() / "es/LC_MESSAGES/topp.po"
    with catalogue.open("rb") as file:
        found = [
            text
            for message in read_po(file)
            if message.id
            for text in (message.string if isinstance(message.string, tuple) else (message.string,))
            if STOPPING.search(str(text))
        ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "30 November 2026"), ("es", "30 de noviembre de 2026")]
)
def test_dates_are_written_as_the_united_nations_write_them(language: str, said: str) -> None:
    assert translator(language).date(date(2026, 11, 30)) == said
