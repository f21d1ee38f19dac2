"""`topp instrument check`: clean on what ships, and every kind of finding is found."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.anchors import jaccard, likenesses, shingles
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.instrument.clauses import sentence_of
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.reading import count_words, item_words, reading_minutes
from topp_desktop.domain.roadmap.catalogue import Catalogue
from topp_desktop.foundation.i18n import LANGUAGE_NAMES, translator
from topp_desktop.services.instrument_check import (
    CheckReport,
    check_json,
    check_report,
    finding_sentence,
    sentence_codes,
)
from topp_desktop.services.library import Library, _shipped_document

PACKAGE = Path(__file__).resolve().parents[2] / "topp_desktop"
BUDGET = Path(__file__).resolve().parents[1] / "vectors" / "instruments" / "open-budget.json"

AGENDA = _shipped_document("topp-agenda")


def _instrument(change: Callable[[Any], None] = lambda _: None) -> Instrument:
    document = copy.deepcopy(AGENDA)
    change(document)
    return instrument_from_document(document)


def _catalogue() -> Catalogue:
    found = Library().catalogue(Library().agenda)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def shipped() -> CheckReport:
    return check_report(_instrument(), _catalogue())


def test_what_ships_is_clean(shipped: CheckReport) -> None:
    assert shipped.findings == ()


def test_what_ships_keeps_its_measures(shipped: CheckReport) -> None:
    """The figures that the questionnaire promises: 84 questions, 89 lines, 75–105 minutes."""
    document = check_json(shipped, translator("en"))
    assert (document["items"], document["forms"]) == (84, {"short": 16, "full": 84})
    assert set(document["languages"]) == {"es", "en"}
    for figures in document["languages"].values():
        assert figures["texts"] == document["languages"]["es"]["texts"]
        assert figures["longest_anchor"]["words"] <= 20
        assert figures["longest_item"]["words"] <= 125
        assert figures["highest_similarity"]["value"] <= 0.6
        assert 75 <= figures["minutes"]["full"] <= 105
        assert figures["minutes"]["short"] <= 20
    catalogue = document["catalogue"]
    assert (catalogue["lines_reached"], catalogue["lines"]) == (89, 89)
    assert (catalogue["actions"], catalogue["planned_twice"]) == (84 * 3, 0)
    assert (catalogue["actions"] >= 89, catalogue["steps"]) == (True, 80)


def test_every_code_has_a_sentence_in_every_language() -> None:
    codes = set()
    for path in (PACKAGE / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                code = node.args[0]
                assert isinstance(code, ast.Constant)
                codes.add(code.value)
    assert codes == sentence_codes()


ITEM = "1.1-T"
BELOW = "Una unidad lleva un registro fechado de las mesas de diálogo del año."


def _anchors(document: Any, language: str = "es", item: str = ITEM) -> list[list[str]]:
    found: list[list[str]] = document["texts"][language]["items"][item]["levels"]
    return found


def _anchor(level: int, text: str, language: str = "es") -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for name in document["texts"]:
            # Every language has as many clauses as the source.
            own = _anchors(document, name)[level]
            own[:] = [text] if name == language else [" ".join(own)]

    return change


def _copied_anchor(document: Any) -> None:
    """The same sentence with the objective's own name in it, in two items."""
    for item in (ITEM, "2.4-T"):
        name = document["texts"]["es"]["objectives"][item[:3]]["name"]
        _anchors(document, "es", item)[2] = [
            f"Una unidad guarda actas fechadas de {name} en el archivo central."
        ]


def _alike_levels(document: Any) -> None:
    _anchors(document)[2] = [BELOW]
    _anchors(document)[3] = [BELOW.replace("año", "trimestre")]


def _subset(document: Any) -> None:
    _anchors(document)[2] = [BELOW]
    _anchors(document)[3] = ["Una unidad lleva un registro del año fechado."]


def _collapse(document: Any) -> None:
    _anchors(document)[2] = [BELOW]
    _anchors(document)[3] = ["Dos actas anuales publicadas."]


def _no_line(document: Any) -> None:
    document["items"][0]["lines"] = []


