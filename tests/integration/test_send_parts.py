"""What leaves of a road map: elements that every reader of the format takes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import agenda, golden_assessment
from tests.support.papers import road_map_of
from tests.support.plan_world import PlanWorld, edit_everything
from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.roadmap import OwnAction, Semester
from topp_desktop.formats.objects import check_payload
from topp_desktop.services.institution.send_parts import road_map_elements

KID = "A" * 43


def _checked(elements: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The elements through the strict reader, as in a real version."""
    instrument = agenda()
    payload = {
        "format": "topp-revision",
        "version": 1,
        "institution": "i-1",
        "territory": {"country": "GT"},
        "profile": {"name": "x", "level": "local", "type": "municipality"},
        "round": "2026-1",
        "form": "short",
        "scope": "institution",
        "method": "individual",
        "instrument": {
            "id": instrument.id,
            "version": instrument.version,
            "sha256": instrument.sha256,
        },
        "device": KID,
        "parents": [],
        "audience": ["s"],
        "approval": None,
        "consent": "secretariat",
        "app": "0",
        "created": "2026-03-01T00:00:00Z",
        "seq": 1,
        "elements": json.loads(json.dumps(elements)),
    }
    return dict(check_payload("topp-revision", KID, payload)["elements"])


@pytest.fixture
def world(tmp_path: Path) -> PlanWorld:
    found = PlanWorld(tmp_path / "data")
    edit_everything(found)
    return found


def test_everything_that_people_said_leaves(world: PlanWorld) -> None:
    opened = world.open()
    found = _checked(road_map_elements(opened.road_map, opened.edits, consent="peers"))
    changed = next(e for n, e in found.items() if n.startswith("action:") and e.get("cost"))
    assert changed["title"] == "Título propio"
    assert changed["owner"] == "Planificación, Municipio, Comité, GT"
    assert changed["effort"] == pytest.approx(7 / 3)
    names = ("partner", "budget", "cost", "currency", "funding_gap", "baseline", "target")
    assert [changed[n] for n in names] == ["Mancomunidad", "11-02", 12000.5, "GTQ", 4000, "0", "12"]
    assert (changed["must"], changed["status"]) == (True, "under-way")
    pinned = [e for e in found.values() if e.get("pinned")]
    assert [e["start"] for e in pinned] == ["2028-1"]
    milestones = [e for n, e in found.items() if n.startswith("milestone:")]
    assert len(milestones) == 3
    done = next(e for e in milestones if e["result"] == "Borrador")
    assert (done["status"], done["date"], done["evidence"]) == ("done", "2026-04-10", "Acta 1")
    assert done["approval"] == "draft"
    needs = {n: e for n, e in found.items() if n.startswith("need:")}
    assert any(e.get("persons") == 12 and e["level"] == "technical-staff" for e in needs.values())
    wanted = next(e for n, e in needs.items() if n.startswith("need:own."))
    assert (wanted["topic"], wanted["offers"]) == ("Presupuesto participativo", False)
    own = next(e for n, e in found.items() if n.startswith("action:own:") and "cell" not in e)
    assert own["title"] == "Mesa propia"
    assert "from" not in own


def test_topics_between_peers_stay_without_consent(world: PlanWorld) -> None:
    road_map = world.open().road_map
    kinds = {e["kind"] for n, e in road_map_elements(road_map).items() if n.startswith("need:")}
    assert "peers" not in kinds
    with_consent = road_map_elements(road_map, consent="public")
    assert any(e.get("kind") == "peers" for e in with_consent.values())


def test_dropped_actions_and_their_reasons_stay(world: PlanWorld) -> None:
    said = json.dumps(road_map_elements(world.open().road_map), ensure_ascii=False)
    assert "gobernación" not in said
    assert all(a.id not in said for a in world.open().road_map.left_out)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_proposal_leaves_as_it_is(language: str) -> None:
    full = golden_assessment("g2.json")
    for assessment in (full, _without_answers(full)):
        road_map = road_map_of(assessment)
        found = _checked(road_map_elements(road_map, language=language, consent="public"))
        actions = [n for n in found if n.startswith("action:")]
        assert len(actions) == len(road_map.plan.actions)


def _without_answers(assessment: Assessment) -> Assessment:
    return replace(assessment, responses=(), respondents=())


def test_hostile_and_long_texts_fit(world: PlanWorld) -> None:
    hostile = '<img src="x"> =1+1 \u202eALREVÉS\u202c \U0001f600 ' + "x" * 400
    world.maps.edit.change(
        world.id, world.scheduled()[0].id, title=hostile[:500], activity=hostile * 40
    )
    world.maps.milestones.add(world.id, hostile * 30, [(hostile, Semester(1999, 2))], combo=hostile)
    world.maps.needs.add(world.id, "assistance", hostile, note=hostile * 20)
    world.maps.edit.add(world.id, hostile, OwnAction(item="1.1-P", start_level=0))
    found = _checked(road_map_elements(world.open().road_map))
    assert any(e.get("activity") == (hostile * 40).strip() for e in found.values())
