"""Responses files that are refused, each with its code and the place of the fault."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import agenda, golden, golden_assessment, library, one_person
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.errors import EnvironmentFault, Phrase, ToppError, UserError
from topp_desktop.formats.responses import (
    dump_responses,
    parse_responses,
    read_responses,
    responses_bytes,
)
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.errors.texts import explain

REMOVE = object()


def _refusal(document: Any) -> ToppError:
    with pytest.raises(ToppError) as caught:
        parse_responses(document, library().find, path="f.json")
    return caught.value


def _changed(place: str, value: Any) -> dict[str, Any]:
    """G1 with one value changed; the place is written as faults write it."""
    document: dict[str, Any] = deepcopy(golden("g1.json"))
    *way, last = place.split(".")
    node: Any = document
    for part in way:
        node = node[int(part)] if isinstance(node, list) else node.setdefault(part, {})
    key = int(last) if isinstance(node, list) else last
    if value is REMOVE:
        del node[key]
    else:
        node[key] = value
    return document


@pytest.mark.parametrize("name", ["g1", "g2", "g4"])
def test_golden_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(golden(f"{name}.json")), "utf-8")
    instrument, assessment = read_responses(path, library().find)
    assert instrument is agenda()
    assert assessment == golden_assessment(f"{name}.json")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("responses.0.answer", 5),
        ("responses.0.answer", -1),
        ("responses.0.answer", True),
        ("responses.0.answer", 2.0),
        ("responses.0.answer", "3"),
        ("responses.0.answer", "na"),
        ("responses.0.answer", {}),
        ("responses.0.evidence", 4),
        ("responses.0.evidence", "2"),
        ("responses.0.confidence", "C"),
        ("responses.0.confidence", "a"),
        ("responses.0.note", 7),
        ("responses.0.note", "x" * 20_001),
        ("responses.0.respondent", ""),
        ("responses.0.item", REMOVE),
        ("respondents.0.role", "boss"),
        ("respondents.0.id", None),
        ("institution.country", "gt"),
        ("institution.country", "GTM"),
        ("institution.country", "GT\n"),
        ("institution.level", "federal"),
        ("institution.type", "bank"),
        ("institution.name", ""),
        ("institution", []),
        ("form", REMOVE),
        ("round", ""),
        ("version", 0),
        ("version", "1"),
        ("version", True),
        ("version", 1.0),
        ("version", REMOVE),
        ("scope", "planet"),
        ("method", "guess"),
        ("targets.1-T", 101),
        ("targets.1-T", -1),
        ("targets.1-T", "75"),
        ("targets.1-T", True),
        ("weights.items.1.1-T", 0),
        ("weights.areas.1", "1"),
    ],
)
def test_an_invalid_value_is_named_by_its_place(place: str, value: Any) -> None:
    if place.startswith("weights.items"):
        document = golden("g1.json") | {"weights": {"items": {"1.1-T": value}}}
    else:
        document = _changed(place, value)
    fault = _refusal(document)
    assert fault.code == "invalid-field"
    assert fault.params["field"] == place
    assert fault.params["path"] == "f.json"
    assert fault.params["detail"]


@pytest.mark.parametrize(
    "place",
    [
        *("extra", "institution.extra", "instrument.extra", "respondents.0.extra"),
        *("responses.3.extra", "weights.extra"),
    ],
)
def test_an_unknown_field_is_refused_by_name(place: str) -> None:
    fault = _refusal(_changed(place, 1))
    assert (fault.code, fault.params["field"]) == ("unknown-field", place)


def _with(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = deepcopy(golden("g1.json"))
    return document | changes


def _response(**changes: Any) -> dict[str, Any]:
    return {"respondent": "r1", "item": "1.1-T", "answer": 2} | changes


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "wrong-format"),
        ({}, "wrong-format"),
        (_with(format="topp-actions"), "wrong-format"),
        (_with(version=2), "format-too-new"),
        (_with(version=10**9), "format-too-new"),
        (_with(instrument={"id": "topp-agenda", "version": "9.9.9"}), "instrument-unknown"),
        (_with(instrument={"id": "other"}), "instrument-unknown"),
        (_with(form="medium"), "unknown-form"),
        (_with(responses=[_response(item="9.9-T")]), "unknown-item"),
        (_with(form="short"), "item-not-in-form"),
        (_with(responses=[_response(respondent="r9")]), "unknown-respondent"),
        (_with(responses=[_response(), _response(answer=3)]), "repeated-entry"),
        (_with(respondents=[{"id": "r1", "role": "technical"}] * 2), "repeated-entry"),
        (_with(respondents=[{"id": "r1", "role": "technical", "items": ["x"]}]), "unknown-item"),
        (_with(responses=[_response(answer="NA")]), "reason-missing"),
        (_with(responses=[_response(answer="NA", reason=" \n")]), "reason-missing"),
        (_with(responses=[_response(answer=["e1"])]), "invalid-answer"),
        (_with(responses=[_response(answer=[])]), "invalid-answer"),
        (_with(consensus=[{"item": "1.1-T", "answer": "NA"}]), "reason-missing"),
        (_with(consensus=[{"item": "1.1-T", "answer": 1}] * 2), "repeated-entry"),
        (_with(consensus=[{"item": "x", "answer": 1}]), "unknown-item"),
        (_with(consensus=[{"item": "1.1-T"}]), "invalid-field"),
        (_with(tallies=[{"item": "x", "role": "academia", "counts": [0] * 5}]), "unknown-item"),
        (
            _with(tallies=[{"item": "1.1-T", "role": "academia", "counts": [0] * 4}]),
            "invalid-field",
        ),
        (
            _with(tallies=[{"item": "1.1-T", "role": "academia", "counts": [0] * 5}] * 2),
            "repeated-entry",
        ),
        (_with(targets={"1-X": 50}), "unknown-cell"),
        (_with(weights={"areas": {"5": 1}}), "unknown-area"),
        (_with(weights={"items": {"x": 1}}), "unknown-item"),
    ],
)
def test_what_does_not_fit_the_instrument_is_refused(document: Any, code: str) -> None:
    fault = _refusal(document)
    assert fault.code == code
    assert isinstance(fault, UserError)


def test_what_may_be_left_out() -> None:
    document = golden("g1.json")
    del document["instrument"]["version"]
    document["consensus"] = [{"item": "1.1-T", "answer": "NA", "rationale": "acordado"}]
    document["responses"] = [
        {"respondent": "r1", "item": "1.1-T"},
        {"respondent": "r1", "item": "1.2-T", "answer": "DK"},
    ]
    _, assessment = parse_responses(document, library().find, path="f")
    assert assessment.responses[0] == Response("r1", "1.1-T", None)
    assert assessment.scope == "institution"
    assert assessment.method == "individual"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null x",
        b"\xff\xfe{\x00}",
        b'{"format": "topp-responses", "format": "topp-responses"}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 9007199254740993}',
        b'{"a": "\\ud800"}',
        b'{"a": "\\u0000"}',
        b'{"\\udc00": 1}',
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 9 + b"1" + b"}" * 9,
        b"'single'",
    ],
)
def test_hostile_json_is_refused_in_the_readers_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_responses(path, library().find)
    assert caught.value.code == "not-json"
    assert caught.value.params["path"] == str(path)
    detail = caught.value.params["detail"]
    assert isinstance(detail, Phrase)
    told = explain(caught.value, translator("es"))
    assert detail.text.format(**detail.values) not in told.cause, "no word of another language"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_what_an_editor_adds_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    text = responses_bytes(agenda(), golden_assessment("g1.json")).decode("utf-8")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + text).encode(encoding))
    _, assessment = read_responses(path, library().find)
    assert assessment == golden_assessment("g1.json")


@pytest.mark.parametrize("written", ["2026-2\n", "２０２６-２", " 2026 – 2 ", "2026-\u200b2"])
def test_a_measurement_has_one_name_however_it_is_written(written: str) -> None:
    _, assessment = parse_responses(_changed("round", written), library().find, path="f")
    assert assessment.round == "2026-2"


@pytest.mark.parametrize("written", [" ", "\n", "\u200b"])
def test_a_name_of_which_nothing_is_seen_is_refused(written: str) -> None:
    assert _refusal(_changed("round", written)).params["field"] == "round"


def test_json_that_only_looks_hostile_is_read(tmp_path: Path) -> None:
    document = golden("g1.json")
    notes = ["[[[[[[[[[[{{{{{{{{{{", '\\" ] } \\\\', "\\u0000 \\ud800", "1e999 9999999999999999999"]
    notes += ["👍 ñ \u202e", "=1+1", "<img src=file:///x>", "🏳️‍🌈"]
    for entry, note in zip(document["responses"], notes, strict=False):
        entry["note"] = note
    for ascii_only in (True, False):
        path = tmp_path / "f.json"
        path.write_text(json.dumps(document, ensure_ascii=ascii_only), "utf-8")
        _, assessment = read_responses(path, library().find)
        assert [r.note for r in assessment.responses[: len(notes)]] == notes


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="file-not-found"):
        read_responses(tmp_path / "none.json", library().find)
    with pytest.raises(EnvironmentFault, match="file-not-readable"):
        read_responses(tmp_path, library().find)
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    with pytest.raises(UserError, match="file-too-large"):
        read_responses(big, library().find)


def test_an_export_for_others_has_no_private_notes() -> None:
    assessment = one_person({"1.1-P": 2})
    private = Response("r", "1.1-F", None, private_note="solo mía", flagged=True, note="de todos")
    assessment = replace(assessment, responses=(*assessment.responses, private))
    for_others = dump_responses(agenda(), assessment, private=False)
    assert "solo mía" not in json.dumps(for_others, ensure_ascii=False)
    assert "flagged" not in json.dumps(for_others)
    assert "de todos" in json.dumps(for_others)
    own = responses_bytes(agenda(), assessment)
    assert "solo mía".encode() in own
    assert own.endswith(b"}\n")