def _orphan_line(document: Any) -> None:
    for item in document["items"]:
        item["lines"] = [line for line in item.get("lines", ()) if line != "2.4.1"]


def _thin(document: Any) -> None:
    for item in document["items"]:
        if item["component"] == "T1":
            item["component"] = "T2"


def _smaller_form(document: Any) -> None:
    document["forms"][0]["items"].remove("1.3-T")


def _never_asked(document: Any) -> None:
    document["forms"][1]["items"].remove(ITEM)


def _braces(document: Any) -> None:
    document["texts"]["es"]["items"][ITEM]["stem"] += " {año}"


def _stray(document: Any) -> None:
    document["texts"]["es"]["items"]["9.9-T"] = {"stem": "¿Nada?"}


def _extra(document: Any) -> None:
    document["texts"]["en"]["items"][ITEM]["evidence"].append("One more paper")


def _untranslated(document: Any) -> None:
    del document["texts"]["en"]["lines"]["2.4.1"]


def _blank(document: Any) -> None:
    document["texts"]["en"]["lines"]["2.4.1"] = " "


def _long_item(document: Any) -> None:
    document["texts"]["es"]["items"][ITEM]["help"] = "palabra " * 90


def _repeated(document: Any) -> None:
    document["items"][1]["id"] = ITEM


@pytest.mark.parametrize(
    ("change", "code", "severity", "place", "language"),
    [
        (_repeated, "instrument-repeated-id", "error", "items", ""),
        (_untranslated, "text-missing", "error", "lines.2.4.1", "en"),
        (_blank, "text-missing", "error", "lines.2.4.1", "en"),
        (_stray, "text-of-nothing", "error", "items.9.9-T.stem", "es"),
        (_extra, "text-not-in-source", "warning", f"items.{ITEM}.evidence.*", "en"),
        (_braces, "placeholders-differ", "error", f"items.{ITEM}.stem", "en"),
        (_no_line, "item-without-line", "error", f"items.{ITEM}", ""),
        (_orphan_line, "line-without-item", "error", "lines.2.4.1", ""),
        (_thin, "component-thin", "warning", "components.T1", ""),
        (_smaller_form, "cell-not-asked", "warning", "forms.short", ""),
        (_never_asked, "item-never-asked", "warning", f"items.{ITEM}", ""),
        (_copied_anchor, "anchors-alike", "error", f"items.{ITEM}.levels.2", "es"),
        (_anchor(2, "palabra " * 21), "anchor-long", "error", f"items.{ITEM}.levels.2", "es"),
        (_long_item, "item-long", "error", f"items.{ITEM}", "es"),
        (
            _anchor(2, "Hay fichas suficientes, fechadas y firmadas."),
            "vague-word",
            "error",
            f"items.{ITEM}.levels.2",
            "es",
        ),
        (
            _anchor(2, "Where possible, dated records exist."),
            None,
            "",
            "",
            "",
        ),
        (
            _anchor(2, "Dated records are kept where possible.", "en"),
            "vague-word",
            "error",
            f"items.{ITEM}.levels.2",
            "en",
        ),
        (_alike_levels, "levels-alike", "error", f"items.{ITEM}.levels.3", "es"),
        (_subset, "level-adds-nothing", "error", f"items.{ITEM}.levels.3", "es"),
        (
            _anchor(2, "Tres palabras solas."),
            "anchor-short",
            "error",
            f"items.{ITEM}.levels.2",
            "es",
        ),
        (_collapse, "level-collapses", "warning", f"items.{ITEM}.levels.3", "es"),
        (
            _anchor(0, "Hay un registro fechado en cada dirección regional."),
            "level-0-present",
            "warning",
            f"items.{ITEM}.levels.0",
            "es",
        ),
        (
            _anchor(3, "Ninguna dirección regional lleva un registro fechado."),
            "level-absent",
            "warning",
            f"items.{ITEM}.levels.3",
            "es",
        ),
        (
            _anchor(4, "Cada dirección regional lleva un registro fechado y lo publica."),
            "level-4-not-lasting",
            "warning",
            f"items.{ITEM}.levels.4",
            "es",
        ),
    ],
)
def test_each_kind_of_finding_is_found(
    change: Callable[[Any], None], code: str | None, severity: str, place: str, language: str
) -> None:
    findings = check_report(_instrument(change), None).findings
    if code is None:
        assert "vague-word" not in {finding.code for finding in findings}
        return
    (found,) = (finding for finding in findings if finding.code == code)
    assert (found.severity, found.language) == (severity, language)
    assert found.place == place or (place.endswith("*") and found.place.startswith(place[:-1]))
    for spoken in LANGUAGE_NAMES:
        assert "{" not in finding_sentence(found, translator(spoken))


