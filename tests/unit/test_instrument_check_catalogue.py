"""The check of an action catalogue, and of a new version beside the one before."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.build import instrument_from_document
from topp_desktop.domain.roadmap.catalogue import Catalogue, catalogue_from_document
from topp_desktop.foundation.resources import resource_bytes
from topp_desktop.services.instrument_check import check_report
from topp_desktop.services.library import Library, _texts

BUDGET = Path(__file__).resolve().parents[1] / "vectors" / "instruments" / "open-budget.json"
AGENDA = Library().agenda
CARDS = json.loads(resource_bytes("catalogues", "topp-agenda", "structure.json"))
CARD_TEXTS = _texts("catalogues", "topp-agenda")


def _catalogue(change: Callable[[Any, Any], None] = lambda *_: None) -> Catalogue:
    structure, texts = copy.deepcopy(CARDS), copy.deepcopy(CARD_TEXTS)
    change(structure, texts)
    return catalogue_from_document(structure, texts, AGENDA)


def _card(name: str, **changes: Any) -> Callable[[Any, Any], None]:
    def change(structure: Any, texts: Any) -> None:
        item, _, step = name.rpartition(".")
        found = ((c["item"], c["step"]) == (item, int(step)) for c in structure["actions"])
        card = structure["actions"][list(found).index(True)]
        card.update(changes)

    return change


def _without_line(structure: Any, texts: Any) -> None:
    structure["actions"] = [c for c in structure["actions"] if not c["item"].startswith("2.4")]
    for text in texts.values():
        for name in [n for n in text["actions"] if n.startswith("2.4")]:
            del text["actions"][name]


def _repeated_card(structure: Any, texts: Any) -> None:
    structure["actions"].append(structure["actions"][0])


def _no_title(structure: Any, texts: Any) -> None:
    texts["en"]["actions"]["1.1-T.2"]["title"] = ""


def _no_step(structure: Any, texts: Any) -> None:
    del texts["en"]["steps"]["T1"]["2-3"]


def _stray_card(structure: Any, texts: Any) -> None:
    texts["en"]["actions"]["9.9-T.2"] = {}


def _circle(structure: Any, texts: Any) -> None:
    _card("1.1-T.2", prerequisites=["1.1-O.3"])(structure, texts)
    _card("1.1-O.2", prerequisites=["1.1-T.2"])(structure, texts)


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (_without_line, "line-without-action", "lines.2.4.1"),
        (_without_line, "gap-without-action", "items.2.4-T"),
        (_repeated_card, "instrument-repeated-id", "actions"),
        (_no_title, "text-missing", "actions.1.1-T.2.title"),
        (_no_step, "text-missing", "steps.T1.2-3"),
        (_stray_card, "text-of-nothing", "actions.9.9-T.2"),
        (_circle, "action-cycle", "actions"),
        (_card("1.1-T.2", prerequisites=["9.9-T.2"]), "instrument-unknown-id",
         "actions.1.1-T.2.prerequisites"),
        (_card("1.1-T.2", effort=60), "action-implausible", "actions.1.1-T.2"),
        (_card("1.1-T.2", duration=9), "action-implausible", "actions.1.1-T.2"),
        (_card("1.1-T.2", effort_from_1=23), "action-implausible", "actions.1.1-T.2"),
        (_card("1.1-T.3", effort_from_1=1), "action-implausible", "actions.1.1-T.3"),
        (_card("1.1-T.2", step=1), "action-step", "actions.1.1-T.1"),
        (_card("1.1-T.2", step=1), "card-never-proposed", "actions.1.1-T.1"),
        (_card("1.1-T.2", lines=["2.1.1"]), "action-misplaced", "actions.1.1-T.2"),
    ],
)  # fmt: skip
def test_each_fault_of_the_catalogue_is_found(
    change: Callable[[Any, Any], None], code: str, place: str
) -> None:
    findings = check_report(AGENDA, _catalogue(change)).findings
    assert (code, place) in {(finding.code, finding.place) for finding in findings}


def test_every_line_is_reached_by_a_plan_and_no_card_is_planned_twice() -> None:
    found = check_report(AGENDA, _catalogue()).catalogue
    assert found is not None
    assert (found.cards, found.lines, found.lines_reached, found.twice) == (252, 89, 89, 0)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ({}, None, "item-deleted"),
        ({"retired": True}, {}, "item-revived"),
        ({}, {"dimension": "publish"}, "item-reused"),
        ({"revision": 3}, {"revision": 2}, "item-revision-lower"),
        ({}, {"elements": ["calendar"]}, "elements-changed"),
        ({}, {"elements": ["calendar"], "revision": 2}, None),
        ({}, {"retired": True}, None),
    ],
)
def test_a_new_version_keeps_its_promises(
    before: dict[str, Any], after: dict[str, Any] | None, code: str | None
) -> None:
    def version(change: dict[str, Any] | None) -> Instrument:
        document = json.loads(BUDGET.read_text("utf-8"))
        for language in document["texts"].values():
            if change is None or "elements" in change:
                del language["items"]["c7"]["elements"]["person"]
        document["forms"] = [{"id": "full", "items": ["c1", "c2", "c3", "c4", "c5", "c6"]}]
        if change is None:
            for language in document["texts"].values():
                del language["items"]["c7"]
            document["items"] = document["items"][:-1]
            document["alerts"] = document["alerts"][:1] + document["alerts"][2:]
            document["typologies"] = document["typologies"][:1]
            for language in document["texts"].values():
                del language["alerts"]["documents"], language["typologies"]["office"]
        else:
            document["items"][-1].update(change)
        return instrument_from_document(document)

    report = check_report(version(after), None, earlier=version(before))
    errors = [finding.code for finding in report.findings if finding.severity == "error"]
    assert errors == ([code] if code else [])
