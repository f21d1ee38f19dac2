"""The examples of docs/file-formats.md are read, and its results are what the program writes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import GOLDEN, agenda, golden_assessment, library
from topp_desktop.domain.scoring import score
from topp_desktop.formats.actions import read_actions
from topp_desktop.formats.responses import dump_responses, parse_responses
from topp_desktop.formats.study import read_study, study_bytes
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.score_json import scorecard_json
from topp_desktop.services.plan.planner import Planner, road_map_json, settings_from_command

PAGE = Path(__file__).resolve().parents[2] / "docs" / "file-formats.md"


def _example(heading: str) -> dict[str, Any]:
    section = PAGE.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    (block,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


def _compare(shown: Any, real: Any, place: str) -> None:
    """Every key that is shown exists and has this value, numbers as far as they are shown."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            _compare(value, real[key], f"{place}.{key}")
    elif isinstance(shown, float):
        assert real == pytest.approx(shown, abs=1e-6), place
    else:
        assert shown == real, place


def test_responses() -> None:
    example = _example("Responses")
    _, assessment = parse_responses(example, library().find, path="docs")
    assert dump_responses(agenda(), assessment) | example == dump_responses(agenda(), assessment)


def test_study() -> None:
    example = _example("Study")
    file = read_study(json.dumps(example).encode(), "docs")
    written = json.loads(study_bytes(file))
    assert written["raters"] == example["raters"]
    assert written["verified"] == example["verified"]


def test_actions(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(_example("Actions")), "utf-8")
    assert len(read_actions(path, agenda())) == 3


def test_score_result() -> None:
    example = _example("Score result")
    real = scorecard_json(score(agenda(), golden_assessment("g2.json")))
    _compare(example, real, "")
    for group in ("overall",):
        assert example[group].keys() == real[group].keys()
    for group, name in (("dimensions", "T"), ("areas", "1"), ("cells", "1-T")):
        assert example[group][name].keys() == real[group][name].keys()
    assert example.keys() == real.keys()


def test_road_map_result() -> None:
    example = _example("Road map result")
    road_map = Planner(library()).road_map(
        results_of(agenda(), golden_assessment("g2.json")),
        settings_from_command("6", "2026-1", 10, date(2026, 2, 2)),
        read_actions(GOLDEN / "g5_actions.json", agenda()),
    )
    real = road_map_json(road_map)
    assert example.keys() == real.keys()
    _compare(example["actions"][0], real["actions"][0], "actions.0")
    assert example["actions"][0].keys() == real["actions"][0].keys()
    _compare(example["overall_at_end"], real["overall_at_end"], "overall_at_end")
    for kind, entries in example["needs"].items():
        assert all(entry in real["needs"][kind] for entry in entries), kind