def test_words_wait_until_the_structure_is_sound() -> None:
    def broken(document: Any) -> None:
        document["forms"][0]["items"].append("9.9-T")
        document["alerts"][0]["high"] = "X"
        _anchors(document)[2] = ["Bueno."]

    report = check_report(_instrument(broken), _catalogue())
    assert [f.code for f in report.findings] == ["instrument-unknown-id"] * 2
    assert (report.check.languages, report.catalogue) == ({}, None)


def test_vague_elements_are_a_warning() -> None:
    document = json.loads(BUDGET.read_text("utf-8"))
    document["texts"]["en"]["items"]["c7"]["elements"]["person"] = "A good person is in charge."
    (found,) = check_report(instrument_from_document(document), None).findings
    assert found == Finding(
        "vague-word", "items.c7.elements.person", "warning", "en", {"word": "good"}
    )


def test_likeness_is_the_share_of_common_runs_without_the_objective() -> None:
    """By hand: «a b c d» and «a b c e» share one of three runs of three words."""
    assert jaccard(shingles("A b, c d."), shingles("a b c e")) == pytest.approx(1 / 3)
    assert jaccard(shingles("a X b Y c", frozenset({"x", "y"})), shingles("a b c")) == 1
    assert jaccard(shingles("a b"), shingles("a b")) == 1
    assert jaccard(shingles("a b"), shingles("a c")) == 0


def test_likenesses_agree_with_comparing_every_pair() -> None:
    """The index of runs finds what a comparison of all pairs finds."""
    instrument = _instrument(_copied_anchor)
    texts = instrument.texts["es"]
    slow = {}
    anchors = [
        (item, f"items.{item.id}.levels.{n}", sentence_of(clauses))
        for item in instrument.items
        for n, clauses in enumerate(texts["items"][item.id]["levels"])
    ]
    runs = []
    for item, place, text in anchors:
        own = texts["objectives"][item.objective]["name"].casefold().replace(",", "").split()
        own = [part for word in own for part in word.replace("&", " ").replace("-", " ").split()]
        runs.append((item, place, shingles(text, frozenset(own))))
    for number, (item, place, mine) in enumerate(runs):
        for other, there, theirs in runs[:number]:
            if other is not item and (value := jaccard(mine, theirs)) > 0:
                slow[there, place] = value
    fast = {(pair.place, pair.other): pair.value for pair in likenesses(instrument, "es")}
    assert fast == pytest.approx(slow)
    assert max(fast.values()) > 0.6


def test_reading_time_counts_what_one_institution_sees() -> None:
    document = json.loads(BUDGET.read_text("utf-8"))
    texts = document["texts"]["en"]["items"]["c7"]
    texts.clear()
    texts.update(
        {
            "stem": "One two three?",
            "help": "Four five – six.",
            "elements": {"calendar": "Seven", "person": "eight"},
            "evidence": ["nine"],
            "na": "ten eleven",
            "examples": {"local": "a b", "central": "a b c d"},
        }
    )
    document["forms"] = [{"id": "one", "items": ["c7"]}]
    instrument = instrument_from_document(document)
    words = item_words(instrument, "en", instrument.by_id["c7"])
    assert words == 11 + 4
    assert reading_minutes(instrument, "en", "one") == pytest.approx(15 / 180 + 20 / 60)
    assert count_words("2.º trimestre · el 50 %") == 4
