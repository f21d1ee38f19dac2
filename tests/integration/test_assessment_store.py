"""The local store: what was saved is there, as it was, and its trail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.support.builders import agenda, one_person, short_levels
from tests.support.random_cases import random_assessment
from tests.support.stores import WHEN, LocalStore, in_order, keep, opened
from topp_desktop.domain.assessment import Response, Weights
from topp_desktop.domain.assessment.work import Details
from topp_desktop.domain.errors import UserError
from topp_desktop.services.measurement.trail import Edit
from topp_desktop.services.ports import AssessmentStore

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[tuple[Engine, LocalStore]]:
    with opened(tmp_path / "data" / "topp.sqlite") as found:
        yield found


@pytest.fixture
def store(database: tuple[Engine, LocalStore]) -> LocalStore:
    return database[1]


def _first(store: AssessmentStore, item: str = "1.1-P") -> Response | None:
    found = [r for r in store.load("a").assessment.responses if r.item == item]
    return found[0] if found else None


def test_a_new_database_is_empty(store: LocalStore) -> None:
    assert store.summaries() == []


@pytest.mark.parametrize("seed", range(25))
def test_what_was_added_is_loaded(seed: int, store: LocalStore) -> None:
    assessment = random_assessment(Random(seed), agenda(), max_people=3)
    added = keep(store, "a", assessment)
    stored = store.load("a")
    assert stored.assessment == in_order(added)
    assert stored.instrument == agenda().ref
    assert (stored.created, stored.practice, stored.names) == (WHEN, False, {})
    assert stored.plan_settings == {}


def test_summaries(store: LocalStore) -> None:
    second = keep(store, "b", one_person(short_levels()))
    store.add("a", one_person({"1.1-P": 1}), agenda().ref, WHEN - timedelta(days=1), practice=True)
    store.save_response("a", Response("r", "1.1-F", None, note="solo una nota"), WHEN)
    first, last = store.summaries()
    assert (first.id, first.practice, first.answered) == ("a", True, 1)
    assert (last.id, last.practice, last.answered) == ("b", False, 16)
    assert last.institution == second.institution
    assert (last.round, last.form, last.created) == ("2026-1", "short", WHEN)


def test_saving_again_replaces_and_the_trail_remembers(store: LocalStore) -> None:
    keep(store, "a", one_person({}))
    versions = [
        Response("r", "1.1-P", 3, 2, "A", note="ñ \u202e <img src=x>", documents=("a", "b")),
        Response("r", "1.1-P", "NA", reason="porque sí", private_note="mía", flagged=True),
        Response("r", "1.1-P", None),
    ]
    for n, version in enumerate(versions):
        store.save_response("a", version, WHEN + timedelta(seconds=n))
        assert _first(store) == version
    trail = store.changes("a", 10)
    assert [(c.before, c.after) for c in trail] == [
        (versions[1], versions[2]),
        (versions[0], versions[1]),
        (None, versions[0]),
    ]
    assert trail[0].at == WHEN + timedelta(seconds=2)
    assert (trail[0].respondent, trail[0].item) == ("r", "1.1-P")
    assert store.changes("a", 1) == trail[:1]


def test_saving_the_same_twice_changes_nothing(store: LocalStore) -> None:
    keep(store, "a", one_person({}))
    response = Response("r", "1.1-P", 3)
    store.save_response("a", response, WHEN)
    before = store.load("a")
    store.save_response("a", response, WHEN + timedelta(hours=1))
    assert store.load("a") == before
    assert len(store.changes("a", 10)) == 1


def test_answers_of_different_people_and_measurements_stay_apart(
    store: LocalStore,
) -> None:
    keep(store, "a", one_person({"1.1-P": 1}))
    keep(store, "b", one_person({"1.1-P": 2}))
    store.save_response("a", Response("other", "1.1-P", 4), WHEN)
    assert {(r.respondent, r.answer) for r in store.load("a").assessment.responses} == {
        *(("r", 1), ("other", 4)),
    }
    assert [r.answer for r in store.load("b").assessment.responses] == [2]
    assert store.changes("b", 10) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Response,
        respondent=st.just("r"),
        item=st.sampled_from(agenda().form("short").items),
        answer=st.sampled_from([None, 0, 4, "NA", "DK"]) | st.frozensets(TEXT, max_size=4),
        evidence=st.none() | st.integers(0, 3),
        confidence=st.sampled_from([None, "A", "M", "B"]),
        reason=TEXT,
        note=TEXT,
        missing=TEXT,
        documents=st.lists(TEXT, max_size=3).map(tuple),
        private_note=TEXT,
        flagged=st.booleans(),
    )
)
def test_any_response_comes_back_as_it_was(store: LocalStore, response: Response) -> None:
    if not store.summaries():
        keep(store, "a", one_person({}))
    store.save_response("a", response, WHEN)
    assert _first(store, response.item) == response
    assert store.changes("a", 1)[0].after == response


def test_form_targets_weights_and_plan(store: LocalStore) -> None:
    keep(store, "a", one_person({}))
    weights = Weights({"1.1-T": 0.1}, {"1": 1.5})
    plan = {"start": "2026-1", "people": 2, "reduced": {"2027-1": 0.5}}
    store.save(
        "a",
        Edit("details", (), Details("full", "2026-1")),
        Edit("target", ("1-T",), 100 / 3),
        Edit("target", ("2-O",), 75.0),
        Edit("weights", (), weights),
        Edit("plan", (), plan),
    )
    store.save("a", Edit("target", ("2-O",), None))
    stored = store.load("a")
    assert stored.assessment.form == "full"
    assert stored.assessment.targets == {"1-T": 100 / 3}
    assert stored.assessment.weights == weights
    assert stored.plan_settings == plan
    store.save("a", Edit("target", ("1-T",), None))
    assert store.load("a").assessment.targets == {}


def test_a_measurement_that_is_not_there(store: LocalStore) -> None:
    for call in (
        lambda: store.load("x"),
        lambda: store.save_response("x", Response("r", "1.1-P", 1), WHEN),
        lambda: store.trail.undo("x", WHEN),
        lambda: store.trail.redo("x", WHEN),
        lambda: store.changes("x", 5),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.code == "assessment-unknown"
        assert caught.value.params == {"id": "x"}


def test_every_connection_is_durable_and_checks_its_keys(
    database: tuple[Engine, LocalStore],
) -> None:
    engine, _ = database
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert found == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 5000,
            }


def test_reading_goes_on_while_somebody_writes(tmp_path: Path) -> None:
    """Every state that a reader sees is one that was committed, and none goes back."""
    path = tmp_path / "topp.sqlite"
    with opened(path) as (_, writer), opened(path) as (_, reader):
        keep(writer, "a", one_person({}))
        done = threading.Event()
        faults: list[BaseException] = []

        def write() -> None:
            try:
                for n in range(60):
                    for item in ("1.1-P", "1.1-F"):
                        writer.save_response("a", Response("r", item, n % 5, note=str(n)), WHEN)
            except BaseException as fault:
                faults.append(fault)
                raise
            finally:
                done.set()

        thread = threading.Thread(target=write)
        thread.start()
        seen = []
        while not done.is_set():
            notes = {r.item: int(r.note) for r in reader.load("a").assessment.responses}
            if len(notes) == 2:
                seen.append(notes["1.1-P"])
                assert 0 <= notes["1.1-P"] - notes["1.1-F"] <= 1
        thread.join()
        assert not faults
        assert seen == sorted(seen)
        last = {r.item: r.note for r in reader.load("a").assessment.responses}
        assert last == {"1.1-P": "59", "1.1-F": "59"}


def test_the_institution_is_one_row_for_all_its_measurements(store: LocalStore) -> None:
    first = one_person({"1.1-P": 1})
    store.add("a", first, agenda().ref, WHEN)
    store.add("b", replace(first, round="2026-2"), agenda().ref, WHEN)
    assert store.load("a").assessment.institution == store.load("b").assessment.institution
